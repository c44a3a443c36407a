// SPDX-License-Identifier: Apache-2.0
/// table.sort. Lua's own chooses its pivots by the clock, takes quadratic time where it chooses badly, and runs no instruction meanwhile.
#include "machine.h"

enum { LIST = 1, COMPARATOR, SHORT = 12 };

/// Whether the value at `left` comes before the one at `right`.
static bool precedes(lua_State *lua, int left, int right) {
    priced_comparison(lua, left, right);
    if (lua_isnil(lua, COMPARATOR)) return lua_compare(lua, left, right, LUA_OPLT);
    lua_pushvalue(lua, COMPARATOR);
    lua_pushvalue(lua, left);
    lua_pushvalue(lua, right);
    lua_call(lua, 2, 1);
    bool is = lua_toboolean(lua, -1);
    lua_pop(lua, 1);
    return is;
}

/// Puts each element before those of the sorted ones in front of it that it precedes.
static void insert_each(lua_State *lua, lua_Integer count) {
    for (lua_Integer next = 2; next <= count; next++) {
        lua_geti(lua, LIST, next);
        int value = lua_gettop(lua);
        lua_Integer place = next;
        for (; place > 1; place--) {
            lua_geti(lua, LIST, place - 1);
            if (!precedes(lua, value, value + 1)) break;
            lua_seti(lua, LIST, place);
        }
        lua_settop(lua, value);
        if (place < next) lua_seti(lua, LIST, place);
        lua_settop(lua, COMPARATOR);
    }
}

/// Puts the value at the top of the stack into the heap of `count` elements at `place`, or below it.
static void sift_down(lua_State *lua, lua_Integer place, lua_Integer count) {
    int value = lua_gettop(lua);
    for (lua_Integer child; (child = 2 * place) <= count; place = child) {
        lua_geti(lua, LIST, child);
        if (child < count) {
            lua_geti(lua, LIST, child + 1);
            if (precedes(lua, value + 1, value + 2)) {
                lua_replace(lua, value + 1);
                child++;
            } else {
                lua_pop(lua, 1);
            }
        }
        if (!precedes(lua, value, value + 1)) break;
        lua_seti(lua, LIST, place);
    }
    lua_settop(lua, value);
    lua_seti(lua, LIST, place);
}

static void sort_heap(lua_State *lua, lua_Integer count) {
    for (lua_Integer place = count / 2; place >= 1; place--) {
        lua_geti(lua, LIST, place);
        sift_down(lua, place, count);
    }
    for (lua_Integer last = count; last > 1; last--) {
        lua_geti(lua, LIST, last);
        lua_geti(lua, LIST, 1);
        lua_seti(lua, LIST, last);
        sift_down(lua, 1, last - 1);
    }
}

int sort_list(lua_State *lua) {
    if (!lua_islightuserdata(lua, LIST)) luaL_checktype(lua, LIST, LUA_TTABLE);
    lua_Integer count = luaL_len(lua, LIST);
    if (count > 1 && !lua_isnoneornil(lua, COMPARATOR)) luaL_checktype(lua, COMPARATOR, LUA_TFUNCTION);
    lua_settop(lua, COMPARATOR);
    luaL_checkstack(lua, 8, "nested too deep");
    if (count <= SHORT) insert_each(lua, count);
    else sort_heap(lua, count);
    return 0;
}
