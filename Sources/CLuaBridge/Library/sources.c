// SPDX-License-Identifier: Apache-2.0
/// Where a permission lets traffic in from: addresses, and the addresses of prefix lists.
#include "net.h"

struct sources sources_none(struct reader *reader) {
    return (struct sources){library_ranges(reader->machine, SET_SURE), library_ranges(reader->machine, SET_MAYBE), false};
}

void sources_add_range(struct reader *reader, const struct item *item, bool is_sure, struct sources *sources) {
    struct slice text;
    enum family family;
    struct range range;
    enum item_kind kind = item_kind(reader, item);
    if (!item_text(reader, item, &text) || !range_read(text, &family, &range)) {
        if (kind == ITEM_TEXT) undecided(reader, CARENA_UNDECODABLE, "\"%.*s\" is no address range", slice_shown(text), text.bytes);
        else if (kind != ITEM_UNKNOWN) undecided(reader, CARENA_UNDECODABLE, "an address range of another shape");
        sources->is_open_ended = true;
        return;
    }
    item_work(reader, 8 + sources->maybe[family].count / 16);
    if ((is_sure && !ranges_add(&sources->sure[family], range)) || !ranges_add(&sources->maybe[family], range))
        luaL_error(reader->lua, "not enough memory");
}

/// Adds what lies under one of the names in an element, or the element itself where it is a text.
static void add_element(struct reader *reader, const struct item *element, bool is_sure, struct sources *sources) {
    static const enum name fields[] = {NAME_cidrIp, NAME_cidrIpv6, NAME_cidr, NAME_cidrIpv4};
    bool is_object = item_kind(reader, element) == ITEM_OBJECT;
    for (size_t place = 0; is_object && place < sizeof fields / sizeof *fields; place++) {
        struct item field = item_field(reader, element, fields[place]);
        if (item_kind(reader, &field) == ITEM_ABSENT) continue;
        sources_add_range(reader, &field, is_sure, sources);
        return;
    }
    sources_add_range(reader, element, is_sure, sources);
}

/// Adds the elements of a list; whether there was a list.
static bool add_list(struct reader *reader, const struct item *list, bool is_sure, struct sources *sources) {
    enum item_kind kind = item_kind(reader, list);
    if (kind == ITEM_ABSENT) return false;
    if (kind != ITEM_LIST) {
        if (kind != ITEM_UNKNOWN) undecided(reader, CARENA_UNDECODABLE, "a list was expected: the document has another shape");
        sources->is_open_ended = true;
    }
    for (uint32_t place = 0; place < item_count(reader, list); place++) {
        int mark = item_mark(reader);
        struct item element = item_element(reader, list, place);
        add_element(reader, &element, is_sure, sources);
        item_release(reader, mark);
    }
    return true;
}

/// The resource of a prefix list, noted where evidence is; null where it was not collected.
static const carena_resource *prefix_list(struct reader *reader, struct slice id, uint64_t *resource) {
    static const char type[] = "AWS::EC2::PrefixList";
    CLuaBridge_machine *machine = reader->machine;
    const carena_account *account = machine->account;
    const struct index *index = index_get(reader->lua, type, sizeof type - 1, scope_type(account, type, sizeof type - 1), "id", 2);
    uint32_t place = index_resource(index, index_find(index, account, id.bytes, id.length));
    *resource = place == NONE ? 0 : carena_make(CARENA_RESOURCE, 0, place);
    if (reader->notes) {
        struct step step = {
            .kind = STEP_FIND, .argument = NONE, .parent = carena_make(CARENA_SCOPE, CARENA_ACCOUNT, 0), .value = word_integer(place != NONE),
            .name = record_note(machine, type, sizeof type - 1),
        };
        lua_pushlstring(reader->lua, id.bytes, id.length);
        bool is_ablated = record_question(machine, step, lua_pushfstring(reader->lua, "%s where id is %s", type, lua_tostring(reader->lua, -1)));
        lua_pop(reader->lua, 2);
        if (is_ablated) return NULL;
        record_step(machine, (struct step){.kind = STEP_FOUND, .source = machine->recorder.count - 1, .argument = NONE, .value = *resource});
    }
    return place == NONE ? NULL : &account->resources[place];
}

/// The document of a resource under the name of a member, noted where evidence is.
static struct item document(struct reader *reader, uint64_t resource, uint64_t value, const char *member) {
    if (reader->notes) value = record_read(reader->lua, STEP_MEMBER, resource, member, strlen(member), -1, value);
    return (struct item){.word = value};
}

