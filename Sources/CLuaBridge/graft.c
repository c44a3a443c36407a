// SPDX-License-Identifier: Apache-2.0
/// Growing the tree of remembered decisions by what a check did.
#include "decisions.h"

#include <stdlib.h>

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
    bool is_full = decisions->texts.length + length > MAX_TEXTS;
    if (is_full || !buffer_append(&decisions->texts, text, length) || !buffer_append(&decisions->texts, "", 1)) *is_kept = false;
    return note;
}

static struct note keep_note(struct learner *learner, struct note note, bool *is_kept) {
    return keep(learner->walk->decisions, note.length ? learner->recorder->notes.bytes + note.offset : "", note.length, is_kept);
}

static uint32_t register_of(const struct learner *learner, uint32_t step) { return step == NONE ? NONE : learner->registers[step]; }

static const struct note *name_of(const struct step *step) { return step->kind == STEP_FIELD || step->kind == STEP_MEMBER ? &step->key : &step->name; }

/// Whether a value that is all in its word is to the rule what it was before: not where it is held against others, nor
/// what a question gives or a step makes.
static bool is_plain(const struct source *source, uint8_t kind) {
    bool is_question = kind == STEP_ALL || kind == STEP_KNOWN || kind == STEP_FIND, is_made = kind == STEP_MATCH || kind == STEP_DAYS;
    return !source->relates && !is_question && !is_made;
}

/// Whether a list belongs to a resource that was found, so that it is asked for each that finds it.
static bool is_shared(struct learner *learner, const struct step *step) {
    struct decisions *decisions = learner->walk->decisions;
    bool is_list = step->kind == STEP_ANY || step->kind == STEP_EVERY;
    if (!is_list || decisions->source->relates) return false;
    while (step->source != NONE && step->kind != STEP_FOUND && step->kind != STEP_RESOURCE) step = &learner->recorder->steps[step->source];
    if (step->source == NONE) return false;
    if (!decisions->answered) decisions->answered = calloc(ANSWERED, sizeof *decisions->answered);
    return decisions->answered;
}

/// Tells the lists that a node is grafted below where it looks.
static void tell_lists(const struct learner *learner, const struct node *node) {
    for (const struct elements *list = learner->elements; list; list = list->outer)
        list->node->looks_outside |= (node->source != NONE && node->source <= list->depth) || (node->argument != NONE && node->argument <= list->depth);
}

/// A new node for a step; 0 without room.
static uint32_t add_node(struct learner *learner, const struct step *step) {
    struct decisions *decisions = learner->walk->decisions;
    bool is_kept = decisions->node_count < MAX_NODES;
    if (!is_kept) return 0;
    struct node *node = &decisions->nodes[decisions->node_count];
    *node = (struct node){
        .kind = step->kind, .is_plain = is_plain(decisions->source, step->kind), .usual = SIGNATURE_NEW,
        .source = register_of(learner, step->source), .argument = register_of(learner, step->argument),
        .place = (int32_t)step->place, .name = keep_note(learner, *name_of(step), &is_kept), .path = keep_note(learner, step->path, &is_kept),
        .given = keep_note(learner, step->given, &is_kept), .is_shared = is_shared(learner, step),
    };
    tell_lists(learner, node);
    if (is_kept && step->kind == STEP_MATCHES) node->ends = pattern_end(decisions->texts.bytes + node->name.offset, node->name.length);
    if (is_kept) decisions_resolve(learner->walk->machine, decisions, node);
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
    decisions_forget_answered(learner->walk->decisions);
    *target = to_leaf(LEAF_LUA);
    return false;
}

static bool is_object(uint64_t word) { return carena_tag(word) == CARENA_OBJECT || carena_tag(word) == CARENA_EXACT; }

/// Adds the line that a word of a document lies on.
static void touch(uint64_t *lines, const carena_account *account, uint64_t document, const uint64_t *word) {
    if (!is_object(document)) return;
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
    if (is_field ? node->key.last_slot == NONE || !is_object(source) : carena_tag(source) != CARENA_ARRAY) return;
    const uint64_t *word = account->words + carena_index(source) + (is_field ? node->key.last_slot : (uint32_t)node->place);
    const carena_resource *resource = &account->resources[carena_index(subject)];
    touch(&walk->decisions->footprint.configuration, account, resource->configuration, word);
    touch(&walk->decisions->footprint.supplementary, account, resource->supplementary, word);
    touch(&walk->decisions->footprint.tags, account, resource->tags, word);
}

