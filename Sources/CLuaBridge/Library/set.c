// SPDX-License-Identifier: Apache-2.0
/// set: lists as sets of texts, numbers and truths. What comes out has each element once, in the order in which it came in.
#include "library.h"

enum { LEFT = 1, RIGHT, LEFT_SET, RIGHT_SET };
/// An element in or out of a table costs many instructions, and a long text is hashed.
enum { ELEMENT_PRICE = 8, PAID_BYTES = 16 };

/// Pushes the elements of a list as keys of a table.
static void push_set(lua_State *lua, int list) {
    lua_Integer count = elements_of(lua, list);
    lua_newtable(lua);
    for (lua_Integer place = 1; place <= count; place++) {
        int type = lua_geti(lua, list, place);
        if (type == LUA_TNIL) {
            lua_pop(lua, 1);
            continue;
        }
        if (type != LUA_TSTRING && type != LUA_TNUMBER && type != LUA_TBOOLEAN)
            luaL_error(lua, "a set has texts, numbers and truths: element %d is a %s", (int)place, lua_islightuserdata(lua, -1) ? "document" : luaL_typename(lua, -1));
        machine_pay(lua, ELEMENT_PRICE + (type == LUA_TSTRING ? lua_rawlen(lua, -1) : 0) / PAID_BYTES);
        lua_pushboolean(lua, true);
        lua_rawset(lua, -3);
    }
}

static void push_sets(lua_State *lua) {
    lua_settop(lua, RIGHT);
    push_set(lua, LEFT);
    push_set(lua, RIGHT);
}

static bool has(lua_State *lua, int set, int value) {
    machine_pay(lua, ELEMENT_PRICE);
    lua_pushvalue(lua, value);
    bool is = lua_rawget(lua, set) != LUA_TNIL;
    lua_pop(lua, 1);
    return is;
}

/// Adds the elements of a list to the list at the top of the stack that are, or are not, in a set; each once, for `seen` has them then.
static void add(lua_State *lua, int list, int set, bool wanted, int seen) {
    int result = lua_gettop(lua);
    lua_Integer count = lua_isnil(lua, list) ? 0 : luaL_len(lua, list), kept = (lua_Integer)lua_rawlen(lua, result);
    for (lua_Integer place = 1; place <= count; place++) {
        lua_geti(lua, list, place);
        int value = lua_gettop(lua);
        if (!lua_isnil(lua, value) && has(lua, set, value) == wanted && !has(lua, seen, value)) {
            lua_pushvalue(lua, value);
            lua_pushboolean(lua, true);
            lua_rawset(lua, seen);
            lua_pushvalue(lua, value);
            lua_rawseti(lua, result, ++kept);
        }
        lua_settop(lua, result);
    }
}

/// Pushes an empty table that remembers what was added, and the empty result.
static int push_result(lua_State *lua) {
    lua_newtable(lua);
    lua_newtable(lua);
    return lua_gettop(lua) - 1;
}

static int set_union(lua_State *lua) {
    push_sets(lua);
    int seen = push_result(lua);
    add(lua, LEFT, LEFT_SET, true, seen);
    add(lua, RIGHT, RIGHT_SET, true, seen);
    return 1;
}

static int intersection(lua_State *lua) {
    push_sets(lua);
    int seen = push_result(lua);
    add(lua, LEFT, RIGHT_SET, true, seen);
    return 1;
}

static int difference(lua_State *lua) {
    push_sets(lua);
    int seen = push_result(lua);
    add(lua, LEFT, RIGHT_SET, false, seen);
    return 1;
}

static bool is_within(lua_State *lua, int inner, int outer) {
    for (lua_pushnil(lua); lua_next(lua, inner); lua_pop(lua, 1)) {
        if (has(lua, outer, lua_gettop(lua) - 1)) continue;
        lua_pop(lua, 2);
        return false;
    }
    return true;
}

static int subset(lua_State *lua) {
    push_sets(lua);
    lua_pushboolean(lua, is_within(lua, LEFT_SET, RIGHT_SET));
    return 1;
}

static int equal(lua_State *lua) {
    push_sets(lua);
    lua_pushboolean(lua, is_within(lua, LEFT_SET, RIGHT_SET) && is_within(lua, RIGHT_SET, LEFT_SET));
    return 1;
}

void set_open(lua_State *lua) {
    static const luaL_Reg functions[] = {
        {"union", set_union}, {"intersection", intersection}, {"difference", difference}, {"subset", subset}, {"equal", equal}, {NULL, NULL},
    };
    library_add(lua, "set", functions);
}