/// The entries of a prefix list: as AWS Config has them, as the command that lists them says, and those of AWS's own lists.
static bool add_entries(struct reader *reader, const carena_resource *list, uint64_t resource, bool is_sure, struct sources *sources) {
    struct item configuration = document(reader, resource, list->configuration, "configuration");
    struct item supplementary = document(reader, resource, list->supplementary, "supplementaryConfiguration");
    struct item lists[] = {
        item_field(reader, &configuration, NAME_entries), item_field(reader, &supplementary, NAME_entries),
        item_field(reader, &configuration, NAME_cidrs),
    };
    for (size_t place = 0; place < sizeof lists / sizeof *lists; place++)
        if (add_list(reader, &lists[place], is_sure, sources)) return true;
    return false;
}

static void add_prefix_list(struct reader *reader, const struct item *item, bool is_sure, struct sources *sources) {
    struct slice id = {0};
    uint64_t resource;
    if (item_kind(reader, item) == ITEM_UNKNOWN || !item_text(reader, item, &id)) {
        undecided(reader, CARENA_UNDECODABLE, "the id of a prefix list is not known");
        sources->is_open_ended = true;
        return;
    }
    const carena_resource *list = prefix_list(reader, id, &resource);
    if (list && add_entries(reader, list, resource, is_sure, sources)) return;
    undecided(reader, CARENA_NOT_COLLECTED, "the entries of prefix list %.*s were not collected", slice_shown(id), id.bytes);
    sources->is_open_ended = true;
}

/// Adds the prefix lists that a permission names; whether it has a list of them.
static bool add_prefix_lists(struct reader *reader, const struct item *permission, bool is_sure, struct sources *sources) {
    struct item list = item_field(reader, permission, NAME_prefixListIds);
    enum item_kind kind = item_kind(reader, &list);
    if (kind == ITEM_UNKNOWN) sources->is_open_ended = true;
    for (uint32_t place = 0; place < item_count(reader, &list); place++) {
        int mark = item_mark(reader);
        struct item element = item_element(reader, &list, place);
        struct item id = item_kind(reader, &element) == ITEM_OBJECT ? item_field(reader, &element, NAME_prefixListId) : element;
        add_prefix_list(reader, &id, is_sure, sources);
        item_release(reader, mark);
    }
    return kind != ITEM_ABSENT;
}

/// Adds the one source of a rule as the calls and templates write it that have a rule for each source; whether there is one.
static bool add_single(struct reader *reader, const struct item *rule, bool is_sure, struct sources *sources) {
    static const enum name ranges[] = {NAME_cidrIp, NAME_cidrIpv4, NAME_cidrIpv6}, lists[] = {NAME_prefixListId, NAME_sourcePrefixListId};
    static const enum name groups[] = {NAME_referencedGroupInfo, NAME_sourceSecurityGroupId};
    bool has_some = false;
    for (int which = 0; which < 3; which++) {
        struct item range = item_field(reader, rule, ranges[which]);
        if (item_kind(reader, &range) == ITEM_ABSENT) continue;
        has_some = true;
        sources_add_range(reader, &range, is_sure, sources);
    }
    for (int which = 0; which < 2; which++) {
        struct item list = item_field(reader, rule, lists[which]), group = item_field(reader, rule, groups[which]);
        has_some |= item_kind(reader, &group) != ITEM_ABSENT;
        if (item_kind(reader, &list) == ITEM_ABSENT) continue;
        has_some = true;
        add_prefix_list(reader, &list, is_sure, sources);
    }
    return has_some;
}

void sources_add(struct reader *reader, const struct item *permission, bool is_sure, struct sources *sources) {
    // AWS Config has the ranges twice: as texts under ipRanges, as objects under ipv4Ranges.
    static const enum name lists[] = {NAME_ipRanges, NAME_ipv6Ranges, NAME_ipv4Ranges};
    bool has_some = false;
    for (int which = 0; which < 3; which++) {
        struct item list = item_field(reader, permission, lists[which]);
        has_some |= add_list(reader, &list, is_sure, sources);
    }
    has_some |= add_prefix_lists(reader, permission, is_sure, sources);
    // Groups bring no addresses in.
    struct item pairs = item_field(reader, permission, NAME_userIdGroupPairs);
    if (has_some || item_kind(reader, &pairs) != ITEM_ABSENT || add_single(reader, permission, is_sure, sources)) return;
    undecided(reader, CARENA_NOT_COLLECTED, "the sources of a permission were not collected");
    sources->is_open_ended = true;
}
