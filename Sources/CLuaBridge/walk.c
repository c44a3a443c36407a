// SPDX-License-Identifier: Apache-2.0
/// Walking a tree of remembered decisions: each step as Lua would take it, on the words of the arena.
#include "decisions.h"

#include "Library/library.h"
#include "patterns.h"

#include <math.h>

enum { MAX_FOUND = 64 };

static const char *noted(const struct decisions *decisions, struct note note) { return note.length ? decisions->texts.bytes + note.offset : ""; }

void walk_begin(struct walk *walk) {
    walk->unknown = 0;
    walk->left = NONE;
    walk->turns = MAX_TURNS;
}

void walk_set_word(const carena_account *account, struct value *value, uint64_t word) {
    value->word = word;
    value->text = NULL;
    value->is_end = false;
    unsigned tag = carena_tag(word);
    if (tag == CARENA_STRING) {
        value->text = (const char *)account->bytes + carena_index(word);
        value->length = carena_count(word);
    } else if (tag == CARENA_SHORT) {
        value->text = (const char *)&value->word;
        value->length = word >> 56 & 15;
    }
}

static bool is_object(uint64_t word) { return carena_tag(word) == CARENA_OBJECT || carena_tag(word) == CARENA_EXACT; }

/// Elements of what a script sees as a list; NONE where it is none.
static uint32_t list_count(const carena_account *account, uint64_t word) {
    if (carena_tag(word) == CARENA_ARRAY) return carena_count(word);
    return carena_tag(word) == CARENA_OBJECT && account->vocabulary->shapes[carena_count(word)].count == 0 ? 0 : NONE;
}

static bool take_member(struct walk *walk, const struct node *node, uint64_t source, struct value *value) {
    const carena_account *account = walk->machine->account;
    uint64_t word;
    if (!scope_member(account, source, node->key.member, &word)) return false;
    walk_set_word(account, value, word);
    return true;
}

static bool take_element(struct walk *walk, const struct node *node, uint64_t list, struct value *value) {
    const carena_account *account = walk->machine->account;
    uint32_t count = list_count(account, list);
    if (count == NONE) return false;
    if ((uint32_t)node->place >= count) value->is_end = true;
    else walk_set_word(account, value, account->words[carena_index(list) + (uint32_t)node->place]);
    return true;
}

static bool take_pair(struct walk *walk, const struct node *node, uint64_t object, struct value *value) {
    const carena_account *account = walk->machine->account;
    if (!is_object(object)) return false;
    const carena_shape *shape = &account->vocabulary->shapes[carena_count(object)];
    if ((uint32_t)node->place >= shape->count) {
        value->is_end = true;
    } else if (node->kind == STEP_VALUE) {
        uint64_t word = account->words[carena_index(object) + (uint32_t)node->place];
        // A loop over nothing but names sees of a value that it is known.
        if (!walk->decisions->source->sees_values && carena_tag(word) != CARENA_UNKNOWN) word = (uint64_t)CARENA_TRUE << 60;
        walk_set_word(account, value, word);
    } else {
        uint32_t number = account->vocabulary->shape_keys[shape->first + (uint32_t)node->place];
        const carena_key *key = &account->vocabulary->keys[number];
        *value = (struct value){.word = KEY_WORD(number), .text = (const char *)account->vocabulary->key_bytes + key->offset, .length = key->length};
    }
    return true;
}

/// Looks the type of a question up once for each scope it is asked of.
static void resolve_question(struct walk *walk, struct node *node, uint64_t scope) {
    const carena_account *account = walk->machine->account;
    if (node->visit == walk->machine->visit && node->scope == scope) return;
    const char *type = noted(walk->decisions, node->name);
    node->visit = walk->machine->visit;
    node->scope = scope;
    node->type = scope_type(account, type, node->name.length);
    node->index = NULL;
    node->is_complete = scope_is_complete(account, scope, node->type);
    scope_range(account, scope, node->type, &node->first, &node->end);
}

static bool take_question(struct walk *walk, struct node *node, uint64_t scope, struct value *value) {
    if (carena_tag(scope) != CARENA_SCOPE) return false;
    resolve_question(walk, node, scope);
    switch (node->kind) {
    case STEP_COLLECTED: value->word = (uint64_t)(node->is_complete ? CARENA_TRUE : CARENA_FALSE) << 60; return true;
    case STEP_COUNT: value->word = word_integer(node->end - node->first); return node->is_complete;
    case STEP_KNOWN: break;
    default:
        if (!node->is_complete) return false;
    }
    value->word = node->first;
    value->length = node->end;
    return true;
}

