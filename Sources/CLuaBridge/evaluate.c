// SPDX-License-Identifier: Apache-2.0
/// Loading files and running checks: every call into Lua that may raise happens below a protected call made here.
#include "decisions.h"

#include <stdio.h>
#include <stdlib.h>

/// A check has one answer; a second is asked for to see that there is none.
enum { AHEAD = 2, ANSWERS = 2 };

/// What lies on the stack during a batch.
enum { CHECK = 1, PARAMETERS, HANDLER, BATCH = HANDLER };

/// Seconds of one file's own loading, beside a microsecond for each of its bytes; and of what it declares.
static const double load_seconds = 1, export_seconds = 10;

/// What a check that Lua runs is taken to touch.
static const struct footprint usual_footprint = {.configuration = 0xFF, .supplementary = 0x3};

static const char TWO_ANSWERS[] = "the check returned more than one value: several verdicts are returned as findings { name = verdict, ... }";

static CLuaBridge_text text(struct buffer *buffer) { return (CLuaBridge_text){.bytes = buffer->bytes, .length = buffer->length}; }

struct library {
    const char *name;
    const char *source;
    size_t length;
};

static int add_library(lua_State *lua) {
    const struct library *library = lua_touserdata(lua, 1);
    lua_rawgetp(lua, LUA_REGISTRYINDEX, &registry_libraries);
    lua_pushlstring(lua, library->source, library->length);
    lua_setfield(lua, -2, library->name);
    return 0;
}

int CLuaBridge_add_library(CLuaBridge_machine *machine, const char *name, const char *source, size_t length) {
    struct library library = {name, source, length};
    lua_pushcfunction(machine->lua, add_library);
    lua_pushlightuserdata(machine->lua, &library);
    int status = lua_pcall(machine->lua, 1, 0, 0);
    lua_settop(machine->lua, 0);
    return status == LUA_OK ? 0 : -1;
}

struct file {
    const char *kind;
    const char *chunk_name;
    const char *source;
    size_t length;
};

static int load_file(lua_State *lua) {
    const struct file *file = lua_touserdata(lua, 1);
    size_t most = machine_of(lua)->limits.source;
    if (file->length > most) {
        return luaL_error(
            lua, "%s: found %I bytes, expected at most %I", file->chunk_name + 1, (LUAI_UACINT)file->length, (LUAI_UACINT)most);
    }
    if (file->length && file->source[0] == LUA_SIGNATURE[0]) return luaL_error(lua, "%s: found compiled Lua, expected text", file->chunk_name + 1);
    if (luaL_loadbufferx(lua, file->source, file->length, file->chunk_name, "t") != LUA_OK) return lua_error(lua);
    sandbox_push_environment(lua);
    if (!lua_setupvalue(lua, -2, 1)) lua_pop(lua, 1);
    lua_call(lua, 0, 1);
    lua_rawgetp(lua, LUA_REGISTRYINDEX, &registry_kinds);
    lua_pushvalue(lua, -2);
    const char *found = "nothing";
    if (!lua_isnil(lua, -1)) {
        lua_rawget(lua, -2);
        found = lua_isnil(lua, -1) ? luaL_typename(lua, -3) : lua_tostring(lua, -1);
        if (strcmp(found, file->kind) != 0) found = lua_isnil(lua, -1) ? luaL_typename(lua, -3) : lua_pushfstring(lua, "%s {}", found);
        else {
            lua_pop(lua, 2);
            bool is_alone, is_rule = strcmp(found, "rule") == 0;
            if (is_rule && source_may_keep(lua, file->source, file->length, &is_alone)) state_keep_check(lua, is_alone);
            return 1;
        }
    }
    return luaL_error(lua, "%s: found %s, expected the file to return %s { ... }", file->chunk_name + 1, found, file->kind);
}

static int set_source(lua_State *lua) {
    const struct file *file = lua_touserdata(lua, 1);
    lua_rawgetp(lua, LUA_REGISTRYINDEX, &registry_sources);
    lua_pushlstring(lua, file->source, file->length);
    lua_pushvalue(lua, -1);
    lua_setfield(lua, -3, file->chunk_name);
    lua_rawseti(lua, -2, lua_tointeger(lua, 2));
    return 0;
}

/// Keeps what a rule's file says, for the decisions that are to be remembered; without it there are none.
static void keep_source(CLuaBridge_machine *machine, int handle, struct file *file) {
    lua_pushcfunction(machine->lua, set_source);
    lua_pushlightuserdata(machine->lua, file);
    lua_pushinteger(machine->lua, handle);
    lua_pcall(machine->lua, 2, 0, 0);
}

