// SPDX-License-Identifier: Apache-2.0
/// What the files of net share: traffic that is asked about, and where it comes from.
#ifndef NET_H
#define NET_H

#include "ranges.h"

enum { ALL_PROTOCOLS = -1, ANY_PROTOCOL = -2, ICMP = 1, TCP = 6, UDP = 17, ICMPV6 = 58, MAX_PORT = 65535 };

/// What is asked about: a protocol, and ports or for ICMP types. ANY_PROTOCOL where the question names none.
struct traffic {
    int protocol;
    uint32_t first, last;
};
/// The words of a question about traffic: the protocol, a source or a direction, then the first and last port of each range of them.
enum { WORD_PROTOCOL, WORD_OTHER, WORD_PORTS };

/// Sources of one port: ranges that are certain, all that may be, and whether nobody knows where it ends.
struct sources {
    struct range_set *sure, *maybe; ///< one a family
    bool is_open_ended;
};

// traffic.c
/// The traffic of one range of ports of a question, of all ports where it names none; false behind the last range.
bool traffic_at(struct reader *reader, const struct words *words, uint32_t place, struct traffic *traffic);
/// Reads the words of `(subject, protocol, port, last, direction)`, where the port may be a list of them.
void traffic_read_ports(lua_State *lua, struct words *words);
/// Reads the words of `(subject, protocol, port, source)`.
void traffic_read_source(lua_State *lua, struct words *words);
/// Whether a protocol as documents have it is one that is asked about; which it is in `protocol`.
enum answer traffic_protocol(struct reader *reader, const struct item *item, const struct traffic *traffic, int *protocol);
bool protocol_has_ports(int protocol);

// permissions.c
enum answer permissions_open(struct reader *reader, const struct item *permissions, const struct words *words);
enum answer permissions_allow(struct reader *reader, const struct item *permissions, const struct words *words);

// sources.c
struct sources sources_none(struct reader *reader);
/// Adds the addresses that a permission lets in.
void sources_add(struct reader *reader, const struct item *permission, bool is_sure, struct sources *sources);
/// Adds an address range that is a text.
void sources_add_range(struct reader *reader, const struct item *item, bool is_sure, struct sources *sources);

// acl.c
enum answer acl_open(struct reader *reader, const struct item *entries, const struct words *words);
enum answer acl_allows(struct reader *reader, const struct item *entries, const struct words *words);

#endif
