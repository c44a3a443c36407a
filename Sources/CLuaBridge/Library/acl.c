// SPDX-License-Identifier: Apache-2.0
/// Network ACLs: entries are tried in the order of their numbers, and the first that is about a packet decides.
#include "net.h"

/// What of a port's traffic an ACL lets through.
struct passage {
    struct range_set *allowed; ///< addresses that an entry lets through before another keeps them out
    struct range_set *matched; ///< addresses that some entry has decided
};

/// The entry with the least number above `*last`, of one direction.
static enum answer next_entry(struct reader *reader, const struct item *entries, bool is_egress, int64_t *last, uint32_t *found) {
    int64_t least = INT64_MAX;
    bool is_twice = false;
    for (uint32_t place = 0; place < item_count(reader, entries); place++) {
        int mark = item_mark(reader);
        struct item entry = item_element(reader, entries, place);
        struct item egress = item_field(reader, &entry, NAME_egress), rule = item_field(reader, &entry, NAME_ruleNumber);
        int64_t number;
        enum item_kind kind = item_kind(reader, &egress);
        bool is_known = kind == ITEM_TRUTH && item_kind(reader, &rule) != ITEM_UNKNOWN && item_integer(reader, &rule, &number);
        bool is_out = egress.slot ? lua_toboolean(reader->lua, egress.slot) : carena_tag(egress.word) == CARENA_TRUE;
        item_release(reader, mark);
        if (!is_known) return undecided(reader, CARENA_UNDECODABLE, "the number or direction of an entry is not known");
        if (is_out != is_egress || number <= *last || number > least) continue;
        is_twice = number == least;
        least = number;
        *found = place;
    }
    *last = least;
    // AWS has no two: which of them decides nobody knows.
    if (is_twice) return undecided(reader, CARENA_UNDECODABLE, "two entries have the number %lld", (long long)least);
    return answer_of(least != INT64_MAX);
}

/// Of ICMP a port is a type and a code: entries may be about one code of a type.
enum { ICMP_CODES = 256 };
static const int64_t last_port = (int64_t)MAX_PORT * ICMP_CODES + ICMP_CODES - 1;

static bool is_icmp(int protocol) { return protocol == ICMP || protocol == ICMPV6; }

/// The ports that a question is about.
static struct traffic with_codes(struct traffic traffic) {
    if (!is_icmp(traffic.protocol)) return traffic;
    traffic.first *= ICMP_CODES;
    traffic.last = traffic.last * ICMP_CODES + ICMP_CODES - 1;
    return traffic;
}

/// The types and codes of ICMP that an entry is about.
static enum answer entry_types(struct reader *reader, const struct item *entry, int64_t *first, int64_t *last) {
    struct item codes = item_field(reader, entry, NAME_icmpTypeCode), field = item_field(reader, &codes, NAME_type);
    int64_t type, code;
    if (item_kind(reader, &codes) == ITEM_UNKNOWN || item_kind(reader, &field) == ITEM_UNKNOWN) return UNDECIDED;
    if (!item_integer(reader, &field, &type)) return undecided(reader, CARENA_NOT_COLLECTED, "the types of an entry are not known");
    if (type == -1) return YES;
    field = item_field(reader, &codes, NAME_code);
    if (item_kind(reader, &field) == ITEM_UNKNOWN) return UNDECIDED;
    if (!item_integer(reader, &field, &code)) return undecided(reader, CARENA_NOT_COLLECTED, "the codes of an entry are not known");
    if (type < 0 || type >= ICMP_CODES || code < -1 || code >= ICMP_CODES)
        return undecided(reader, CARENA_UNDECODABLE, "%lld and %lld are no type and code of ICMP", (long long)type, (long long)code);
    *first = type * ICMP_CODES + (code == -1 ? 0 : code);
    *last = type * ICMP_CODES + (code == -1 ? ICMP_CODES - 1 : code);
    return YES;
}

