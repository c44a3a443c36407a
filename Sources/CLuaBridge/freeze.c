// SPDX-License-Identifier: Apache-2.0
/// Read-only views of tables, all the way down: what rules share, none of them can change.
///
/// A view is an empty table whose metatable points at the real one. Scripts can set no metatable, so a table that has one is a view.
#include "machine.h"

enum { MAX_FREEZE = 32 };

void set_sealed_metatable(lua_State *lua) {
    lua_pushboolean(lua, 0);
    lua_setfield(lua, -2, "__metatable");
    lua_setmetatable(lua, -2);
}

static int refuse_write(lua_State *lua) {
    const char *name = lua_type(lua, 2) == LUA_TSTRING || lua_type(lua, 2) == LUA_TNUMBER ? lua_tostring(lua, 2) : luaL_typename(lua, 2);
    return luaL_error(lua, "assignment to '%s': rules keep nothing; use a local", name);
}

bool freeze_target(lua_State *lua, int index) {
    if (lua_type(lua, index) != LUA_TTABLE || !lua_getmetatable(lua, index)) return false;
    lua_pushliteral(lua, "__index");
    lua_rawget(lua, -2);
    lua_remove(lua, -2);
    if (lua_istable(lua, -1)) return true;
    lua_pop(lua, 1);
    return false;
}

static int length_of_view(lua_State *lua) {
    lua_pushinteger(lua, freeze_target(lua, 1) ? (lua_Integer)lua_rawlen(lua, -1) : 0);
    return 1;
}

static void freeze_elements(lua_State *lua, int table, int seen, int depth);

/// Replaces the table on the stack by its view; `seen` holds the views there are, by table.
static void freeze_one(lua_State *lua, int seen, int depth) {
    if (depth > MAX_FREEZE) luaL_error(lua, "nested deeper than %d levels", MAX_FREEZE);
    luaL_checkstack(lua, 12, "too deep");
    if (lua_getmetatable(lua, -1)) {
        lua_pop(lua, 1);
        return;
    }
    lua_pushvalue(lua, -1);
    if (lua_rawget(lua, seen) != LUA_TNIL) {
        lua_remove(lua, -2);
        return;
    }
    lua_pop(lua, 1);
    int table = lua_gettop(lua);
    lua_newtable(lua);
    lua_pushvalue(lua, table);
    lua_pushvalue(lua, -2);
    lua_rawset(lua, seen);
    lua_newtable(lua);
    lua_pushvalue(lua, table);
    lua_setfield(lua, -2, "__index");
    lua_pushcfunction(lua, refuse_write);
    lua_setfield(lua, -2, "__newindex");
    lua_pushcfunction(lua, length_of_view);
    lua_setfield(lua, -2, "__len");
    set_sealed_metatable(lua);
    freeze_elements(lua, table, seen, depth + 1);
    lua_remove(lua, table);
}

static void freeze_elements(lua_State *lua, int table, int seen, int depth) {
    lua_pushnil(lua);
    while (lua_next(lua, table)) {
        if (!lua_istable(lua, -1)) {
            lua_pop(lua, 1);
            continue;
        }
        freeze_one(lua, seen, depth);
        lua_pushvalue(lua, -2);
        lua_insert(lua, -2);
        lua_rawset(lua, table); // a field that is there may be replaced while it is gone through
    }
}

void freeze(lua_State *lua) {
    lua_newtable(lua);
    lua_insert(lua, -2);
    freeze_one(lua, lua_gettop(lua) - 1, 0);
    lua_remove(lua, -2);
}
