// SPDX-License-Identifier: Apache-2.0
/// Conditions of statements: operators, keys of the context, and the values they are compared with.
#include "iam.h"

#include "ranges.h"

#include <stdio.h>
#include <stdlib.h>

/// Operators without their prefixes and suffix.
static const struct named_operator {
    const char *name;
    struct condition_operator operator;
} operators[] = {
    {"StringEquals", {.type = TEXT}}, {"StringNotEquals", {.type = TEXT, .is_negated = true}},
    {"StringEqualsIgnoreCase", {.type = FOLDED_TEXT}}, {"StringNotEqualsIgnoreCase", {.type = FOLDED_TEXT, .is_negated = true}},
    {"StringLike", {.type = LIKE}}, {"StringNotLike", {.type = LIKE, .is_negated = true}},
    {"ArnEquals", {.type = ARN}}, {"ArnNotEquals", {.type = ARN, .is_negated = true}},
    {"ArnLike", {.type = ARN}}, {"ArnNotLike", {.type = ARN, .is_negated = true}},
    {"NumericEquals", {.type = NUMBER}}, {"NumericNotEquals", {.type = NUMBER, .is_negated = true}},
    {"NumericLessThan", {.type = NUMBER, .order = LESS}}, {"NumericLessThanEquals", {.type = NUMBER, .order = LESS_EQUAL}},
    {"NumericGreaterThan", {.type = NUMBER, .order = GREATER}}, {"NumericGreaterThanEquals", {.type = NUMBER, .order = GREATER_EQUAL}},
    {"DateEquals", {.type = DATE}}, {"DateNotEquals", {.type = DATE, .is_negated = true}},
    {"DateLessThan", {.type = DATE, .order = LESS}}, {"DateLessThanEquals", {.type = DATE, .order = LESS_EQUAL}},
    {"DateGreaterThan", {.type = DATE, .order = GREATER}}, {"DateGreaterThanEquals", {.type = DATE, .order = GREATER_EQUAL}},
    {"Bool", {.type = TRUTH}}, {"BinaryEquals", {.type = BINARY}},
    {"IpAddress", {.type = ADDRESS}}, {"NotIpAddress", {.type = ADDRESS, .is_negated = true}}, {"Null", {.type = IS_NULL}},
};

static bool take_prefix(struct slice *text, const char *prefix) {
    struct slice wanted = {prefix, strlen(prefix)};
    if (text->length < wanted.length || !slice_folds((struct slice){text->bytes, wanted.length}, wanted)) return false;
    text->bytes += wanted.length;
    text->length -= wanted.length;
    return true;
}

static bool take_suffix(struct slice *text, const char *suffix) {
    struct slice wanted = {suffix, strlen(suffix)};
    if (text->length < wanted.length) return false;
    if (!slice_folds((struct slice){text->bytes + text->length - wanted.length, wanted.length}, wanted)) return false;
    text->length -= wanted.length;
    return true;
}

static bool read_operator(struct slice name, struct condition_operator *operator) {
    bool for_all = take_prefix(&name, "ForAllValues:"), for_any = !for_all && take_prefix(&name, "ForAnyValue:");
    bool if_exists = take_suffix(&name, "IfExists");
    for (size_t place = 0; place < sizeof operators / sizeof *operators; place++) {
        if (!slice_folds(name, (struct slice){operators[place].name, strlen(operators[place].name)})) continue;
        *operator = operators[place].operator;
        operator->for_all = for_all;
        operator->for_any = for_any;
        operator->if_exists = if_exists;
        return operator->type != IS_NULL || !(for_all || for_any || if_exists);
    }
    return false;
}

bool scalar_read(struct reader *reader, const struct item *item, struct scalar *scalar) {
    scalar->item = *item;
    int64_t number;
    switch (item_kind(reader, item)) {
    case ITEM_TEXT: return item_text(reader, &scalar->item, &scalar->text);
    case ITEM_TRUTH: {
        bool is = item->slot ? lua_toboolean(reader->lua, item->slot) : carena_tag(item->word) == CARENA_TRUE;
        scalar->text = is ? (struct slice){"true", 4} : (struct slice){"false", 5};
        return true;
    }
    case ITEM_NUMBER:
        if (!item_integer(reader, item, &number)) return false;
        scalar->text = (struct slice){scalar->bytes, (size_t)snprintf(scalar->bytes, sizeof scalar->bytes, "%lld", (long long)number)};
        return true;
    default: return false;
    }
}

