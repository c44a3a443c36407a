// SPDX-License-Identifier: Apache-2.0
/// What a question about traffic names: a protocol, ports, and a source or a direction.
#include "net.h"

/// The numbers of protocols that have names in AWS's answers.
static const struct protocol_name {
    const char *name;
    int number;
} protocol_names[] = {
    {"-1", ALL_PROTOCOLS}, {"all", ALL_PROTOCOLS}, {"any", ALL_PROTOCOLS}, {"tcp", TCP}, {"udp", UDP}, {"icmp", ICMP}, {"icmpv6", ICMPV6},
    {"igmp", 2}, {"gre", 47}, {"esp", 50}, {"ah", 51}, {"ospf", 89}, {"sctp", 132},
};

static bool read_protocol(struct slice text, int *number) {
    for (size_t place = 0; place < sizeof protocol_names / sizeof *protocol_names; place++) {
        struct slice name = {protocol_names[place].name, strlen(protocol_names[place].name)};
        if (slice_folds(text, name)) return *number = protocol_names[place].number, true;
    }
    int64_t value;
    if (!slice_integer(text, &value) || value < 0 || value > 255) return false;
    *number = (int)value;
    return true;
}

static uint32_t port_of(struct reader *reader, struct slice word) {
    int64_t port;
    if (!slice_integer(word, &port) || port < 0 || port > MAX_PORT) luaL_error(reader->lua, "a port lies between 0 and %d", MAX_PORT);
    return (uint32_t)port;
}

bool traffic_at(struct reader *reader, const struct words *words, uint32_t place, struct traffic *traffic) {
    *traffic = (struct traffic){ANY_PROTOCOL, 0, MAX_PORT};
    struct slice protocol = word_at(words, WORD_PROTOCOL);
    if (protocol.bytes && !read_protocol(protocol, &traffic->protocol)) luaL_error(reader->lua, "there is no protocol '%s'", protocol.bytes);
    uint32_t at = WORD_PORTS + 2 * place;
    if (at >= words->count) return place == 0;
    traffic->first = port_of(reader, words->words[at]);
    traffic->last = port_of(reader, words->words[at + 1]);
    if (traffic->first > traffic->last) luaL_error(reader->lua, "the first port is greater than the last");
    return true;
}

static void add_port(lua_State *lua, struct words *words, int first, int last) {
    library_add_word(lua, words, first);
    library_add_word(lua, words, last);
}

static void read_ports_of_list(lua_State *lua, struct words *words, int list) {
    lua_Integer count = luaL_len(lua, list);
    if (count == 0) luaL_argerror(lua, list, "a list without ports asks nothing");
    for (lua_Integer place = 1; place <= count; place++) {
        luaL_checkstack(lua, 1, "too many ports");
        lua_geti(lua, list, place);
        add_port(lua, words, lua_gettop(lua), lua_gettop(lua));
    }
}

void traffic_read_ports(lua_State *lua, struct words *words) {
    enum { PROTOCOL = 2, PORT, LAST, DIRECTION };
    lua_settop(lua, DIRECTION);
    library_add_word(lua, words, PROTOCOL);
    library_add_word(lua, words, DIRECTION);
    if (lua_istable(lua, PORT)) read_ports_of_list(lua, words, PORT);
    else if (!lua_isnil(lua, PORT)) add_port(lua, words, PORT, lua_isnil(lua, LAST) ? PORT : LAST);
}

void traffic_read_source(lua_State *lua, struct words *words) {
    enum { PROTOCOL = 2, PORT, SOURCE, DIRECTION };
    lua_settop(lua, DIRECTION);
    if (lua_isnil(lua, PORT) || lua_isnil(lua, SOURCE)) luaL_error(lua, "a port and an address range are expected");
    library_add_word(lua, words, PROTOCOL);
    library_add_word(lua, words, SOURCE);
    add_port(lua, words, PORT, PORT);
    if (!lua_isnil(lua, DIRECTION)) library_add_word(lua, words, DIRECTION);
}

enum answer traffic_protocol(struct reader *reader, const struct item *item, const struct traffic *traffic, int *protocol) {
    struct slice text;
    int64_t number;
    enum item_kind kind = item_kind(reader, item);
    if (kind == ITEM_UNKNOWN) return UNDECIDED;
    bool is_read = item_text(reader, item, &text) ? read_protocol(text, protocol) : item_integer(reader, item, &number) && number >= -1 && number <= 255;
    if (!is_read) return undecided(reader, kind == ITEM_ABSENT ? CARENA_NOT_COLLECTED : CARENA_UNDECODABLE, "the protocol of an entry is not known");
    if (kind == ITEM_NUMBER) *protocol = (int)number;
    return answer_of(traffic->protocol == ANY_PROTOCOL || *protocol == ALL_PROTOCOLS || *protocol == traffic->protocol);
}

bool protocol_has_ports(int protocol) { return protocol == TCP || protocol == UDP; }
