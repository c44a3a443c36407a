// SPDX-License-Identifier: Apache-2.0
/// Policies and their statements: which actions and resources a statement is about.
#include "iam.h"

enum answer policy_read(struct reader *reader, const struct item *item, const struct words *words, struct policy *policy) {
    *policy = (struct policy){.reader = reader, .words = words};
    enum item_kind kind = item_kind(reader, item);
    if (kind == ITEM_UNKNOWN) return UNDECIDED;
    if (kind != ITEM_OBJECT) return undecided(reader, CARENA_UNDECODABLE, "a policy was expected: the document has another shape");
    struct item version = item_field(reader, item, NAME_Version);
    struct slice text;
    policy->has_variables = item_text(reader, &version, &text) && slice_is(text, "2012-10-17");
    policy->statements = item_field(reader, item, NAME_Statement);
    kind = item_kind(reader, &policy->statements);
    if (kind == ITEM_UNKNOWN) return UNDECIDED;
    if (kind != ITEM_OBJECT && kind != ITEM_LIST) return undecided(reader, CARENA_UNDECODABLE, "a policy without statements");
    policy->count = value_count(reader, &policy->statements);
    return YES;
}

uint32_t value_count(struct reader *reader, const struct item *element) {
    switch (item_kind(reader, element)) {
    case ITEM_LIST: return item_count(reader, element);
    case ITEM_ABSENT: return 0;
    default: return 1;
    }
}

struct item value_at(struct reader *reader, const struct item *element, uint32_t place) {
    return item_kind(reader, element) == ITEM_LIST ? item_element(reader, element, place) : *element;
}

struct item policy_statement(const struct policy *policy, uint32_t place) { return value_at(policy->reader, &policy->statements, place); }

enum answer statement_read(const struct policy *policy, const struct item *statement) {
    enum item_kind kind = item_kind(policy->reader, statement);
    if (kind == ITEM_OBJECT) return YES;
    return kind == ITEM_UNKNOWN ? UNDECIDED : undecided(policy->reader, CARENA_UNDECODABLE, "a statement of another shape");
}

enum answer statement_has_effect(const struct policy *policy, const struct item *statement, const char *effect) {
    struct reader *reader = policy->reader;
    if (statement_read(policy, statement) != YES) return UNDECIDED;
    struct item field = item_field(reader, statement, NAME_Effect);
    struct slice text;
    if (item_kind(reader, &field) == ITEM_UNKNOWN) return UNDECIDED;
    bool is_one = item_text(reader, &field, &text) && (slice_is(text, "Allow") || slice_is(text, "Deny"));
    if (!is_one) return undecided(reader, CARENA_UNDECODABLE, "a statement that neither allows nor denies");
    return answer_of(slice_is(text, effect));
}

/// Patterns as one element has them, and what is asked about.
struct match {
    const struct policy *policy;
    struct slice wanted;
    enum extent extent;
    bool is_action;
    bool is_allowing; ///< what the statement does
};

/// Whether a part of a pattern matches every name: stars, and no more places than the shortest has letters.
static bool is_any_name(struct slice part, size_t shortest) {
    size_t stars = 0, places = 0;
    for (size_t at = 0; at < part.length; at++) {
        stars += part.bytes[at] == '*';
        places += part.bytes[at] == '?';
    }
    return stars && places <= shortest && stars + places == part.length;
}

enum { SHORTEST_NAME = 2 };

struct slice plain_action(struct slice pattern, char *bytes, size_t capacity) {
    const char *colon = memchr(pattern.bytes, ':', pattern.length);
    if (!colon) return is_any_name(pattern, SHORTEST_NAME) ? (struct slice){"*:*", 3} : pattern;
    struct slice service = {pattern.bytes, (size_t)(colon - pattern.bytes)}, name = {colon + 1, pattern.length - service.length - 1};
    if (is_any_name(service, SHORTEST_NAME)) service = (struct slice){"*", 1};
    if (is_any_name(name, SHORTEST_NAME)) name = (struct slice){"*", 1};
    size_t length = service.length + 1 + name.length;
    if (length == pattern.length || length > capacity) return pattern;
    memcpy(bytes, service.bytes, service.length);
    bytes[service.length] = ':';
    memcpy(bytes + service.length + 1, name.bytes, name.length);
    return (struct slice){bytes, length};
}