typedef enum answer join(enum answer left, enum answer right);

/// The lines of one operator.
static enum answer operator_lines(
    const struct policy *policy, const struct item *condition, const struct item *name, const struct item *block, line_judge *judge, join *join,
    enum answer result) {
    struct reader *reader = policy->reader;
    struct condition_line line = {.condition = condition};
    struct slice text;
    item_text(reader, name, &text);
    if (!read_operator(text, &line.operator))
        return join(result, undecided(reader, CARENA_UNDECODABLE, "there is no operator '%.*s' of conditions", slice_shown(text), text.bytes));
    enum item_kind kind = item_kind(reader, block);
    if (kind == ITEM_UNKNOWN) return join(result, UNDECIDED);
    if (kind != ITEM_OBJECT && kind != ITEM_LIST) return join(result, undecided(reader, CARENA_UNDECODABLE, "a condition of another shape"));
    int mark = item_mark(reader);
    struct item key;
    for (uint32_t place = 0; item_member(reader, block, place, &key, &line.values); place++) {
        item_text(reader, &key, &line.key);
        result = join(result, item_kind(reader, &line.values) == ITEM_UNKNOWN ? UNDECIDED : judge(policy, &line));
        item_release(reader, mark);
    }
    item_release(reader, mark);
    return result;
}

enum answer condition_lines(const struct policy *policy, const struct item *statement, line_judge *judge, join *join, enum answer empty) {
    struct reader *reader = policy->reader;
    if (statement_read(policy, statement) != YES) return UNDECIDED;
    struct item condition = item_field(reader, statement, NAME_Condition), name, block;
    enum item_kind kind = item_kind(reader, &condition);
    if (kind == ITEM_ABSENT) return empty;
    if (kind == ITEM_UNKNOWN) return UNDECIDED;
    if (kind != ITEM_OBJECT && !(kind == ITEM_LIST && item_count(reader, &condition) == 0))
        return undecided(reader, CARENA_UNDECODABLE, "a condition of another shape");
    enum answer result = empty;
    int mark = item_mark(reader);
    for (uint32_t place = 0; item_member(reader, &condition, place, &name, &block); place++) {
        result = operator_lines(policy, &condition, &name, &block, judge, join, result);
        item_release(reader, mark);
    }
    item_release(reader, mark);
    return result;
}

/// Finds the next value of a key of the context from a word on; false behind the last.
static bool next_value(const struct policy *policy, struct slice key, uint32_t *word) {
    for (; *word + 1 < policy->words->count; *word += 2)
        if (slice_folds(policy->words->words[*word], key)) return true;
    return false;
}

/// Puts the value of one variable behind what is expanded already.
static enum answer expand_one(const struct policy *policy, struct slice name, struct slice *value) {
    struct slice otherwise = {NULL, 0};
    const char *comma = memchr(name.bytes, ',', name.length), *quote = comma ? memchr(comma, '\'', name.length - (size_t)(comma - name.bytes)) : NULL;
    if (quote) {
        otherwise = (struct slice){quote + 1, (size_t)(name.bytes + name.length - quote) - 1};
        if (otherwise.length && otherwise.bytes[otherwise.length - 1] == '\'') otherwise.length--;
    }
    if (comma) name.length = (size_t)(comma - name.bytes);
    while (name.length && name.bytes[name.length - 1] == ' ') name.length--;
    uint32_t word = WORD_CONTEXT;
    if (!next_value(policy, name, &word)) return UNDECIDED;
    *value = policy->words->words[word + 1];
    if (!value->bytes) *value = otherwise;
    if (!value->bytes) return NO;
    word += 2;
    // Of several values none is meant, and a star in one is no pattern.
    bool is_plain = !memchr(value->bytes, '*', value->length) && !memchr(value->bytes, '?', value->length);
    return next_value(policy, name, &word) || !is_plain ? UNDECIDED : YES;
}

