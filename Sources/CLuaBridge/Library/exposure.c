// SPDX-License-Identifier: Apache-2.0
/// What a policy allows to anybody: to a stranger with an account of his own, or with none.
///
/// A statement for everybody is public unless its condition asks for something that is given to few, by a fixed value: an
/// organization, an account, a VPC, narrow addresses. What anybody can bring along, as TLS, MFA or a header, keeps nobody out.
#include "iam.h"

#include "ranges.h"

/// Keys that say who asks, or on whose behalf: strangers have other values.
static const char *const identities[] = {
    "aws:PrincipalOrgID", "aws:PrincipalOrgPaths", "aws:PrincipalAccount", "aws:PrincipalArn", "aws:SourceAccount", "aws:SourceOwner", "aws:SourceArn",
    "aws:SourceVpc", "aws:SourceVpce", "aws:SourceOrgID", "aws:SourceOrgPaths", "aws:userid", "kms:CallerAccount", "s3:DataAccessPointAccount",
    "s3:DataAccessPointArn", "s3:AccessPointNetworkOrigin", NULL,
};
/// Keys, or how they begin, whose values anybody can have.
static const char *const free_to_all[] = {
    "aws:SecureTransport", "aws:Referer", "aws:UserAgent", "aws:CurrentTime", "aws:EpochTime", "aws:TokenIssueTime", "aws:MultiFactorAuth",
    "aws:RequestedRegion", "aws:PrincipalType", "aws:username", "aws:VpcSourceIp", "aws:RequestTag/", "aws:TagKeys", "aws:PrincipalTag/",
    "s3:prefix", "s3:delimiter", "s3:max-keys", "s3:x-amz-", "s3:TlsVersion", "s3:authType", "s3:signature", "s3:VersionId", "s3:RequestObjectTag",
    "lambda:FunctionUrlAuthType", "kms:ViaService", "kms:EncryptionContext", "sns:Protocol", NULL,
};
/// Keys that are true where a service of AWS asks, which strangers are not.
static const char *const services[] = {"aws:PrincipalIsAWSService", "aws:ViaAWSService", NULL};

static bool is_among(struct slice key, const char *const *names, bool are_starts) {
    for (; *names; names++) {
        size_t length = strlen(*names);
        if (are_starts && key.length > length && slice_folds((struct slice){key.bytes, length}, (struct slice){*names, length})) return true;
        if (slice_folds(key, (struct slice){*names, length})) return true;
    }
    return false;
}

/// Whether a value is one that strangers have: their requests come by the internet, and those that nobody has signed are of `anonymous`.
static bool is_of_strangers(struct slice key, struct slice value) {
    if (is_among(key, (const char *const[]){"s3:AccessPointNetworkOrigin", NULL}, false)) return !slice_folds(value, (struct slice){"VPC", 3});
    return slice_folds(value, (struct slice){"anonymous", 9});
}

/// Whether a value of a condition can't be matched by a stranger's. A pattern keeps strangers out where it names an account or an organization.
static bool is_fixed(const struct condition_line *line, struct slice value) {
    const struct condition_operator *operator = &line->operator;
    if (is_of_strangers(line->key, value)) return false;
    bool is_pattern = operator->type == LIKE || operator->type == ARN;
    if (!is_pattern || (!memchr(value.bytes, '*', value.length) && !memchr(value.bytes, '?', value.length))) return true;
    struct slice account = value;
    if (!slice_starts(value, "arn:")) {
        // "o-abc/*", "AROAEXAMPLE:*": what stands before the separator is the identity.
        size_t end = 0;
        while (end < value.length && !strchr("*?/:", value.bytes[end])) end++;
        return end && end < value.length && strchr("/:", value.bytes[end]);
    }
    for (int field = 0; field < 4; field++) {
        const char *colon = memchr(account.bytes, ':', account.length);
        if (!colon) return false;
        account = (struct slice){colon + 1, account.length - (size_t)(colon + 1 - account.bytes)};
    }
    for (size_t place = 0; place < 12; place++)
        if (place >= account.length || account.bytes[place] < '0' || account.bytes[place] > '9') return false;
    return account.length > 12 && account.bytes[12] == ':';
}

