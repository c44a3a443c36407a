// SPDX-License-Identifier: Apache-2.0
/// any(), all() and matches(): questions about lists and texts that are answered in one call.
#include "machine.h"

static lua_Integer length_of(lua_State *lua) {
    if (lua_isnil(lua, 1)) return 0;
    if (lua_islightuserdata(lua, 1)) {
        uint32_t count;
        if (!proxy_is_list(lua, (uint64_t)(uintptr_t)lua_touserdata(lua, 1), &count))
            stop_unknown(lua, CARENA_UNDECODABLE, "a list was expected: the document has another shape");
        return count;
    }
    luaL_checktype(lua, 1, LUA_TTABLE);
    return luaL_len(lua, 1);
}

/// Whether an element answers the test with `wanted`. Of no list, or an empty one, none does.
static bool some(lua_State *lua, bool wanted) {
    luaL_checktype(lua, 2, LUA_TFUNCTION);
    lua_Integer count = length_of(lua);
    for (lua_Integer place = 1; place <= count; place++) {
        lua_pushvalue(lua, 2);
        lua_geti(lua, 1, place);
        lua_call(lua, 1, 1);
        bool answer = lua_toboolean(lua, -1);
        lua_pop(lua, 1);
        if (answer == wanted) return true;
    }
    return false;
}

static int any(lua_State *lua) {
    lua_pushboolean(lua, some(lua, true));
    return 1;
}

static int all(lua_State *lua) {
    lua_pushboolean(lua, !some(lua, false));
    return 1;
}

static int matches(lua_State *lua) {
    if (lua_isnil(lua, 1)) {
        lua_pushboolean(lua, 0);
        return 1;
    }
    luaL_checkstring(lua, 1);
    luaL_checkstring(lua, 2);
    lua_settop(lua, 2);
    lua_pushvalue(lua, lua_upvalueindex(1));
    lua_insert(lua, 1);
    lua_call(lua, 2, 1);
    lua_pushboolean(lua, !lua_isnil(lua, -1));
    return 1;
}

void lists_open(lua_State *lua) {
    static const luaL_Reg functions[] = {{"any", any}, {"all", all}, {NULL, NULL}};
    luaL_setfuncs(lua, functions, 0);
    lua_getfield(lua, -1, "string");
    lua_getfield(lua, -1, "find");
    lua_remove(lua, -2);
    lua_pushcclosure(lua, matches, 1);
    lua_setfield(lua, -2, "matches");
}