int CLuaBridge_load(
    CLuaBridge_machine *machine, const char *kind, const char *chunk_name, const char *source, size_t length, CLuaBridge_text *error) {
    struct file file = {kind, chunk_name, source, length};
    machine->scratch.length = 0;
    machine_turn(machine);
    lua_settop(machine->lua, 0);
    lua_pushcfunction(machine->lua, error_with_place);
    lua_pushcfunction(machine->lua, load_file);
    lua_pushlightuserdata(machine->lua, &file);
    int handle = -1;
    struct call call = {
        .arguments = 1, .results = 1, .handler = 1, .fuel = machine->limits.load_instructions, .seconds = load_seconds + (double)length * 1e-6,
    };
    int status = machine_call_metered(machine, call);
    if (status != LUA_OK) {
        if (status == LUA_ERRMEM) machine->stop = STOP_MEMORY;
        machine_error_text(machine, chunk_name + 1, &machine->scratch);
        *error = text(&machine->scratch);
        // What the file left behind must not count against the next one.
        lua_settop(machine->lua, 0);
        lua_gc(machine->lua, LUA_GCCOLLECT);
    } else {
        handle = luaL_ref(machine->lua, LUA_REGISTRYINDEX);
        if (strcmp(kind, "rule") == 0) keep_source(machine, handle, &file);
    }
    lua_settop(machine->lua, 0);
    machine->stop = STOP_NOT;
    return handle;
}

struct transfer {
    int handle;
    struct buffer *out;
    const uint8_t *bytes;
    size_t length;
};

static int export_handle(lua_State *lua) {
    const struct transfer *transfer = lua_touserdata(lua, 1);
    lua_rawgeti(lua, LUA_REGISTRYINDEX, transfer->handle);
    export_value(lua, -1, transfer->out);
    return 0;
}

int CLuaBridge_export(CLuaBridge_machine *machine, int handle, CLuaBridge_text *result) {
    machine->scratch.length = 0;
    struct transfer transfer = {.handle = handle, .out = &machine->scratch};
    lua_pushcfunction(machine->lua, export_handle);
    lua_pushlightuserdata(machine->lua, &transfer);
    struct call call = {.arguments = 1, .fuel = machine->limits.load_instructions, .seconds = export_seconds};
    int status = machine_call_metered(machine, call);
    if (status != LUA_OK) {
        machine->scratch.length = 0;
        machine_error_text(machine, NULL, &machine->scratch);
    }
    lua_settop(machine->lua, 0);
    *result = text(&machine->scratch);
    return status == LUA_OK ? 0 : -1;
}

static int import_parameters(lua_State *lua) {
    struct transfer *transfer = lua_touserdata(lua, 1);
    const uint8_t *cursor = transfer->bytes;
    import_value(lua, &cursor, transfer->bytes + transfer->length);
    freeze(lua);
    transfer->handle = luaL_ref(lua, LUA_REGISTRYINDEX);
    return 0;
}

int CLuaBridge_add_parameters(CLuaBridge_machine *machine, const uint8_t *bytes, size_t length) {
    struct transfer transfer = {.handle = -1, .bytes = bytes, .length = length};
    lua_pushcfunction(machine->lua, import_parameters);
    lua_pushlightuserdata(machine->lua, &transfer);
    int status = lua_pcall(machine->lua, 1, 0, 0);
    lua_settop(machine->lua, 0);
    return status == LUA_OK ? transfer.handle : -1;
}

void machine_enter(CLuaBridge_machine *machine, const carena_account *account) {
    if (machine->account_seen != account->serial) {
        index_clear(machine);
        related_clear(machine);
        machine->visit++;
        machine->epoch++;
    }
    machine->account = account;
    machine->account_seen = account->serial;
    // A key that no document had when it was looked for may have been added since.
    if (machine->vocabulary_seen != account->vocabulary->serial || machine->keys_seen < account->key_count) proxy_flush(machine);
}

static void push_check(CLuaBridge_machine *machine, uint64_t subject) {
    machine->runs++;
    machine_turn(machine);
    machine->indexes_asked = 0;
    machine->index_price = machine->asked_bytes = 0;
    lua_pushvalue(machine->lua, CHECK);
    lua_pushlightuserdata(machine->lua, (void *)(uintptr_t)subject);
    lua_pushvalue(machine->lua, PARAMETERS);
    verdict_reset(machine);
}

/// What one check leaves behind: a good machine, a spoiled one, or one to be replaced before the same check is asked again.
enum after { GOOD, SPOILED, TO_REPEAT };

