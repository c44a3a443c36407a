// SPDX-License-Identifier: Apache-2.0
/// pass(), fail(), skip(), unknown() and findings {}: values that say nothing until a check returns them.
#include "source.h"

#include <stdlib.h>

/// Of all findings of one subject: bytes of their names and messages.
enum { FINDINGS = 6, MAX_OUTPUT = 64 << 10 };

static uint64_t make_verdict(uint32_t kind, uint32_t slot) { return carena_make(CARENA_VERDICT, kind, slot); }

/// Keeps the value on the top of the stack for the verdict that is being made, and gives its slot.
static uint32_t keep(lua_State *lua) {
    CLuaBridge_machine *machine = machine_of(lua);
    uint32_t slot = ++machine->messages;
    lua_rawgetp(lua, LUA_REGISTRYINDEX, &registry_messages);
    lua_insert(lua, -2);
    lua_rawseti(lua, -2, slot);
    lua_pop(lua, 1);
    return slot;
}

/// Whether the message that is being made may be put together of what was read, where the rule's file has it made.
static bool is_composed(lua_State *lua) {
    lua_Debug caller;
    const struct source *source = machine_of(lua)->source;
    if (!source || !lua_getstack(lua, 1, &caller) || !lua_getinfo(lua, "l", &caller)) return false;
    return caller.currentline > 0 && source_is_composed(source, caller.currentline);
}

static int make(lua_State *lua) {
    uint32_t kind = (uint32_t)lua_tointeger(lua, lua_upvalueindex(1));
    int arguments = lua_gettop(lua);
    machine_of(lua)->recorder.verdicts++;
    if (UNLIKELY(machine_of(lua)->recording) && arguments) record_message(lua, arguments, is_composed(lua));
    uint32_t slot = 0;
    if (arguments == 0 || lua_isnil(lua, 1)) {
        if (kind == CLUABRIDGE_FAIL) return luaL_error(lua, "fail needs a message that says what is wrong");
    } else {
        luaL_checktype(lua, 1, LUA_TSTRING);
        // Not called but gone on with, so that what it says of an argument names this function and the line that called it.
        if (arguments > 1) sandbox_format(lua, lua_tocfunction(lua, lua_upvalueindex(2)));
        slot = keep(lua);
    }
    lua_pushlightuserdata(lua, (void *)(uintptr_t)make_verdict(kind, slot));
    return 1;
}

static int make_findings(lua_State *lua) {
    luaL_checktype(lua, 1, LUA_TTABLE);
    lua_settop(lua, 1);
    lua_pushlightuserdata(lua, (void *)(uintptr_t)make_verdict(FINDINGS, keep(lua)));
    return 1;
}

void verdict_open(lua_State *lua) {
    static const struct { const char *name; int kind; } verdicts[] = {
        {"pass", CLUABRIDGE_PASS}, {"fail", CLUABRIDGE_FAIL}, {"skip", CLUABRIDGE_SKIP}, {"unknown", CLUABRIDGE_UNKNOWN},
    };
    lua_getfield(lua, -1, "string");
    lua_getfield(lua, -1, "format");
    lua_getupvalue(lua, -1, 1); // Lua's own
    lua_replace(lua, -2);
    lua_remove(lua, -2);
    for (size_t place = 0; place < sizeof verdicts / sizeof *verdicts; place++) {
        lua_pushinteger(lua, verdicts[place].kind);
        lua_pushvalue(lua, -2);
        lua_pushcclosure(lua, make, 2);
        lua_setfield(lua, -3, verdicts[place].name);
    }
    lua_pop(lua, 1);
    lua_pushcfunction(lua, make_findings);
    lua_setfield(lua, -2, "findings");
    // What a patch of an example removes.
    lua_pushlightuserdata(lua, (void *)(uintptr_t)make_verdict(0, 0));
    lua_setfield(lua, -2, "absent");
}

void verdict_reset(CLuaBridge_machine *machine) { machine->messages = 0; }

void verdict_add(CLuaBridge_machine *machine, uint32_t subject, uint8_t verdict, uint8_t cause, const char *message, size_t length) {
    if (machine->record_count == machine->record_capacity) {
        uint32_t capacity = machine->record_capacity * 2 + 256;
        CLuaBridge_record *grown = realloc(machine->records, capacity * sizeof *grown);
        if (!grown) return; // the caller sees fewer answers than subjects
        machine->records = grown;
        machine->record_capacity = capacity;
    }
    if (length > MAX_MESSAGE) length = MAX_MESSAGE;
    CLuaBridge_record record = {
        .subject = subject, .verdict = verdict, .cause = cause, .message_offset = (uint32_t)machine->texts.length, .message_length = (uint32_t)length,
    };
    if (!buffer_append(&machine->texts, message, length)) record.message_length = 0;
    machine->records[machine->record_count++] = record;
}