/// Whether an entry is about a port; its ports are in `first` and `last`.
static enum answer entry_ports(struct reader *reader, const struct item *entry, const struct traffic *traffic, int64_t *first, int64_t *last) {
    struct item field = item_field(reader, entry, NAME_protocol);
    int protocol;
    enum answer is = traffic_protocol(reader, &field, traffic, &protocol);
    *first = 0;
    *last = last_port;
    if (is == YES && is_icmp(protocol)) return entry_types(reader, entry, first, last);
    if (is != YES || !protocol_has_ports(protocol)) return is;
    struct item range = item_field(reader, entry, NAME_portRange);
    struct item from = item_field(reader, &range, NAME_from), to = item_field(reader, &range, NAME_to);
    if (item_kind(reader, &range) == ITEM_UNKNOWN || item_kind(reader, &from) == ITEM_UNKNOWN || item_kind(reader, &to) == ITEM_UNKNOWN) return UNDECIDED;
    if (!item_integer(reader, &from, first) || !item_integer(reader, &to, last))
        return undecided(reader, CARENA_NOT_COLLECTED, "the ports of an entry are not known");
    if (*first < 0 || *last < *first || *last > MAX_PORT)
        return undecided(reader, CARENA_UNDECODABLE, "%lld to %lld are no ports", (long long)*first, (long long)*last);
    return YES;
}

static enum answer entry_range(struct reader *reader, const struct item *entry, enum family *family, struct range *range) {
    static const enum name names[] = {NAME_cidrBlock, NAME_ipv6CidrBlock};
    for (int which = 0; which < 2; which++) {
        struct item field = item_field(reader, entry, names[which]);
        struct slice text;
        enum item_kind kind = item_kind(reader, &field);
        if (kind == ITEM_UNKNOWN) return UNDECIDED;
        if (kind == ITEM_ABSENT) continue;
        if (item_text(reader, &field, &text) && range_read(text, family, range)) return YES;
        return undecided(reader, CARENA_UNDECODABLE, "the addresses of an entry can't be read");
    }
    return undecided(reader, CARENA_NOT_COLLECTED, "the addresses of an entry were not collected");
}

static enum answer allows(struct reader *reader, const struct item *entry) {
    struct item action = item_field(reader, entry, NAME_ruleAction);
    struct slice text;
    if (item_kind(reader, &action) == ITEM_UNKNOWN) return UNDECIDED;
    if (item_text(reader, &action, &text) && slice_folds(text, (struct slice){"allow", 5})) return YES;
    if (item_text(reader, &action, &text) && slice_folds(text, (struct slice){"deny", 4})) return NO;
    return undecided(reader, CARENA_UNDECODABLE, "an entry neither allows nor denies");
}

/// Lets an entry decide what no entry before it has.
static enum answer pass_entry(struct reader *reader, const struct item *entry, const struct traffic *traffic, uint32_t port, struct passage *passage) {
    int64_t first, last;
    enum family family;
    struct range range;
    enum answer is = entry_ports(reader, entry, traffic, &first, &last);
    if (is != YES) return is == NO ? YES : is;
    if (port < first || port > last) return YES;
    enum answer allowed = allows(reader, entry);
    if (entry_range(reader, entry, &family, &range) != YES || allowed == UNDECIDED) return UNDECIDED;
    item_work(reader, 1 + passage->matched[family].count / 4);
    bool is_kept = allowed == NO || ranges_add_rest(&passage->allowed[family], &passage->matched[family], range);
    if (!is_kept || !ranges_add(&passage->matched[family], range)) luaL_error(reader->lua, "not enough memory");
    return YES;
}

