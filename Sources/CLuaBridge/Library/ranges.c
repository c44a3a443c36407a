// SPDX-License-Identifier: Apache-2.0
#include "ranges.h"

#include <stdlib.h>

static int digit_of(char byte, int base) {
    int digit = byte >= '0' && byte <= '9' ? byte - '0' : (byte | 0x20) >= 'a' && (byte | 0x20) <= 'f' ? (byte | 0x20) - 'a' + 10 : base;
    return digit < base ? digit : -1;
}

/// Reads digits up to `most`; -1 where there is none or one more.
static int64_t number(struct slice *text, int base, unsigned most) {
    int64_t value = 0;
    unsigned count = 0;
    for (; text->length; text->bytes++, text->length--) {
        int digit = digit_of(*text->bytes, base);
        if (digit < 0) break;
        if (++count > most) return -1;
        value = value * base + digit;
    }
    return count ? value : -1;
}

static bool take(struct slice *text, char wanted) {
    if (!text->length || *text->bytes != wanted) return false;
    text->bytes++;
    text->length--;
    return true;
}

static bool read_ipv4(struct slice *text, address *result) {
    address value = 0;
    for (int part = 0; part < 4; part++) {
        if (part && !take(text, '.')) return false;
        bool begins_with_zero = text->length > 1 && text->bytes[0] == '0' && digit_of(text->bytes[1], 10) >= 0;
        int64_t byte = number(text, 10, 3);
        // To some programs a zero in front means octal: nobody knows which address is meant.
        if (byte < 0 || byte > 255 || begins_with_zero) return false;
        value = value << 8 | (address)byte;
    }
    *result = value;
    return true;
}

/// Reads groups up to `most` into `groups`; how many, or -1.
static int read_groups(struct slice *text, uint16_t *groups, int most) {
    int count = 0;
    while (text->length && digit_of(*text->bytes, 16) >= 0) {
        struct slice start = *text;
        int64_t group = number(text, 16, 4);
        if (text->length && *text->bytes == '.') {
            // The last 32 bits as an IPv4 address.
            address tail;
            *text = start;
            if (count + 2 > most || !read_ipv4(text, &tail)) return -1;
            groups[count++] = (uint16_t)(tail >> 16);
            groups[count++] = (uint16_t)tail;
            return text->length && *text->bytes != '/' ? -1 : count;
        }
        if (group < 0 || count == most) return -1;
        groups[count++] = (uint16_t)group;
        if (text->length < 2 || text->bytes[0] != ':' || digit_of(text->bytes[1], 16) < 0) break;
        take(text, ':');
    }
    return count;
}

static bool read_ipv6(struct slice *text, address *result) {
    uint16_t head[8] = {0}, tail[8] = {0};
    int before = read_groups(text, head, 8), after = 0;
    bool has_gap = text->length >= 2 && text->bytes[0] == ':' && text->bytes[1] == ':';
    if (before < 0) return false;
    if (has_gap) {
        text->bytes += 2;
        text->length -= 2;
        after = read_groups(text, tail, 8);
        if (after < 0 || before + after > 7) return false;
        for (int place = 0; place < after; place++) head[8 - after + place] = tail[place];
    } else if (before != 8) {
        return false;
    }
    *result = 0;
    for (int place = 0; place < 8; place++) *result = *result << 16 | head[place];
    return true;
}

bool range_read(struct slice text, enum family *family, struct range *range) {
    *family = memchr(text.bytes, ':', text.length) ? IPV6 : IPV4;
    int bits = *family == IPV6 ? 128 : 32;
    address first;
    if (!(*family == IPV6 ? read_ipv6(&text, &first) : read_ipv4(&text, &first))) return false;
    int64_t prefix = bits;
    if (take(&text, '/')) prefix = number(&text, 10, 3);
    if (text.length || prefix < 0 || prefix > bits) return false;
    int rest = bits - (int)prefix;
    address mask = rest == 128 ? ~(address)0 : ((address)1 << rest) - 1;
    range->first = first & ~mask;
    range->last = range->first | mask;
    return true;
}

/// The first range that ends at `from` or behind.
static uint32_t place_of(const struct range_set *set, address from) {
    uint32_t low = 0, high = set->count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (set->ranges[middle].last < from) low = middle + 1;
        else high = middle;
    }
    return low;
}