void verdict_key(CLuaBridge_machine *machine, const char *key, size_t length) {
    CLuaBridge_record *record = &machine->records[machine->record_count - 1];
    record->key_offset = (uint32_t)machine->texts.length;
    record->key_length = buffer_append(&machine->texts, key, length) ? (uint32_t)length : 0;
}

static void add_text(CLuaBridge_machine *machine, uint32_t subject, uint8_t verdict, const char *text) {
    verdict_add(machine, subject, verdict, 0, text, strlen(text));
}

/// Records the verdict `word`; false where it is not one of a single finding.
static bool add_one(CLuaBridge_machine *machine, uint32_t subject, uint64_t word) {
    lua_State *lua = machine->lua;
    uint32_t kind = carena_count(word);
    if (carena_tag(word) != CARENA_VERDICT || kind < CLUABRIDGE_PASS || kind > CLUABRIDGE_UNKNOWN) return false;
    uint32_t slot = (uint32_t)carena_index(word);
    if (slot > machine->messages) return false; // a verdict kept from an earlier check
    const char *message = "";
    size_t length = 0;
    if (slot) {
        lua_rawgetp(lua, LUA_REGISTRYINDEX, &registry_messages);
        lua_rawgeti(lua, -1, slot);
        message = lua_tolstring(lua, -1, &length);
    }
    verdict_add(machine, subject, (uint8_t)kind, kind == CLUABRIDGE_UNKNOWN ? CARENA_NOT_COLLECTED : 0, message ? message : "", message ? length : 0);
    if (slot) lua_pop(lua, 2);
    return true;
}

/// Takes back what was added of a subject's findings.
static void refuse_findings(CLuaBridge_machine *machine, uint32_t subject, uint32_t first, size_t texts, const char *why) {
    machine->record_count = first;
    machine->texts.length = texts;
    add_text(machine, subject, CLUABRIDGE_ERROR, why);
}

/// Records a table of findings in the order of their keys.
static void add_findings(CLuaBridge_machine *machine, uint32_t subject, uint64_t word) {
    lua_State *lua = machine->lua;
    lua_rawgetp(lua, LUA_REGISTRYINDEX, &registry_messages);
    lua_rawgeti(lua, -1, (lua_Integer)carena_index(word));
    const char *keys[MAX_FINDINGS];
    uint32_t first = machine->record_count;
    size_t texts = machine->texts.length, key_bytes = 0;
    int count = 0;
    lua_pushnil(lua);
    while (lua_next(lua, -2)) {
        bool valid = lua_type(lua, -2) == LUA_TSTRING && lua_islightuserdata(lua, -1);
        lua_pop(lua, 1);
        if (!valid || count == MAX_FINDINGS) {
            lua_pop(lua, 3);
            add_text(machine, subject, CLUABRIDGE_ERROR,
                valid ? "more than 100 findings for one subject" : "findings needs a table of verdicts under names that stay the same");
            return;
        }
        const char *key = lua_tostring(lua, -1);
        key_bytes += lua_rawlen(lua, -1);
        int place = count++;
        for (; place > 0 && strcmp(keys[place - 1], key) > 0; place--) keys[place] = keys[place - 1];
        keys[place] = key;
    }
    if (count == 0) add_text(machine, subject, CLUABRIDGE_ERROR, "findings {} without a verdict: silence is not compliance");
    for (int place = 0; place < count && key_bytes <= MAX_OUTPUT; place++) {
        lua_getfield(lua, -1, keys[place]);
        uint64_t verdict = (uint64_t)(uintptr_t)lua_touserdata(lua, -1);
        if (!add_one(machine, subject, verdict)) add_text(machine, subject, CLUABRIDGE_ERROR, "findings holds something that is not a verdict");
        verdict_key(machine, keys[place], strlen(keys[place]));
        lua_pop(lua, 1);
    }
    if (key_bytes > MAX_OUTPUT || machine->texts.length - texts > MAX_OUTPUT)
        refuse_findings(machine, subject, first, texts, "more than 64 KiB of findings for one subject");
    lua_pop(lua, 2);
}

void verdict_record(CLuaBridge_machine *machine, uint32_t subject) {
    lua_State *lua = machine->lua;
    uint64_t word = (uint64_t)(uintptr_t)lua_touserdata(lua, -1);
    if (lua_islightuserdata(lua, -1)) {
        if (add_one(machine, subject, word)) return;
        if (carena_tag(word) == CARENA_VERDICT && carena_count(word) == FINDINGS && carena_index(word) <= machine->messages) {
            add_findings(machine, subject, word);
            return;
        }
    }
    if (lua_isnil(lua, -1)) {
        add_text(machine, subject, CLUABRIDGE_ERROR, "the check returned nothing: every path must return pass, fail, skip or unknown");
        return;
    }
    char text[160] = "the check returned a ";
    strcat(text, luaL_typename(lua, -1));
    strcat(text, ": it must return pass(), fail(), skip() or unknown()");
    add_text(machine, subject, CLUABRIDGE_ERROR, text);
}
