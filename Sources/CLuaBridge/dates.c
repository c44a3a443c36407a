// SPDX-License-Identifier: Apache-2.0
/// now() and days_since(): time as the snapshot has it.
#include "machine.h"

#include <math.h>
#include <stdio.h>

static double as_of(lua_State *lua) {
    double now = machine_of(lua)->account->as_of;
    if (isnan(now)) stop_unknown(lua, CARENA_NOT_COLLECTED, "the snapshot does not say when it was taken: give --as-of");
    return now;
}

static int now(lua_State *lua) {
    lua_pushinteger(lua, (lua_Integer)as_of(lua));
    return 1;
}

double days_between(double then, double now) { return (now - then) / 86400; }

/// Whether a value is a list or an object of a document, and not a resource, a region or a verdict.
static bool is_document(lua_State *lua, int index) {
    unsigned tag = lua_islightuserdata(lua, index) ? carena_tag((uint64_t)(uintptr_t)lua_touserdata(lua, index)) : CARENA_RESOURCE;
    return tag != CARENA_RESOURCE && tag != CARENA_SCOPE && tag != CARENA_VERDICT;
}

double date_at(lua_State *lua, int index) {
    double date;
    if (lua_type(lua, index) == LUA_TNUMBER) {
        date = lua_tonumber(lua, index);
        // KMS writes milliseconds; seconds of that size are thousands of years away.
        return fabs(date) > 1e11 ? date / 1000 : date;
    }
    if (lua_isnoneornil(lua, index)) stop_unknown(lua, CARENA_NOT_COLLECTED, "the date was not collected");
    if (is_document(lua, index) || lua_isboolean(lua, index))
        stop_unknown(lua, CARENA_UNDECODABLE, "a date was expected: the document has another shape");
    size_t length;
    const char *text = luaL_checklstring(lua, index, &length);
    if (!carena_parse_date((const uint8_t *)text, length, &date)) {
        char detail[160];
        snprintf(detail, sizeof detail, "\"%.100s\" is not a date", text);
        stop_unknown(lua, CARENA_UNDECODABLE, detail);
    }
    return date;
}

static int days_since(lua_State *lua) {
    double then = date_at(lua, 1);
    double days = days_between(then, as_of(lua));
    if (days < -DAYS_AHEAD) {
        char detail[160];
        snprintf(detail, sizeof detail, "\"%.100s\" is after the time of the snapshot", lua_tostring(lua, 1));
        stop_unknown(lua, CARENA_UNDECODABLE, detail);
    }
    if (UNLIKELY(machine_of(lua)->recording)) {
        struct step step = {.kind = STEP_DAYS, .source = NONE, .value = NOTED_NUMBER, .days = days};
        record_argument(lua, &step, 1);
        if (lua_type(lua, 1) != LUA_TSTRING) record_doubt(machine_of(lua));
        record_step(machine_of(lua), step);
    }
    lua_pushnumber(lua, days);
    return 1;
}

void dates_open(lua_State *lua) {
    static const luaL_Reg functions[] = {{"now", now}, {"days_since", days_since}, {NULL, NULL}};
    luaL_setfuncs(lua, functions, 0);
}
