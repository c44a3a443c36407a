// SPDX-License-Identifier: Apache-2.0
/// Principals: whom a statement speaks to.
#define _GNU_SOURCE // memmem
#include "iam.h"

static bool is_account(struct slice text) {
    if (text.length != 12) return false;
    for (size_t place = 0; place < text.length; place++)
        if (text.bytes[place] < '0' || text.bytes[place] > '9') return false;
    return true;
}

/// A field of an ARN; empty where it has fewer.
static struct slice arn_field(struct slice arn, int wanted) {
    for (int field = 0; field < wanted; field++) {
        const char *colon = memchr(arn.bytes, ':', arn.length);
        if (!colon) return (struct slice){"", 0};
        arn.length -= (size_t)(colon + 1 - arn.bytes);
        arn.bytes = colon + 1;
    }
    const char *colon = wanted == 5 ? NULL : memchr(arn.bytes, ':', arn.length);
    return (struct slice){arn.bytes, colon ? (size_t)(colon - arn.bytes) : arn.length};
}

enum { ARN_ACCOUNT = 4, ARN_RESOURCE = 5 };

/// The account that a principal belongs to; empty where that can't be seen.
static struct slice account_of(struct slice principal) {
    if (is_account(principal)) return principal;
    struct slice account = slice_starts(principal, "arn:") ? arn_field(principal, ARN_ACCOUNT) : (struct slice){"", 0};
    return is_account(account) ? account : (struct slice){"", 0};
}

/// Whether a principal stands for a whole account.
static bool is_whole_account(struct slice principal) {
    return is_account(principal) || (account_of(principal).length && slice_is(arn_field(principal, ARN_RESOURCE), "root"));
}

static bool is_service(struct slice principal) {
    static const char ends[] = ".amazonaws.com";
    return principal.length > sizeof ends && !slice_starts(principal, "arn:") && memchr(principal.bytes, '.', principal.length) &&
           memcmp(principal.bytes + principal.length - (sizeof ends - 1), ends, sizeof ends - 1) == 0;
}

/// What stands between the first slash of a text and the next, or behind the last slash.
static struct slice segment(struct slice text, bool is_last) {
    const char *slash = memchr(text.bytes, '/', text.length), *end = text.bytes + text.length;
    if (!slash) return (struct slice){"", 0};
    const char *begin = slash + 1;
    if (is_last)
        for (const char *next; (next = memchr(begin, '/', (size_t)(end - begin)));) begin = next + 1;
    const char *next = is_last ? NULL : memchr(begin, '/', (size_t)(end - begin));
    return (struct slice){begin, (size_t)((next ? next : end) - begin)};
}

/// Whether a session is one of a role: `assumed-role/Name/session` of `role/path/Name`.
static bool is_session_of(struct slice session, struct slice role) {
    struct slice left = arn_field(session, ARN_RESOURCE), right = arn_field(role, ARN_RESOURCE);
    return slice_starts(left, "assumed-role/") && slice_starts(right, "role/") && slice_equal(account_of(session), account_of(role)) &&
           slice_equal(segment(left, false), segment(right, true));
}

/// Whether one of the AWS principals of a statement is the one asked about. That an account is excepted does not except all in it.
static enum answer aws_matches(struct slice listed, struct slice principal, bool is_excepted) {
    if (slice_is(listed, "*")) return answer_of(!is_service(principal));
    if (slice_equal(listed, principal) || is_session_of(principal, listed)) return YES;
    struct slice account = account_of(listed);
    if (!is_whole_account(listed) || !slice_equal(account, account_of(principal))) return NO;
    return is_excepted && !is_whole_account(principal) ? UNDECIDED : YES;
}

static bool is_everybody(struct slice listed) { return slice_is(listed, "*"); }

/// Which principals are looked for: one, or everybody where it has no bytes.
struct wanted {
    const struct policy *policy;
    struct slice principal;
    bool is_excepted; ///< whether the element lists whom the statement does not speak to
    bool has_outsiders; ///< whether strangers who sign in elsewhere are part of everybody
};

/// Whether a stranger can have an identity of a provider. A directory of one's own has none; of others the policy does not say.
static enum answer federated_matches(const struct wanted *wanted, struct slice provider) {
    static const char directory[] = ":saml-provider/";
    if (memmem(provider.bytes, provider.length, directory, sizeof directory - 1)) return NO;
    return undecided(
        wanted->policy->reader, CARENA_UNRESOLVED, "who has an identity of %.*s is not known", slice_shown(provider), provider.bytes);
}