/// What `${*}`, `${?}` and `${$}` stand for: the characters, and no pattern; false where the name is another.
static bool read_escape(struct slice name, bool is_pattern, struct slice *value) {
    static const char plain[] = "*?$", literal[] = {GLOB_STAR, GLOB_MARK, '$'};
    const char *found = name.length == 1 ? memchr(plain, name.bytes[0], 3) : NULL;
    if (found) *value = (struct slice){(is_pattern ? literal : plain) + (found - plain), 1};
    return found;
}

enum answer expand_variables(const struct policy *policy, struct slice text, bool is_pattern, char *bytes, size_t capacity, struct slice *expanded) {
    *expanded = text;
    if (!policy->has_variables || !memchr(text.bytes, '$', text.length)) return YES;
    enum answer result = YES;
    size_t length = 0;
    for (size_t place = 0; place < text.length;) {
        struct slice value = {text.bytes + place, 1};
        const char *end = place + 1 < text.length && text.bytes[place] == '$' && text.bytes[place + 1] == '{'
                              ? memchr(text.bytes + place, '}', text.length - place) : NULL;
        if (end) {
            struct slice name = {text.bytes + place + 2, (size_t)(end - text.bytes) - place - 2};
            enum answer is = read_escape(name, is_pattern, &value) ? YES : expand_one(policy, name, &value);
            if (is == NO) return NO;
            if (is == UNDECIDED) {
                undecided(policy->reader, CARENA_UNRESOLVED, "the value of ${%.*s} is not known", slice_shown(name), name.bytes);
                value = (struct slice){"*", 1};
                result = UNDECIDED;
            }
            place = (size_t)(end - text.bytes) + 1;
        } else {
            place++;
        }
        if (length + value.length > capacity) luaL_error(policy->reader->lua, "a pattern longer than %d bytes", (int)capacity);
        memcpy(bytes + length, value.bytes, value.length);
        length += value.length;
    }
    *expanded = (struct slice){bytes, length};
    return result;
}

/// ARNs are compared field by field: a star does not reach over a colon of the first five.
static bool arn_matches(struct reader *reader, struct slice pattern, struct slice arn) {
    for (int field = 0; field < 5; field++) {
        const char *left = memchr(pattern.bytes, ':', pattern.length), *right = memchr(arn.bytes, ':', arn.length);
        if (!left || !right) return false;
        struct slice parts[] = {{pattern.bytes, (size_t)(left - pattern.bytes)}, {arn.bytes, (size_t)(right - arn.bytes)}};
        if (!glob_matches(reader, parts[0], parts[1], 0)) return false;
        pattern = (struct slice){left + 1, pattern.length - parts[0].length - 1};
        arn = (struct slice){right + 1, arn.length - parts[1].length - 1};
    }
    return glob_matches(reader, pattern, arn, 0);
}

static bool read_number(struct slice text, double *number) {
    char copy[64], *end;
    if (!text.length || text.length >= sizeof copy) return false;
    memcpy(copy, text.bytes, text.length);
    copy[text.length] = 0;
    *number = strtod(copy, &end);
    return !*end;
}

static bool read_date(struct slice text, double *seconds) {
    return carena_parse_date((const uint8_t *)text.bytes, text.length, seconds) || read_number(text, seconds);
}

static bool ordered(const struct condition_operator *operator, double context, double value) {
    switch (operator->order) {
    case LESS: return context < value;
    case LESS_EQUAL: return context <= value;
    case GREATER: return context > value;
    case GREATER_EQUAL: return context >= value;
    default: return context == value;
    }
}

static enum answer unreadable(const struct policy *policy, struct slice value, struct slice context) {
    return undecided(policy->reader, CARENA_UNDECODABLE, "\"%.*s\" and \"%.*s\" can't be compared", slice_shown(context), context.bytes, slice_shown(value), value.bytes);
}

