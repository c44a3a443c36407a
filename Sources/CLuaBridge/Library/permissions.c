// SPDX-License-Identifier: Apache-2.0
/// Permissions of security groups: what they let in, port by port and all of them together.
#include "net.h"

/// The ports, or for ICMP the types, of a permission.
struct ports {
    uint32_t first, last;
};

static enum answer read_ports(struct reader *reader, const struct item *permission, int protocol, struct ports *ports) {
    *ports = (struct ports){0, MAX_PORT};
    bool is_icmp = protocol == ICMP || protocol == ICMPV6;
    // For all other protocols AWS looks at no ports.
    if (!is_icmp && !protocol_has_ports(protocol)) return YES;
    struct item from = item_field(reader, permission, NAME_fromPort), to = item_field(reader, permission, NAME_toPort);
    int64_t numbers[2];
    if (item_kind(reader, &from) == ITEM_UNKNOWN || (!is_icmp && item_kind(reader, &to) == ITEM_UNKNOWN)) return UNDECIDED;
    if (!item_integer(reader, &from, &numbers[0])) return undecided(reader, CARENA_NOT_COLLECTED, "the ports of a permission are not known");
    if (numbers[0] == -1) return YES;
    if (is_icmp) numbers[1] = numbers[0]; // from is the type, to the code
    else if (!item_integer(reader, &to, &numbers[1])) return undecided(reader, CARENA_NOT_COLLECTED, "the ports of a permission are not known");
    if (numbers[0] < 0 || numbers[1] < numbers[0] || numbers[1] > MAX_PORT)
        return undecided(reader, CARENA_UNDECODABLE, "%lld to %lld are no ports", (long long)numbers[0], (long long)numbers[1]);
    *ports = (struct ports){(uint32_t)numbers[0], (uint32_t)numbers[1]};
    return YES;
}

/// Which ports a permission opens to the traffic: NO where it is about another protocol.
static enum answer permission_ports(struct reader *reader, const struct item *permission, const struct traffic *traffic, struct ports *ports) {
    if (item_kind(reader, permission) != ITEM_OBJECT) return undecided(reader, CARENA_UNDECODABLE, "a permission of another shape");
    struct item protocol = item_field(reader, permission, NAME_ipProtocol);
    int number;
    enum answer is = traffic_protocol(reader, &protocol, traffic, &number);
    return is == YES ? read_ports(reader, permission, number, ports) : is;
}

static enum answer holds(struct reader *reader, const struct item *permission, const struct traffic *traffic, uint32_t port) {
    struct ports ports;
    enum answer is = permission_ports(reader, permission, traffic, &ports);
    return is == YES ? answer_of(ports.first <= port && port <= ports.last) : is;
}

/// The next port above `port` at which the permissions may let more in: where one of them begins.
static bool next_port(struct reader *reader, const struct item *permissions, const struct traffic *traffic, uint32_t *port) {
    uint32_t next = NONE;
    for (uint32_t place = 0; place < item_count(reader, permissions); place++) {
        int mark = item_mark(reader);
        struct item permission = item_element(reader, permissions, place);
        struct ports ports;
        bool is_known = permission_ports(reader, &permission, traffic, &ports) == YES;
        if (is_known && ports.first > *port && ports.first <= traffic->last && ports.first < next) next = ports.first;
        item_release(reader, mark);
    }
    *port = next;
    return next != NONE;
}

/// Adds the sources of all permissions that hold for a port: those that are certain to `sure`, and all of them to `maybe`.
static void gather(struct reader *reader, const struct item *permissions, const struct traffic *traffic, uint32_t port, struct sources *sources) {
    for (uint32_t place = 0; place < item_count(reader, permissions); place++) {
        int mark = item_mark(reader);
        struct item permission = item_element(reader, permissions, place);
        enum answer is = holds(reader, &permission, traffic, port);
        if (is != NO) sources_add(reader, &permission, is == YES, sources);
        item_release(reader, mark);
    }
}

static enum answer holds_internet(const struct sources *sources) {
    enum answer result = NO;
    for (int family = 0; family < FAMILIES; family++) {
        if (ranges_hold_internet(&sources->sure[family], (enum family)family)) return YES;
        if (sources->is_open_ended || ranges_hold_internet(&sources->maybe[family], (enum family)family)) result = UNDECIDED;
    }
    return result;
}

/// Whether the internet gets in at one of the ports; that port is then what `traffic` is about.
static enum answer open_at(struct reader *reader, const struct item *permissions, struct traffic *traffic) {
    enum answer result = NO;
    uint32_t port = traffic->first;
    do {
        struct sources sources = sources_none(reader);
        gather(reader, permissions, traffic, port, &sources);
        result = answer_or(result, holds_internet(&sources));
        if (result == YES) traffic->first = traffic->last = port;
    } while (traffic->first != traffic->last && next_port(reader, permissions, traffic, &port));
    return result;
}

/// The same of each protocol that a permission is about: what comes in by TCP is not added to what comes in by UDP.
static enum answer open_by_any(struct reader *reader, const struct item *permissions, struct traffic *traffic) {
    enum answer result = NO;
    for (uint32_t place = 0; place < item_count(reader, permissions) && result != YES; place++) {
        int mark = item_mark(reader);
        struct item permission = item_element(reader, permissions, place), protocol = item_field(reader, &permission, NAME_ipProtocol);
        struct traffic one = *traffic;
        enum answer is = traffic_protocol(reader, &protocol, traffic, &one.protocol);
        item_release(reader, mark);
        result = answer_or(result, is == YES ? open_at(reader, permissions, &one) : is);
        if (result == YES) *traffic = one;
    }
    return result;
}

