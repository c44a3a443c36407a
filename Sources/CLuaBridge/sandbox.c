// SPDX-License-Identifier: Apache-2.0
/// The environment of rules: what is not named here does not exist for them.
#include "machine.h"

enum { PCALL_PRICE = 100, PAID_BYTES = 64 };

static const char *const string_functions[] = {
    "byte", "char", "len", "lower", "reverse", "sub", "upper", NULL,
};
static const char *const math_functions[] = {
    "abs", "ceil", "floor", "fmod", "huge", "max", "maxinteger", "min", "mininteger", "modf", "pi", "sqrt", "tointeger", "type", "ult", NULL,
};
static const char *const base_functions[] = {"assert", "error", "select", "tonumber", "type", NULL};

static int refuse_unknown_global(lua_State *lua) {
    return luaL_error(lua, "there is no '%s' in a rule's environment", luaL_tolstring(lua, 2, NULL));
}

/// Makes names that the environment does not have an error.
static void make_strict(lua_State *lua) {
    freeze(lua);
    freeze_target(lua, -1);
    lua_newtable(lua);
    lua_pushcfunction(lua, refuse_unknown_global);
    lua_setfield(lua, -2, "__index");
    lua_setmetatable(lua, -2);
    lua_pop(lua, 1);
}

/// A table with the named functions of a standard library.
static void push_selection(lua_State *lua, lua_CFunction open, const char *const *names) {
    lua_pushcfunction(lua, open);
    lua_call(lua, 0, 1);
    lua_newtable(lua);
    for (; *names; names++) {
        lua_getfield(lua, -2, *names);
        lua_setfield(lua, -2, *names);
    }
    lua_remove(lua, -2);
}

/// pcall that lets no limit and no unknown be caught.
static int sticky_pcall(lua_State *lua) {
    luaL_checkany(lua, 1);
    machine_pay(lua, PCALL_PRICE); // an error that is caught costs far more than the instructions around it
    int status = lua_pcall(lua, lua_gettop(lua) - 1, LUA_MULTRET, 0);
    if (machine_of(lua)->stop != STOP_NOT) stop_again(lua);
    lua_pushboolean(lua, status == LUA_OK);
    lua_insert(lua, 1);
    return lua_gettop(lua);
}

/// tostring without addresses.
static int plain_tostring(lua_State *lua) {
    luaL_checkany(lua, 1);
    switch (lua_type(lua, 1)) {
    case LUA_TNUMBER:
    case LUA_TSTRING:
    case LUA_TBOOLEAN:
    case LUA_TNIL: luaL_tolstring(lua, 1, NULL); break;
    default: lua_pushstring(lua, luaL_typename(lua, 1));
    }
    return 1;
}

/// Puts its kind in place of an argument whose text would be an address.
static void replace_address(lua_State *lua, int argument) {
    int type = lua_type(lua, argument);
    if (type == LUA_TNONE || type == LUA_TNIL || type == LUA_TBOOLEAN || type == LUA_TNUMBER || type == LUA_TSTRING) return;
    lua_pushstring(lua, lua_typename(lua, type));
    lua_replace(lua, argument);
}

int sandbox_format(lua_State *lua, lua_CFunction format) {
    size_t length;
    const char *text = luaL_checklstring(lua, 1, &length);
    uint64_t bytes = length;
    for (int argument = lua_gettop(lua); argument > 1; argument--)
        if (lua_type(lua, argument) == LUA_TSTRING) bytes += lua_rawlen(lua, argument);
    int argument = 1;
    for (size_t place = 0; place + 1 < length; place++) {
        if (text[place] != '%') continue;
        place++;
        while (place < length && strchr("-+ #0123456789.", text[place])) place++;
        if (place == length || text[place] == '%') continue;
        argument++;
        if (text[place] == 'p') return luaL_error(lua, "'%%p' is not allowed: addresses differ from run to run");
        if (text[place] == 's') replace_address(lua, argument);
    }
    if (bytes >= PAID_BYTES) machine_pay(lua, bytes / PAID_BYTES);
    return format(lua);
}

