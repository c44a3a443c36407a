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
    shape_demand_list(lua, 1);
    luaL_checktype(lua, 1, LUA_TTABLE);
    return luaL_len(lua, 1);
}

static bool ask(lua_State *lua) {
    if (UNLIKELY(lua_iscfunction(lua, -2))) machine_pay(lua, CALL_PRICE); // it runs no instruction
    lua_call(lua, 1, 1);
    bool answer = lua_toboolean(lua, -1);
    lua_pop(lua, 1);
    return answer;
}

/// The same as `some`, noting the questions to each element apart: none of them knows of the others.
static bool some_noted(lua_State *lua, bool wanted, lua_Integer count) {
    CLuaBridge_machine *machine = machine_of(lua);
    uint64_t list = (uint64_t)(uintptr_t)lua_touserdata(lua, 1);
    uint32_t step = record_list(machine, wanted ? STEP_ANY : STEP_EVERY, list);
    bool answer = !wanted;
    for (lua_Integer place = 0; place < count && answer != wanted; place++) {
        uint64_t element = machine->account->words[carena_index(list) + (uint64_t)place];
        lua_pushvalue(lua, 2);
        element = record_item(machine, step, element);
        proxy_push(lua, element);
        answer = ask(lua);
        record_item_end(machine, step, answer);
    }
    record_list_end(machine, step, answer);
    return answer == wanted;
}

/// Whether an element answers the test with `wanted`. Of no list, or an empty one, none does.
static bool some(lua_State *lua, bool wanted) {
    luaL_checktype(lua, 2, LUA_TFUNCTION);
    lua_Integer count = length_of(lua);
    const CLuaBridge_machine *machine = machine_of(lua);
    if (UNLIKELY(machine->recording) && machine->recorder.folds && lua_islightuserdata(lua, 1)) return some_noted(lua, wanted, count);
    for (lua_Integer place = 1; place <= count; place++) {
        lua_pushvalue(lua, 2);
        lua_geti(lua, 1, place);
        if (ask(lua) == wanted) return true;
    }
    if (UNLIKELY(machine->recording) && lua_islightuserdata(lua, 1))
        record_aside(machine_of(lua), STEP_ELEMENT, (uint64_t)(uintptr_t)lua_touserdata(lua, 1), count, 0, (struct note){0});
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
    size_t length, pattern_length;
    bool is = false;
    if (!lua_isnil(lua, 1)) {
        const char *text = luaL_checklstring(lua, 1, &length), *pattern = luaL_checklstring(lua, 2, &pattern_length);
        is = pattern_finds(lua, text, length, pattern, pattern_length);
        pattern_note(lua, STEP_MATCHES, (uint64_t)(is ? CARENA_TRUE : CARENA_FALSE) << 60, (struct note){0});
    }
    lua_pushboolean(lua, is);
    return 1;
}

void lists_open(lua_State *lua) {
    static const luaL_Reg functions[] = {{"any", any}, {"all", all}, {"matches", matches}, {NULL, NULL}};
    luaL_setfuncs(lua, functions, 0);
}
