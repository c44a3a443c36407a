// SPDX-License-Identifier: Apache-2.0
/// net: which addresses are in which, and the table of its functions.
#include "net.h"

/// Reads one address range, or a list of them, for certain; what nobody knows makes the sources open-ended.
static enum answer read_ranges(struct reader *reader, const struct item *item, struct sources *sources) {
    switch (item_kind(reader, item)) {
    case ITEM_TEXT: sources_add_range(reader, item, true, sources); return YES;
    case ITEM_LIST: break;
    case ITEM_UNKNOWN: return UNDECIDED;
    default: return undecided(reader, CARENA_UNDECODABLE, "address ranges were expected: the document has another shape");
    }
    for (uint32_t place = 0; place < item_count(reader, item); place++) {
        int mark = item_mark(reader);
        struct item element = item_element(reader, item, place);
        sources_add_range(reader, &element, true, sources);
        item_release(reader, mark);
    }
    return YES;
}

static struct range range_of(struct reader *reader, struct slice text, enum family *family) {
    struct range range = {0, 0};
    if (!text.bytes || !range_read(text, family, &range)) luaL_error(reader->lua, "'%s' is no address range", text.bytes ? text.bytes : "nil");
    return range;
}

static enum answer contains(struct reader *reader, const struct item *ranges, const struct words *words) {
    enum family family;
    struct range inner = range_of(reader, word_at(words, 0), &family);
    struct sources sources = sources_none(reader);
    if (read_ranges(reader, ranges, &sources) != YES) return UNDECIDED;
    if (ranges_cover(&sources.sure[family], inner)) return YES;
    return sources.is_open_ended ? UNDECIDED : NO;
}

static enum answer overlaps(struct reader *reader, const struct item *ranges, const struct words *words) {
    enum family family;
    struct range other = range_of(reader, word_at(words, 0), &family);
    struct sources sources = sources_none(reader);
    if (read_ranges(reader, ranges, &sources) != YES) return UNDECIDED;
    if (ranges_meet(&sources.sure[family], other)) return YES;
    return sources.is_open_ended ? UNDECIDED : NO;
}

static enum answer internet(struct reader *reader, const struct item *ranges, const struct words *words) {
    (void)words;
    struct sources sources = sources_none(reader);
    if (read_ranges(reader, ranges, &sources) != YES) return UNDECIDED;
    for (int family = 0; family < FAMILIES; family++)
        if (ranges_hold_internet(&sources.sure[family], (enum family)family)) return YES;
    return sources.is_open_ended ? UNDECIDED : NO;
}

const struct library_function net_functions[] = {
    {.library = "net", .name = "open", .answer = permissions_open, .read = traffic_read_ports, .subject = "the permissions were"},
    {.library = "net", .name = "allows", .answer = permissions_allow, .read = traffic_read_source, .subject = "the permissions were"},
    {.library = "net", .name = "contains", .answer = contains, .subject = "the address ranges were"},
    {.library = "net", .name = "overlaps", .answer = overlaps, .subject = "the address ranges were"},
    {.library = "net", .name = "internet", .answer = internet, .subject = "the address ranges were"},
    {.library = "net", .name = "acl_open", .answer = acl_open, .read = traffic_read_ports, .subject = "the entries were"},
    {.library = "net", .name = "acl_allows", .answer = acl_allows, .read = traffic_read_source, .subject = "the entries were"},
    {0},
};
