// SPDX-License-Identifier: Apache-2.0
/// Calling the functions of the standard library: from a check, from its recorder, and from a remembered decision.
#include "library.h"

#include "ranges.h"

#include <stdlib.h>

/// What a machine keeps for the library.
struct library {
    uint64_t vocabulary; ///< serial of the one that the keys were resolved in
    uint32_t key_count;  ///< how many keys it had
    struct key_entry keys[NAME_COUNT];
    struct range_set ranges[LIBRARY_SETS][FAMILIES];
};

static const char *const names[NAME_COUNT] = {
#define NAME(name) #name,
    LIBRARY_NAMES(NAME)
#undef NAME
};

/// All functions; the order is what a remembered question calls them by.
static const struct library_function *const libraries[] = {net_functions, iam_functions, text_functions};
enum { LIBRARIES = sizeof libraries / sizeof *libraries, MAX_FUNCTIONS = 32, MAX_DEPTH = 4 };

const char *library_name(enum name name) { return names[name]; }

static struct library *library_of(CLuaBridge_machine *machine) {
    if (!machine->library) machine->library = calloc(1, sizeof *machine->library);
    return machine->library;
}

/// Resolves the names where the vocabulary is another one or has grown.
static bool follow_vocabulary(CLuaBridge_machine *machine) {
    struct library *library = library_of(machine);
    const carena_vocabulary *vocabulary = machine->account->vocabulary;
    if (!library) return false;
    if (LIKELY(library->vocabulary == vocabulary->serial && library->key_count == vocabulary->key_count)) return true;
    library->vocabulary = vocabulary->serial;
    library->key_count = vocabulary->key_count;
    for (int name = 0; name < NAME_COUNT; name++) proxy_resolve(machine, names[name], strlen(names[name]), &library->keys[name]);
    return true;
}

struct key_entry *library_key(CLuaBridge_machine *machine, enum name name) { return &machine->library->keys[name]; }

struct range_set *library_ranges(CLuaBridge_machine *machine, enum library_set which) {
    struct range_set *sets = machine->library->ranges[which];
    for (int family = 0; family < FAMILIES; family++) sets[family].count = 0;
    return sets;
}

void library_destroy(CLuaBridge_machine *machine) {
    if (!machine->library) return;
    for (int set = 0; set < LIBRARY_SETS; set++)
        for (int family = 0; family < FAMILIES; family++) ranges_free(&machine->library->ranges[set][family]);
    free(machine->library);
}

/// Ends the check with the first reason that was met.
static _Noreturn void stop(struct reader *reader, const struct library_function *function) {
    if (reader->unknown) proxy_push(reader->lua, reader->unknown);
    if (reader->has_reason) stop_unknown(reader->lua, reader->cause, reader->detail);
    const char *text = lua_pushfstring(reader->lua, "%s.%s can't tell from what the document says", function->library, function->name);
    stop_unknown(reader->lua, CARENA_UNDECODABLE, text);
}

void library_add_word(lua_State *lua, struct words *words, int index) {
    if (words->count == MAX_WORDS) luaL_error(lua, "more than %d words", MAX_WORDS);
    struct slice *word = &words->words[words->count++];
    *word = (struct slice){0};
    if (lua_isnil(lua, index)) return;
    if (lua_type(lua, index) == LUA_TNUMBER && !lua_isinteger(lua, index)) luaL_argerror(lua, index, "a whole number is expected");
    word->bytes = luaL_checklstring(lua, index, &word->length);
}

static void read_words(lua_State *lua, struct words *words) {
    for (int index = 2; index <= lua_gettop(lua); index++) library_add_word(lua, words, index);
}

/// Appends the number of a function and the words to a note, so that `library_recall` can ask again.
static struct note note_question(CLuaBridge_machine *machine, uint32_t function, const struct words *words) {
    struct buffer *scratch = &machine->scratch;
    size_t total = 0;
    for (uint32_t place = 0; place < words->count; place++) total += words->words[place].length;
    if (total > MAX_NOTED) {
        record_doubt(machine);
        return (struct note){0};
    }
    scratch->length = 0;
    bool is_kept = buffer_append(scratch, &function, sizeof function) && buffer_append(scratch, &words->count, sizeof words->count);
    for (uint32_t place = 0; place < words->count; place++) {
        const struct slice *word = &words->words[place];
        uint32_t length = word->bytes ? (uint32_t)word->length : NONE;
        is_kept = is_kept && buffer_append(scratch, &length, sizeof length) && buffer_append(scratch, word->bytes, word->bytes ? word->length : 0);
    }
    if (!is_kept) record_doubt(machine);
    return record_note(machine, scratch->bytes, scratch->length);
}

/// Notes the answer as one step: what the value at 1 is to the function, whatever else it says.
static void note(lua_State *lua, uint32_t function, const struct words *words, enum answer answer) {
    CLuaBridge_machine *machine = machine_of(lua);
    struct step step = {
        .kind = STEP_ASKED, .source = NONE, .argument = NONE, .value = (uint64_t)(answer == YES ? CARENA_TRUE : CARENA_FALSE) << 60,
        .name = note_question(machine, function, words),
    };
    if (lua_islightuserdata(lua, 1)) {
        step.parent = (uint64_t)(uintptr_t)lua_touserdata(lua, 1);
        step.source = record_source(machine, step.parent);
    } else if (lua_type(lua, 1) == LUA_TSTRING) {
        record_argument(lua, &step, 1);
    } else {
        record_doubt(machine); // a script's own table: where it is from is not known
    }
    record_step(machine, step);
}