static enum answer listed_matches(const struct wanted *wanted, struct slice type, struct slice listed) {
    bool is_aws = slice_folds(type, (struct slice){"AWS", 3});
    bool is_federated = slice_folds(type, (struct slice){"Federated", 9});
    // AWS refuses patterns here: whom the author of one had in mind nobody knows.
    bool has_wildcard = memchr(listed.bytes, '*', listed.length) || memchr(listed.bytes, '?', listed.length);
    if (has_wildcard && !is_federated && !(is_aws && is_everybody(listed)))
        return undecided(
            wanted->policy->reader, CARENA_UNDECODABLE, "a principal is no pattern, and \"%.*s\" is one", slice_shown(listed), listed.bytes);
    if (wanted->has_outsiders && !wanted->is_excepted && is_federated) return federated_matches(wanted, listed);
    if (!wanted->principal.bytes) return answer_of(is_aws && is_everybody(listed));
    return is_aws ? aws_matches(listed, wanted->principal, wanted->is_excepted) : answer_of(slice_equal(listed, wanted->principal));
}

/// One type of principals: AWS, Service, Federated or CanonicalUser, with one or several of them.
static enum answer type_matches(const struct wanted *wanted, const struct item *key, const struct item *list) {
    static const char *const types[] = {"AWS", "Service", "Federated", "CanonicalUser"};
    struct reader *reader = wanted->policy->reader;
    struct slice type;
    item_text(reader, key, &type);
    bool is_known = false;
    for (int place = 0; place < 4; place++) is_known |= slice_folds(type, (struct slice){types[place], strlen(types[place])});
    if (!is_known) return undecided(reader, CARENA_UNDECODABLE, "there is no kind of principals '%.*s'", slice_shown(type), type.bytes);
    enum answer result = item_kind(reader, list) == ITEM_UNKNOWN ? UNDECIDED : NO;
    for (uint32_t place = 0; place < value_count(reader, list) && result != YES; place++) {
        struct item value = value_at(reader, list, place);
        struct slice text;
        if (item_kind(reader, &value) == ITEM_UNKNOWN) result = UNDECIDED;
        else if (item_text(reader, &value, &text)) result = answer_or(result, listed_matches(wanted, type, text));
        else result = undecided(reader, CARENA_UNDECODABLE, "a principal of another shape");
    }
    return result;
}

static enum answer element_matches(const struct wanted *wanted, const struct item *element) {
    struct reader *reader = wanted->policy->reader;
    struct slice text;
    enum item_kind kind = item_kind(reader, element);
    if (kind == ITEM_UNKNOWN) return UNDECIDED;
    if (item_text(reader, element, &text) && is_everybody(text)) return YES;
    // AWS itself writes the kind beside it; some tools do not, and there is no doubt of which is meant.
    if (kind == ITEM_TEXT && account_of(text).length) return listed_matches(wanted, (struct slice){"AWS", 3}, text);
    if (kind == ITEM_TEXT && is_service(text)) return listed_matches(wanted, (struct slice){"Service", 7}, text);
    if (kind != ITEM_OBJECT) return undecided(reader, CARENA_UNDECODABLE, "principals of another shape");
    enum answer result = NO;
    int mark = item_mark(reader);
    struct item key, list;
    for (uint32_t place = 0; result != YES && item_member(reader, element, place, &key, &list); place++) {
        result = answer_or(result, type_matches(wanted, &key, &list));
        item_release(reader, mark);
    }
    item_release(reader, mark);
    return result;
}

static enum answer speaks_to(struct wanted wanted, const struct item *statement, enum answer without) {
    struct reader *reader = wanted.policy->reader;
    if (statement_read(wanted.policy, statement) != YES) return UNDECIDED;
    struct item element = item_field(reader, statement, NAME_Principal), other = item_field(reader, statement, NAME_NotPrincipal);
    bool has = item_kind(reader, &element) != ITEM_ABSENT, has_other = item_kind(reader, &other) != ITEM_ABSENT;
    if (has && has_other) return undecided(reader, CARENA_UNDECODABLE, "a statement with both Principal and NotPrincipal");
    if (has) return element_matches(&wanted, &element);
    if (!has_other && without == UNDECIDED) return undecided(reader, CARENA_UNDECODABLE, "a statement of a resource's policy without principals");
    if (!has_other) return without;
    // But for those listed it speaks to all there are: to everybody, unless everybody is listed.
    wanted.is_excepted = true;
    return answer_not(element_matches(&wanted, &other));
}

enum answer statement_speaks_to(const struct policy *policy, const struct item *statement, struct slice principal) {
    return speaks_to((struct wanted){.policy = policy, .principal = principal}, statement, YES);
}

