// SPDX-License-Identifier: Apache-2.0
/// What is remembered of each rule, and answering from it.
#include "decisions.h"

#include <stdio.h>
#include <stdlib.h>

/// How many answers lie between two looks at whether remembering pays, and how many of a hundred must have been remembered.
enum { TRIAL = 256, LEAST_HITS = 40 };
/// How many subjects before its turn a subject's documents are fetched: a walk takes a few hundred cycles, memory as many.
enum { AHEAD = 8 };

static void release(struct decisions *decisions) {
    source_free(decisions->source);
    free(decisions->nodes);
    free(decisions->edges);
    free(decisions->leaves);
    free(decisions->records);
    free(decisions->pieces);
    free(decisions->answered);
    free(decisions->texts.bytes);
}

void decisions_destroy(CLuaBridge_machine *machine) {
    while (machine->decisions) {
        struct decisions *decisions = machine->decisions;
        machine->decisions = decisions->next;
        release(decisions);
        free(decisions);
    }
}

/// Reads the source of a rule, whose check and parameters lie at 1 and 2.
static int read_source(lua_State *lua) {
    struct decisions *decisions = lua_touserdata(lua, 3);
    lua_rawgetp(lua, LUA_REGISTRYINDEX, &registry_sources);
    size_t length;
    lua_rawgeti(lua, -1, decisions->rule);
    const char *text = lua_tolstring(lua, -1, &length);
    decisions->source = text ? source_read(lua, text, length) : NULL;
    decisions->is_off = !decisions->source || !source_close(lua, decisions->source);
    return 0;
}

static struct decisions *create(CLuaBridge_machine *machine, int rule, int parameters) {
    struct decisions *decisions = calloc(1, sizeof *decisions);
    if (!decisions) return NULL;
    if (!machine->walks) machine->walks = calloc(1, sizeof *machine->walks);
    *decisions = (struct decisions){.next = machine->decisions, .rule = rule, .parameters = parameters, .is_off = true, .node_count = 1};
    machine->decisions = decisions;
    decisions->nodes = aligned_alloc(_Alignof(struct node), MAX_NODES * sizeof *decisions->nodes);
    decisions->edges = malloc(MAX_EDGES * sizeof *decisions->edges);
    decisions->leaves = calloc(MAX_LEAVES, sizeof *decisions->leaves);
    decisions->pieces = malloc(MAX_ALL_PIECES * sizeof *decisions->pieces);
    if (!decisions->nodes || !decisions->edges || !decisions->leaves || !decisions->pieces || !machine->walks) return decisions;
    lua_pushcfunction(machine->lua, read_source);
    lua_pushvalue(machine->lua, 1);
    lua_pushvalue(machine->lua, 2);
    lua_pushlightuserdata(machine->lua, decisions);
    if (lua_pcall(machine->lua, 3, 0, 0) != LUA_OK) {
        decisions->is_off = true;
        lua_pop(machine->lua, 1);
    }
    return decisions;
}

void decisions_resolve(CLuaBridge_machine *machine, struct decisions *decisions, struct node *node) {
    if (node->kind != STEP_FIELD && node->kind != STEP_MEMBER) return;
    proxy_resolve(machine, decisions->texts.bytes + node->name.offset, node->name.length, &node->key);
}

/// Names are numbered as they come: a key that no document had may be one now.
static void follow_vocabulary(CLuaBridge_machine *machine, struct decisions *decisions) {
    if (decisions->key_count >= machine->account->key_count && decisions->vocabulary == machine->account->vocabulary->serial) return;
    decisions->key_count = carena_key_count(machine->account->vocabulary);
    decisions->vocabulary = machine->account->vocabulary->serial;
    for (uint32_t node = 1; node < decisions->node_count; node++) {
        decisions->nodes[node].usual = SIGNATURE_NEW; // keys have other numbers
        decisions_resolve(machine, decisions, &decisions->nodes[node]);
    }
}

void decisions_forget_answered(struct decisions *decisions) {
    if (decisions->answered) memset(decisions->answered, 0, ANSWERED * sizeof *decisions->answered);
}

static void forget(struct decisions *decisions) {
    decisions_forget_answered(decisions);
    decisions->root = TARGET_NONE;
    decisions->node_count = 1;
    decisions->edge_count = decisions->leaf_count = decisions->record_count = decisions->piece_count = 0;
    decisions->texts.length = 0;
}