static bool take_resource(const struct node *node, const struct value *question, struct value *value) {
    uint64_t resource = question->word + (uint32_t)node->place;
    if (resource >= question->length) value->is_end = true;
    else value->word = carena_make(CARENA_RESOURCE, 0, resource);
    return true;
}

static const char *argument(const struct walk *walk, const struct node *node, size_t *length) {
    if (node->argument == NONE) {
        *length = node->given.length;
        return noted(walk->decisions, node->given);
    }
    const struct value *value = &walk->registers[node->argument];
    *length = value->length;
    return value->text;
}

static bool take_find(struct walk *walk, struct node *node, uint64_t scope, struct value *value) {
    if (carena_tag(scope) != CARENA_SCOPE) return false;
    resolve_question(walk, node, scope);
    if (!node->is_complete) return false;
    size_t length;
    const char *text = argument(walk, node, &length);
    if (!text) return false;
    const struct decisions *decisions = walk->decisions;
    if (!node->index && index_is_full(walk->machine)) return false;
    if (!node->index)
        node->index = index_get(
            walk->machine->lua, noted(decisions, node->name), node->name.length, node->type, noted(decisions, node->path), node->path.length);
    value->word = scope;
    value->index = node->index;
    value->length = index_find(node->index, walk->machine->account, text, length);
    return true;
}

/// Goes on from what a find gave to the resource at a place among those in its scope.
static bool take_found(const struct walk *walk, const struct node *node, const struct value *find, struct value *value) {
    const carena_account *account = walk->machine->account;
    const struct index *index = find->index;
    uint32_t at = find->length, resource;
    if (node->place >= MAX_FOUND) return false;
    for (int32_t place = 0; (resource = index_resource(index, at)) != NONE; at = index_after(index, at)) {
        if (!scope_holds(account, find->word, resource) || place++ < node->place) continue;
        value->word = carena_make(CARENA_RESOURCE, 0, resource);
        return true;
    }
    value->is_end = true;
    for (uint32_t place = 0; (resource = index_unknown(index, place)) != NONE; place++)
        if (scope_holds(account, find->word, resource)) return false;
    return true;
}

static bool take_match(struct walk *walk, const struct node *node, struct value *value) {
    size_t length;
    const char *text = argument(walk, node, &length);
    if (!text) return false;
    const char *pattern = noted(walk->decisions, node->name);
    lua_State *lua = walk->machine->lua;
    if (node->kind == STEP_MATCHES) {
        bool is = node->ends.is_one ? end_pattern_matches(node->ends, pattern, text, length) : pattern_finds(lua, text, length, pattern, node->name.length);
        value->word = (uint64_t)(is ? CARENA_TRUE : CARENA_FALSE) << 60;
        return true;
    }
    const char *capture;
    switch (pattern_capture(lua, text, length, pattern, node->name.length, &capture, &length)) {
    case 0: return true;
    case 1: *value = (struct value){.word = NOTED_TEXT, .text = capture, .length = (uint32_t)length}; return true;
    default: return false;
    }
}

/// Asks a function of the standard library again.
static bool take_asked(struct walk *walk, const struct node *node, const struct value *source, struct value *value) {
    struct item subject = {.word = source ? source->word : 0};
    if (!source) {
        subject.text.bytes = argument(walk, node, &subject.text.length);
        if (!subject.text.bytes) return false;
    }
    bool answer;
    struct slice question = {noted(walk->decisions, node->name), node->name.length};
    if (!library_recall(walk->machine, question, subject, &answer, &walk->unknown)) return false;
    value->word = (uint64_t)(answer ? CARENA_TRUE : CARENA_FALSE) << 60;
    return true;
}

static bool take_days(struct walk *walk, const struct node *node, struct value *value) {
    size_t length;
    const char *text = argument(walk, node, &length);
    double as_of = walk->machine->account->as_of, then;
    if (!text || isnan(as_of) || !carena_parse_date((const uint8_t *)text, length, &then)) return false;
    *value = (struct value){.word = NOTED_NUMBER, .days = days_between(then, as_of)};
    return value->days >= -DAYS_AHEAD;
}

