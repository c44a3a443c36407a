// SPDX-License-Identifier: Apache-2.0
/// time: dates as AWS writes them, beside now() and days_since(), which know when the snapshot was taken.
#include "library.h"

static int parse(lua_State *lua) {
    lua_pushnumber(lua, date_at(lua, 1));
    return 1;
}

static int compare(lua_State *lua) {
    double left = date_at(lua, 1), right = date_at(lua, 2);
    lua_pushinteger(lua, (left > right) - (left < right));
    return 1;
}

static int duration(lua_State *lua) {
    lua_pushnumber(lua, days_between(date_at(lua, 1), date_at(lua, 2)));
    return 1;
}

void time_open(lua_State *lua) {
    static const luaL_Reg functions[] = {{"parse", parse}, {"compare", compare}, {"duration", duration}, {NULL, NULL}};
    library_add(lua, "time", functions);
}