struct decisions *decisions_of(CLuaBridge_machine *machine, int rule, int parameters) {
    struct decisions *decisions = machine->decisions;
    while (decisions && (decisions->rule != rule || decisions->parameters != parameters)) decisions = decisions->next;
    if (!decisions) decisions = create(machine, rule, parameters);
    if (!decisions || decisions->is_off) return NULL;
    // now() is a number of the snapshot, not of the resource.
    if (memcmp(&decisions->as_of, &machine->account->as_of, sizeof decisions->as_of) != 0) forget(decisions);
    decisions->as_of = machine->account->as_of;
    follow_vocabulary(machine, decisions);
    return decisions;
}

bool decisions_have_room(const struct decisions *decisions) {
    if (decisions->texts.length >= MAX_TEXTS / 2) return false;
    return decisions->node_count < MAX_NODES && decisions->edge_count < MAX_EDGES && decisions->leaf_count < MAX_LEAVES;
}

void decisions_review(struct decisions *decisions) {
    if (decisions->hits + decisions->misses < TRIAL) return;
    decisions->is_off = (uint64_t)decisions->hits * 100 < ((uint64_t)decisions->hits + decisions->misses) * LEAST_HITS;
    decisions->hits = decisions->misses = 0;
}

/// Puts a piece of a message into words; false where Lua would have to.
static bool say_piece(CLuaBridge_machine *machine, const struct walk *walk, const struct piece *piece) {
    const struct value *value = piece->step == NONE ? NULL : &walk->registers[piece->step];
    char number[32];
    if (!value) return buffer_append(&machine->scratch, walk->decisions->texts.bytes + piece->text.offset, piece->text.length);
    if (value->text) return buffer_append(&machine->scratch, value->text, value->length > MAX_MESSAGE ? MAX_MESSAGE : value->length);
    if (carena_tag(value->word) != CARENA_INTEGER) return false;
    return buffer_append(&machine->scratch, number, (size_t)snprintf(number, sizeof number, "%lld", (long long)carena_integer(value->word)));
}

/// Gives the answer of a leaf for a subject; false where Lua would have to.
static bool say(CLuaBridge_machine *machine, const struct walk *walk, const struct leaf *leaf, uint32_t subject) {
    const struct decisions *decisions = walk->decisions;
    const CLuaBridge_record *records = decisions->records + leaf->first;
    const char *texts = decisions->texts.bytes;
    if (leaf->piece_count) {
        machine->scratch.length = 0;
        for (uint32_t place = 0; place < leaf->piece_count; place++)
            if (!say_piece(machine, walk, &decisions->pieces[leaf->first_piece + place])) return false;
        verdict_add(machine, subject, records->verdict, records->cause, machine->scratch.bytes, machine->scratch.length);
        if (records->key_length) verdict_key(machine, texts + records->key_offset, records->key_length);
        return true;
    }
    for (uint32_t place = 0; place < leaf->count; place++) {
        verdict_add(machine, subject, records[place].verdict, records[place].cause, texts + records[place].message_offset, records[place].message_length);
        if (records[place].key_length) verdict_key(machine, texts + records[place].key_offset, records[place].key_length);
    }
    return true;
}

/// Answers one subject; whether that could be done.
static bool answer(CLuaBridge_machine *machine, struct walk *walk, uint32_t subject) {
    walk->registers[0] = (struct value){.word = machine->first + subject};
    walk_begin(walk);
    uint32_t leaf = LEAF_LUA;
    enum walk_end end = walk_from(walk, walk->decisions->root, 1, &leaf);
    machine->is_new = end == WALK_MISS && walk->turns;
    if (end == WALK_UNKNOWN) proxy_unknown(machine, subject, walk->unknown);
    return end == WALK_UNKNOWN || (end == WALK_LEAF && leaf >= FIRST_LEAF && say(machine, walk, &walk->decisions->leaves[leaf - FIRST_LEAF], subject));
}

int decisions_answer(lua_State *lua) {
    CLuaBridge_machine *machine = machine_of(lua);
    struct walk *walk = &machine->walks->walk;
    machine->is_new = false;
    for (; machine->walked < machine->wanted; machine->walked++) {
        machine_fetch(machine, machine->walked, walk->decisions->footprint, AHEAD);
        if (!answer(machine, walk, machine->walked)) break;
        walk->decisions->hits++;
    }
    return 0;
}
