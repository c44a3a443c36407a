// SPDX-License-Identifier: Apache-2.0
/// What statements allow together that none of them allows alone: all but a few actions or resources here, and those few there.
#include "iam.h"

enum { MAX_DEPTH = 4 };

static enum answer allowed(const struct policy *policy, struct request request, int depth);

static bool has_wildcard(struct slice text) { return memchr(text.bytes, '*', text.length) || memchr(text.bytes, '?', text.length); }

/// The narrower one of two patterns that meet; the left one where neither is, which is more than they have in common.
static struct slice narrower(struct reader *reader, struct slice left, struct slice right, unsigned folds, bool *is_exact) {
    if (glob_matches(reader, left, right, folds | GLOB_PATTERN)) return right;
    *is_exact &= glob_matches(reader, right, left, folds | GLOB_PATTERN);
    return left;
}

static void split(struct slice action, struct slice *service, struct slice *name) {
    const char *colon = memchr(action.bytes, ':', action.length);
    *service = (struct slice){action.bytes, colon ? (size_t)(colon - action.bytes) : action.length};
    *name = colon ? (struct slice){colon + 1, action.length - service->length - 1} : (struct slice){"*", 1};
}

/// The actions that two patterns have in common: the narrower service and the narrower name; more than those where neither is.
static struct slice common_actions(struct reader *reader, struct slice left, struct slice right, char *bytes, size_t capacity, bool *is_exact) {
    struct slice services[2], names[2];
    split(left, &services[0], &names[0]);
    split(right, &services[1], &names[1]);
    struct slice service = narrower(reader, services[0], services[1], GLOB_FOLDS, is_exact);
    struct slice name = narrower(reader, names[0], names[1], GLOB_FOLDS, is_exact);
    if (service.length + 1 + name.length > capacity) return *is_exact = false, left;
    memcpy(bytes, service.bytes, service.length);
    bytes[service.length] = ':';
    memcpy(bytes + service.length + 1, name.bytes, name.length);
    return (struct slice){bytes, service.length + 1 + name.length};
}

/// Whether what one value of NotAction or NotResource leaves out of the request is allowed by others.
static enum answer exception_allowed(const struct policy *policy, struct request request, struct slice listed, bool is_action, int depth) {
    struct reader *reader = policy->reader;
    unsigned folds = is_action ? GLOB_FOLDS : 0;
    char plain[256], common[256];
    if (is_action) listed = plain_action(listed, plain, sizeof plain);
    struct slice *wanted = is_action ? &request.action : &request.resource;
    if (!glob_meets(reader, listed, *wanted, folds)) return YES;
    if (glob_matches(reader, listed, *wanted, folds | GLOB_PATTERN)) return NO;
    bool is_exact = depth > 0;
    *wanted = is_action ? common_actions(reader, listed, *wanted, common, sizeof common, &is_exact) : narrower(reader, listed, *wanted, 0, &is_exact);
    enum answer is = depth ? allowed(policy, request, depth - 1) : NO;
    // More was asked about than is left out, or less than all statements were: that it is not allowed then says nothing.
    if (is != NO || is_exact) return is;
    return undecided(reader, CARENA_UNRESOLVED, "whether all that %.*s leaves out is allowed is not known", slice_shown(listed), listed.bytes);
}

/// The same of all its values.
static enum answer exceptions_allowed(const struct policy *policy, const struct item *statement, struct request request, enum name name, int depth) {
    struct reader *reader = policy->reader;
    struct item element = item_field(reader, statement, name);
    enum answer result = answer_of(value_count(reader, &element) > 0);
    for (uint32_t place = 0; place < value_count(reader, &element) && result != NO; place++) {
        struct item value = value_at(reader, &element, place);
        struct slice text;
        // A variable is of one value at a time, and is none of the exceptions that others make up for.
        bool is_plain = item_text(reader, &value, &text) && !(policy->has_variables && memchr(text.bytes, '$', text.length));
        result = is_plain ? answer_and(result, exception_allowed(policy, request, text, name == NAME_NotAction, depth)) : NO;
    }
    return result;
}

/// Whether a statement allows the request, alone or with others that allow what it leaves out.
static enum answer allows_with_others(const struct policy *policy, const struct item *statement, struct request request, int depth) {
    enum answer is = statement_has_effect(policy, statement, "Allow");
    if (is != NO) is = answer_and(is, statement_speaks_to_any(policy, statement, request.principal));
    if (is != NO) is = answer_and(is, statement_applies(policy, statement));
    if (is == NO) return NO;
    enum answer acts = statement_acts(policy, statement, request.action, ALL_OF);
    enum answer reaches = statement_reaches(policy, statement, request.resource, ALL_OF);
    // What both leave out are the excepted actions on all the resources, and all the actions on the excepted resources.
    bool has_no_action = acts == NO, has_no_resource = reaches == NO;
    if (has_no_action) acts = exceptions_allowed(policy, statement, request, NAME_NotAction, depth);
    if (has_no_resource && acts != NO) reaches = exceptions_allowed(policy, statement, request, NAME_NotResource, depth);
    return answer_and(is, answer_and(acts, reaches));
}

static enum answer allowed(const struct policy *policy, struct request request, int depth) {
    enum answer result = NO;
    for (uint32_t place = 0; place < policy->count && result != YES; place++) {
        int mark = item_mark(policy->reader);
        struct item statement = policy_statement(policy, place);
        result = answer_or(result, allows_with_others(policy, &statement, request, depth));
        item_release(policy->reader, mark);
    }
    return result;
}

static bool has_exceptions(const struct policy *policy) {
    bool has = false;
    for (uint32_t place = 0; place < policy->count && !has; place++) {
        int mark = item_mark(policy->reader);
        struct item statement = policy_statement(policy, place);
        struct item actions = item_field(policy->reader, &statement, NAME_NotAction);
        struct item resources = item_field(policy->reader, &statement, NAME_NotResource);
        has = item_kind(policy->reader, &actions) != ITEM_ABSENT || item_kind(policy->reader, &resources) != ITEM_ABSENT;
        item_release(policy->reader, mark);
    }
    return has;
}

enum answer statements_allow_together(const struct policy *policy, struct request request) {
    // Of one action on one resource a statement decides alone.
    if (!has_wildcard(request.action) && !has_wildcard(request.resource)) return NO;
    char plain[256];
    request.action = plain_action(request.action, plain, sizeof plain);
    return policy->count > 1 && has_exceptions(policy) ? allowed(policy, request, MAX_DEPTH) : NO;
}
