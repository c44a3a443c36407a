// SPDX-License-Identifier: Apache-2.0
/// Fields of texts, numbers and truths. They have none: where one is read, the document has another shape than the rule takes it to have;
/// where one is called with a colon, or read from `string`, the rule's author meant a function that there is not.
#include "machine.h"

#include <ctype.h>

enum { MAX_NAME = 32 };

struct text {
    const char *bytes;
    size_t length;
};

/// The text of the file or library that a function is from; false where nobody kept it.
static bool source_of(lua_State *lua, const char *chunk, struct text *source) {
    const void *tables[] = {&registry_sources, &registry_libraries};
    for (int place = 0; place < 2; place++) {
        lua_rawgetp(lua, LUA_REGISTRYINDEX, tables[place]);
        lua_getfield(lua, -1, place ? chunk + 1 : chunk);
        source->bytes = lua_type(lua, -1) == LUA_TSTRING ? lua_tolstring(lua, -1, &source->length) : NULL;
        lua_pop(lua, 2); // the table keeps it
        if (source->bytes) return true;
    }
    return false;
}

static bool is_name(char byte) { return isalnum((unsigned char)byte) || byte == '_'; }

/// What stands before a place of the text, but for white space.
static const char *before(const struct text *text, const char *place) {
    while (place > text->bytes && isspace((unsigned char)place[-1])) place--;
    return place > text->bytes ? place - 1 : NULL;
}

/// Whether a line has the name behind a colon, and nowhere behind a dot.
static bool has_method(const struct text *text, int line, const char *name) {
    const char *begin = text->bytes, *end = text->bytes + text->length;
    for (; line > 1 && begin; line--) begin = memchr(begin, '\n', (size_t)(end - begin)), begin = begin ? begin + 1 : NULL;
    if (!begin) return false;
    const char *line_end = memchr(begin, '\n', (size_t)(end - begin));
    size_t length = strlen(name);
    bool is_method = false;
    if (line_end) end = line_end;
    for (const char *place = begin; place + length <= end; place++) {
        bool begins = place == text->bytes || !is_name(place[-1]), ends = place + length == end || !is_name(place[length]);
        bool is_whole = begins && ends && memcmp(place, name, length) == 0;
        const char *mark = is_whole ? before(text, place) : NULL;
        if (mark && *mark == '.') return false;
        is_method |= mark && *mark == ':' && (mark == text->bytes || mark[-1] != ':');
    }
    return is_method;
}

/// Whether the script calls the field that it is reading with a colon.
static bool is_method_call(lua_State *lua, const char *name) {
    lua_Debug frame;
    struct text source;
    if (!lua_getstack(lua, 1, &frame) || !lua_getinfo(lua, "Sl", &frame) || frame.currentline < 0 || frame.source[0] != '@') return false;
    return source_of(lua, frame.source, &source) && has_method(&source, frame.currentline, name);
}

/// How many letters make two names differ: left out, too many or others.
static int distance(const char *left, const char *right) {
    int row[MAX_NAME + 1];
    int length = (int)strlen(right);
    for (int column = 0; column <= length; column++) row[column] = column;
    for (; *left; left++) {
        int diagonal = row[0]++;
        for (int column = 1; column <= length; column++) {
            int least = diagonal + (*left != right[column - 1]);
            if (row[column] + 1 < least) least = row[column] + 1;
            if (row[column - 1] + 1 < least) least = row[column - 1] + 1;
            diagonal = row[column];
            row[column] = least;
        }
    }
    return row[length];
}

/// The function of texts, in the table at 1, that a name is most likely a misspelling of; null where none is near.
static const char *nearest(lua_State *lua, const char *name) {
    int least = strlen(name) > 5 ? 3 : 2;
    const char *found = NULL;
    for (lua_pushnil(lua); lua_next(lua, 1); lua_pop(lua, 1)) {
        const char *candidate = lua_type(lua, -2) == LUA_TSTRING ? lua_tostring(lua, -2) : NULL;
        if (!candidate || strlen(candidate) > MAX_NAME) continue;
        int differs = distance(name, candidate);
        // Tables have no order, so that of two as near the first in the alphabet is meant.
        if (differs < least || (differs == least && found && strcmp(candidate, found) < 0)) found = candidate, least = differs;
    }
    return found;
}

static int refuse_method(lua_State *lua, const char *kind, const char *name, const char *near) {
    if (near) return luaL_error(lua, "%s has no function '%s'; did you mean '%s'?", kind, name, near);
    return luaL_error(lua, "%s has no function '%s'", kind, name);
}

int shape_of_text(lua_State *lua) {
    const char *name = luaL_tolstring(lua, 2, NULL);
    lua_settop(lua, 3);
    if (lua_type(lua, 2) == LUA_TSTRING && is_method_call(lua, name)) return refuse_method(lua, "a text", name, nearest(lua, name));
    stop_unknown(lua, CARENA_UNDECODABLE, lua_pushfstring(lua, "field '%s' of a text: the document has another shape", name));
}

int shape_of_string(lua_State *lua) {
    const char *name = luaL_tolstring(lua, 2, NULL);
    lua_settop(lua, 3);
    return refuse_method(lua, "string", name, nearest(lua, name));
}

static int scalar_field(lua_State *lua) {
    const char *kind = lua_type(lua, 1) == LUA_TNUMBER ? "a number" : "a truth", *name = luaL_tolstring(lua, 2, NULL);
    if (lua_type(lua, 2) == LUA_TSTRING && is_method_call(lua, name)) return refuse_method(lua, kind, name, NULL);
    stop_unknown(lua, CARENA_UNDECODABLE, lua_pushfstring(lua, "field '%s' of %s: the document has another shape", name, kind));
}

static int scalar_length(lua_State *lua) {
    stop_unknown(lua, CARENA_UNDECODABLE, "a list was expected: the document has another shape");
}

static void open_scalar(lua_State *lua) {
    static const luaL_Reg metamethods[] = {{"__index", scalar_field}, {"__len", scalar_length}, {NULL, NULL}};
    lua_newtable(lua);
    luaL_setfuncs(lua, metamethods, 0);
    set_sealed_metatable(lua);
    lua_pop(lua, 1);
}

void shape_open(lua_State *lua) {
    lua_pushinteger(lua, 0);
    open_scalar(lua);
    lua_pushboolean(lua, 0);
    open_scalar(lua);
}

void shape_demand_list(lua_State *lua, int index) {
    int type = lua_type(lua, index);
    if (type == LUA_TNUMBER || type == LUA_TBOOLEAN || type == LUA_TSTRING)
        stop_unknown(lua, CARENA_UNDECODABLE, "a list was expected: the document has another shape");
}