/// Whether a value may be what a step read, or a table that has one in it.
static bool is_read(lua_State *lua, int index, int depth) {
    if (lua_islightuserdata(lua, index) || depth > MAX_DEPTH) return true;
    if (!lua_istable(lua, index)) return record_is_read(lua, index);
    luaL_checkstack(lua, 4, "nested too deep");
    bool is = false;
    if (!freeze_target(lua, index)) lua_pushvalue(lua, index);
    for (lua_pushnil(lua); !is && lua_next(lua, -2); lua_pop(lua, 1)) {
        machine_pay(lua, 1);
        is = is_read(lua, lua_gettop(lua), depth + 1);
    }
    lua_settop(lua, index);
    return is;
}

/// Whether an argument behind the first may be what a step read: then another resource asks something else.
static bool asks_with_reads(lua_State *lua) {
    int last = lua_gettop(lua);
    for (int index = 2; index <= last; index++) {
        lua_pushvalue(lua, index);
        bool is = is_read(lua, last + 1, 0);
        lua_settop(lua, last);
        if (is) return true;
    }
    return false;
}

static const struct library_function *function_at(uint32_t number) {
    return number / MAX_FUNCTIONS < LIBRARIES ? &libraries[number / MAX_FUNCTIONS][number % MAX_FUNCTIONS] : NULL;
}

/// Whether the value at 1 stands for a resource, a region, an account or a verdict.
static bool is_handle(lua_State *lua) {
    unsigned tag = lua_islightuserdata(lua, 1) ? carena_tag((uint64_t)(uintptr_t)lua_touserdata(lua, 1)) : CARENA_NULL;
    return tag == CARENA_RESOURCE || tag == CARENA_SCOPE || tag == CARENA_VERDICT;
}

static int call(lua_State *lua) {
    CLuaBridge_machine *machine = machine_of(lua);
    uint32_t number = (uint32_t)lua_tointeger(lua, lua_upvalueindex(1));
    const struct library_function *function = function_at(number);
    if (!machine->account) return luaL_error(lua, "%s.%s is for checks", function->library, function->name);
    if (lua_gettop(lua) == 0) lua_pushnil(lua);
    if (lua_isnil(lua, 1)) {
        if (!function->takes_nil) stop_unknown(lua, CARENA_NOT_COLLECTED, lua_pushfstring(lua, "%s not collected", function->subject));
        lua_pushboolean(lua, false);
        return 1;
    }
    if (is_handle(lua)) return luaL_error(lua, "%s.%s looks at a document, not at a resource: name the document", function->library, function->name);
    bool learns = UNLIKELY(machine->recording) && machine->source;
    struct words words = {0};
    if (learns && asks_with_reads(lua)) record_doubt(machine);
    if (function->read) function->read(lua, &words);
    else read_words(lua, &words);
    if (!follow_vocabulary(machine)) return luaL_error(lua, "not enough memory");
    struct reader reader = {.lua = lua, .machine = machine, .notes = machine->recording && !learns};
    struct item subject = item_at(lua, 1);
    enum answer answer = function->answer(&reader, &subject, &words);
    if (reader.steps) machine_pay(lua, reader.steps);
    if (answer == UNDECIDED) stop(&reader, function);
    if (function->gives_list) {
        if (learns) record_doubt(machine); // what a list has in it no step says
        return 1;
    }
    if (learns) note(lua, number, &words, answer);
    lua_pushboolean(lua, answer == YES);
    return 1;
}

static uint32_t take_number(struct slice *bytes) {
    uint32_t number;
    memcpy(&number, bytes->bytes, sizeof number);
    bytes->bytes += sizeof number;
    return number;
}

bool library_recall(CLuaBridge_machine *machine, struct slice question, struct item subject, bool *answer, uint64_t *unknown) {
    const struct library_function *function = function_at(take_number(&question));
    struct words words = {.count = take_number(&question)};
    for (uint32_t place = 0; place < words.count; place++) {
        uint32_t length = take_number(&question);
        words.words[place] = length == NONE ? (struct slice){0} : (struct slice){question.bytes, length};
        question.bytes += length == NONE ? 0 : length;
    }
    if (!follow_vocabulary(machine)) return false;
    struct reader reader = {.lua = machine->lua, .machine = machine};
    int mark = item_mark(&reader);
    enum answer is = function->answer(&reader, &subject, &words);
    if (reader.steps) machine_pay(machine->lua, reader.steps);
    item_release(&reader, mark);
    if (is == UNDECIDED) *unknown = reader.unknown;
    *answer = is == YES;
    return is != UNDECIDED;
}

/// Pushes the table of a library in the environment at the top of the stack.
static void push_library(lua_State *lua, const char *library) {
    if (lua_getfield(lua, -1, library) != LUA_TNIL) return;
    lua_pop(lua, 1);
    lua_newtable(lua);
    lua_pushvalue(lua, -1);
    lua_setfield(lua, -3, library);
}

void library_add(lua_State *lua, const char *library, const luaL_Reg *functions) {
    push_library(lua, library);
    luaL_setfuncs(lua, functions, 0);
    lua_pop(lua, 1);
}

/// Adds the functions whose answer is yes or no.
static void open_functions(lua_State *lua, uint32_t library) {
    for (uint32_t place = 0; libraries[library][place].name; place++) {
        push_library(lua, libraries[library][place].library);
        lua_pushinteger(lua, library * MAX_FUNCTIONS + place);
        lua_pushcclosure(lua, call, 1);
        lua_setfield(lua, -2, libraries[library][place].name);
        lua_pop(lua, 1);
    }
}

void library_open(lua_State *lua) {
    for (uint32_t library = 0; library < LIBRARIES; library++) open_functions(lua, library);
    text_open(lua);
    time_open(lua);
    list_open(lua);
    set_open(lua);
}
