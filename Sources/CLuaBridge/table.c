// SPDX-License-Identifier: Apache-2.0
/// The functions of tables but for sort: what they do is Lua's, and each element that they look at is paid for.
#include "machine.h"

enum { LIST = 1, PAID_BYTES = 16 };
enum access { READS, WRITES };

static bool answers(lua_State *lua, const char *event) {
    lua_pushstring(lua, event);
    bool is = lua_rawget(lua, -2) != LUA_TNIL;
    lua_pop(lua, 1);
    return is;
}

/// How many elements the first argument has: a table, or what takes the place of one.
static lua_Integer list_length(lua_State *lua, enum access access) {
    if (!lua_istable(lua, LIST)) {
        bool is_list = lua_getmetatable(lua, LIST);
        is_list = is_list && answers(lua, "__index") && answers(lua, "__len") && (access == READS || answers(lua, "__newindex"));
        if (!is_list) luaL_checktype(lua, LIST, LUA_TTABLE);
        lua_pop(lua, 1);
    }
    return luaL_len(lua, LIST);
}

/// Moves the elements from `first` to `last` by one place, those first that would be overwritten.
static void shift(lua_State *lua, lua_Integer first, lua_Integer last, int step) {
    if (first > last) return;
    machine_pay(lua, (uint64_t)last - (uint64_t)first + 1);
    for (lua_Integer place = step > 0 ? last : first; place >= first && place <= last; place -= step) {
        lua_geti(lua, LIST, place);
        lua_seti(lua, LIST, place + step);
    }
}

static int insert(lua_State *lua) {
    lua_Integer end = (lua_Integer)((lua_Unsigned)list_length(lua, WRITES) + 1), place = end;
    if (lua_gettop(lua) == 3) {
        place = luaL_checkinteger(lua, 2);
        luaL_argcheck(lua, (lua_Unsigned)place - 1 < (lua_Unsigned)end, 2, "position out of bounds");
        shift(lua, place, end - 1, 1);
    } else if (lua_gettop(lua) != 2) {
        return luaL_error(lua, "wrong number of arguments to 'insert'");
    }
    lua_seti(lua, LIST, place);
    return 0;
}

static int removed(lua_State *lua) {
    lua_Integer count = list_length(lua, WRITES), place = luaL_optinteger(lua, 2, count);
    if (place != count) luaL_argcheck(lua, (lua_Unsigned)place - 1 <= (lua_Unsigned)count, 1, "position out of bounds");
    lua_settop(lua, LIST);
    lua_geti(lua, LIST, place);
    shift(lua, place + 1, count, -1);
    lua_pushnil(lua);
    lua_seti(lua, LIST, place < count ? count : place);
    return 1;
}

static void add_element(lua_State *lua, luaL_Buffer *text, lua_Integer place) {
    lua_geti(lua, LIST, place);
    if (!lua_isstring(lua, -1)) luaL_error(lua, "invalid value (%s) at index %I in table for 'concat'", luaL_typename(lua, -1), (LUAI_UACINT)place);
    machine_pay(lua, 1 + lua_rawlen(lua, -1) / PAID_BYTES);
    luaL_addvalue(text);
}

static int concat(lua_State *lua) {
    lua_Integer last = list_length(lua, READS);
    size_t length, most = machine_of(lua)->limits.text;
    const char *separator = luaL_optlstring(lua, 2, "", &length);
    lua_Integer first = luaL_optinteger(lua, 3, 1);
    last = luaL_optinteger(lua, 4, last);
    luaL_Buffer text;
    luaL_buffinit(lua, &text);
    // A text that has become too long to be made is made, which ends the check.
    for (lua_Integer place = first; place <= last && luaL_bufflen(&text) <= most; place++) {
        add_element(lua, &text, place);
        if (place == last) break;
        machine_pay(lua, length / PAID_BYTES);
        luaL_addlstring(&text, separator, length);
    }
    luaL_pushresult(&text);
    return 1;
}

static int unpack(lua_State *lua) {
    lua_Integer first = luaL_optinteger(lua, 2, 1);
    lua_Integer last = lua_isnoneornil(lua, 3) ? luaL_len(lua, LIST) : luaL_checkinteger(lua, 3);
    if (first > last) return 0;
    lua_Unsigned rest = (lua_Unsigned)last - (lua_Unsigned)first;
    if (rest >= LUAI_MAXSTACK || !lua_checkstack(lua, (int)rest + 1)) return luaL_error(lua, "too many results to unpack");
    machine_pay(lua, rest + 1);
    for (lua_Unsigned place = 0; place <= rest; place++) lua_geti(lua, LIST, (lua_Integer)((lua_Unsigned)first + place));
    return (int)rest + 1;
}

static int pack(lua_State *lua) {
    int count = lua_gettop(lua);
    machine_pay(lua, (uint64_t)count);
    lua_createtable(lua, count, 1);
    lua_insert(lua, 1);
    for (int place = count; place >= 1; place--) lua_rawseti(lua, 1, place);
    lua_pushinteger(lua, count);
    lua_setfield(lua, 1, "n");
    return 1;
}

void tables_open(lua_State *lua) {
    static const luaL_Reg functions[] = {
        {"concat", concat}, {"insert", insert}, {"remove", removed}, {"unpack", unpack}, {"pack", pack}, {"sort", sort_list}, {NULL, NULL},
    };
    luaL_newlib(lua, functions);
}
