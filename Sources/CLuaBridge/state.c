// SPDX-License-Identifier: Apache-2.0
/// What a rule could keep: locals of its file, and tables that they hold. Lua lets every function change them.
///
/// Words and iterators of one account, kept so, would be read in another account's memory. So all that a check can reach and change is
/// noted when its file has been loaded, and put back before the check enters another account, and around each check whose reads are noted.
/// A rule in whose text nothing changes anything keeps nothing.
#include "machine.h"

static const char registry_state; ///< by check what it can reach, and under `true` what libraries can

/// The places in such a list of when it was put back last, and of whether nothing can have changed yet; the other keys are functions and tables,
/// with what they held.
enum { RESTORED = 1, IS_NEW = 2 };

/// Adds the value at the top, which is popped, to those to look at, unless it was there before or holds nothing.
static void find(lua_State *lua, int list, int queue) {
    bool is_holder = lua_istable(lua, -1) || (lua_isfunction(lua, -1) && !lua_iscfunction(lua, -1));
    if (is_holder) {
        lua_rawgetp(lua, LUA_REGISTRYINDEX, &registry_environment);
        is_holder = !lua_rawequal(lua, -1, -2);
        lua_pop(lua, 1);
    }
    if (is_holder) {
        lua_pushvalue(lua, -1);
        is_holder = lua_rawget(lua, list) == LUA_TNIL;
        lua_pop(lua, 1);
    }
    if (!is_holder) {
        lua_pop(lua, 1);
        return;
    }
    lua_pushvalue(lua, -1);
    lua_pushboolean(lua, false);
    lua_rawset(lua, list);
    lua_rawseti(lua, queue, (lua_Integer)lua_rawlen(lua, queue) + 1);
}

/// Notes what the function or table at `holder` holds. A view can't be changed; what it shows may hold functions.
static void note(lua_State *lua, int list, int queue, int holder) {
    bool is_view = freeze_target(lua, holder);
    if (!is_view) lua_pushvalue(lua, holder);
    lua_newtable(lua);
    int source = holder + 1, copy = holder + 2;
    for (int place = 1; lua_isfunction(lua, source) && lua_getupvalue(lua, source, place); place++) {
        lua_pushvalue(lua, -1);
        lua_rawseti(lua, copy, place);
        find(lua, list, queue);
    }
    lua_pushnil(lua);
    while (lua_istable(lua, source) && lua_next(lua, source)) {
        lua_pushvalue(lua, -2);
        lua_pushvalue(lua, -2);
        lua_rawset(lua, copy);
        find(lua, list, queue);
        lua_pushvalue(lua, -1);
        find(lua, list, queue);
    }
    lua_settop(lua, copy);
    if (is_view) return;
    lua_pushvalue(lua, holder);
    lua_pushvalue(lua, copy);
    lua_rawset(lua, list);
}

/// Adds all that the value at the top can reach to the list below it, and pops the value.
static void note_all(lua_State *lua) {
    luaL_checkstack(lua, 16, "too deep");
    int list = lua_gettop(lua) - 1, queue = list + 1;
    lua_newtable(lua);
    lua_insert(lua, queue);
    find(lua, list, queue);
    for (lua_Integer place = 1; lua_rawgeti(lua, queue, place) != LUA_TNIL; place++) {
        note(lua, list, queue, queue + 1);
        lua_settop(lua, queue);
    }
    lua_settop(lua, list);
}

void state_open(lua_State *lua) {
    lua_newtable(lua);
    lua_rawsetp(lua, LUA_REGISTRYINDEX, &registry_state);
}

/// Notes what the value at the top can reach under the key below it; both stay.
static void keep(lua_State *lua) {
    int value = lua_gettop(lua);
    lua_rawgetp(lua, LUA_REGISTRYINDEX, &registry_state);
    lua_pushvalue(lua, value - 1);
    if (lua_rawget(lua, value + 1) == LUA_TNIL) {
        lua_pop(lua, 1);
        lua_newtable(lua);
        lua_pushinteger(lua, 0);
        lua_rawseti(lua, -2, RESTORED);
        lua_pushvalue(lua, value - 1);
        lua_pushvalue(lua, -2);
        lua_rawset(lua, value + 1);
    }
    lua_pushvalue(lua, value);
    note_all(lua);
    lua_settop(lua, value);
}

void state_keep_library(lua_State *lua) {
    lua_pushboolean(lua, true);
    lua_pushvalue(lua, -2);
    keep(lua);
    lua_pop(lua, 2);
}

void state_keep_check(lua_State *lua, bool is_alone) {
    lua_pushliteral(lua, "check");
    lua_rawget(lua, -2);
    lua_pushvalue(lua, -1);
    if (lua_isfunction(lua, -1)) {
        keep(lua);
        lua_rawgetp(lua, LUA_REGISTRYINDEX, &registry_state);
        lua_pushvalue(lua, -2);
        lua_rawget(lua, -2);
        if (is_alone) lua_pushboolean(lua, true);
        else lua_pushnil(lua);
        lua_rawseti(lua, -2, IS_NEW);
        lua_pop(lua, 2);
    }
    lua_pop(lua, 2);
}

bool state_is_kept(lua_State *lua, int check) {
    lua_rawgetp(lua, LUA_REGISTRYINDEX, &registry_state);
    lua_pushvalue(lua, check);
    bool is_kept = lua_rawget(lua, -2) != LUA_TNIL;
    lua_pop(lua, 2);
    return is_kept;
}

