// SPDX-License-Identifier: Apache-2.0
/// A person's question to an account: one line of Lua under the budget of a check, and what it gives as bytes that Swift reads.
///
/// A value is a letter and what belongs to it: `n` nil, `t` true, `f` false, `i` int64, `d` double, `s` 32-bit length and bytes,
/// `w` the word of a document, a resource or a scope, `v` 32-bit kind and the message (a value) of a verdict, `F` a function,
/// `{` keys and values and `.`, or `+` where there were more; `*` what an iterator gave: for each time 32-bit count and so many values
/// behind an `r`, then `.` or `+`. The answer is 32-bit count and so many values. Numbers are in the machine's byte order.
#include "machine.h"

enum { MAX_ROWS = 1000, MAX_DEPTH = 8, MAX_TEXT = 1 << 16 };

struct query {
    const char *source;
    size_t length;
    uint64_t account, region, resource; ///< words; 0 where there is none
    struct buffer *out;
};

static void put(lua_State *lua, struct buffer *out, const void *bytes, size_t length) {
    if (!buffer_append(out, bytes, length)) luaL_error(lua, "not enough memory");
}

static void put_number(lua_State *lua, struct buffer *out, uint32_t number) { put(lua, out, &number, sizeof number); }

static void put_value(lua_State *lua, struct buffer *out, int index, int depth);

static void put_text(lua_State *lua, struct buffer *out, int index) {
    size_t length;
    const char *text = lua_tolstring(lua, index, &length);
    put(lua, out, "s", 1);
    put_number(lua, out, (uint32_t)(length < MAX_TEXT ? length : MAX_TEXT));
    put(lua, out, text, length < MAX_TEXT ? length : MAX_TEXT);
}

static void put_word(lua_State *lua, struct buffer *out, uint64_t word, int depth) {
    if (carena_tag(word) != CARENA_VERDICT) {
        put(lua, out, "w", 1);
        put(lua, out, &word, sizeof word);
        return;
    }
    put(lua, out, "v", 1);
    put_number(lua, out, carena_count(word));
    lua_rawgetp(lua, LUA_REGISTRYINDEX, &registry_messages);
    lua_rawgeti(lua, -1, (lua_Integer)carena_index(word));
    put_value(lua, out, lua_gettop(lua), depth + 1);
    lua_pop(lua, 2);
}

static void put_table(lua_State *lua, struct buffer *out, int index, int depth) {
    int top = lua_gettop(lua), rows = 0;
    lua_pushcfunction(lua, proxy_pairs);
    lua_pushvalue(lua, index);
    lua_call(lua, 1, 1);
    put(lua, out, "{", 1);
    for (;; rows++) {
        lua_pushvalue(lua, top + 1);
        lua_call(lua, 0, 2);
        if (lua_isnil(lua, -2) || rows == MAX_ROWS) break;
        put_value(lua, out, top + 2, depth + 1);
        put_value(lua, out, top + 3, depth + 1);
        lua_settop(lua, top + 1);
    }
    put(lua, out, lua_isnil(lua, -2) ? "." : "+", 1);
    lua_settop(lua, top);
}

static void put_value(lua_State *lua, struct buffer *out, int index, int depth) {
    luaL_checkstack(lua, 8, "too deep");
    switch (lua_type(lua, index)) {
    case LUA_TBOOLEAN: put(lua, out, lua_toboolean(lua, index) ? "t" : "f", 1); break;
    case LUA_TSTRING: put_text(lua, out, index); break;
    case LUA_TLIGHTUSERDATA: put_word(lua, out, (uint64_t)(uintptr_t)lua_touserdata(lua, index), depth); break;
    case LUA_TFUNCTION: put(lua, out, "F", 1); break;
    case LUA_TTABLE:
        if (depth < MAX_DEPTH) put_table(lua, out, index, depth);
        else put(lua, out, "{+", 2);
        break;
    case LUA_TNUMBER:
        if (lua_isinteger(lua, index)) {
            lua_Integer integer = lua_tointeger(lua, index);
            put(lua, out, "i", 1);
            put(lua, out, &integer, sizeof integer);
        } else {
            lua_Number number = lua_tonumber(lua, index);
            put(lua, out, "d", 1);
            put(lua, out, &number, sizeof number);
        }
        break;
    default: put(lua, out, "n", 1);
    }
}

/// Calls the iterator at 1 with the state at 2; whether it gave anything but nil.
static bool advance(lua_State *lua) {
    lua_settop(lua, 3);
    lua_pushvalue(lua, 1);
    lua_pushvalue(lua, 2);
    lua_rotate(lua, 3, -1);
    lua_call(lua, 2, LUA_MULTRET);
    return lua_gettop(lua) >= 3 && !lua_isnil(lua, 3);
}

/// A verdict is what no iterator gives.
static bool is_verdict(lua_State *lua, int index) {
    return lua_islightuserdata(lua, index) && carena_tag((uint64_t)(uintptr_t)lua_touserdata(lua, index)) == CARENA_VERDICT;
}