static bool take_same(const struct walk *walk, const struct node *node, struct value *value) {
    const struct value *left = &walk->registers[node->source], *right = &walk->registers[node->argument];
    bool is_text = left->text && right->text;
    bool is = is_text ? compare_texts(left->text, left->length, right->text, right->length) == 0 : left->word == right->word && !left->text && !right->text;
    value->word = (uint64_t)(is ? CARENA_TRUE : CARENA_FALSE) << 60;
    return true;
}

/// Takes the steps about one element of a list; false where Lua has to.
static bool ask_element(struct walk *walk, const struct node *node, uint64_t element, uint32_t depth, uint32_t *leaf) {
    struct value *item = &walk->registers[depth + 1];
    walk_set_word(walk->machine->account, item, element);
    if (carena_tag(element) == CARENA_UNKNOWN) walk->unknown = element;
    if (walk->unknown || !walk->turns || !--walk->turns) return false;
    return walk_from(walk, node->elements, depth + 1, leaf) == WALK_LEAF && *leaf != LEAF_LUA;
}

/// Asks the elements of a list one after the other, until one answers what is wanted.
static bool ask_elements(struct walk *walk, const struct node *node, uint64_t list, uint32_t depth, bool wanted, bool *is_found) {
    uint32_t count = list_count(walk->machine->account, list), leaf;
    if (count == NONE || depth + 2 >= MAX_REGISTERS) return false;
    *is_found = false;
    for (uint32_t place = 0; place < count && !*is_found; place++) {
        if (!ask_element(walk, node, walk->machine->account->words[carena_index(list) + place], depth, &leaf)) return false;
        *is_found = (leaf == LEAF_TRUE) == wanted;
    }
    return true;
}

/// Takes the turns of a loop, until one leaves it.
static bool take_turns(struct walk *walk, const struct node *node, uint64_t list, uint32_t depth, struct value *value) {
    uint32_t count = list_count(walk->machine->account, list), leaf;
    if (count == NONE || depth + 2 >= MAX_REGISTERS) return false;
    for (uint32_t place = 0; place < count; place++) {
        if (!ask_element(walk, node, walk->machine->account->words[carena_index(list) + place], depth, &leaf)) return false;
        if (leaf == LEAF_NEXT + (uint32_t)node->place) continue;
        walk->left = leaf;
        return true;
    }
    value->word = (uint64_t)CARENA_TRUE << 60;
    return true;
}

static bool take_list(struct walk *walk, const struct node *node, uint64_t list, uint32_t depth, struct value *value) {
    bool wanted = node->kind == STEP_ANY, is_found;
    struct answered *answered = NULL;
    if (node->is_shared && !node->looks_outside) {
        answered = &walk->decisions->answered[(list * UINT64_C(0x9FB21C651E98DF25) >> 32 ^ (uintptr_t)node / sizeof *node) % ANSWERED];
        if (answered->node == node && answered->list == list && answered->visit == walk->machine->visit) {
            value->word = (uint64_t)(answered->answer ? CARENA_TRUE : CARENA_FALSE) << 60;
            return true;
        }
    }
    if (!ask_elements(walk, node, list, depth, wanted, &is_found)) return false;
    bool answer = is_found == wanted;
    if (answered) *answered = (struct answered){node, list, walk->machine->visit, answer};
    value->word = (uint64_t)(answer ? CARENA_TRUE : CARENA_FALSE) << 60;
    return true;
}

static bool take_field(struct walk *walk, struct node *node, uint64_t object, struct value *value) {
    const carena_account *account = walk->machine->account;
    bool is_one = is_object(object);
    if (!is_one && carena_tag(object) != CARENA_JOINED) return false;
    uint64_t word;
    if (LIKELY(is_one && node->key.last_shape == key_shape(object)))
        word = node->key.last_slot == NONE ? 0 : account->words[carena_index(object) + node->key.last_slot];
    else
        word = proxy_field(walk->machine, object, &node->key);
    walk_set_word(account, value, word);
    return true;
}

