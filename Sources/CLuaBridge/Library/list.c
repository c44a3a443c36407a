// SPDX-License-Identifier: Apache-2.0
/// list: what scripts do with lists, of documents and of their own. Of no list there are no elements, as for any() and all().
#include "library.h"

enum { SUBJECT = 1, ARGUMENT, PAID_BYTES = 16 };

lua_Integer elements_of(lua_State *lua, int index) {
    if (lua_isnoneornil(lua, index)) return 0;
    shape_demand_list(lua, index);
    if (!lua_islightuserdata(lua, index)) luaL_checktype(lua, index, LUA_TTABLE);
    lua_Integer count = luaL_len(lua, index);
    machine_pay(lua, (uint64_t)count);
    return count;
}

/// Calls the function at the argument with the value at the top of the stack, in whose place is its answer.
static void call(lua_State *lua) {
    lua_pushvalue(lua, ARGUMENT);
    lua_insert(lua, -2);
    if (UNLIKELY(lua_iscfunction(lua, ARGUMENT))) machine_pay(lua, CALL_PRICE); // it runs no instruction
    lua_call(lua, 1, 1);
}

static bool answers(lua_State *lua, lua_Integer place) {
    lua_geti(lua, SUBJECT, place);
    call(lua);
    bool answer = lua_toboolean(lua, -1);
    lua_pop(lua, 1);
    return answer;
}

static int contains(lua_State *lua) {
    lua_settop(lua, ARGUMENT);
    bool is = false;
    for (lua_Integer place = 1, count = elements_of(lua, SUBJECT); place <= count && !is; place++) {
        lua_geti(lua, SUBJECT, place);
        priced_comparison(lua, lua_gettop(lua), ARGUMENT);
        is = lua_compare(lua, -1, ARGUMENT, LUA_OPEQ);
        lua_pop(lua, 1);
    }
    lua_pushboolean(lua, is);
    return 1;
}

static int count(lua_State *lua) {
    luaL_checktype(lua, ARGUMENT, LUA_TFUNCTION);
    lua_Integer found = 0;
    for (lua_Integer place = 1, count = elements_of(lua, SUBJECT); place <= count; place++) found += answers(lua, place);
    lua_pushinteger(lua, found);
    return 1;
}

static int find(lua_State *lua) {
    luaL_checktype(lua, ARGUMENT, LUA_TFUNCTION);
    for (lua_Integer place = 1, count = elements_of(lua, SUBJECT); place <= count; place++)
        if (answers(lua, place)) return lua_geti(lua, SUBJECT, place), 1;
    lua_pushnil(lua);
    return 1;
}

/// A list of those elements that the test holds for, or with `maps` of what the function makes of them.
static int select_elements(lua_State *lua, bool maps) {
    luaL_checktype(lua, ARGUMENT, LUA_TFUNCTION);
    lua_settop(lua, ARGUMENT);
    lua_Integer count = elements_of(lua, SUBJECT), kept = 0;
    lua_newtable(lua);
    for (lua_Integer place = 1; place <= count; place++) {
        if (!maps && !answers(lua, place)) continue;
        lua_geti(lua, SUBJECT, place);
        if (maps) call(lua);
        if (lua_isnil(lua, -1)) lua_pop(lua, 1);
        else lua_rawseti(lua, -2, ++kept);
    }
    return 1;
}

static int filter(lua_State *lua) { return select_elements(lua, false); }

static int map(lua_State *lua) { return select_elements(lua, true); }

static int copy(lua_State *lua) {
    lua_Integer count = elements_of(lua, SUBJECT), kept = 0;
    lua_newtable(lua);
    for (lua_Integer place = 1; place <= count; place++) {
        lua_geti(lua, SUBJECT, place);
        if (lua_isnil(lua, -1)) lua_pop(lua, 1);
        else lua_rawseti(lua, -2, ++kept);
    }
    return 1;
}

static int sort(lua_State *lua) {
    lua_settop(lua, SUBJECT);
    copy(lua);
    lua_rawgetp(lua, LUA_REGISTRYINDEX, &registry_sort);
    lua_pushvalue(lua, -2);
    lua_call(lua, 1, 0);
    return 1;
}

static int join(lua_State *lua) {
    size_t length;
    const char *separator = luaL_optlstring(lua, ARGUMENT, ", ", &length);
    lua_Integer count = elements_of(lua, SUBJECT);
    luaL_Buffer buffer;
    luaL_buffinit(lua, &buffer);
    for (lua_Integer place = 1; place <= count; place++) {
        if (place > 1) luaL_addlstring(&buffer, separator, length);
        lua_geti(lua, SUBJECT, place);
        if (!lua_isstring(lua, -1)) return luaL_error(lua, "list.join joins texts and numbers: element %d is a %s", (int)place, luaL_typename(lua, -1));
        machine_pay(lua, (lua_type(lua, -1) == LUA_TSTRING ? lua_rawlen(lua, -1) : 0) / PAID_BYTES + 1);
        luaL_addvalue(&buffer);
    }
    luaL_pushresult(&buffer);
    return 1;
}

void list_open(lua_State *lua) {
    static const luaL_Reg functions[] = {
        {"contains", contains}, {"count", count}, {"filter", filter}, {"find", find}, {"join", join}, {"map", map}, {"sort", sort}, {NULL, NULL},
    };
    library_add(lua, "list", functions);
}