/// Whether the internet gets in by what the words ask about; `traffic` is then what it gets in by.
static enum answer open_by_words(struct reader *reader, const struct item *permissions, const struct words *words, struct traffic *traffic) {
    enum answer result = NO;
    for (uint32_t place = 0; result != YES && traffic_at(reader, words, place, traffic); place++) {
        enum answer is = item_list(reader, permissions);
        if (is == YES) is = traffic->protocol == ANY_PROTOCOL ? open_by_any(reader, permissions, traffic) : open_at(reader, permissions, traffic);
        result = answer_or(result, is);
    }
    return result;
}

/// Notes the permissions that let the traffic in.
static void note_opening(struct reader *reader, const struct item *permissions, const struct traffic *traffic) {
    for (uint32_t place = 0; place < item_count(reader, permissions); place++) {
        int mark = item_mark(reader);
        reader->notes = false;
        struct item permission = item_element(reader, permissions, place);
        reader->notes = holds(reader, &permission, traffic, traffic->first) == YES;
        struct sources sources = sources_none(reader);
        if (reader->notes) {
            permission = item_element(reader, permissions, place);
            holds(reader, &permission, traffic, traffic->first);
            sources_add(reader, &permission, true, &sources);
        }
        item_release(reader, mark);
    }
}

/// net.open(permissions, protocol, port, last): the internet gets in, by IPv4 or IPv6, at one of the ports.
enum answer permissions_open(struct reader *reader, const struct item *permissions, const struct words *words) {
    struct traffic traffic;
    bool notes = reader->notes;
    reader->notes = false;
    enum answer answer = open_by_words(reader, permissions, words, &traffic);
    reader->notes = notes;
    if (LIKELY(!notes)) return answer;
    // What lets the internet in is the evidence; where nothing does, all that was looked at.
    if (answer == YES) note_opening(reader, permissions, &traffic);
    else open_by_words(reader, permissions, words, &traffic);
    return answer;
}

/// Whether a permission names the group or the prefix list.
static enum answer names_source(struct reader *reader, const struct item *permission, struct slice source) {
    static const enum name lists[] = {NAME_userIdGroupPairs, NAME_prefixListIds};
    static const enum name fields[] = {NAME_groupId, NAME_prefixListId};
    enum answer result = NO;
    for (int which = 0; which < 2; which++) {
        struct item list = item_field(reader, permission, lists[which]);
        if (item_kind(reader, &list) == ITEM_UNKNOWN) result = UNDECIDED;
        for (uint32_t place = 0; place < item_count(reader, &list); place++) {
            struct item pair = item_element(reader, &list, place), id = item_field(reader, &pair, fields[which]);
            struct slice text;
            if (item_kind(reader, &pair) == ITEM_UNKNOWN || item_kind(reader, &id) == ITEM_UNKNOWN) result = UNDECIDED;
            else if (item_text(reader, &id, &text) && slice_equal(text, source)) return YES;
        }
    }
    struct item info = item_field(reader, permission, NAME_referencedGroupInfo);
    struct item flat[] = {
        item_field(reader, permission, NAME_sourceSecurityGroupId), item_field(reader, permission, NAME_sourcePrefixListId),
        item_field(reader, permission, NAME_prefixListId), item_field(reader, &info, NAME_groupId),
    };
    for (size_t place = 0; place < sizeof flat / sizeof *flat; place++) {
        struct slice text;
        if (item_kind(reader, &flat[place]) == ITEM_UNKNOWN) result = UNDECIDED;
        else if (item_text(reader, &flat[place], &text) && slice_equal(text, source)) return YES;
    }
    return result;
}

static enum answer allows_named(struct reader *reader, const struct item *permissions, const struct traffic *traffic, struct slice source) {
    enum answer result = NO;
    for (uint32_t place = 0; place < item_count(reader, permissions) && result != YES; place++) {
        int mark = item_mark(reader);
        struct item permission = item_element(reader, permissions, place);
        enum answer is = holds(reader, &permission, traffic, traffic->first);
        if (is != NO) result = answer_or(result, answer_and(is, names_source(reader, &permission, source)));
        item_release(reader, mark);
    }
    return result;
}

/// net.allows(permissions, protocol, port, source): all of a range, or a group or prefix list by its id, is let in.
enum answer permissions_allow(struct reader *reader, const struct item *permissions, const struct words *words) {
    struct traffic traffic;
    traffic_at(reader, words, 0, &traffic);
    struct slice source = word_at(words, WORD_OTHER);
    enum family family;
    struct range range;
    bool is_named = slice_starts(source, "sg-") || slice_starts(source, "pl-");
    if (!is_named && !range_read(source, &family, &range)) luaL_error(reader->lua, "'%s' is no address range, group or prefix list", source.bytes);
    enum answer is = item_list(reader, permissions);
    if (is != YES) return is;
    if (is_named) return allows_named(reader, permissions, &traffic, source);
    struct sources sources = sources_none(reader);
    gather(reader, permissions, &traffic, traffic.first, &sources);
    if (ranges_cover(&sources.sure[family], range)) return YES;
    return sources.is_open_ended || ranges_cover(&sources.maybe[family], range) ? UNDECIDED : NO;
}