/// What the iterator at 1 gives: resources that were asked for, or the pairs of `pairs` and `ipairs`; of `pass` that it is a function.
static void put_rows(lua_State *lua, struct buffer *out) {
    bool more = advance(lua);
    if (more && is_verdict(lua, 3)) {
        put(lua, out, "F", 1);
        return;
    }
    put(lua, out, "*", 1);
    for (int rows = 0; more && rows < MAX_ROWS; rows++) {
        int top = lua_gettop(lua);
        put(lua, out, "r", 1);
        put_number(lua, out, (uint32_t)(top - 2));
        for (int index = 3; index <= top; index++) put_value(lua, out, index, 0);
        more = advance(lua);
    }
    put(lua, out, more ? "+" : ".", 1);
}

/// Loads the question as an expression, else as statements.
static void load(lua_State *lua, const struct query *query) {
    static const char *const starts[] = {"local account, region, resource = ... return ", "local account, region, resource = ... "};
    for (size_t place = 0; place < sizeof starts / sizeof *starts; place++) {
        lua_settop(lua, 1);
        lua_pushstring(lua, starts[place]);
        lua_pushlstring(lua, query->source, query->length);
        lua_concat(lua, 2);
        size_t length;
        const char *source = lua_tolstring(lua, 2, &length);
        if (luaL_loadbufferx(lua, source, length, "=line", "t") == LUA_OK) break;
        if (place) lua_error(lua);
    }
    sandbox_push_environment(lua);
    if (!lua_setupvalue(lua, -2, 1)) lua_pop(lua, 1);
}

static void push_subject(lua_State *lua, uint64_t word) {
    if (word) lua_pushlightuserdata(lua, (void *)(uintptr_t)word);
    else lua_pushnil(lua);
}

/// Whether the question is a name alone, as `tostring` and `net.open` are: what that stands for is a function, not what one gave.
static bool is_name(const struct query *query) {
    for (size_t place = 0; place < query->length; place++) {
        char letter = query->source[place];
        bool belongs = (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') || (letter >= '0' && letter <= '9') || strchr("_. \t", letter);
        if (!letter || !belongs) return false;
    }
    return true;
}

static int answer(lua_State *lua) {
    const struct query *query = lua_touserdata(lua, 1);
    load(lua, query);
    push_subject(lua, query->account);
    push_subject(lua, query->region);
    push_subject(lua, query->resource);
    lua_call(lua, 3, LUA_MULTRET);
    lua_remove(lua, 1);
    lua_remove(lua, 1);
    int count = lua_gettop(lua);
    bool iterates = count && lua_iscfunction(lua, 1) && count <= 3 && !is_name(query);
    put_number(lua, query->out, iterates ? 1 : (uint32_t)count);
    if (iterates) put_rows(lua, query->out);
    else
        for (int index = 1; index <= count; index++) put_value(lua, query->out, index, 0);
    return 0;
}

int CLuaBridge_query(
    CLuaBridge_machine *machine, const char *source, size_t length, const carena_account *account, uint64_t region, uint64_t resource,
    CLuaBridge_results *results, CLuaBridge_text *value) {
    lua_State *lua = machine->lua;
    uint64_t scope = carena_make(CARENA_SCOPE, CARENA_ACCOUNT, 0);
    struct query query = {source, length, scope, region, resource, &machine->scratch};
    machine_enter(machine, account);
    atomic_store_explicit(&machine->interrupted, false, memory_order_relaxed);
    machine->record_count = 0;
    machine->texts.length = machine->scratch.length = 0;
    verdict_reset(machine);
    lua_settop(lua, 0);
    machine->epoch++;
    machine_turn(machine);
    bool is_restored = state_restore(machine, 0);
    record_begin(machine, scope);
    lua_pushcfunction(lua, answer);
    lua_pushlightuserdata(lua, &query);
    machine->recording = true;
    struct call call = {.arguments = 1, .fuel = machine->limits.instructions, .seconds = CHECK_SECONDS};
    int status = is_restored ? machine_call_metered(machine, call) : LUA_ERRMEM;
    machine->recording = false;
    machine->epoch++;
    if (status == LUA_ERRMEM) machine->stop = STOP_MEMORY;
    if (status != LUA_OK) {
        machine->scratch.length = 0;
        machine_error_text(machine, NULL, &machine->scratch);
    }
    record_export(machine);
    bool is_unknown = machine->stop == STOP_UNKNOWN, is_spoiled = is_limit(machine->stop);
    *results = (CLuaBridge_results){
        .reads = machine->reads, .read_count = machine->read_count, .reads_dropped = machine->recorder.dropped, .texts = machine->texts.bytes,
        .spoiled = is_spoiled,
    };
    *value = (CLuaBridge_text){machine->scratch.bytes, machine->scratch.length};
    lua_settop(lua, 0);
    machine->stop = STOP_NOT;
    return status == LUA_OK ? 0 : is_unknown ? machine->cause : -1;
}

void CLuaBridge_interrupt(CLuaBridge_machine *machine) { atomic_store_explicit(&machine->interrupted, true, memory_order_relaxed); }
