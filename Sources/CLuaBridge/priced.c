// SPDX-License-Identifier: Apache-2.0
/// Lua's own functions at the price of what they do: in C no instruction runs, and no hook is called.
#include "machine.h"

enum { PAID_BYTES = 16, PAID_DIGITS = 4 };

/// What the price of a call grows with.
enum price { ARGUMENTS, TEXTS, DIGITS, BYTES_OF_RANGE };

static uint64_t text_length(lua_State *lua, int index) { return lua_type(lua, index) == LUA_TSTRING ? lua_rawlen(lua, index) : 0; }

static uint64_t price_of(lua_State *lua, enum price price) {
    uint64_t total = 0;
    switch (price) {
    case ARGUMENTS: return (uint64_t)lua_gettop(lua);
    case DIGITS: return text_length(lua, 1) / PAID_DIGITS;
    case BYTES_OF_RANGE: return lua_gettop(lua) > 2 ? text_length(lua, 1) : 0;
    case TEXTS:
        for (int index = lua_gettop(lua); index > 0; index--) total += text_length(lua, index);
        return total / PAID_BYTES;
    }
    return 0;
}

/// A function of Lua's and what it costs; the upvalue of the one that stands for it.
struct stock {
    lua_CFunction function;
    enum price price;
};

/// Pays for the call and makes it.
static int pay_and_call(lua_State *lua) {
    const struct stock *stock = lua_touserdata(lua, lua_upvalueindex(1));
    uint64_t price = price_of(lua, stock->price);
    if (price) machine_pay(lua, price);
    return stock->function(lua);
}

static const struct {
    const char *library, *name; ///< of the base functions the library is ""
    enum price price;
} priced[] = {
    {"", "select", ARGUMENTS}, {"", "tonumber", DIGITS}, {"string", "byte", BYTES_OF_RANGE}, {"string", "char", ARGUMENTS},
    {"string", "lower", TEXTS}, {"string", "upper", TEXTS}, {"string", "reverse", TEXTS}, {"math", "max", ARGUMENTS}, {"math", "min", ARGUMENTS},
};

void priced_open(lua_State *lua, const char *library) {
    for (size_t place = 0; place < sizeof priced / sizeof *priced; place++) {
        if (strcmp(priced[place].library, library) != 0) continue;
        lua_getfield(lua, -1, priced[place].name);
        lua_CFunction function = lua_tocfunction(lua, -1);
        lua_pop(lua, 1);
        struct stock *stock = lua_newuserdatauv(lua, sizeof *stock, 0);
        *stock = (struct stock){function, priced[place].price};
        lua_pushcclosure(lua, pay_and_call, 1);
        lua_setfield(lua, -2, priced[place].name);
    }
}

void priced_comparison(lua_State *lua, int left, int right) {
    uint64_t lengths[2] = {text_length(lua, left), text_length(lua, right)};
    machine_pay(lua, 1 + (lengths[0] < lengths[1] ? lengths[0] : lengths[1]) / PAID_BYTES);
}