static bool reserve(struct range_set *set) {
    if (set->count < set->capacity) return true;
    uint32_t capacity = set->capacity * 2 + 16;
    struct range *grown = realloc(set->ranges, capacity * sizeof *grown);
    if (!grown) return false;
    set->ranges = grown;
    set->capacity = capacity;
    return true;
}

bool ranges_add(struct range_set *set, struct range range) {
    if (!reserve(set)) return false;
    uint32_t first = place_of(set, range.first ? range.first - 1 : 0), end = first;
    // All that meet or touch it become one with it.
    for (; end < set->count && (!set->ranges[end].first || set->ranges[end].first - 1 <= range.last); end++) {
        if (set->ranges[end].first < range.first) range.first = set->ranges[end].first;
        if (set->ranges[end].last > range.last) range.last = set->ranges[end].last;
    }
    memmove(set->ranges + first + 1, set->ranges + end, (set->count - end) * sizeof *set->ranges);
    set->ranges[first] = range;
    set->count += 1 - (end - first);
    return true;
}

bool ranges_add_rest(struct range_set *set, const struct range_set *without, struct range range) {
    for (uint32_t place = place_of(without, range.first); place < without->count && without->ranges[place].first <= range.last; place++) {
        struct range taken = without->ranges[place];
        if (taken.first > range.first && !ranges_add(set, (struct range){range.first, taken.first - 1})) return false;
        if (taken.last >= range.last) return true;
        range.first = taken.last + 1;
    }
    return ranges_add(set, range);
}

bool ranges_cover(const struct range_set *set, struct range range) {
    uint32_t place = place_of(set, range.first);
    return place < set->count && set->ranges[place].first <= range.first && range.last <= set->ranges[place].last;
}

bool ranges_meet(const struct range_set *set, struct range range) {
    uint32_t place = place_of(set, range.first);
    return place < set->count && set->ranges[place].first <= range.last;
}

#define IP(a, b, c, d) ((address)(a) << 24 | (b) << 16 | (c) << 8 | (d))
/// Of IPv6 only the upper 64 bits are needed.
#define UPPER(bits) ((address)UINT64_C(bits) << 64)

/// What of each space is routed: IANA's special-purpose registries, without the rest.
static const struct range internet4[] = {
    {IP(1, 0, 0, 0), IP(9, 255, 255, 255)}, {IP(11, 0, 0, 0), IP(100, 63, 255, 255)}, {IP(100, 128, 0, 0), IP(126, 255, 255, 255)},
    {IP(128, 0, 0, 0), IP(169, 253, 255, 255)}, {IP(169, 255, 0, 0), IP(172, 15, 255, 255)}, {IP(172, 32, 0, 0), IP(191, 255, 255, 255)},
    {IP(192, 0, 1, 0), IP(192, 0, 1, 255)}, {IP(192, 0, 3, 0), IP(192, 167, 255, 255)}, {IP(192, 169, 0, 0), IP(198, 17, 255, 255)},
    {IP(198, 20, 0, 0), IP(198, 51, 99, 255)}, {IP(198, 51, 101, 0), IP(203, 0, 112, 255)}, {IP(203, 0, 114, 0), IP(223, 255, 255, 255)},
};
static const struct range internet6[] = {
    {UPPER(0x2000000000000000), UPPER(0x20010db800000000) - 1}, {UPPER(0x20010db900000000), UPPER(0x4000000000000000) - 1},
};

address few_addresses(enum family family) { return (address)1 << (family == IPV4 ? 24 : 96); }

bool ranges_hold_internet(const struct range_set *set, enum family family) {
    const struct range *blocks = family == IPV4 ? internet4 : internet6;
    size_t count = family == IPV4 ? sizeof internet4 / sizeof *internet4 : sizeof internet6 / sizeof *internet6;
    address held = 0;
    for (uint32_t place = 0; place < set->count; place++) {
        struct range range = set->ranges[place];
        for (size_t block = 0; block < count && blocks[block].first <= range.last; block++) {
            address first = blocks[block].first > range.first ? blocks[block].first : range.first;
            address last = blocks[block].last < range.last ? blocks[block].last : range.last;
            if (first <= last) held += last - first + 1;
            if (held > few_addresses(family)) return true;
        }
    }
    return false;
}

void ranges_free(struct range_set *set) { free(set->ranges); }