static int plain_format(lua_State *lua) { return sandbox_format(lua, lua_tocfunction(lua, lua_upvalueindex(1))); }

static int run_library(lua_State *lua, const char *name) {
    lua_rawgetp(lua, LUA_REGISTRYINDEX, &registry_libraries);
    if (lua_getfield(lua, -1, name) != LUA_TSTRING) return luaL_error(lua, "there is no library '%s'", name);
    size_t length;
    const char *source = lua_tolstring(lua, -1, &length);
    machine_pay(lua, length); // reading it runs no instruction, and one that stops while it loads is read again
    lua_pushfstring(lua, "@%s", name);
    if (luaL_loadbufferx(lua, source, length, lua_tostring(lua, -1), "t") != LUA_OK) return lua_error(lua);
    sandbox_push_environment(lua);
    lua_setupvalue(lua, -2, 1);
    uint64_t turn = machine_of(lua)->turn;
    machine_turn(machine_of(lua));
    lua_call(lua, 0, 1);
    machine_of(lua)->turn = turn;
    return 1;
}

/// What stands among the loaded libraries for one that is loading.
static bool is_loading(lua_State *lua, int index) {
    return lua_type(lua, index) == LUA_TLIGHTUSERDATA && lua_touserdata(lua, index) == &registry_loaded;
}

/// The end of a library's loading, however it came: one that stopped is not there, and says the same whenever it is asked for.
static int end_loading(lua_State *lua) {
    lua_settop(lua, 0);
    lua_rawgetp(lua, LUA_REGISTRYINDEX, &registry_loaded);
    lua_pushvalue(lua, lua_upvalueindex(1));
    lua_rawget(lua, 1);
    if (!is_loading(lua, 2)) return 0;
    lua_pushvalue(lua, lua_upvalueindex(1));
    lua_pushnil(lua);
    lua_rawset(lua, 1);
    return 0;
}

/// Marks the library whose name is at 1 as loading until the running function ends, by an error too.
static void begin_loading(lua_State *lua, int loaded) {
    lua_newtable(lua);
    lua_newtable(lua);
    lua_pushvalue(lua, 1);
    lua_pushcclosure(lua, end_loading, 1);
    lua_setfield(lua, -2, "__close");
    lua_setmetatable(lua, -2);
    lua_toclose(lua, -1);
    lua_pushvalue(lua, 1);
    lua_pushlightuserdata(lua, (void *)&registry_loaded);
    lua_rawset(lua, loaded);
}

static int require(lua_State *lua) {
    const char *name = luaL_checkstring(lua, 1);
    lua_settop(lua, 1);
    lua_rawgetp(lua, LUA_REGISTRYINDEX, &registry_loaded);
    lua_getfield(lua, 2, name);
    if (is_loading(lua, 3)) return luaL_error(lua, "library '%s' requires itself", name);
    if (!lua_isnil(lua, 3)) return 1;
    begin_loading(lua, 2);
    run_library(lua, name);
    if (lua_istable(lua, -1)) freeze(lua);
    state_keep_library(lua);
    lua_pushvalue(lua, -1);
    lua_setfield(lua, 2, name);
    return 1;
}

/// `rule {}` and its like: notes the kind of the table and gives it back.
static int define(lua_State *lua) {
    luaL_checktype(lua, 1, LUA_TTABLE);
    lua_settop(lua, 1);
    lua_rawgetp(lua, LUA_REGISTRYINDEX, &registry_kinds);
    lua_pushvalue(lua, 1);
    lua_pushvalue(lua, lua_upvalueindex(1));
    lua_rawset(lua, 2);
    lua_pushvalue(lua, 1);
    return 1;
}

/// The words of examples: a table that says which word it was and what it was given.
static int example(lua_State *lua) {
    lua_settop(lua, 2);
    lua_newtable(lua);
    lua_pushvalue(lua, lua_upvalueindex(1));
    lua_setfield(lua, -2, "example");
    lua_pushvalue(lua, 1);
    lua_rawseti(lua, -2, 1);
    lua_pushvalue(lua, 2);
    lua_rawseti(lua, -2, 2);
    return 1;
}

