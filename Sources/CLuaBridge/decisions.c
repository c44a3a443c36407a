// SPDX-License-Identifier: Apache-2.0
/// Growing the tree of remembered decisions, and answering from it.
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
    decisions->nodes = malloc(MAX_NODES * sizeof *decisions->nodes);
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

static void resolve_key(CLuaBridge_machine *machine, struct decisions *decisions, struct node *node) {
    if (node->kind != STEP_FIELD && node->kind != STEP_MEMBER) return;
    proxy_resolve(machine, decisions->texts.bytes + node->name.offset, node->name.length, &node->key);
}

/// Names are numbered as they come: a key that no document had may be one now.
static void follow_vocabulary(CLuaBridge_machine *machine, struct decisions *decisions) {
    if (decisions->key_count == machine->account->vocabulary->key_count && decisions->vocabulary == machine->account->vocabulary->serial) return;
    decisions->key_count = machine->account->vocabulary->key_count;
    decisions->vocabulary = machine->account->vocabulary->serial;
    for (uint32_t node = 1; node < decisions->node_count; node++) resolve_key(machine, decisions, &decisions->nodes[node]);
}

static void forget(struct decisions *decisions) {
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
    if (value->text) return buffer_append(&machine->scratch, value->text, value->length);
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
    walk->unknown = 0;
    uint32_t leaf = LEAF_LUA;
    enum walk_end end = walk_from(walk, walk->decisions->root, 1, &leaf);
    machine->is_new = end == WALK_MISS;
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

/// Where the next step is to be grafted: the root, an edge, or the elements of a list.
struct graft {
    enum { AT_ROOT, AT_EDGE, AT_ELEMENTS } kind;
    uint32_t number;
};

static target *target_at(struct decisions *decisions, struct graft graft) {
    switch (graft.kind) {
    case AT_EDGE: return &decisions->edges[graft.number].target;
    case AT_ELEMENTS: return &decisions->nodes[graft.number].elements;
    default: return &decisions->root;
    }
}

static struct note keep(struct decisions *decisions, const char *text, size_t length, bool *is_kept) {
    struct note note = {.offset = (uint32_t)decisions->texts.length, .length = (uint32_t)length};
    if (!buffer_append(&decisions->texts, text, length) || !buffer_append(&decisions->texts, "", 1)) *is_kept = false;
    return note;
}

static struct note keep_note(struct learner *learner, struct note note, bool *is_kept) {
    return keep(learner->walk->decisions, note.length ? learner->recorder->notes.bytes + note.offset : "", note.length, is_kept);
}

static uint32_t register_of(const struct learner *learner, uint32_t step) { return step == NONE ? NONE : learner->registers[step]; }

static const struct note *name_of(const struct step *step) { return step->kind == STEP_FIELD || step->kind == STEP_MEMBER ? &step->key : &step->name; }

/// A new node for a step; 0 without room.
static uint32_t add_node(struct learner *learner, const struct step *step) {
    struct decisions *decisions = learner->walk->decisions;
    bool is_kept = decisions->node_count < MAX_NODES;
    if (!is_kept) return 0;
    struct node *node = &decisions->nodes[decisions->node_count];
    *node = (struct node){
        .kind = step->kind, .source = register_of(learner, step->source), .argument = register_of(learner, step->argument),
        .place = (int32_t)step->place, .name = keep_note(learner, *name_of(step), &is_kept), .path = keep_note(learner, step->path, &is_kept),
        .given = keep_note(learner, step->given, &is_kept),
    };
    if (is_kept) resolve_key(learner->walk->machine, decisions, node);
    return is_kept ? decisions->node_count++ : 0;
}

static bool same_note(const struct learner *learner, struct note kept, struct note note) {
    return kept.length == note.length &&
           memcmp(learner->walk->decisions->texts.bytes + kept.offset, learner->recorder->notes.bytes + note.offset, note.length) == 0;
}

static bool is_same(const struct learner *learner, const struct node *node, const struct step *step) {
    return node->kind == step->kind && node->source == register_of(learner, step->source) && node->argument == register_of(learner, step->argument) &&
           node->place == step->place && same_note(learner, node->name, *name_of(step)) && same_note(learner, node->path, step->path) &&
           same_note(learner, node->given, step->given);
}

/// The number of the edge for an outcome, a new one where there was none; NONE without room.
static uint32_t edge_for(struct decisions *decisions, struct node *node, const struct outcome *outcome) {
    struct edge *edge = outcome_edge(decisions, node, outcome);
    if (edge) return (uint32_t)(edge - decisions->edges);
    if (decisions->edge_count == MAX_EDGES || node->edge_count == MAX_EDGES_OF_NODE) return NONE;
    bool is_kept = true;
    struct edge *new = &decisions->edges[decisions->edge_count];
    *new = (struct edge){.outcome = *outcome, .next = node->first_edge};
    if (outcome->bytes) new->outcome.text = keep(decisions, outcome->bytes, outcome->text.length, &is_kept);
    new->outcome.bytes = NULL;
    if (!is_kept) return NONE;
    node->first_edge = ++decisions->edge_count;
    node->edge_count++;
    return decisions->edge_count - 1;
}

/// Two checks saw the same and went different ways, so a step is missing: what lies here is Lua's from now on.
static bool conflict(struct learner *learner, target *target, bool is_certain) {
    learner->walk->machine->conflicts += is_certain;
    *target = to_leaf(LEAF_LUA);
    return false;
}

/// Adds the line that a word of a document lies on.
static void touch(uint64_t *lines, const carena_account *account, uint64_t document, const uint64_t *word) {
    if (carena_tag(document) != CARENA_OBJECT) return;
    const char *begin = (const char *)(account->words + carena_index(document));
    ptrdiff_t distance = ((const char *)word - begin) / 64;
    if ((const char *)word >= begin && distance < 64) *lines |= UINT64_C(1) << distance;
}

/// Notes where a step looked, so that it is fetched in time for the next resources.
static void leave_footprint(struct walk *walk, const struct node *node) {
    const carena_account *account = walk->machine->account;
    if (node->kind != STEP_FIELD && node->kind != STEP_ELEMENT) return;
    uint64_t subject = walk->registers[0].word, source = walk->registers[node->source].word;
    bool is_field = node->kind == STEP_FIELD;
    if (is_field ? node->key.last_slot == NONE || carena_tag(source) != CARENA_OBJECT : carena_tag(source) != CARENA_ARRAY) return;
    const uint64_t *word = account->words + carena_index(source) + (is_field ? node->key.last_slot : (uint32_t)node->place);
    const carena_resource *resource = &account->resources[carena_index(subject)];
    touch(&walk->decisions->footprint.configuration, account, resource->configuration, word);
    touch(&walk->decisions->footprint.supplementary, account, resource->supplementary, word);
}

static bool graft_steps(struct learner *learner, struct graft graft, uint32_t first, uint32_t end, uint32_t depth, target leaf);

/// Grafts what was asked of each element of a list.
static bool graft_elements(struct learner *learner, uint32_t node, uint32_t list, uint32_t depth) {
    struct walk *walk = learner->walk;
    const struct step *steps = learner->recorder->steps;
    walk->registers[depth] = (struct value){0};
    for (uint32_t item = list + 1; item < steps[list].end; item = steps[item].end) {
        walk->registers[depth + 1] = (struct value){0};
        walk_set_word(walk->machine->account, &walk->registers[depth + 1], steps[item].value);
        struct graft graft = {AT_ELEMENTS, node};
        if (!graft_steps(learner, graft, item, steps[item].end, depth + 1, to_leaf(steps[item].answer ? LEAF_TRUE : LEAF_FALSE))) return false;
    }
    return true;
}

/// Whether a step taken anew came to what Lua saw.
static bool is_seen(const struct learner *learner, const struct step *step, const struct value *value) {
    size_t length;
    const char *text = record_text(learner->walk->machine, step, &length);
    if (text) return value->text && value->length == length && memcmp(text, value->text, length) == 0;
    if (step->kind == STEP_ALL || step->kind == STEP_KNOWN || step->kind == STEP_FIND) return true;
    if (step->value == NOTED_NUMBER) return value->word == NOTED_NUMBER && value->days == step->days;
    bool is_empty = carena_count(step->value) == 0 && carena_tag(step->value) >= CARENA_ARRAY && carena_tag(step->value) != CARENA_RESOURCE;
    return is_empty ? carena_tag(step->value) == carena_tag(value->word) : step->value == value->word;
}

static bool is_piece(const struct learner *learner, const struct piece *kept, const struct piece *piece) {
    return kept->step == register_of(learner, piece->step) && same_note(learner, kept->text, piece->text);
}

static bool is_record(const CLuaBridge_machine *machine, const struct decisions *decisions, const CLuaBridge_record *kept, const CLuaBridge_record *record, bool compares) {
    const char *texts = decisions->texts.bytes, *wanted = machine->texts.bytes;
    if (kept->verdict != record->verdict || kept->cause != record->cause || kept->key_length != record->key_length) return false;
    if (kept->key_length && memcmp(texts + kept->key_offset, wanted + record->key_offset, kept->key_length) != 0) return false;
    if (!compares) return true;
    if (kept->message_length != record->message_length) return false;
    return !kept->message_length || memcmp(texts + kept->message_offset, wanted + record->message_offset, kept->message_length) == 0;
}

static bool is_leaf(const struct learner *learner, const struct leaf *leaf) {
    const struct recorder *recorder = learner->recorder;
    const struct decisions *decisions = learner->walk->decisions;
    const CLuaBridge_machine *machine = learner->walk->machine;
    if (leaf->count != machine->record_count - learner->first_record || leaf->piece_count != recorder->piece_count) return false;
    for (uint32_t place = 0; place < leaf->piece_count; place++)
        if (!is_piece(learner, &decisions->pieces[leaf->first_piece + place], &recorder->pieces[place])) return false;
    for (uint32_t place = 0; place < leaf->count; place++) {
        const CLuaBridge_record *kept = &decisions->records[leaf->first + place], *record = &machine->records[learner->first_record + place];
        if (!is_record(machine, decisions, kept, record, !leaf->piece_count)) return false;
    }
    return true;
}

static bool reserve_records(struct decisions *decisions, uint32_t count) {
    if (decisions->record_count + count <= decisions->record_capacity) return true;
    uint32_t capacity = decisions->record_capacity * 2 + count + 16;
    CLuaBridge_record *grown = realloc(decisions->records, capacity * sizeof *grown);
    if (!grown) return false;
    decisions->records = grown;
    decisions->record_capacity = capacity;
    return true;
}

static void keep_pieces(struct learner *learner, bool *is_kept) {
    struct decisions *decisions = learner->walk->decisions;
    for (uint32_t place = 0; place < learner->recorder->piece_count; place++) {
        const struct piece *piece = &learner->recorder->pieces[place];
        decisions->pieces[decisions->piece_count + place] = (struct piece){register_of(learner, piece->step), keep_note(learner, piece->text, is_kept)};
    }
}

/// The leaf that says what the check's records say; one that leaves it to Lua where that is another for another resource.
static target leaf_for(struct learner *learner) {
    CLuaBridge_machine *machine = learner->walk->machine;
    struct decisions *decisions = learner->walk->decisions;
    uint32_t count = machine->record_count - learner->first_record, pieces = learner->recorder->piece_count;
    if (learner->recorder->is_composed || (pieces && count != 1)) return to_leaf(LEAF_LUA);
    for (uint32_t leaf = 0; leaf < decisions->leaf_count; leaf++)
        if (is_leaf(learner, &decisions->leaves[leaf])) return to_leaf(FIRST_LEAF + leaf);
    bool is_kept = decisions->leaf_count < MAX_LEAVES && decisions->piece_count + pieces <= MAX_ALL_PIECES && reserve_records(decisions, count);
    if (!is_kept) return to_leaf(LEAF_LUA);
    decisions->leaves[decisions->leaf_count] = (struct leaf){decisions->record_count, count, decisions->piece_count, pieces};
    for (uint32_t place = 0; place < count; place++) {
        CLuaBridge_record record = machine->records[learner->first_record + place];
        record.message_offset = keep(decisions, machine->texts.bytes + record.message_offset, record.message_length, &is_kept).offset;
        record.key_offset = keep(decisions, machine->texts.bytes + record.key_offset, record.key_length, &is_kept).offset;
        decisions->records[decisions->record_count + place] = record;
    }
    keep_pieces(learner, &is_kept);
    if (!is_kept) return to_leaf(LEAF_LUA);
    decisions->record_count += count;
    decisions->piece_count += pieces;
    return to_leaf(FIRST_LEAF + decisions->leaf_count++);
}

/// Takes the steps from `first` up to `end` and grafts those that are new, and behind them `leaf`, or the check's own where that is none;
/// false where what they say is not all there is to say.
static bool graft_steps(struct learner *learner, struct graft graft, uint32_t first, uint32_t end, uint32_t depth, target leaf) {
    struct walk *walk = learner->walk;
    struct decisions *decisions = walk->decisions;
    for (uint32_t place = first; place < end; depth++) {
        const struct step *step = &learner->recorder->steps[place];
        bool is_list = step->kind == STEP_ANY || step->kind == STEP_EVERY;
        target *target = target_at(decisions, graft);
        if (depth + 2 >= MAX_REGISTERS) return false;
        if (*target & 1) return conflict(learner, target, *target != to_leaf(LEAF_LUA));
        uint32_t number = *target >> 1;
        if (!number && !(number = add_node(learner, step))) return false;
        struct node *node = &decisions->nodes[number];
        if (!is_same(learner, node, step)) return conflict(learner, target, false);
        if (is_list && !graft_elements(learner, number, place, depth)) return false;
        struct value value;
        struct outcome outcome;
        if (!walk_step(walk, node, depth, &value) || !is_seen(learner, step, &value)) return false;
        if (!outcome_of(walk, node, &value, depth, &outcome)) return false;
        leave_footprint(walk, node);
        uint32_t edge = edge_for(decisions, node, &outcome);
        if (edge == NONE) return false;
        *target_at(decisions, graft) = to_node(number);
        walk_keep(walk, depth, &value);
        learner->registers[place] = depth;
        graft = (struct graft){AT_EDGE, edge};
        place = is_list ? step->end : place + 1;
    }
    if (!leaf) leaf = leaf_for(learner);
    target *target = target_at(decisions, graft);
    if (!*target) *target = leaf;
    if (*target != leaf) return conflict(learner, target, *target != to_leaf(LEAF_LUA) && leaf != to_leaf(LEAF_LUA));
    return true;
}

int decisions_learn(lua_State *lua) {
    CLuaBridge_machine *machine = machine_of(lua);
    struct learner *learner = &machine->walks->learner;
    learner->walk = &machine->walks->walk;
    learner->recorder = &machine->recorder;
    learner->first_record = (uint32_t)lua_tointeger(lua, 1);
    learner->walk->unknown = 0;
    learner->walk->registers[0] = (struct value){.word = machine->recorder.steps[0].value};
    learner->registers[0] = 0;
    graft_steps(learner, (struct graft){AT_ROOT, 0}, 1, machine->recorder.count, 1, TARGET_NONE);
    return 0;
}
