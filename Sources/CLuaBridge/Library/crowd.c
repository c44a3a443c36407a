// SPDX-License-Identifier: Apache-2.0
/// Addresses that are few in each statement of a policy, and many in all of them.
#include "iam.h"

#include "ranges.h"

static enum answer asks_addresses(const struct policy *policy, const struct condition_line *line) {
    (void)policy;
    return answer_of(line_asks_addresses(line));
}

/// Whether something else than addresses keeps strangers out.
static enum answer keeps_out_anywhere(const struct policy *policy, const struct condition_line *line) {
    return line_asks_addresses(line) ? NO : line_keeps_out(policy, line);
}

static enum answer hits_anywhere(const struct policy *policy, const struct condition_line *line) {
    return line_asks_addresses(line) ? NO : line_hits_strangers(policy, line);
}

/// Adds the addresses of a line to those that are gathered.
static void gather_line(const struct policy *policy, const struct condition_line *line) {
    struct reader *reader = policy->reader;
    for (uint32_t place = 0; place < value_count(reader, &line->values); place++) {
        int mark = item_mark(reader);
        struct item item = value_at(reader, &line->values, place);
        struct slice text;
        enum family family;
        struct range range;
        if (item_text(reader, &item, &text) && range_read(text, &family, &range)) {
            item_work(reader, 8 + policy->addresses[family].count / 16);
            if (!ranges_add(&policy->addresses[family], range)) luaL_error(reader->lua, "not enough memory");
        }
        item_release(reader, mark);
    }
}

/// Gathers the addresses that a line of an allowing statement lets in, where these are few.
static enum answer gather_let_in(const struct policy *policy, const struct condition_line *line) {
    if (!line_asks_addresses(line)) return NO;
    if (line_keeps_out(policy, line) == YES) gather_line(policy, line);
    return YES;
}

/// Gathers the addresses that a line of a statement leaves which denies to all others.
static enum answer gather_left(const struct policy *policy, const struct condition_line *line) {
    if (line_asks_addresses(line)) gather_line(policy, line);
    return YES;
}

/// YES of lines of which exactly one is.
static enum answer exactly_one(enum answer so_far, enum answer line) {
    if (line == NO) return so_far;
    return so_far == NO ? line : UNDECIDED;
}

/// Adds the addresses of a statement to a set; YES where they come from one line, so that no other takes some of them out again.
static enum answer gather(const struct policy *policy, const struct item *statement, line_judge *judge, struct range_set *addresses) {
    struct policy gathering = *policy;
    gathering.addresses = addresses;
    return condition_lines(&gathering, statement, judge, exactly_one, NO);
}

/// Whether a statement takes back what another allows, but from the addresses that it leaves, which are gathered then.
static bool leaves_addresses(const struct policy *policy, const struct item *allowing, const struct item *denying, struct range_set *maybe) {
    bool takes = statement_takes_back(policy, allowing, denying, line_hits_strangers) == YES;
    if (takes) gather(policy, denying, gather_left, maybe);
    return takes;
}

/// Gathers where strangers are let in from: to `sure` what is certain, and to `maybe` all that may be.
static void add_statement(
    const struct policy *policy, const struct item *statement, bool are_denied, struct range_set *sure, struct range_set *maybe) {
    enum answer is = statement_has_effect(policy, statement, "Allow");
    if (is != NO) is = answer_and(is, statement_speaks_to_strangers(policy, statement));
    if (is != NO) is = answer_and(is, answer_not(condition_lines(policy, statement, keeps_out_anywhere, answer_or, NO)));
    bool is_bounded = false;
    for (uint32_t place = 0; place < policy->count && is != NO; place++) {
        int mark = item_mark(policy->reader);
        struct item denying = policy_statement(policy, place);
        if (statement_has_effect(policy, &denying, "Deny") != NO) {
            is = answer_and(is, answer_not(statement_takes_back(policy, statement, &denying, hits_anywhere)));
            is_bounded = is_bounded || (is != NO && are_denied && leaves_addresses(policy, statement, &denying, maybe));
        }
        item_release(policy->reader, mark);
    }
    if (is == NO || is_bounded) return;
    bool is_sure = gather(policy, statement, gather_let_in, maybe) == YES && is == YES && !are_denied;
    if (is_sure) gather(policy, statement, gather_let_in, sure);
}

/// Whether a statement with the effect asks for addresses, or may do so.
static bool any_asks(const struct policy *policy, const char *effect) {
    bool asks = false;
    for (uint32_t place = 0; place < policy->count && !asks; place++) {
        int mark = item_mark(policy->reader);
        struct item statement = policy_statement(policy, place);
        asks = statement_has_effect(policy, &statement, effect) != NO && condition_lines(policy, &statement, asks_addresses, answer_or, NO) != NO;
        item_release(policy->reader, mark);
    }
    return asks;
}

static bool hold_internet(const struct range_set *sets) {
    return ranges_hold_internet(&sets[IPV4], IPV4) || ranges_hold_internet(&sets[IPV6], IPV6);
}

enum answer statements_are_public_together(const struct policy *policy) {
    bool are_denied = any_asks(policy, "Deny");
    if (policy->count < 2 || (!are_denied && !any_asks(policy, "Allow"))) return NO;
    struct range_set *sure = library_ranges(policy->reader->machine, SET_TOGETHER);
    struct range_set *maybe = library_ranges(policy->reader->machine, SET_TOGETHER_MAYBE);
    for (uint32_t place = 0; place < policy->count; place++) {
        int mark = item_mark(policy->reader);
        struct item statement = policy_statement(policy, place);
        add_statement(policy, &statement, are_denied, sure, maybe);
        item_release(policy->reader, mark);
    }
    if (hold_internet(sure)) return YES;
    if (!hold_internet(maybe)) return NO;
    return undecided(policy->reader, CARENA_UNRESOLVED, "how many addresses several statements leave to strangers is not known");
}
