// SPDX-License-Identifier: Apache-2.0
/// What people read of an error: where it was raised, and which limit ended a check.
#include "machine.h"

static const char *limit_message(const CLuaBridge_machine *machine) {
    switch (machine->stop) {
    case STOP_FUEL: return "stopped: it ran longer than its budget of instructions";
    case STOP_TIME: return "stopped: it took longer than its budget of time";
    case STOP_TEXT: return "stopped: it used more than its budget of memory for one text";
    case STOP_MEMORY: return "stopped: it used more than its budget of memory";
    case STOP_UNKNOWN: return machine->detail;
    default: return NULL;
    }
}

static const char *kind_message(lua_State *lua, int index) {
    return lua_type(lua, index) == LUA_TNUMBER ? "it raised a number" : "it raised something that is not a text";
}

const char *error_file(lua_State *lua, int index) {
    lua_Debug function;
    if (!lua_isfunction(lua, index)) return NULL;
    lua_pushvalue(lua, index);
    lua_getinfo(lua, ">S", &function);
    return function.source[0] == '@' ? function.source + 1 : NULL;
}

/// Adds where a limit or an unknown ended the call; where that is not known, the file.
static void add_place(const CLuaBridge_machine *machine, const char *file, struct buffer *out) {
    if (machine->stop != STOP_UNKNOWN && !is_limit(machine->stop)) return;
    if (machine->place.length) buffer_append(out, machine->place.bytes, machine->place.length);
    else if (file) buffer_append(out, file, strlen(file));
    else return;
    buffer_append(out, ": ", 2);
}

void machine_error_text(CLuaBridge_machine *machine, const char *file, struct buffer *out) {
    const char *message = limit_message(machine);
    size_t length = message ? strlen(message) : 0;
    if (!message && lua_type(machine->lua, -1) == LUA_TSTRING) message = lua_tolstring(machine->lua, -1, &length);
    if (!message) {
        message = kind_message(machine->lua, -1);
        length = strlen(message);
    }
    add_place(machine, file, out);
    buffer_append(out, message, length > MAX_MESSAGE ? MAX_MESSAGE : length);
}

/// Whether a message begins with the place of a script that runs, as Lua itself writes it.
static bool has_place(lua_State *lua, const char *message) {
    lua_Debug frame;
    for (int level = 0; lua_getstack(lua, level, &frame); level++) {
        lua_getinfo(lua, "Sl", &frame);
        size_t length = strlen(frame.short_src);
        if (frame.currentline >= 0 && strncmp(message, frame.short_src, length) == 0 && message[length] == ':') return true;
    }
    return false;
}

int error_with_place(lua_State *lua) {
    lua_Debug frame;
    if (machine_of(lua)->stop != STOP_NOT) return 1;
    bool is_text = lua_type(lua, 1) == LUA_TSTRING;
    if (is_text && has_place(lua, lua_tostring(lua, 1))) return 1;
    if (!is_text) lua_pushstring(lua, kind_message(lua, 1));
    for (int level = 1; lua_getstack(lua, level, &frame); level++) {
        lua_getinfo(lua, "Sl", &frame);
        if (frame.currentline < 0) continue;
        lua_pushfstring(lua, "%s:%d: ", frame.short_src, frame.currentline);
        lua_insert(lua, -2);
        lua_concat(lua, 2);
        break;
    }
    return 1;
}