static bool graft_steps(struct learner *learner, struct graft graft, uint32_t first, uint32_t end, uint32_t depth, target leaf);

/// The leaf of an element that has been asked.
static target leaf_of_item(const struct step *list, const struct step *item) {
    if (list->kind == STEP_EACH) return to_leaf(LEAF_NEXT + (uint32_t)list->place);
    return to_leaf(item->answer ? LEAF_TRUE : LEAF_FALSE);
}

/// Whether a loop was left before its end, so that all that came then was done in its last turn.
static bool is_left(const struct step *list) { return list->kind == STEP_EACH && !list->answer; }

/// Grafts what was asked of each element of a list; `leaf` is where the turn led in which a loop was left.
static bool graft_elements(struct learner *learner, uint32_t node, uint32_t list, uint32_t depth, target leaf) {
    struct walk *walk = learner->walk;
    const struct step *steps = learner->recorder->steps;
    const struct elements elements = {learner->elements, &walk->decisions->nodes[node], depth};
    bool is_told = true;
    learner->elements = &elements;
    for (uint32_t item = list + 1, end; is_told && item < steps[list].end; item = end) {
        end = steps[item].end;
        walk_set_word(walk->machine->account, &walk->registers[depth + 1], steps[item].value);
        struct graft graft = {AT_ELEMENTS, node};
        bool is_last = is_left(&steps[list]) && end == steps[list].end;
        is_told = graft_steps(learner, graft, item, end, depth + 1, is_last ? leaf : leaf_of_item(&steps[list], &steps[item]));
    }
    learner->elements = elements.outer;
    return is_told;
}