static enum answer pass_all(
    struct reader *reader, const struct item *entries, bool is_egress, const struct traffic *traffic, uint32_t port, struct passage *passage) {
    *passage = (struct passage){library_ranges(reader->machine, SET_SURE), library_ranges(reader->machine, SET_MAYBE)};
    int64_t last = INT64_MIN;
    uint32_t place;
    enum answer more;
    while ((more = next_entry(reader, entries, is_egress, &last, &place)) == YES) {
        int mark = item_mark(reader);
        struct item entry = item_element(reader, entries, place);
        enum answer is = pass_entry(reader, &entry, traffic, port, passage);
        item_release(reader, mark);
        if (is != YES) return is;
    }
    return more == NO ? YES : UNDECIDED;
}

/// The next port above `*port` from which on other entries may decide; false where there is none.
static bool next_port(struct reader *reader, const struct item *entries, const struct traffic *traffic, uint32_t *port) {
    uint32_t next = NONE;
    for (uint32_t place = 0; place < item_count(reader, entries); place++) {
        int mark = item_mark(reader);
        struct item entry = item_element(reader, entries, place);
        int64_t ends[2];
        bool is_known = entry_ports(reader, &entry, traffic, &ends[0], &ends[1]) == YES;
        ends[1]++;
        for (int end = 0; is_known && end < 2; end++)
            if (ends[end] > *port && ends[end] <= traffic->last && ends[end] < next) next = (uint32_t)ends[end];
        item_release(reader, mark);
    }
    *port = next;
    return next != NONE;
}

static bool read_direction(struct reader *reader, struct slice direction) {
    if (!direction.bytes || slice_is(direction, "ingress")) return false;
    if (!slice_is(direction, "egress")) luaL_error(reader->lua, "a direction is \"ingress\" or \"egress\", not '%s'", direction.bytes);
    return true;
}

/// Whether the internet is let through at one of the ports.
static enum answer open_at(struct reader *reader, const struct item *entries, bool is_egress, const struct traffic *traffic) {
    // Of one protocol alone can be said which entry decides.
    if (traffic->protocol < 0) luaL_error(reader->lua, "an ACL is asked about one protocol");
    uint32_t port = traffic->first;
    do {
        struct passage passage;
        if (pass_all(reader, entries, is_egress, traffic, port, &passage) != YES) return UNDECIDED;
        for (int family = 0; family < FAMILIES; family++)
            if (ranges_hold_internet(&passage.allowed[family], (enum family)family)) return YES;
    } while (traffic->first != traffic->last && next_port(reader, entries, traffic, &port));
    return NO;
}

/// net.acl_open(entries, protocol, port, last, direction).
enum answer acl_open(struct reader *reader, const struct item *entries, const struct words *words) {
    bool is_egress = read_direction(reader, word_at(words, WORD_OTHER));
    struct traffic traffic;
    enum answer result = NO;
    for (uint32_t place = 0; result != YES && traffic_at(reader, words, place, &traffic); place++) {
        enum answer is = item_list(reader, entries);
        traffic = with_codes(traffic);
        result = answer_or(result, is == YES ? open_at(reader, entries, is_egress, &traffic) : is);
    }
    return result;
}

/// net.acl_allows(entries, protocol, port, range, direction): all of the range is let through.
enum answer acl_allows(struct reader *reader, const struct item *entries, const struct words *words) {
    struct traffic traffic;
    traffic_at(reader, words, 0, &traffic);
    struct slice text = word_at(words, WORD_OTHER);
    bool is_egress = read_direction(reader, word_at(words, WORD_PORTS + 2));
    enum family family;
    struct range range;
    if (traffic.protocol < 0) luaL_error(reader->lua, "an ACL is asked about one protocol");
    if (!range_read(text, &family, &range)) luaL_error(reader->lua, "'%s' is no address range", text.bytes);
    enum answer is = item_list(reader, entries);
    traffic = with_codes(traffic);
    uint32_t port = traffic.first;
    while (is == YES) {
        struct passage passage;
        is = pass_all(reader, entries, is_egress, &traffic, port, &passage);
        if (is == YES) is = answer_of(ranges_cover(&passage.allowed[family], range));
        if (traffic.first == traffic.last || !next_port(reader, entries, &traffic, &port)) break;
    }
    return is;
}
