// SPDX-License-Identifier: Apache-2.0
/// What a file declares, as bytes that Swift reads, and parameters the other way.
///
/// A value is a letter and what belongs to it: `n` nil, `t` true, `f` false, `i` int64, `d` double, `s` 32-bit length and bytes,
/// `{` 32-bit count and that many keys and values in the order of the keys, `F` int32 line of a function, `v` 32-bit kind and the
/// message (a value) of a verdict, `a` the word `absent`. Numbers are in the machine's byte order.
#include "machine.h"

enum { MAX_DEPTH = 32, MAX_BYTES = 64 << 20 };

struct writer {
    lua_State *lua;
    struct buffer *out;
    uint32_t values;
    uint32_t most;
};

static void put(struct writer *writer, const void *bytes, size_t length) {
    if (writer->out->length + length > MAX_BYTES) luaL_error(writer->lua, "more than %d MiB of values", MAX_BYTES >> 20);
    if (!buffer_append(writer->out, bytes, length)) luaL_error(writer->lua, "not enough memory");
}

static void put_value(struct writer *writer, int index, int depth);

static void put_text(struct writer *writer, int index) {
    size_t length;
    const char *text = lua_tolstring(writer->lua, index, &length);
    uint32_t count = (uint32_t)length;
    put(writer, "s", 1);
    put(writer, &count, sizeof count);
    put(writer, text, length);
}

static void put_table(struct writer *writer, int index, int depth) {
    lua_State *lua = writer->lua;
    luaL_checkstack(lua, 8, "too deep");
    uint32_t count = 0;
    int top = lua_gettop(lua);
    if (freeze_target(lua, index)) index = top + 1;
    lua_pushnil(lua);
    while (lua_next(lua, index)) {
        lua_pop(lua, 1);
        count++;
    }
    put(writer, "{", 1);
    put(writer, &count, sizeof count);
    lua_pushcfunction(lua, proxy_pairs);
    lua_pushvalue(lua, index);
    lua_call(lua, 1, 1);
    for (uint32_t place = 0; place < count; place++) {
        lua_pushvalue(lua, -1);
        lua_call(lua, 0, 2);
        put_value(writer, lua_gettop(lua) - 1, depth + 1);
        put_value(writer, lua_gettop(lua), depth + 1);
        lua_pop(lua, 2);
    }
    lua_settop(lua, top);
}

static void put_verdict(struct writer *writer, uint64_t word, int depth) {
    uint32_t kind = carena_count(word);
    if (carena_tag(word) != CARENA_VERDICT) luaL_error(writer->lua, "a document can't stand here");
    if (kind == 0) {
        put(writer, "a", 1);
        return;
    }
    put(writer, "v", 1);
    put(writer, &kind, sizeof kind);
    lua_rawgetp(writer->lua, LUA_REGISTRYINDEX, &registry_messages);
    lua_rawgeti(writer->lua, -1, (lua_Integer)carena_index(word));
    put_value(writer, lua_gettop(writer->lua), depth + 1);
    lua_pop(writer->lua, 2);
}

static void put_value(struct writer *writer, int index, int depth) {
    lua_State *lua = writer->lua;
    if (depth > MAX_DEPTH) luaL_error(lua, "nested deeper than %d levels", MAX_DEPTH);
    if (++writer->values > writer->most) luaL_error(lua, "more than %d values", (int)writer->most);
    switch (lua_type(lua, index)) {
    case LUA_TNIL: put(writer, "n", 1); break;
    case LUA_TBOOLEAN: put(writer, lua_toboolean(lua, index) ? "t" : "f", 1); break;
    case LUA_TSTRING: put_text(writer, index); break;
    case LUA_TTABLE: put_table(writer, index, depth); break;
    case LUA_TLIGHTUSERDATA: put_verdict(writer, (uint64_t)(uintptr_t)lua_touserdata(lua, index), depth); break;
    case LUA_TNUMBER:
        if (lua_isinteger(lua, index)) {
            int64_t value = lua_tointeger(lua, index);
            put(writer, "i", 1);
            put(writer, &value, sizeof value);
        } else {
            double value = lua_tonumber(lua, index);
            put(writer, "d", 1);
            put(writer, &value, sizeof value);
        }
        break;
    case LUA_TFUNCTION: {
        lua_Debug debug;
        lua_pushvalue(lua, index);
        lua_getinfo(lua, ">S", &debug);
        int32_t line = debug.linedefined;
        put(writer, "F", 1);
        put(writer, &line, sizeof line);
        break;
    }
    default: luaL_error(lua, "a %s can't stand here", luaL_typename(lua, index));
    }
}

void export_value(lua_State *lua, int index, struct buffer *out) {
    struct writer writer = {.lua = lua, .out = out, .most = machine_of(lua)->limits.values};
    put_value(&writer, lua_absindex(lua, index), 0);
}

static void take(lua_State *lua, const uint8_t **cursor, const uint8_t *end, void *bytes, size_t length) {
    if ((size_t)(end - *cursor) < length) luaL_error(lua, "parameters end early");
    memcpy(bytes, *cursor, length);
    *cursor += length;
}

void import_value(lua_State *lua, const uint8_t **cursor, const uint8_t *end) {
    luaL_checkstack(lua, 4, "too deep");
    char letter;
    take(lua, cursor, end, &letter, 1);
    switch (letter) {
    case 't':
    case 'f': lua_pushboolean(lua, letter == 't'); break;
    case 'i': {
        int64_t value;
        take(lua, cursor, end, &value, sizeof value);
        lua_pushinteger(lua, value);
        break;
    }
    case 'd': {
        double value;
        take(lua, cursor, end, &value, sizeof value);
        lua_pushnumber(lua, value);
        break;
    }
    case 's': {
        uint32_t length;
        take(lua, cursor, end, &length, sizeof length);
        if ((size_t)(end - *cursor) < length) luaL_error(lua, "parameters end early");
        lua_pushlstring(lua, (const char *)*cursor, length);
        *cursor += length;
        break;
    }
    case '{': {
        uint32_t count;
        take(lua, cursor, end, &count, sizeof count);
        lua_newtable(lua);
        for (uint32_t place = 0; place < count; place++) {
            import_value(lua, cursor, end);
            import_value(lua, cursor, end);
            lua_rawset(lua, -3);
        }
        break;
    }
    default: lua_pushnil(lua);
    }
}