/// Whether a pattern of resources is all of them. Who allows all that have an ARN allows all that matters; to deny them leaves those without.
static bool is_every_resource(const struct match *match, struct slice pattern) {
    static const struct slice partitions[] = {{"arn:aws:?*:*:*:?*", 17}, {"arn:aws-cn:?*:*:*:?*", 20}, {"arn:aws-us-gov:?*:*:*:?*", 24}};
    bool is = is_any_name(pattern, 1);
    for (size_t place = 0; match->is_allowing && !is && place < sizeof partitions / sizeof *partitions; place++)
        is = glob_matches(match->policy->reader, pattern, partitions[place], GLOB_PATTERN);
    return is;
}

static enum answer pattern_matches(const struct match *match, struct slice pattern) {
    struct reader *reader = match->policy->reader;
    unsigned options = GLOB_PATTERN | (match->is_action ? GLOB_FOLDS : 0);
    char bytes[256];
    if (match->is_action) pattern = plain_action(pattern, bytes, sizeof bytes);
    else if (match->extent == ALL_OF && slice_is(match->wanted, "*")) return answer_of(is_every_resource(match, pattern));
    return answer_of(match->extent == ALL_OF ? glob_matches(reader, pattern, match->wanted, options) : glob_meets(reader, pattern, match->wanted, options));
}

/// A pattern of resources may have variables in it.
static enum answer value_matches(const struct match *match, const struct item *value) {
    struct reader *reader = match->policy->reader;
    struct slice pattern;
    char bytes[MAX_EXPANDED];
    if (item_kind(reader, value) == ITEM_UNKNOWN) return UNDECIDED;
    if (!item_text(reader, value, &pattern)) return undecided(reader, CARENA_UNDECODABLE, "an action or resource of another shape");
    if (match->is_action) return pattern_matches(match, pattern);
    enum answer is = expand_variables(match->policy, pattern, true, bytes, sizeof bytes, &pattern);
    return is == NO ? NO : answer_and(is, pattern_matches(match, pattern));
}

static enum answer any_matches(const struct match *match, const struct item *element) {
    struct reader *reader = match->policy->reader;
    enum answer result = item_kind(reader, element) == ITEM_UNKNOWN ? UNDECIDED : NO;
    for (uint32_t place = 0; place < value_count(reader, element) && result != YES; place++) {
        int mark = item_mark(reader);
        struct item value = value_at(reader, element, place);
        result = answer_or(result, value_matches(match, &value));
        item_release(reader, mark);
    }
    return result;
}

/// Whether an element, or else its opposite, matches.
static enum answer element_matches(const struct match *match, const struct item *statement, enum name name, enum name opposite, enum answer without) {
    struct reader *reader = match->policy->reader;
    if (statement_read(match->policy, statement) != YES) return UNDECIDED;
    struct item element = item_field(reader, statement, name), other = item_field(reader, statement, opposite);
    bool has = item_kind(reader, &element) != ITEM_ABSENT, has_other = item_kind(reader, &other) != ITEM_ABSENT;
    if (has && has_other) return undecided(reader, CARENA_UNDECODABLE, "a statement with both %s and %s", library_name(name), library_name(opposite));
    if (has) return any_matches(match, &element);
    if (!has_other) return without;
    // All is meant but what is listed: some of it in the list spoils the whole, all of it in the list leaves nothing.
    struct match listed = *match;
    listed.extent = match->extent == ALL_OF ? SOME_OF : ALL_OF;
    return answer_not(any_matches(&listed, &other));
}

enum answer statement_acts(const struct policy *policy, const struct item *statement, struct slice actions, enum extent extent) {
    if (slice_is(actions, "*")) actions = (struct slice){"*:*", 3};
    struct match match = {policy, actions, extent, .is_action = true};
    enum answer is = element_matches(&match, statement, NAME_Action, NAME_NotAction, UNDECIDED);
    if (is == UNDECIDED) undecided(policy->reader, CARENA_UNDECODABLE, "a statement without actions");
    return is;
}

enum answer statement_reaches(const struct policy *policy, const struct item *statement, struct slice resources, enum extent extent) {
    struct item effect = item_field(policy->reader, statement, NAME_Effect);
    struct slice text;
    struct match match = {policy, resources, extent, .is_allowing = item_text(policy->reader, &effect, &text) && slice_is(text, "Allow")};
    return element_matches(&match, statement, NAME_Resource, NAME_NotResource, YES);
}
