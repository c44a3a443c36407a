// SPDX-License-Identifier: Apache-2.0
/// Sets of IP addresses.
#ifndef RANGES_H
#define RANGES_H

#include "library.h"

typedef unsigned __int128 address;

enum family { IPV4, IPV6, FAMILIES };

/// From the first address to the last, both included.
struct range {
    address first, last;
};

/// Ranges in ascending order that neither meet nor touch.
struct range_set {
    struct range *ranges;
    uint32_t count, capacity;
};

/// Reads `10.0.0.0/8`, `2001:db8::/32` or one address; bits behind the prefix are taken for zero, as AWS does.
bool range_read(struct slice text, enum family *family, struct range *range);
/// Adds a range; false without memory. What it cost is a step for each range that was moved.
bool ranges_add(struct range_set *set, struct range range);
/// Adds what is in `range` and not in `without`.
bool ranges_add_rest(struct range_set *set, const struct range_set *without, struct range range);
bool ranges_cover(const struct range_set *set, struct range range);
bool ranges_meet(const struct range_set *set, struct range range);
/// As many addresses as AWS does not take for the internet yet: those of a prefix of 8 bits in IPv4, of 32 in IPv6.
address few_addresses(enum family family);
/// Whether the set has more than few addresses of the internet: of the space without what is private, reserved or for documentation.
bool ranges_hold_internet(const struct range_set *set, enum family family);
void ranges_free(struct range_set *set);

#endif