static int call_check(CLuaBridge_machine *machine, bool is_metered) {
    struct call call = {.arguments = 2, .results = ANSWERS, .handler = HANDLER, .fuel = machine->limits.instructions, .seconds = CHECK_SECONDS};
    if (is_metered) return machine_call_metered(machine, call);
    if (UNLIKELY(machine->observer != NULL)) return machine_call_observed(machine, call);
    return machine_call_fast(machine, call);
}

/// Puts back what the check keeps, where it may be of another account, of noted reads or of indexes that are gone; false without memory.
static bool forget(CLuaBridge_machine *machine) {
    if (UNLIKELY(index_is_full(machine))) {
        index_clear(machine);
        related_clear(machine);
        machine->visit++;
        machine->epoch++;
    }
    return LIKELY(!machine->keeps || machine->restored == machine->epoch) || state_restore(machine, CHECK);
}

/// Runs one check and records its answer, unless memory ran out in a machine that others had used before it.
static enum after check(CLuaBridge_machine *machine, uint32_t number, bool is_metered) {
    lua_State *lua = machine->lua;
    if (!forget(machine)) return TO_REPEAT;
    machine->entries++;
    push_check(machine, machine->first + number);
    int status = call_check(machine, is_metered);
    if (UNLIKELY(machine->stop == STOP_SUSPECT)) {
        lua_settop(lua, BATCH);
        lua_gc(lua, LUA_GCCOLLECT); // so that memory, too, is counted from the start
        record_doubt(machine);      // its steps have been noted once already
        push_check(machine, machine->first + number);
        status = call_check(machine, true);
    }
    if (status == LUA_ERRMEM) machine->stop = STOP_MEMORY;
    bool good = !is_limit(machine->stop), was_used = machine->used;
    machine->used = true;
    if (UNLIKELY(machine->stop == STOP_MEMORY && was_used)) {
        lua_settop(lua, BATCH);
        return TO_REPEAT;
    }
    if (LIKELY(status == LUA_OK && good)) {
        bool is_one = lua_isnil(lua, -1);
        lua_pop(lua, 1);
        if (LIKELY(is_one)) verdict_record(machine, number);
        else verdict_add(machine, number, CLUABRIDGE_ERROR, 0, TWO_ANSWERS, sizeof TWO_ANSWERS - 1);
    } else if (machine->stop == STOP_UNKNOWN) {
        verdict_add(machine, number, CLUABRIDGE_UNKNOWN, machine->cause, machine->detail, strlen(machine->detail));
    } else {
        machine->scratch.length = 0;
        machine_error_text(machine, error_file(lua, CHECK), &machine->scratch);
        verdict_add(machine, number, CLUABRIDGE_ERROR, 0, machine->scratch.bytes ? machine->scratch.bytes : "", machine->scratch.length);
        if (machine->record_count) machine->records[machine->record_count - 1].is_stopped = !good;
    }
    lua_settop(lua, BATCH);
    machine->is_sound = status == LUA_OK;
    machine->stop = STOP_NOT;
    return good ? GOOD : SPOILED;
}

/// Runs a check whose steps are noted, and remembers what it decided.
static enum after learn(CLuaBridge_machine *machine, struct decisions *decisions, uint32_t number) {
    uint32_t first = machine->record_count;
    machine->source = decisions->source;
    machine->recorder.folds = !decisions->source->changes;
    machine->recorder.has_turns = !decisions->source->changes && !decisions->source->sees_places;
    machine->recorder.marks = !decisions->source->relates;
    record_begin(machine, machine->first + number);
    machine->recording = true;
    machine->epoch++;
    enum after after = check(machine, number, false);
    machine->recording = false;
    machine->epoch++;
    if (after == GOOD && machine->is_sound && !machine->recorder.is_doubtful) {
        lua_pushcfunction(machine->lua, decisions_learn);
        lua_pushinteger(machine->lua, first);
        lua_pcall(machine->lua, 1, 0, 0);
        lua_settop(machine->lua, BATCH);
    }
    machine->source = NULL;
    machine->recorder.folds = machine->recorder.has_turns = machine->recorder.marks = false;
    return after;
}

/// Runs a check for its evidence, under the deterministic budget.
static enum after record(CLuaBridge_machine *machine, uint32_t number) {
    record_begin(machine, machine->first + number);
    machine->recording = true;
    machine->epoch++;
    enum after after = check(machine, number, true);
    machine->recording = false;
    machine->epoch++;
    record_export(machine);
    return after;
}

/// Fetches those lines of a document that `lines` has a bit for.
static void fetch(const carena_account *account, uint64_t document, uint64_t lines) {
    unsigned tag = carena_tag(document);
    if (tag != CARENA_OBJECT && tag != CARENA_EXACT && tag != CARENA_JOINED) return;
    const char *words = (const char *)(account->words + carena_index(document));
    for (; lines; lines &= lines - 1) __builtin_prefetch(words + 64 * __builtin_ctzll(lines));
}