static bool is_within(struct range range, struct range outer) { return outer.first <= range.first && range.last <= outer.last; }

/// Whether addresses are few, as AWS sees it: a prefix of 8 bits in IPv4 or 32 in IPv6 at least, or private ones.
static bool is_narrow(enum family family, struct range range) {
    static const struct range private[] = {{0x0A000000, 0x0AFFFFFF}, {0xAC100000, 0xAC1FFFFF}, {0xC0A80000, 0xC0A8FFFF}};
    for (int place = 0; family == IPV4 && place < 3; place++)
        if (is_within(range, private[place])) return true;
    return range.last - range.first < few_addresses(family);
}

/// Whether few addresses are in a range, and in all of a line so far: the internet may be spelled by many small ranges.
static enum answer is_narrow_too(struct reader *reader, struct slice text, struct range_set *all) {
    enum family family;
    struct range range;
    if (!range_read(text, &family, &range))
        return undecided(reader, CARENA_UNDECODABLE, "\"%.*s\" is no address range", slice_shown(text), text.bytes);
    item_work(reader, 8 + all[family].count / 16);
    if (!ranges_add(&all[family], range)) luaL_error(reader->lua, "not enough memory");
    return answer_of(is_narrow(family, range) && !ranges_hold_internet(&all[family], family));
}

/// Whether each value of a line is one that few have.
static enum answer are_fixed(const struct policy *policy, const struct condition_line *line) {
    struct reader *reader = policy->reader;
    struct range_set *addresses = library_ranges(reader->machine, SET_SURE);
    bool is_pattern = line->operator.type == LIKE || line->operator.type == ARN;
    enum answer result = answer_of(value_count(reader, &line->values) > 0);
    for (uint32_t place = 0; place < value_count(reader, &line->values); place++) {
        int mark = item_mark(reader);
        struct item item = value_at(reader, &line->values, place);
        struct scalar scalar;
        struct slice text;
        char bytes[MAX_EXPANDED];
        enum answer is = UNDECIDED;
        if (!scalar_read(reader, &item, &scalar)) undecided(reader, CARENA_UNDECODABLE, "a value of a condition of another shape");
        else is = expand_variables(policy, scalar.text, is_pattern, bytes, sizeof bytes, &text);
        if (is == YES && line->operator.type == ADDRESS) is = is_narrow_too(reader, text, addresses);
        else if (is == YES) is = answer_of(is_fixed(line, text));
        result = answer_and(result, is);
        item_release(reader, mark);
    }
    return result;
}

static bool compares_texts(const struct condition_operator *operator) { return operator->type <= ARN || operator->type == BINARY; }

static enum answer unknown_key(const struct policy *policy, const struct condition_line *line) {
    return undecided(policy->reader, CARENA_UNRESOLVED, "whom a condition on %.*s keeps out is not known", slice_shown(line->key), line->key.bytes);
}

/// Whether a value of an element is the text "false" or the truth, and the only one.
static bool is_false(struct reader *reader, const struct item *values) {
    struct item item = value_at(reader, values, 0);
    struct scalar scalar;
    return value_count(reader, values) == 1 && scalar_read(reader, &item, &scalar) && slice_folds(scalar.text, (struct slice){"false", 5});
}

/// Whether the condition of a line asks beside it that the request has the key.
static bool is_required(struct reader *reader, const struct condition_line *line) {
    struct item name, block, key, values;
    struct slice text;
    bool is = false;
    int mark = item_mark(reader);
    for (uint32_t place = 0; !is && item_member(reader, line->condition, place, &name, &block); place++) {
        bool is_null = item_text(reader, &name, &text) && slice_folds(text, (struct slice){"Null", 4});
        for (uint32_t at = 0; is_null && !is && item_member(reader, &block, at, &key, &values); at++)
            is = item_text(reader, &key, &text) && slice_folds(text, line->key) && is_false(reader, &values);
        item_release(reader, mark);
    }
    return is;
}