/// Gives a table the values that it had. What is there is replaced first, which takes no memory: nothing of another account is left.
static void restore_table(lua_State *lua, int table, int copy) {
    lua_pushnil(lua);
    while (lua_next(lua, table)) {
        lua_pop(lua, 1);
        lua_pushvalue(lua, -1);
        lua_pushvalue(lua, -1);
        lua_rawget(lua, copy);
        lua_rawset(lua, table);
    }
    lua_pushnil(lua);
    while (lua_next(lua, copy)) {
        lua_pushvalue(lua, -2);
        lua_insert(lua, -2);
        lua_rawset(lua, table);
    }
}

static void restore_list(lua_State *lua, int list) {
    lua_Integer epoch = (lua_Integer)machine_of(lua)->epoch;
    if (!lua_istable(lua, list)) return;
    lua_rawgeti(lua, list, RESTORED);
    if (lua_tointeger(lua, -1) == epoch) return;
    bool is_new = lua_rawgeti(lua, list, IS_NEW) == LUA_TBOOLEAN;
    lua_pushnil(lua);
    lua_rawseti(lua, list, IS_NEW);
    lua_pushnil(lua);
    for (int holder = lua_gettop(lua), copy = holder + 1; !is_new && lua_next(lua, list); lua_settop(lua, holder)) {
        if (!lua_istable(lua, copy)) continue;
        if (lua_istable(lua, holder)) restore_table(lua, holder, copy);
        for (int place = 1; lua_isfunction(lua, holder) && lua_getupvalue(lua, holder, place); place++) {
            lua_rawgeti(lua, copy, place);
            lua_setupvalue(lua, holder, place);
            lua_settop(lua, copy);
        }
    }
    lua_pushinteger(lua, epoch);
    lua_rawseti(lua, list, RESTORED);
}

/// Whether what the function or table at `holder` holds is not what it was: a member is another, or one is missing.
static bool has_changed(lua_State *lua, int holder, int copy) {
    bool has = false;
    for (int place = 1; !has && lua_isfunction(lua, holder) && lua_getupvalue(lua, holder, place); place++) {
        lua_rawgeti(lua, copy, place);
        has = !lua_rawequal(lua, -1, -2);
        lua_settop(lua, copy);
    }
    if (!lua_istable(lua, holder)) return has;
    int tables[2] = {holder, copy};
    for (int side = 0; side < 2 && !has; side++) {
        lua_pushnil(lua);
        while (!has && lua_next(lua, tables[side])) {
            lua_pushvalue(lua, -2);
            lua_rawget(lua, tables[1 - side]);
            has = !lua_rawequal(lua, -1, -2);
            lua_pop(lua, 2);
        }
        lua_settop(lua, copy);
    }
    return has;
}

static bool list_has_changed(lua_State *lua, int list) {
    bool has = false;
    if (!lua_istable(lua, list)) return false;
    lua_pushnil(lua);
    for (int holder = lua_gettop(lua), copy = holder + 1; !has && lua_next(lua, list); lua_settop(lua, holder))
        has = lua_istable(lua, copy) && has_changed(lua, holder, copy);
    return has;
}

/// Whether libraries or the check of the rule at 1 hold something else than they did when they were put back last.
static int has_kept(lua_State *lua) {
    luaL_checkstack(lua, 16, "too deep");
    lua_rawgetp(lua, LUA_REGISTRYINDEX, &registry_state);
    lua_pushboolean(lua, true);
    lua_rawget(lua, 2);
    bool has = list_has_changed(lua, 3);
    lua_settop(lua, 2);
    lua_pushliteral(lua, "check");
    lua_rawget(lua, 1);
    lua_rawget(lua, 2);
    lua_pushboolean(lua, list_has_changed(lua, 3) || has);
    return 1;
}

bool CLuaBridge_has_kept(CLuaBridge_machine *machine, int rule) {
    lua_State *lua = machine->lua;
    lua_settop(lua, 0);
    lua_pushcfunction(lua, has_kept);
    lua_rawgeti(lua, LUA_REGISTRYINDEX, rule);
    bool has = lua_pcall(lua, 1, 1, 0) == LUA_OK && lua_toboolean(lua, -1);
    lua_settop(lua, 0);
    return has;
}

/// Puts back what libraries and the check at 1 can reach.
static int restore(lua_State *lua) {
    lua_rawgetp(lua, LUA_REGISTRYINDEX, &registry_state);
    lua_pushboolean(lua, true);
    lua_rawget(lua, 2);
    restore_list(lua, 3);
    lua_settop(lua, 2);
    lua_pushvalue(lua, 1);
    lua_rawget(lua, 2);
    restore_list(lua, 3);
    return 0;
}

bool state_restore(CLuaBridge_machine *machine, int check) {
    lua_State *lua = machine->lua;
    machine->stop = STOP_NOT;
    lua_pushcfunction(lua, restore);
    if (check) lua_pushvalue(lua, check);
    else lua_pushnil(lua);
    bool is_restored = lua_pcall(lua, 1, 0, 0) == LUA_OK && machine->stop == STOP_NOT;
    machine->stop = STOP_NOT;
    machine->restored = is_restored ? machine->epoch : 0;
    return is_restored;
}