static void add_words(lua_State *lua, const char *const *words, lua_CFunction function) {
    for (; *words; words++) {
        lua_pushstring(lua, *words);
        lua_pushcclosure(lua, function, 1);
        lua_setfield(lua, -2, *words);
    }
}

/// Pushes a copy of the table at the top.
static void push_copy(lua_State *lua) {
    int table = lua_gettop(lua);
    lua_newtable(lua);
    for (lua_pushnil(lua); lua_next(lua, table);) {
        lua_pushvalue(lua, -2);
        lua_insert(lua, -2);
        lua_rawset(lua, table + 1);
    }
}

/// Gives the table at the top what reading a field does that it does not have.
static void set_missing(lua_State *lua, lua_CFunction missing) {
    lua_newtable(lua);
    lua_pushcfunction(lua, missing);
    lua_setfield(lua, -2, "__index");
    set_sealed_metatable(lua);
}

/// Texts answer to the functions of `string`; a field that there is not is another thing in each.
static void open_strings(lua_State *lua) {
    push_selection(lua, luaopen_string, string_functions);
    priced_open(lua, "string");
    patterns_open(lua);
    lua_pushcfunction(lua, luaopen_string);
    lua_call(lua, 0, 1);
    lua_getfield(lua, -1, "format");
    lua_pushcclosure(lua, plain_format, 1);
    lua_setfield(lua, -3, "format");
    lua_pop(lua, 1);
    lua_pushliteral(lua, "");
    lua_newtable(lua);
    lua_pushvalue(lua, -3);
    push_copy(lua);
    set_missing(lua, shape_of_text);
    lua_setfield(lua, -3, "__index");
    lua_pop(lua, 1);
    set_sealed_metatable(lua);
    lua_pop(lua, 1);
    freeze(lua);
    freeze_target(lua, -1);
    set_missing(lua, shape_of_string);
    lua_pop(lua, 1);
}

void sandbox_open(lua_State *lua) {
    static const char *const kinds[] = {"rule", "pack", "service", "plugin", "layers", "artifacts", "demarc", NULL};
    static const char *const words[] = {"it", "with", "none", "denied", "as_of", "organization", "params", NULL};
    const void *tables[] = {&registry_messages, &registry_anchors, &registry_libraries, &registry_loaded, &registry_kinds, &registry_sources};
    for (size_t place = 0; place < sizeof tables / sizeof *tables; place++) {
        lua_newtable(lua);
        lua_rawsetp(lua, LUA_REGISTRYINDEX, tables[place]);
    }
    state_open(lua);
    push_selection(lua, luaopen_base, base_functions);
    priced_open(lua, "");
    open_strings(lua);
    lua_setfield(lua, -2, "string");
    tables_open(lua);
    lua_getfield(lua, -1, "sort");
    lua_rawsetp(lua, LUA_REGISTRYINDEX, &registry_sort);
    freeze(lua);
    lua_setfield(lua, -2, "table");
    push_selection(lua, luaopen_math, math_functions);
    priced_open(lua, "math");
    freeze(lua);
    lua_setfield(lua, -2, "math");
    const luaL_Reg own[] = {
        {"pcall", sticky_pcall}, {"tostring", plain_tostring}, {"require", require}, {"pairs", proxy_pairs}, {"ipairs", proxy_ipairs}, {NULL, NULL},
    };
    luaL_setfuncs(lua, own, 0);
    add_words(lua, kinds, define);
    add_words(lua, words, example);
    verdict_open(lua);
    dates_open(lua);
    lists_open(lua);
    library_open(lua);
    proxy_open(lua);
    shape_open(lua);
    make_strict(lua);
    lua_rawsetp(lua, LUA_REGISTRYINDEX, &registry_environment);
}

/// Each file gets an environment of its own: the frozen globals behind an empty table nobody can write to.
void sandbox_push_environment(lua_State *lua) { lua_rawgetp(lua, LUA_REGISTRYINDEX, &registry_environment); }