bool line_asks_addresses(const struct condition_line *line) { return is_among(line->key, (const char *const[]){"aws:SourceIp", NULL}, false); }

enum answer line_keeps_out(const struct policy *policy, const struct condition_line *line) {
    const struct condition_operator *operator = &line->operator;
    bool is_identity = is_among(line->key, identities, false), is_address = line_asks_addresses(line);
    if (is_among(line->key, free_to_all, true) || operator->type == IS_NULL) return NO;
    if (!is_identity && !is_address) return unknown_key(policy, line);
    // A request that lacks the key passes these.
    if (operator->is_negated || ((operator->if_exists || operator->for_all) && !is_required(policy->reader, line))) return NO;
    if (is_address ? operator->type != ADDRESS : !compares_texts(operator)) return unknown_key(policy, line);
    return are_fixed(policy, line);
}

enum answer line_hits_strangers(const struct policy *policy, const struct condition_line *line) {
    const struct condition_operator *operator = &line->operator;
    bool is_address = line_asks_addresses(line);
    if (is_among(line->key, services, false) && operator->type == TRUTH) return answer_of(is_false(policy->reader, &line->values));
    if (is_among(line->key, free_to_all, true) || operator->type == IS_NULL) return NO;
    if (!is_address && !is_among(line->key, identities, false)) return unknown_key(policy, line);
    if (!operator->is_negated || operator->for_any) return NO;
    if (is_address ? operator->type != ADDRESS : !compares_texts(operator)) return unknown_key(policy, line);
    return are_fixed(policy, line);
}

/// Whether one value of an element of the allowing statement is wholly denied by the denying one.
typedef enum answer covers(const struct policy *policy, const struct item *statement, struct slice wanted, enum extent extent);

/// The same of all values; of an element that is turned round or missing, of everything.
static enum answer covers_element(const struct policy *policy, const struct item *allowing, const struct item *denying, enum name name, covers *covers) {
    struct reader *reader = policy->reader;
    struct item element = item_field(reader, allowing, name);
    if (item_kind(reader, &element) == ITEM_UNKNOWN) return UNDECIDED;
    if (item_kind(reader, &element) == ITEM_ABSENT) return covers(policy, denying, (struct slice){"*", 1}, ALL_OF);
    enum answer result = YES;
    for (uint32_t place = 0; place < value_count(reader, &element) && result != NO; place++) {
        struct item value = value_at(reader, &element, place);
        struct slice text;
        if (!item_text(reader, &value, &text)) return UNDECIDED;
        result = answer_and(result, covers(policy, denying, text, ALL_OF));
    }
    return result;
}

enum answer statement_takes_back(const struct policy *policy, const struct item *allowing, const struct item *denying, line_judge *hits) {
    enum answer is = statement_has_effect(policy, denying, "Deny");
    if (is != NO) is = answer_and(is, statement_speaks_to_all(policy, denying));
    if (is != NO) is = answer_and(is, covers_element(policy, allowing, denying, NAME_Action, statement_acts));
    if (is != NO) is = answer_and(is, covers_element(policy, allowing, denying, NAME_Resource, statement_reaches));
    if (is != NO) is = answer_and(is, condition_lines(policy, denying, hits, answer_and, YES));
    return is;
}

static enum answer is_taken_back(const struct policy *policy, const struct item *allowing) {
    enum answer result = NO;
    for (uint32_t place = 0; place < policy->count && result != YES; place++) {
        int mark = item_mark(policy->reader);
        struct item statement = policy_statement(policy, place);
        result = answer_or(result, statement_takes_back(policy, allowing, &statement, line_hits_strangers));
        item_release(policy->reader, mark);
    }
    return result;
}

enum answer statement_is_public(const struct policy *policy, const struct item *statement) {
    enum answer is = statement_has_effect(policy, statement, "Allow");
    if (is != NO) is = answer_and(is, statement_speaks_to_strangers(policy, statement));
    if (is != NO) is = answer_and(is, answer_not(condition_lines(policy, statement, line_keeps_out, answer_or, NO)));
    if (is != NO) is = answer_and(is, answer_not(is_taken_back(policy, statement)));
    return is;
}