/// Resources are asked in the order of their ids and lie in the order of their files: what those to come will touch is fetched
/// meanwhile. A fifth of a nested rule's time went into waiting for it, and most of a walk's.
void machine_fetch(const CLuaBridge_machine *machine, uint32_t number, struct footprint footprint, uint32_t ahead) {
    const carena_account *account = machine->account;
    uint64_t place = carena_index(machine->first) + number + ahead;
    if (carena_tag(machine->first) != CARENA_RESOURCE || place >= account->resource_count) return;
    const carena_resource *resource = &account->resources[place];
    __builtin_prefetch(resource + ahead);
    fetch(account, resource->configuration, footprint.configuration);
    fetch(account, resource->supplementary, footprint.supplementary);
    fetch(account, resource->tags, footprint.tags);
}

/// Answers from what is remembered as far as that goes; whether the next subject is one that was never seen.
static bool answer_remembered(CLuaBridge_machine *machine, struct decisions *decisions) {
    lua_State *lua = machine->lua;
    machine->walks->walk.machine = machine;
    machine->walks->walk.decisions = decisions;
    lua_pushcfunction(lua, decisions_answer);
    int status = machine_call_fast(machine, (struct call){0});
    machine->stop = STOP_NOT;
    lua_settop(lua, BATCH);
    if (status != LUA_OK || !machine->is_new) return false;
    decisions->misses++;
    decisions_review(decisions);
    return !decisions->is_off && decisions_have_room(decisions);
}

/// Answers the subjects of a batch; what the last check left behind.
static enum after answer_batch(CLuaBridge_machine *machine, struct decisions *decisions) {
    enum after after = GOOD;
    while (after == GOOD && machine->walked < machine->wanted) {
        bool is_new = false;
        if (decisions && !decisions->is_off) {
            is_new = answer_remembered(machine, decisions);
            if (machine->walked == machine->wanted) break;
        }
        machine_fetch(machine, machine->walked, usual_footprint, AHEAD);
        after = is_new ? learn(machine, decisions, machine->walked) : check(machine, machine->walked, false);
        if (after != TO_REPEAT) machine->walked++;
    }
    return after;
}

void CLuaBridge_evaluate(
    CLuaBridge_machine *machine, int rule, int parameters, const carena_account *account, uint64_t first, uint32_t count,
    bool recording, uint32_t ablated, CLuaBridge_results *results) {
    lua_State *lua = machine->lua;
    machine_enter(machine, account);
    machine_receive_watch();
    machine->record_count = 0;
    machine->texts.length = 0;
    machine->read_count = machine->recorder.dropped = 0;
    machine->recorder.ablated = ablated;
    machine->first = first;
    machine->walked = 0;
    machine->wanted = count;
    lua_settop(lua, 0);
    lua_rawgeti(lua, LUA_REGISTRYINDEX, rule);
    lua_pushliteral(lua, "check");
    lua_rawget(lua, CHECK);
    lua_replace(lua, CHECK);
    machine->keeps = state_is_kept(lua, CHECK);
    machine->restored = 0;
    lua_rawgeti(lua, LUA_REGISTRYINDEX, parameters);
    lua_pushcfunction(lua, error_with_place);
    bool is_remembered = machine->remembers && !recording && !machine->observer && carena_tag(first) == CARENA_RESOURCE;
    struct decisions *decisions = is_remembered ? decisions_of(machine, rule, parameters) : NULL;
    enum after after = GOOD;
    if (recording && count) {
        after = record(machine, 0);
        machine->walked = after != TO_REPEAT;
    } else {
        after = answer_batch(machine, decisions);
    }
    lua_settop(lua, 0);
    *results = (CLuaBridge_results){
        .records = machine->records, .record_count = machine->record_count, .evaluated = machine->walked, .reads = machine->reads,
        .read_count = machine->read_count, .reads_dropped = machine->recorder.dropped, .texts = machine->texts.bytes, .spoiled = after != GOOD,
    };
    machine->recorder.ablated = CLUABRIDGE_NO_ABLATION;
}

void CLuaBridge_trace(CLuaBridge_machine *machine, bool traces) { machine->recorder.traces = traces; }

void CLuaBridge_remember(CLuaBridge_machine *machine, bool remembers) { machine->remembers = remembers; }

CLuaBridge_counts CLuaBridge_count(const CLuaBridge_machine *machine) {
    return (CLuaBridge_counts){
        .entries = machine->entries, .conflicts = machine->conflicts, .allocations = machine->allocations, .allocated = machine->allocated,
    };
}