bool walk_step(struct walk *walk, struct node *node, uint32_t depth) {
    struct value *value = &walk->registers[depth];
    if (node->kind == STEP_ITEM) return true; // put there by the list
    const struct value *source = node->source == NONE ? NULL : &walk->registers[node->source];
    value->word = 0;
    value->text = NULL;
    value->is_end = false;
    switch (node->kind) {
    case STEP_MEMBER: return take_member(walk, node, source->word, value);
    case STEP_SCOPE: return scope_of(walk->machine->account, source->word, (uint32_t)node->place, &value->word);
    case STEP_FIELD: return take_field(walk, node, source->word, value);
    case STEP_ELEMENT: return take_element(walk, node, source->word, value);
    case STEP_LENGTH: {
        uint32_t count = list_count(walk->machine->account, source->word);
        value->word = word_integer(count);
        return count != NONE;
    }
    case STEP_KEY:
    case STEP_VALUE: return take_pair(walk, node, source->word, value);
    case STEP_ALL:
    case STEP_KNOWN:
    case STEP_COUNT:
    case STEP_COLLECTED: return take_question(walk, node, source->word, value);
    case STEP_RESOURCE: return take_resource(node, source, value);
    case STEP_FIND: return take_find(walk, node, source->word, value);
    case STEP_FOUND: return take_found(walk, node, source, value);
    case STEP_MATCHES:
    case STEP_MATCH: return take_match(walk, node, value);
    case STEP_ASKED: return take_asked(walk, node, source, value);
    case STEP_DAYS: return take_days(walk, node, value);
    case STEP_ANY:
    case STEP_EVERY: return take_list(walk, node, source->word, depth, value);
    case STEP_EACH: return take_turns(walk, node, source->word, depth, value);
    case STEP_SAME: return take_same(walk, node, value);
    default: return false;
    }
}

/// What of a word decides alone which edge is taken, all of a short value or the kind of a container; SIGNATURE_NONE where more does.
static uint64_t signature(uint64_t word) {
    static const uint64_t masks[16] = {
        [CARENA_NULL] = UINT64_MAX, [CARENA_FALSE] = UINT64_MAX, [CARENA_TRUE] = UINT64_MAX, [CARENA_INTEGER] = UINT64_MAX,
        [CARENA_SHORT] = UINT64_MAX, [CARENA_ARRAY] = KIND_MASK, [CARENA_OBJECT] = KIND_MASK, [CARENA_EXACT] = KIND_MASK,
        [CARENA_JOINED] = KIND_MASK, [CARENA_RESOURCE] = KIND_MASK, [CARENA_SCOPE] = KIND_MASK, [CARENA_VERDICT] = UINT64_MAX,
    };
    uint64_t mask = masks[carena_tag(word)];
    return mask ? word & mask : SIGNATURE_NONE;
}

/// Where the value of a step leads, from the edges of its node.
static target follow(struct walk *walk, struct node *node, uint32_t depth) {
    const struct value *value = &walk->registers[depth];
    struct outcome outcome;
    if (!outcome_of(walk, node, value, depth, &outcome)) return TARGET_NONE;
    const struct edge *edge = outcome_edge(walk->decisions, node, &outcome);
    if (!edge) return TARGET_NONE;
    uint64_t seen = signature(value->word);
    if (node->is_plain && !value->is_end && seen != SIGNATURE_NONE) {
        node->usual = seen;
        node->usual_target = edge->target;
    }
    return edge->target;
}

enum walk_end walk_from(struct walk *walk, target from, uint32_t depth, uint32_t *leaf) {
    while (from && !(from & 1)) {
        if (UNLIKELY(depth + 1 >= MAX_REGISTERS)) return WALK_MISS;
        struct node *node = &walk->decisions->nodes[from >> 1];
        if (!walk_step(walk, node, depth)) return walk->unknown ? WALK_UNKNOWN : WALK_MISS;
        const struct value *value = &walk->registers[depth];
        if (UNLIKELY(carena_tag(value->word) == CARENA_UNKNOWN)) {
            walk->unknown = value->word;
            return WALK_UNKNOWN;
        }
        if (UNLIKELY(node->kind == STEP_EACH && walk->left != NONE)) {
            *leaf = walk->left;
            walk->left = NONE;
            return WALK_LEAF;
        }
        if (LIKELY(signature(value->word) == node->usual && !value->is_end)) from = node->usual_target;
        else from = follow(walk, node, depth);
        depth += node->kind != STEP_SAME; // nothing looks into that
    }
    *leaf = from >> 1;
    return from ? WALK_LEAF : WALK_MISS;
}
