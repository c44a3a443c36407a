// SPDX-License-Identifier: Apache-2.0
/// What the files of iam share: requests, statements of policies, and their elements.
#ifndef IAM_H
#define IAM_H

#include "glob.h"

struct range_set;

/// The words of a question about a request: what is asked, then a key of the context and its value, or none, for each value.
enum { WORD_ACTION, WORD_RESOURCE, WORD_PRINCIPAL, WORD_CONTEXT };

/// Whether a pattern of a policy must match all that is asked about, or some of it. Of one action or resource it is the same.
enum extent { ALL_OF, SOME_OF };

/// A policy that is asked about a request.
struct policy {
    struct reader *reader;
    struct item statements;
    uint32_t count;
    bool has_variables; ///< whether `${...}` is one: since version 2012-10-17
    const struct words *words;
    struct range_set *addresses; ///< a set a family, where lines of conditions are gathered, and null elsewhere
};

// policy.c
/// Reads the policy: YES, or UNDECIDED with the reason.
enum answer policy_read(struct reader *reader, const struct item *item, const struct words *words, struct policy *policy);
struct item policy_statement(const struct policy *policy, uint32_t place);
/// Whether what stands among the statements is one: what is said of anything else is UNDECIDED.
enum answer statement_read(const struct policy *policy, const struct item *statement);
/// Whether the statement has the effect, `Allow` or `Deny`.
enum answer statement_has_effect(const struct policy *policy, const struct item *statement, const char *effect);
/// Whether Action or NotAction match a pattern of actions.
enum answer statement_acts(const struct policy *policy, const struct item *statement, struct slice actions, enum extent extent);
/// Whether Resource or NotResource match a pattern of resources.
enum answer statement_reaches(const struct policy *policy, const struct item *statement, struct slice resources, enum extent extent);
/// A pattern of actions in which what matches every name is a star; `*` alone is any action of any service.
struct slice plain_action(struct slice pattern, char *bytes, size_t capacity);
/// Elements of which one value and a list of one are the same.
uint32_t value_count(struct reader *reader, const struct item *element);
struct item value_at(struct reader *reader, const struct item *element, uint32_t place);

// principal.c
/// Whether Principal or NotPrincipal match the principal; where a policy has neither, it is its bearer's.
enum answer statement_speaks_to(const struct policy *policy, const struct item *statement, struct slice principal);
/// Whether they match everybody; of a statement with neither that is UNDECIDED, as is the next.
enum answer statement_speaks_to_all(const struct policy *policy, const struct item *statement);
/// Whether they match a stranger, with an account or with an identity of somebody else.
enum answer statement_speaks_to_strangers(const struct policy *policy, const struct item *statement);
/// Pushes a list of the accounts that a trust policy allows, `*` for everybody; NO where nobody can say.
enum answer policy_push_accounts(const struct policy *policy);

/// Whether they match the principal, or where none is asked about everybody: a policy's bearer, where it has neither.
enum answer statement_speaks_to_any(const struct policy *policy, const struct item *statement, struct slice principal);

// condition.c
/// What a name of an operator says.
struct condition_operator {
    enum { TEXT, FOLDED_TEXT, LIKE, ARN, NUMBER, DATE, TRUTH, BINARY, ADDRESS, IS_NULL } type;
    enum { EQUAL, LESS, LESS_EQUAL, GREATER, GREATER_EQUAL } order;
    bool is_negated, if_exists, for_all, for_any;
};
/// One line of a condition: an operator, a key of the context, and the values it is compared with.
struct condition_line {
    struct condition_operator operator;
    struct slice key;
    struct item values;
    const struct item *condition; ///< that it is a line of
};
typedef enum answer line_judge(const struct policy *policy, const struct condition_line *line);
/// Calls `judge` with each line of the statement's condition and joins what it says; what there is without a condition is `empty`.
enum answer condition_lines(
    const struct policy *policy, const struct item *statement, line_judge *judge, enum answer (*join)(enum answer, enum answer), enum answer empty);
/// Whether the condition holds in the context of the request.
enum answer statement_applies(const struct policy *policy, const struct item *statement);
/// Puts the values of the context in place of variables, in a pattern or in a text. UNDECIDED where one is not known: a star stands there then.
enum answer expand_variables(const struct policy *policy, struct slice text, bool is_pattern, char *bytes, size_t capacity, struct slice *expanded);
enum { MAX_EXPANDED = 2048 };

/// A value of a policy as text; numbers and truths are written in their usual way.
struct scalar {
    struct slice text;
    char bytes[32];
    struct item item; ///< where a short text lies
};
bool scalar_read(struct reader *reader, const struct item *item, struct scalar *scalar);

// together.c
/// What a request is allowed: an action on a resource to a principal; without bytes, any that the statement names.
struct request {
    struct slice action, resource, principal;
};
/// Whether statements allow together what none allows alone, whatever others deny.
enum answer statements_allow_together(const struct policy *policy, struct request request);

// exposure.c
/// Whether the statement allows something to anybody at all, and no other takes it back.
enum answer statement_is_public(const struct policy *policy, const struct item *statement);
/// Whether a line is about the addresses that a request comes from.
bool line_asks_addresses(const struct condition_line *line);
/// Whether a line of an allowing statement keeps strangers out.
enum answer line_keeps_out(const struct policy *policy, const struct condition_line *line);
/// Whether a line of a denying statement holds for every stranger.
enum answer line_hits_strangers(const struct policy *policy, const struct condition_line *line);
/// Whether a statement denies what another allows, to whom `hits` says of each line of its condition.
enum answer statement_takes_back(const struct policy *policy, const struct item *allowing, const struct item *denying, line_judge *hits);

// crowd.c
/// Whether statements that allow something to few addresses each allow it to the internet together.
enum answer statements_are_public_together(const struct policy *policy);

#endif