/// Whether a step taken anew came to what Lua saw.
static bool is_seen(const struct learner *learner, const struct step *step, const struct value *value) {
    if (step->kind == STEP_ALL || step->kind == STEP_KNOWN || step->kind == STEP_FIND) return true;
    if (step->kind == STEP_VALUE && !learner->walk->decisions->source->sees_values) return true;
    size_t length;
    const char *text = record_text(learner->walk->machine, step, &length);
    if (text) return value->text && value->length == length && memcmp(text, value->text, length) == 0;
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

/// Whether the key of a finding is the same for all resources that come here: a value that was read may be one of many that are no constants.
static bool is_key_told(const struct learner *learner, const CLuaBridge_record *record) {
    const struct source *source = learner->walk->decisions->source;
    if (!record->key_length || source->sees_texts) return true;
    return source_text(source, learner->walk->machine->texts.bytes + record->key_offset, record->key_length) != NONE;
}

/// The leaf that says what the check's records say; one that leaves it to Lua where that is another for another resource.
static target leaf_for(struct learner *learner) {
    CLuaBridge_machine *machine = learner->walk->machine;
    struct decisions *decisions = learner->walk->decisions;
    uint32_t count = machine->record_count - learner->first_record, pieces = learner->recorder->piece_count;
    // The pieces are those of the verdict that was given only where no other was made.
    bool is_one = count == 1 && learner->recorder->verdicts == 1;
    if (learner->recorder->is_composed || (pieces && !is_one)) return to_leaf(LEAF_LUA);
    for (uint32_t place = 0; place < count; place++)
        if (!is_key_told(learner, &machine->records[learner->first_record + place])) return to_leaf(LEAF_LUA);
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

/// Takes one step at `graft`, where `node` lies, and gives the edge that it leads along; NONE where it can't be taken again.
static uint32_t graft_edge(struct learner *learner, struct graft graft, uint32_t number, const struct step *step, uint32_t depth) {
    struct walk *walk = learner->walk;
    struct node *node = &walk->decisions->nodes[number];
    const struct value *value = &walk->registers[depth];
    struct outcome outcome;
    if (!walk_step(walk, node, depth) || (step && !is_seen(learner, step, value))) return NONE;
    if (!outcome_of(walk, node, value, depth, &outcome)) return NONE;
    leave_footprint(walk, node);
    node->usual = SIGNATURE_NEW; // where its edges lead is about to change
    uint32_t edge = edge_for(walk->decisions, node, &outcome);
    if (edge != NONE) *target_at(walk->decisions, graft) = to_node(number);
    return edge;
}

static bool is_node_of(const struct decisions *decisions, target target, enum step_kind kind) {
    return target && !(target & 1) && decisions->nodes[target >> 1].kind == kind;
}

/// Goes past the questions whether two values are one that were noted here before and not by this check, because they are not.
static bool pass_questions(struct learner *learner, struct graft *graft, const struct step *step, uint32_t depth) {
    struct decisions *decisions = learner->walk->decisions;
    for (;;) {
        target at = *target_at(decisions, *graft);
        if (!is_node_of(decisions, at, STEP_SAME) || (step && is_same(learner, &decisions->nodes[at >> 1], step))) return true;
        uint32_t edge = graft_edge(learner, *graft, at >> 1, NULL, depth);
        if (edge == NONE) return false;
        *graft = (struct graft){AT_EDGE, edge};
    }
}

/// Puts the question whether two values are one before what lies here: that was noted where they are not.
static bool insert_question(struct learner *learner, struct graft graft, const struct step *step) {
    struct decisions *decisions = learner->walk->decisions;
    static const struct outcome differs = {.code = (uint64_t)OUTCOME_FALSE};
    uint32_t number = add_node(learner, step);
    uint32_t edge = number ? edge_for(decisions, &decisions->nodes[number], &differs) : NONE;
    if (edge == NONE) return false;
    target *target = target_at(decisions, graft);
    decisions->edges[edge].target = *target;
    *target = to_node(number);
    return true;
}

/// The node for a step at `graft`, a new one where there was none; 0 where that can't be.
static uint32_t graft_node(struct learner *learner, struct graft *graft, const struct step *step, uint32_t depth) {
    struct decisions *decisions = learner->walk->decisions;
    if (!pass_questions(learner, graft, step, depth)) return 0;
    target *target = target_at(decisions, *graft);
    bool is_question = step->kind == STEP_SAME;
    if (!*target) return add_node(learner, step);
    if (is_question && *target != to_leaf(LEAF_LUA) && !is_node_of(decisions, *target, STEP_SAME) && !insert_question(learner, *graft, step)) return 0;
    if (*target & 1) return conflict(learner, target, *target != to_leaf(LEAF_LUA));
    return is_same(learner, &decisions->nodes[*target >> 1], step) ? *target >> 1 : conflict(learner, target, false);
}

/// Takes the steps from `first` up to `end` and grafts those that are new, and behind them `leaf`, or the check's own where that is none;
/// false where what they say is not all there is to say.
static bool graft_steps(struct learner *learner, struct graft graft, uint32_t first, uint32_t end, uint32_t depth, target leaf) {
    for (uint32_t place = first; place < end;) {
        const struct step *step = &learner->recorder->steps[place];
        bool is_list = step->kind == STEP_ANY || step->kind == STEP_EVERY || step->kind == STEP_EACH;
        if (depth + 2 >= MAX_REGISTERS) return false;
        uint32_t number = graft_node(learner, &graft, step, depth);
        if (!number || (is_list && !graft_elements(learner, number, place, depth, leaf))) return false;
        if (is_left(step)) {
            if (step->end <= place) return false; // it has no turn
            *target_at(learner->walk->decisions, graft) = to_node(number);
            return true;
        }
        uint32_t edge = graft_edge(learner, graft, number, step, depth);
        if (edge == NONE) return false;
        graft = (struct graft){AT_EDGE, edge};
        learner->registers[place] = depth;
        place = is_list ? step->end : place + 1;
        depth += step->kind != STEP_SAME;
    }
    if (!pass_questions(learner, &graft, NULL, depth)) return false;
    if (!leaf) leaf = leaf_for(learner);
    target *target = target_at(learner->walk->decisions, graft);
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
    walk_begin(learner->walk);
    learner->elements = NULL;
    record_item_end(machine, NONE, false);
    learner->walk->registers[0] = (struct value){.word = machine->recorder.steps[0].value};
    learner->registers[0] = 0;
    graft_steps(learner, (struct graft){AT_ROOT, 0}, 1, machine->recorder.count, 1, TARGET_NONE);
    return 0;
}