/// Whether a value of the context is the policy's value, before any negation.
static enum answer is_one(const struct policy *policy, const struct condition_operator *operator, struct slice value, struct slice context) {
    struct reader *reader = policy->reader;
    double numbers[2];
    enum family families[2];
    struct range ranges[2];
    bool is_date = operator->type == DATE;
    switch (operator->type) {
    case TEXT:
    case BINARY: return answer_of(slice_equal(value, context));
    case FOLDED_TEXT:
    case TRUTH: return answer_of(slice_folds(value, context));
    case LIKE: return answer_of(glob_matches(reader, value, context, 0));
    case ARN: return answer_of(arn_matches(reader, value, context));
    case NUMBER:
    case DATE:
        if (!(is_date ? read_date : read_number)(value, &numbers[0]) || !(is_date ? read_date : read_number)(context, &numbers[1]))
            return unreadable(policy, value, context);
        return answer_of(ordered(operator, numbers[1], numbers[0]));
    case ADDRESS:
        if (!range_read(value, &families[0], &ranges[0]) || !range_read(context, &families[1], &ranges[1])) return unreadable(policy, value, context);
        return answer_of(families[0] == families[1] && ranges[0].first <= ranges[1].first && ranges[1].last <= ranges[0].last);
    default: return UNDECIDED;
    }
}

/// Whether a value of the context is one of the policy's, or with a negated operator none of them.
static enum answer fits(const struct policy *policy, const struct condition_line *line, struct slice context) {
    struct reader *reader = policy->reader;
    enum answer result = NO;
    for (uint32_t place = 0; place < value_count(reader, &line->values); place++) {
        int mark = item_mark(reader);
        struct item item = value_at(reader, &line->values, place);
        struct scalar scalar;
        struct slice value;
        char bytes[MAX_EXPANDED];
        enum answer is = UNDECIDED;
        if (scalar_read(reader, &item, &scalar)) {
            bool is_pattern = line->operator.type == LIKE || line->operator.type == ARN;
            is = expand_variables(policy, scalar.text, is_pattern, bytes, sizeof bytes, &value);
            if (is == YES) is = is_one(policy, &line->operator, value, context);
        } else if (item_kind(reader, &item) != ITEM_UNKNOWN) {
            undecided(reader, CARENA_UNDECODABLE, "a value of a condition of another shape");
        }
        result = answer_or(result, is);
        item_release(reader, mark);
    }
    return line->operator.is_negated ? answer_not(result) : result;
}

/// Null asks whether the key is missing.
static enum answer is_missing(const struct policy *policy, const struct condition_line *line, bool missing) {
    struct reader *reader = policy->reader;
    enum answer result = NO;
    for (uint32_t place = 0; place < value_count(reader, &line->values); place++) {
        struct item item = value_at(reader, &line->values, place);
        struct scalar scalar;
        struct slice wanted = missing ? (struct slice){"true", 4} : (struct slice){"false", 5};
        if (!scalar_read(reader, &item, &scalar)) return undecided(reader, CARENA_UNDECODABLE, "a value of a condition of another shape");
        result = answer_or(result, answer_of(slice_folds(scalar.text, wanted)));
    }
    return result;
}

static enum answer line_holds(const struct policy *policy, const struct condition_line *line) {
    const struct condition_operator *operator = &line->operator;
    uint32_t word = WORD_CONTEXT;
    if (!next_value(policy, line->key, &word))
        return undecided(policy->reader, CARENA_UNRESOLVED, "whether a condition on %.*s holds is not known", slice_shown(line->key), line->key.bytes);
    bool missing = !policy->words->words[word + 1].bytes;
    if (operator->type == IS_NULL) return is_missing(policy, line, missing);
    if (missing) return answer_of(operator->if_exists || operator->for_all || (operator->is_negated && !operator->for_any));
    enum answer all = YES, any = NO;
    uint32_t count = 0;
    for (; next_value(policy, line->key, &word); word += 2, count++) {
        enum answer is = fits(policy, line, policy->words->words[word + 1]);
        all = answer_and(all, is);
        any = answer_or(any, is);
    }
    if (operator->for_all) return all;
    if (operator->for_any || count == 1) return any;
    return undecided(policy->reader, CARENA_UNRESOLVED, "%.*s has several values, and the condition is about one", slice_shown(line->key), line->key.bytes);
}

enum answer statement_applies(const struct policy *policy, const struct item *statement) {
    return condition_lines(policy, statement, line_holds, answer_and, YES);
}