enum answer statement_speaks_to_all(const struct policy *policy, const struct item *statement) {
    return speaks_to((struct wanted){.policy = policy}, statement, UNDECIDED);
}

enum answer statement_speaks_to_strangers(const struct policy *policy, const struct item *statement) {
    return speaks_to((struct wanted){.policy = policy, .has_outsiders = true}, statement, UNDECIDED);
}

enum answer statement_speaks_to_any(const struct policy *policy, const struct item *statement, struct slice principal) {
    if (principal.bytes) return statement_speaks_to(policy, statement, principal);
    struct item element = item_field(policy->reader, statement, NAME_Principal), other = item_field(policy->reader, statement, NAME_NotPrincipal);
    bool is_bearer = item_kind(policy->reader, &element) == ITEM_ABSENT && item_kind(policy->reader, &other) == ITEM_ABSENT;
    return is_bearer ? YES : statement_speaks_to_all(policy, statement);
}

/// Adds an account to the list at the top of the stack, once.
static void add_account(lua_State *lua, struct slice account) {
    lua_pushlstring(lua, account.bytes, account.length);
    lua_Integer count = (lua_Integer)lua_rawlen(lua, -2);
    machine_pay(lua, (uint64_t)count + 1);
    for (lua_Integer place = 1; place <= count; place++) {
        lua_rawgeti(lua, -2, place);
        bool is_same = lua_rawequal(lua, -1, -2);
        lua_pop(lua, 1);
        if (!is_same) continue;
        lua_pop(lua, 1);
        return;
    }
    lua_rawseti(lua, -2, count + 1);
}

/// AWS writes the id of a user or role that is gone in place of its ARN; it belongs to nobody.
static bool is_gone(struct slice principal) {
    if (principal.length < 16 || principal.bytes[0] != 'A') return false;
    for (size_t place = 0; place < principal.length; place++) {
        char byte = principal.bytes[place];
        if (!(byte >= 'A' && byte <= 'Z') && !(byte >= '0' && byte <= '9')) return false;
    }
    return true;
}

static enum answer add_principal(struct reader *reader, const struct item *value, int list) {
    struct slice text;
    if (item_kind(reader, value) == ITEM_UNKNOWN) return UNDECIDED;
    if (!item_text(reader, value, &text)) return undecided(reader, CARENA_UNDECODABLE, "a principal of another shape");
    struct slice account = is_everybody(text) ? text : account_of(text);
    if (!account.length && !is_gone(text) && !is_service(text)) {
        // The origin access identities of CloudFront are users of an account named so.
        if (slice_starts(text, "arn:") && arn_field(text, ARN_ACCOUNT).length) account = arn_field(text, ARN_ACCOUNT);
        else return undecided(reader, CARENA_UNDECODABLE, "the account of principal \"%.*s\" is not known", slice_shown(text), text.bytes);
    }
    if (!account.length) return YES;
    lua_pushvalue(reader->lua, list);
    add_account(reader->lua, account);
    lua_pop(reader->lua, 1);
    return YES;
}

static enum answer add_accounts(const struct policy *policy, const struct item *statement, int list) {
    struct reader *reader = policy->reader;
    enum answer is = statement_has_effect(policy, statement, "Allow");
    if (is != YES) return is == NO ? YES : UNDECIDED;
    enum answer everybody = statement_speaks_to_all(policy, statement);
    if (everybody == YES) {
        lua_pushvalue(reader->lua, list);
        add_account(reader->lua, (struct slice){"*", 1});
        lua_pop(reader->lua, 1);
    }
    if (everybody != NO) return everybody;
    struct item element = item_field(reader, statement, NAME_Principal), users = item_field(reader, &element, NAME_CanonicalUser);
    struct item accounts = item_kind(reader, &element) == ITEM_TEXT ? element : item_field(reader, &element, NAME_AWS);
    if (item_kind(reader, &users) != ITEM_ABSENT) return undecided(reader, CARENA_UNDECODABLE, "the account of a canonical user is not known");
    for (uint32_t place = 0; is == YES && place < value_count(reader, &accounts); place++) {
        struct item value = value_at(reader, &accounts, place);
        is = add_principal(reader, &value, list);
    }
    return is;
}

enum answer policy_push_accounts(const struct policy *policy) {
    struct reader *reader = policy->reader;
    lua_newtable(reader->lua);
    int list = lua_gettop(reader->lua);
    enum answer is = YES;
    for (uint32_t place = 0; is == YES && place < policy->count; place++) {
        struct item statement = policy_statement(policy, place);
        is = add_accounts(policy, &statement, list);
        item_release(reader, list);
    }
    return is;
}
