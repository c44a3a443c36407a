// SPDX-License-Identifier: Apache-2.0
/// Stock Lua as anybody embeds it.
#include "CPeers.h"

#include <lauxlib.h>
#include <lua.h>
#include <lualib.h>
#include <string.h>

// A state is what the caller holds; it never looks into it.
static lua_State *state_of(struct CPeers_lua *lua) { return (lua_State *)lua; }

struct CPeers_lua *CPeers_open_lua(const char *source) {
    lua_State *lua = luaL_newstate();
    if (!lua) return NULL;
    luaL_openlibs(lua);
    if (luaL_loadbuffer(lua, source, strlen(source), "=chunk") == LUA_OK && lua_pcall(lua, 0, 1, 0) == LUA_OK && lua_isfunction(lua, 1))
        return (struct CPeers_lua *)lua;
    lua_close(lua);
    return NULL;
}

int CPeers_call_lua(struct CPeers_lua *held, int calls) {
    lua_State *lua = state_of(held);
    int failures = 0;
    while (calls-- > 0) {
        lua_pushvalue(lua, 1);
        if (lua_pcall(lua, 0, 2, 0) != LUA_OK) return -1;
        failures += !lua_toboolean(lua, -2);
        lua_settop(lua, 1);
    }
    return failures;
}

void CPeers_close_lua(struct CPeers_lua *lua) { lua_close(state_of(lua)); }
