// SPDX-License-Identifier: Apache-2.0
/// Which values are one and the same to a rule.
#include "decisions.h"

enum { RELATIONS = 32 };

static bool number_of(const struct walk *walk, const struct value *value, struct constant_number *number) {
    const uint64_t *words = walk->machine->account->words;
    int64_t integer = 0;
    double fraction;
    switch (carena_tag(value->word)) {
    case CARENA_INTEGER: integer = carena_integer(value->word); break;
    case CARENA_LONG: integer = (int64_t)words[carena_index(value->word)]; break;
    case CARENA_DOUBLE:
        memcpy(&fraction, words + carena_index(value->word), sizeof fraction);
        *number = (struct constant_number){.value = fraction};
        return true;
    default:
        if (value->word != NOTED_NUMBER) return false;
        *number = (struct constant_number){.value = value->days};
        return true;
    }
    *number = (struct constant_number){true, integer, integer};
    return true;
}

/// How a text or number stands to one that was read before: 0 apart, 1 less, 2 equal, 3 greater.
static unsigned relation(const struct walk *walk, const struct value *left, const struct value *right) {
    bool orders = walk->decisions->source->orders;
    struct constant_number numbers[2];
    int order;
    if (left->text && right->text) {
        order = compare_texts(left->text, left->length, right->text, right->length);
    } else if (!left->text && !right->text && number_of(walk, left, &numbers[0]) && number_of(walk, right, &numbers[1])) {
        order = compare_numbers(&numbers[0], &numbers[1]);
    } else {
        // Two ways to one document, or to one resource.
        return left->word == right->word && left->word && !left->text;
    }
    if (order == 0) return 2;
    return orders ? (order < 0 ? 1 : 3) : 0;
}

static bool relate(const struct walk *walk, const struct value *value, uint32_t depth, struct outcome *outcome) {
    if (!walk->decisions->source->relates) return true;
    if (depth > RELATIONS) return false;
    for (uint32_t place = 0; place < depth; place++) outcome->relation = outcome->relation << 2 | relation(walk, value, &walk->registers[place]);
    return true;
}

static void see_text(const struct source *source, const struct value *value, struct outcome *outcome) {
    outcome->kind = OUTCOME_TEXT;
    if (source->sees_texts) {
        outcome->text.length = value->length;
        outcome->bytes = value->text;
        return;
    }
    uint32_t constant = source_text(source, value->text, value->length);
    if (constant != NONE) outcome->constant = 2 * constant + 1;
    else outcome->constant = source->orders ? 2 * source_text_rank(source, value->text, value->length) : NONE;
}

static void see_number(const struct source *source, const struct constant_number *number, struct outcome *outcome) {
    outcome->kind = OUTCOME_NUMBER;
    if (source->sees_numbers) {
        double value = (double)number->value;
        outcome->constant = number->is_integer;
        if (number->is_integer) outcome->number = (uint64_t)number->integer;
        else memcpy(&outcome->number, &value, sizeof value);
        return;
    }
    uint32_t constant = source_number(source, number);
    outcome->constant = constant & 1 || source->orders ? constant : NONE;
}

bool outcome_of(const struct walk *walk, const struct node *node, const struct value *value, uint32_t depth, struct outcome *outcome) {
    const struct source *source = walk->decisions->source;
    struct constant_number number;
    *outcome = (struct outcome){0};
    if (node->kind == STEP_ALL || node->kind == STEP_KNOWN || node->kind == STEP_FIND) {
        outcome->kind = OUTCOME_ANY;
        return true;
    }
    if (value->is_end) {
        outcome->kind = OUTCOME_END;
        return true;
    }
    if (value->text) {
        see_text(source, value, outcome);
        return source->sees_texts || relate(walk, value, depth, outcome);
    }
    switch (carena_tag(value->word)) {
    case CARENA_NULL: outcome->kind = OUTCOME_NULL; return true;
    case CARENA_FALSE: outcome->kind = OUTCOME_FALSE; return true;
    case CARENA_TRUE: outcome->kind = OUTCOME_TRUE; return true;
    case CARENA_ARRAY: outcome->kind = OUTCOME_LIST; return relate(walk, value, depth, outcome);
    case CARENA_OBJECT:
    case CARENA_EXACT:
    case CARENA_JOINED: outcome->kind = OUTCOME_OBJECT; return relate(walk, value, depth, outcome);
    case CARENA_RESOURCE:
    case CARENA_SCOPE: outcome->kind = OUTCOME_SUBJECT; return relate(walk, value, depth, outcome);
    default: break;
    }
    if (!number_of(walk, value, &number)) return false;
    see_number(source, &number, outcome);
    return source->sees_numbers || relate(walk, value, depth, outcome);
}

static bool is_outcome(const struct decisions *decisions, const struct outcome *edge, const struct outcome *wanted) {
    if (edge->kind != wanted->kind || edge->constant != wanted->constant || edge->relation != wanted->relation || edge->number != wanted->number) return false;
    if (edge->text.length != wanted->text.length) return false;
    return !wanted->text.length || memcmp(decisions->texts.bytes + edge->text.offset, wanted->bytes, wanted->text.length) == 0;
}

struct edge *outcome_edge(const struct decisions *decisions, const struct node *node, const struct outcome *outcome) {
    for (uint32_t edge = node->first_edge; edge; edge = decisions->edges[edge - 1].next)
        if (is_outcome(decisions, &decisions->edges[edge - 1].outcome, outcome)) return &decisions->edges[edge - 1];
    return NULL;
}
