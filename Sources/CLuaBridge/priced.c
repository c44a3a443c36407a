// SPDX-License-Identifier: Apache-2.0
/// Lua's own functions at the price of what they do: in C no instruction runs, and no hook is called.
#include "machine.h"

enum { PAID_BYTES = 16, PAID_DIGITS = 4 };

/// What the price of a call grows with.
enum price { ARGUMENTS, TEXTS, DIGITS, BYTES_OF_RANGE, INSERTED, REMOVED, RANGE, JOINED };

static uint64_t text_length(lua_State *lua, int index) { return lua_type(lua, index) == LUA_TSTRING ? lua_rawlen(lua, index) : 0; }

/// How many elements the list at 1 has; asking a document would count as a read.
static lua_Integer count_of(lua_State *lua) {
    uint32_t count = 0;
    if (lua_istable(lua, 1)) return luaL_len(lua, 1);
    if (lua_islightuserdata(lua, 1)) proxy_is_list(lua, (uint64_t)(uintptr_t)lua_touserdata(lua, 1), &count);
    return count;
}

/// The whole number at `index`, as Lua's functions take it: also where it is a float or a text.
static lua_Integer integer_at(lua_State *lua, int index, lua_Integer otherwise) {
    int is;
    lua_Integer integer = lua_tointegerx(lua, index, &is);
    return is ? integer : otherwise;
}

/// The elements from the argument at `first` to the next, or to the end of the list.
static uint64_t range_of(lua_State *lua, int first) {
    lua_Integer begin = integer_at(lua, first, 1);
    lua_Integer end = lua_isnoneornil(lua, first + 1) ? count_of(lua) : integer_at(lua, first + 1, 0);
    if (begin > end) return 0;
    uint64_t count = (uint64_t)end - (uint64_t)begin;
    return count < LUAI_MAXSTACK ? count + 1 : LUAI_MAXSTACK;
}

/// Bytes of the texts that table.concat puts together; as many as one block has where they are more than a text may be long.
static uint64_t joined_bytes(lua_State *lua) {
    const CLuaBridge_limits *limits = &machine_of(lua)->limits;
    uint64_t count = range_of(lua, 3), bytes = count * text_length(lua, 2);
    lua_Integer first = integer_at(lua, 3, 1);
    for (uint64_t place = 0; lua_istable(lua, 1) && place < count && bytes <= limits->text; place++) {
        lua_geti(lua, 1, (lua_Integer)((uint64_t)first + place));
        bytes += text_length(lua, -1);
        lua_pop(lua, 1);
    }
    return count * PAID_BYTES + (bytes > limits->text ? limits->block : bytes);
}

/// The elements of the list at 1 behind the place at 2, which are moved.
static uint64_t behind_place(lua_State *lua) {
    lua_Integer place = integer_at(lua, 2, 0), count = place > 0 ? count_of(lua) : 0;
    return place > 0 && place < count ? (uint64_t)(count - place) : 0;
}

static uint64_t price_of(lua_State *lua, enum price price) {
    uint64_t total = 0;
    switch (price) {
    case ARGUMENTS: return (uint64_t)lua_gettop(lua);
    case DIGITS: return text_length(lua, 1) / PAID_DIGITS;
    case BYTES_OF_RANGE: return lua_gettop(lua) > 2 ? text_length(lua, 1) : 0;
    case RANGE: return range_of(lua, 2);
    case JOINED: return joined_bytes(lua) / PAID_BYTES;
    case TEXTS:
        for (int index = lua_gettop(lua); index > 0; index--) total += text_length(lua, index);
        return total / PAID_BYTES;
    case INSERTED: return lua_gettop(lua) == 3 ? behind_place(lua) : 0; // of two the second is no place
    case REMOVED: return behind_place(lua);
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
    {"string", "lower", TEXTS}, {"string", "upper", TEXTS}, {"string", "reverse", TEXTS}, {"table", "insert", INSERTED}, {"table", "remove", REMOVED},
    {"table", "unpack", RANGE}, {"table", "pack", ARGUMENTS}, {"table", "concat", JOINED}, {"math", "max", ARGUMENTS}, {"math", "min", ARGUMENTS},
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
