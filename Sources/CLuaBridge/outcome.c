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
    const struct source *source = walk->decisions->source;
    bool orders = left->text ? source->orders_texts : source->orders;
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
    if (LIKELY(!walk->decisions->source->relates)) return true;
    if (depth > RELATIONS) return false;
    uint64_t relations = 0;
    for (uint32_t place = 0; place < depth; place++) relations = relations << 2 | relation(walk, value, &walk->registers[place]);
    outcome->relation = relations;
    outcome->code |= OUTCOME_MORE;
    return true;
}

static bool see_text(const struct walk *walk, const struct value *value, uint32_t depth, struct outcome *outcome) {
    const struct source *source = walk->decisions->source;
    // A text that Lua may not hold ends the check that reads it.
    if (UNLIKELY(value->length >= walk->machine->limits.text)) return false;
    if (source->sees_texts) {
        outcome->code = outcome_code(OUTCOME_TEXT, 0) | OUTCOME_MORE;
        outcome->text.length = value->length;
        outcome->bytes = value->text;
        return true;
    }
    uint32_t constant = source_text(source, value->text, value->length);
    if (constant != NONE) constant = 2 * constant + 1;
    else if (source->orders_texts) constant = 2 * source_text_rank(source, value->text, value->length);
    outcome->code = outcome_code(OUTCOME_TEXT, constant);
    return relate(walk, value, depth, outcome);
}

static bool see_number(const struct walk *walk, const struct value *value, uint32_t depth, struct outcome *outcome) {
    const struct source *source = walk->decisions->source;
    struct constant_number number;
    if (!number_of(walk, value, &number)) return false;
    if (source->sees_numbers) {
        double fraction = (double)number.value;
        outcome->code = outcome_code(OUTCOME_NUMBER, number.is_integer) | OUTCOME_MORE;
        if (number.is_integer) outcome->number = (uint64_t)number.integer;
        else memcpy(&outcome->number, &fraction, sizeof fraction);
        return true;
    }
    uint32_t constant = source_number(source, &number);
    outcome->code = outcome_code(OUTCOME_NUMBER, constant & 1 || source->orders ? constant : NONE);
    return relate(walk, value, depth, outcome);
}

bool outcome_of(const struct walk *walk, const struct node *node, const struct value *value, uint32_t depth, struct outcome *outcome) {
    static const uint8_t kinds[16] = {
        [CARENA_NULL] = OUTCOME_NULL, [CARENA_FALSE] = OUTCOME_FALSE, [CARENA_TRUE] = OUTCOME_TRUE, [CARENA_ARRAY] = OUTCOME_LIST,
        [CARENA_OBJECT] = OUTCOME_OBJECT, [CARENA_EXACT] = OUTCOME_OBJECT, [CARENA_JOINED] = OUTCOME_OBJECT,
        [CARENA_RESOURCE] = OUTCOME_SUBJECT, [CARENA_SCOPE] = OUTCOME_SUBJECT,
    };
    outcome->relation = outcome->number = 0;
    outcome->text.length = 0;
    outcome->bytes = NULL;
    bool is_question = node->kind == STEP_ALL || node->kind == STEP_KNOWN || node->kind == STEP_FIND;
    if (is_question || value->is_end) {
        outcome->code = outcome_code(is_question ? OUTCOME_ANY : OUTCOME_END, 0);
        return true;
    }
    if (value->text) return see_text(walk, value, depth, outcome);
    uint8_t kind = kinds[carena_tag(value->word)];
    if (!kind) return see_number(walk, value, depth, outcome);
    outcome->code = outcome_code(kind, 0);
    return kind < OUTCOME_LIST || relate(walk, value, depth, outcome);
}

/// Whether two outcomes of one code are the same in what else there is to them.
static bool is_same(const struct decisions *decisions, const struct outcome *edge, const struct outcome *wanted) {
    if (edge->relation != wanted->relation || edge->number != wanted->number || edge->text.length != wanted->text.length) return false;
    return !wanted->text.length || memcmp(decisions->texts.bytes + edge->text.offset, wanted->bytes, wanted->text.length) == 0;
}

struct edge *outcome_edge(const struct decisions *decisions, const struct node *node, const struct outcome *outcome) {
    for (uint32_t number = node->first_edge; number; number = decisions->edges[number - 1].next) {
        struct edge *edge = &decisions->edges[number - 1];
        if (edge->outcome.code != outcome->code) continue;
        if (LIKELY(!(outcome->code & OUTCOME_MORE)) || is_same(decisions, &edge->outcome, outcome)) return edge;
    }
    return NULL;
}
