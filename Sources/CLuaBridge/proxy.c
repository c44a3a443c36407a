// SPDX-License-Identifier: Apache-2.0
/// Documents as scripts see them: a word of the arena as light userdata, one metatable for all, nothing allocated.
#include "machine.h"

static const char *const member_names[] = {
    [MEMBER_ID] = "id", [MEMBER_ARN] = "arn", [MEMBER_NAME] = "name", [MEMBER_TYPE] = "type", [MEMBER_CREATED] = "created",
    [MEMBER_ACCOUNT] = "account", [MEMBER_REGION] = "region", [MEMBER_ORGANIZATION] = "organization", [MEMBER_TAGS] = "tags",
    [MEMBER_CONFIGURATION] = "configuration", [MEMBER_SUPPLEMENTARY] = "supplementaryConfiguration", [MEMBER_RELATED] = "related",
    [MEMBER_ALL] = "all", [MEMBER_FIND] = "find", [MEMBER_COUNT] = "count", [MEMBER_KNOWN] = "known",
    [MEMBER_COLLECTED] = "collected", [MEMBER_REGIONS] = "regions", [MEMBER_MANAGEMENT] = "management",
    [MEMBER_ACCOUNTS] = "accounts",
};

static uint32_t find_key(const carena_vocabulary *vocabulary, const uint8_t *bytes, size_t length) {
    uint32_t key = carena_find_key(vocabulary, bytes, length);
    return key ? key : NONE;
}

static uint32_t find_folded(const carena_vocabulary *vocabulary, const uint8_t *bytes, size_t length) {
    uint8_t copy[256];
    uint8_t first = length ? (uint8_t)(bytes[0] | 0x20) : 0;
    if (first < 'a' || first > 'z' || length > sizeof copy) return NONE;
    memcpy(copy, bytes, length);
    copy[0] ^= 0x20;
    uint32_t key = find_key(vocabulary, copy, length);
    return key == NONE ? NONE : vocabulary->keys[key].folded;
}

void proxy_flush(CLuaBridge_machine *machine) {
    memset(machine->keys, 0, sizeof machine->keys);
    for (size_t place = 0; place < SHAPE_CACHE; place++) machine->shapes[place].shape = NONE;
    machine->vocabulary_seen = machine->account ? machine->account->vocabulary->serial : 0;
    machine->keys_seen = machine->account ? carena_key_count(machine->account->vocabulary) : 0;
}

/// Keeps the string at `index` alive, so that its address stands for its bytes as long as the cache holds it.
static void anchor(lua_State *lua, CLuaBridge_machine *machine, int index) {
    if (++machine->anchors > MAX_ANCHORS) {
        lua_newtable(lua);
        lua_rawsetp(lua, LUA_REGISTRYINDEX, &registry_anchors);
        proxy_flush(machine);
        machine->anchors = 1;
    }
    lua_rawgetp(lua, LUA_REGISTRYINDEX, &registry_anchors);
    lua_pushvalue(lua, index);
    lua_pushboolean(lua, 1);
    lua_rawset(lua, -3);
    lua_pop(lua, 1);
}

void proxy_resolve(const CLuaBridge_machine *machine, const char *text, size_t length, struct key_entry *entry) {
    const carena_vocabulary *vocabulary = machine->account->vocabulary;
    uint32_t key = find_key(vocabulary, (const uint8_t *)text, length);
    uint32_t folded = key != NONE ? vocabulary->keys[key].folded : find_folded(vocabulary, (const uint8_t *)text, length);
    entry->lookup = key != NONE ? key : folded != NONE ? folded | KEY_FOLDED : NONE;
    entry->folded = folded;
    entry->member = MEMBER_NONE;
    for (int member = 1; member < (int)(sizeof member_names / sizeof *member_names); member++)
        if (strcmp(member_names[member], text) == 0) entry->member = (enum member)member;
    entry->last_shape = NONE;
}

/// Resolves the string at `index` for the cache.
static struct key_entry *resolve(lua_State *lua, int index, struct key_entry *entry) {
    CLuaBridge_machine *machine = machine_of(lua);
    anchor(lua, machine, index);
    size_t length;
    const char *text = lua_tolstring(lua, index, &length);
    proxy_resolve(machine, text, length, entry);
    entry->address = lua_topointer(lua, index);
    return entry;
}

struct key_entry *proxy_key(lua_State *lua, int index) {
    const void *address = lua_topointer(lua, index);
    struct key_entry *entry = &machine_of(lua)->keys[(uintptr_t)address >> 4 & (KEY_CACHE - 1)];
    if (LIKELY(address && entry->address == address)) return entry;
    return lua_type(lua, index) == LUA_TSTRING ? resolve(lua, index, entry) : NULL;
}

static uint32_t search_shape(const carena_vocabulary *vocabulary, uint32_t shape, struct key_entry *key, bool exact) {
    const uint32_t *keys = vocabulary->shape_keys + vocabulary->shapes[shape].first;
    uint32_t count = vocabulary->shapes[shape].count;
    if (!(key->lookup & KEY_FOLDED))
        for (uint32_t slot = 0; slot < count; slot++)
            if (keys[slot] == key->lookup) return slot;
    if (!exact)
        for (uint32_t slot = 0; slot < count; slot++)
            if (vocabulary->keys[keys[slot]].folded == key->folded) return slot;
    return NONE;
}

uint32_t proxy_slot(CLuaBridge_machine *machine, uint32_t shape, struct key_entry *key, bool exact) {
    if (key->lookup == NONE) return NONE;
    uint32_t lookup = exact ? key->lookup | KEY_EXACT : key->lookup;
    struct shape_entry *entry = &machine->shapes[(shape * UINT32_C(0x9E3779B1) ^ lookup * UINT32_C(0x85EBCA6B)) >> 20 & (SHAPE_CACHE - 1)];
    if (UNLIKELY(entry->shape != shape || entry->lookup != lookup)) {
        entry->shape = shape;
        entry->lookup = lookup;
        entry->slot = search_shape(machine->account->vocabulary, shape, key, exact);
    }
    return entry->slot;
}

/// Looks a key up in one document; whether the document has it.
static bool field(CLuaBridge_machine *machine, uint64_t word, struct key_entry *key, uint64_t *value) {
    unsigned tag = carena_tag(word);
    if (tag != CARENA_OBJECT && tag != CARENA_EXACT) return false;
    uint32_t shape = key_shape(word), slot = key->last_slot;
    if (UNLIKELY(key->last_shape != shape)) {
        slot = proxy_slot(machine, carena_count(word), key, tag == CARENA_EXACT);
        key->last_shape = shape;
        key->last_slot = slot;
    }
    if (slot == NONE) return false;
    *value = machine->account->words[carena_index(word) + slot];
    return true;
}

/// Looks a key up in the documents of one resource: the first that knows it, else that knows it is absent, else why nobody knows.
static uint64_t joined_field(CLuaBridge_machine *machine, uint64_t word, struct key_entry *key) {
    const uint64_t *documents = machine->account->words + carena_index(word);
    uint64_t unknown = 0;
    bool absent = false;
    for (uint32_t place = 0; place < carena_count(word); place++) {
        uint64_t value = documents[place];
        if (carena_tag(value) != CARENA_UNKNOWN && !field(machine, documents[place], key, &value)) continue;
        if (carena_tag(value) == CARENA_UNKNOWN) {
            if (!unknown) unknown = value;
        } else if (value) {
            return value;
        } else {
            absent = true;
        }
    }
    return absent ? 0 : unknown;
}

enum { MAX_DETAIL = 512 };

/// Why nobody knows the value of `word`.
static void explain(const CLuaBridge_machine *machine, uint64_t word, char text[MAX_DETAIL]) {
    *text = 0;
    if (!carena_index(word)) return;
    const uint8_t *detail = machine->account->bytes + carena_index(word);
    size_t length = (size_t)detail[0] | (size_t)detail[1] << 8;
    if (length >= MAX_DETAIL) length = MAX_DETAIL - 1;
    memcpy(text, detail + 2, length);
    text[length] = 0;
}

static _Noreturn void stop_at(lua_State *lua, uint64_t word) {
    char text[MAX_DETAIL];
    explain(machine_of(lua), word, text);
    stop_unknown(lua, (uint8_t)carena_count(word), text);
}

void proxy_unknown(CLuaBridge_machine *machine, uint32_t subject, uint64_t word) {
    char text[MAX_DETAIL];
    explain(machine, word, text);
    verdict_add(machine, subject, CLUABRIDGE_UNKNOWN, (uint8_t)carena_count(word), text, strlen(text));
}

int proxy_push(lua_State *lua, uint64_t word) {
    const carena_account *account = machine_of(lua)->account;
    switch (carena_tag(word)) {
    case CARENA_NULL: lua_pushnil(lua); break;
    case CARENA_FALSE: lua_pushboolean(lua, 0); break;
    case CARENA_TRUE: lua_pushboolean(lua, 1); break;
    case CARENA_INTEGER: lua_pushinteger(lua, carena_integer(word)); break;
    case CARENA_LONG: lua_pushinteger(lua, (int64_t)account->words[carena_index(word)]); break;
    case CARENA_DOUBLE: {
        double value;
        memcpy(&value, account->words + carena_index(word), sizeof value);
        lua_pushnumber(lua, value);
        break;
    }
    case CARENA_STRING: lua_pushlstring(lua, (const char *)account->bytes + carena_index(word), carena_count(word)); break;
    case CARENA_SHORT: lua_pushlstring(lua, (const char *)&word, word >> 56 & 15); break;
    case CARENA_UNKNOWN: stop_at(lua, word);
    default: lua_pushlightuserdata(lua, (void *)(uintptr_t)word);
    }
    return 1;
}

uint64_t proxy_field(CLuaBridge_machine *machine, uint64_t word, struct key_entry *key) {
    uint64_t value = 0;
    if (carena_tag(word) == CARENA_JOINED) return joined_field(machine, word, key);
    field(machine, word, key, &value);
    return value;
}

/// Looks `key` up, which is the string at `index`, noting the read.
static uint64_t lookup(lua_State *lua, uint64_t word, struct key_entry *key, int index) {
    CLuaBridge_machine *machine = machine_of(lua);
    uint64_t value = proxy_field(machine, word, key);
    if (LIKELY(!machine->recording)) return value;
    size_t length;
    const char *name = lua_tolstring(lua, index, &length);
    if (record_is_read(lua, index)) record_doubt(machine); // another resource may look under another key
    return record_read(lua, STEP_FIELD, word, name, length, -1, value);
}

uint64_t proxy_lookup(lua_State *lua, uint64_t word, int index) { return lookup(lua, word, proxy_key(lua, index), index); }

static int list_index(lua_State *lua, uint64_t word) {
    CLuaBridge_machine *machine = machine_of(lua);
    if (lua_type(lua, 2) == LUA_TSTRING)
        stop_unknown(lua, CARENA_UNDECODABLE,
            lua_pushfstring(lua, "field '%s' of a list: the document has another shape", lua_tostring(lua, 2)));
    lua_Integer place = luaL_checkinteger(lua, 2);
    uint64_t value = 0;
    if (place >= 1 && (uint64_t)place <= carena_count(word)) value = machine->account->words[carena_index(word) + (uint64_t)place - 1];
    if (UNLIKELY(machine->recording)) {
        if (record_is_read(lua, 2)) record_doubt(machine);
        value = record_read(lua, STEP_ELEMENT, word, "", 0, place - 1, value);
    }
    return proxy_push(lua, value);
}

static int index_word(lua_State *lua) {
    uint64_t word = (uint64_t)(uintptr_t)lua_touserdata(lua, 1);
    unsigned tag = carena_tag(word);
    struct key_entry *key = proxy_key(lua, 2);
    if (LIKELY(key != NULL)) {
        switch (tag) {
        case CARENA_OBJECT:
        case CARENA_EXACT:
        case CARENA_JOINED: return proxy_push(lua, lookup(lua, word, key, 2));
        case CARENA_RESOURCE: return resource_index(lua, word, key);
        case CARENA_SCOPE: return scope_index(lua, word, key);
        default: break;
        }
    }
    if (tag == CARENA_ARRAY) return list_index(lua, word);
    if (tag == CARENA_VERDICT) return luaL_error(lua, "a verdict has no fields: return it");
    if (lua_type(lua, 2) == LUA_TNUMBER)
        stop_unknown(lua, CARENA_UNDECODABLE, "an element of an object: the document has another shape");
    return luaL_error(lua, "a document has no field of type %s", luaL_typename(lua, 2));
}

static int refuse_write(lua_State *lua) { return luaL_error(lua, "a document can't be changed"); }

static uint32_t members_of(const CLuaBridge_machine *machine, uint64_t word) {
    unsigned tag = carena_tag(word);
    if (tag == CARENA_ARRAY) return carena_count(word);
    if (tag == CARENA_OBJECT || tag == CARENA_EXACT) return machine->account->vocabulary->shapes[carena_count(word)].count;
    return 0;
}

bool proxy_is_list(lua_State *lua, uint64_t word, uint32_t *count) {
    *count = carena_tag(word) == CARENA_ARRAY ? carena_count(word) : 0;
    return carena_tag(word) == CARENA_ARRAY || (carena_tag(word) == CARENA_OBJECT && members_of(machine_of(lua), word) == 0);
}

static void note_aside(lua_State *lua, enum step_kind kind, uint64_t word, int64_t place, uint64_t value) {
    if (UNLIKELY(machine_of(lua)->recording)) record_aside(machine_of(lua), kind, word, place, value, (struct note){0});
}

static int length_of(lua_State *lua) {
    uint32_t count;
    if (!proxy_is_list(lua, (uint64_t)(uintptr_t)lua_touserdata(lua, 1), &count))
        stop_unknown(lua, CARENA_UNDECODABLE, "a list was expected: the document has another shape");
    note_aside(lua, STEP_LENGTH, (uint64_t)(uintptr_t)lua_touserdata(lua, 1), 0, word_integer(count));
    lua_pushinteger(lua, count);
    return 1;
}

static int next_element(lua_State *lua) {
    CLuaBridge_machine *machine = machine_of(lua);
    uint64_t word = (uint64_t)(uintptr_t)lua_touserdata(lua, 1);
    lua_Integer place = lua_tointeger(lua, 2);
    if (carena_tag(word) != CARENA_ARRAY || place < 0 || (uint64_t)place >= carena_count(word)) {
        note_aside(lua, STEP_ELEMENT, word, place, 0);
        return 0;
    }
    uint64_t value = machine->account->words[carena_index(word) + (uint64_t)place];
    if (UNLIKELY(machine->recording)) value = record_read(lua, STEP_ELEMENT, word, "", 0, place, value);
    lua_pushinteger(lua, place + 1);
    proxy_push(lua, value);
    return 2;
}

/// The same where each turn of the loop is noted apart; the loop's step is an upvalue.
static int next_turn(lua_State *lua) {
    CLuaBridge_machine *machine = machine_of(lua);
    uint64_t word = (uint64_t)(uintptr_t)lua_touserdata(lua, 1);
    uint32_t list = (uint32_t)lua_tointeger(lua, lua_upvalueindex(1));
    lua_Integer place = lua_tointeger(lua, 2);
    if (place > 0) record_item_end(machine, list, true);
    if (carena_tag(word) != CARENA_ARRAY || place < 0 || (uint64_t)place >= carena_count(word)) {
        record_list_end(machine, list, true);
        return 0;
    }
    lua_pushinteger(lua, place + 1);
    proxy_push(lua, record_item(machine, list, machine->account->words[carena_index(word) + (uint64_t)place]));
    return 2;
}

static int next_of_table(lua_State *lua) {
    lua_Integer place = lua_tointeger(lua, 2) + 1;
    lua_pushinteger(lua, place);
    return lua_geti(lua, 1, place) == LUA_TNIL ? 1 /* that nil */ : 2;
}

/// Goes through all of the list at 1: null is an element, not the end.
static int iterate_list(lua_State *lua, bool has_turns) {
    uint32_t count;
    void *word = lua_touserdata(lua, 1);
    if (!proxy_is_list(lua, (uint64_t)(uintptr_t)word, &count))
        stop_unknown(lua, CARENA_UNDECODABLE, "a list was expected: the document has another shape");
    if (UNLIKELY(has_turns)) {
        lua_pushinteger(lua, record_list(machine_of(lua), STEP_EACH, (uint64_t)(uintptr_t)word));
        lua_pushcclosure(lua, next_turn, 1);
    } else {
        lua_pushcfunction(lua, next_element);
    }
    lua_pushlightuserdata(lua, word);
    lua_pushinteger(lua, 0);
    return 3;
}

int proxy_ipairs(lua_State *lua) {
    const CLuaBridge_machine *machine = machine_of(lua);
    int kind = lua_type(lua, 1);
    if (LIKELY(kind == LUA_TLIGHTUSERDATA)) return iterate_list(lua, machine->recording && machine->recorder.has_turns);
    if (UNLIKELY(kind != LUA_TTABLE)) {
        luaL_checkany(lua, 1);
        if (kind == LUA_TNIL) return luaL_error(lua, "ipairs of nil: there is no list; write (list or {})");
        shape_demand_list(lua, 1);
        luaL_checktype(lua, 1, LUA_TTABLE);
    }
    lua_pushcfunction(lua, next_of_table);
    lua_pushvalue(lua, 1);
    lua_pushinteger(lua, 0);
    return 3;
}

/// Notes the key at `index`, or that there is none, and the value beside it, which it gives back.
static uint64_t note_pair(lua_State *lua, uint64_t word, uint32_t place, int index, uint64_t value) {
    CLuaBridge_machine *machine = machine_of(lua);
    if (carena_tag(word) == CARENA_JOINED) record_doubt(machine);
    if (!index) {
        record_aside(machine, STEP_KEY, word, place, 0, (struct note){0});
        return 0;
    }
    size_t length;
    const char *key = lua_tolstring(lua, index, &length);
    record_aside(machine, STEP_KEY, word, place, NOTED_TEXT, record_note(machine, key, length));
    value = record_read(lua, STEP_VALUE, word, key, length, place, value);
    record_unseen(machine);
    return value;
}

/// Where in the documents of `word` the iteration stands after `key`.
static void locate(CLuaBridge_machine *machine, const uint64_t *documents, uint32_t count, struct key_entry *key, uint32_t *document, uint32_t *slot) {
    for (*document = 0; *document < count; ++*document) {
        uint64_t word = documents[*document];
        unsigned tag = carena_tag(word);
        if (tag != CARENA_OBJECT && tag != CARENA_EXACT) continue;
        uint32_t found = proxy_slot(machine, carena_count(word), key, true);
        if (found != NONE) {
            *slot = found + 1;
            return;
        }
    }
}

/// The pair behind the key at 2 of the object at 1. A script may call it with anything.
static int next_member(lua_State *lua) {
    CLuaBridge_machine *machine = machine_of(lua);
    uint64_t word = (uint64_t)(uintptr_t)lua_touserdata(lua, 1);
    bool joined = carena_tag(word) == CARENA_JOINED;
    if (!joined && carena_tag(word) != CARENA_OBJECT && carena_tag(word) != CARENA_EXACT) return 0;
    const uint64_t *documents = joined ? machine->account->words + carena_index(word) : &word;
    uint32_t count = joined ? carena_count(word) : 1, document = 0, slot = 0;
    if (lua_type(lua, 2) == LUA_TSTRING) locate(machine, documents, count, proxy_key(lua, 2), &document, &slot);
    const carena_vocabulary *vocabulary = machine->account->vocabulary;
    for (; document < count; document++, slot = 0) {
        if (carena_tag(documents[document]) == CARENA_UNKNOWN) stop_at(lua, documents[document]);
        for (; slot < members_of(machine, documents[document]); slot++) {
            const carena_key *key = &vocabulary->keys[vocabulary->shape_keys[vocabulary->shapes[carena_count(documents[document])].first + slot]];
            lua_settop(lua, 2);
            lua_pushlstring(lua, (const char *)vocabulary->key_bytes + key->offset, key->length);
            uint64_t value;
            bool seen = false;
            for (uint32_t earlier = 0; earlier < document && !seen; earlier++) seen = field(machine, documents[earlier], proxy_key(lua, 3), &value);
            if (seen) continue;
            value = proxy_field(machine, word, proxy_key(lua, 3));
            if (UNLIKELY(machine->recording)) value = note_pair(lua, word, slot, 3, value);
            proxy_push(lua, value);
            return 2;
        }
    }
    if (UNLIKELY(machine->recording)) note_pair(lua, word, members_of(machine, word), 0, 0);
    return 0;
}

/// Orders keys of a table: numbers, then texts, each ascending.
static bool key_precedes(lua_State *lua, int left, int right) {
    int kinds[2] = {lua_type(lua, left), lua_type(lua, right)};
    if (kinds[0] != kinds[1]) return kinds[0] == LUA_TNUMBER || (kinds[0] == LUA_TBOOLEAN && kinds[1] == LUA_TSTRING);
    if (kinds[0] == LUA_TBOOLEAN) return lua_toboolean(lua, left) < lua_toboolean(lua, right);
    return lua_compare(lua, left, right, LUA_OPLT);
}

static int compare_keys(lua_State *lua) {
    lua_pushboolean(lua, key_precedes(lua, 1, 2));
    return 1;
}

static int next_sorted(lua_State *lua) {
    machine_demand_turn(lua, lua_upvalueindex(4));
    lua_Integer place = lua_tointeger(lua, lua_upvalueindex(2)) + 1;
    lua_pushinteger(lua, place);
    lua_replace(lua, lua_upvalueindex(2));
    if (lua_rawgeti(lua, lua_upvalueindex(1), place) == LUA_TNIL) return 1;
    lua_pushvalue(lua, -1);
    lua_rawget(lua, lua_upvalueindex(3));
    return 2;
}

/// pairs of a script's own table goes in the order of its keys: Lua's own order differs from run to run.
static int sorted_pairs(lua_State *lua) {
    if (freeze_target(lua, 1)) lua_replace(lua, 1);
    lua_newtable(lua);
    lua_Integer count = 0;
    lua_pushnil(lua);
    while (lua_next(lua, 1)) {
        lua_pop(lua, 1);
        int kind = lua_type(lua, -1);
        if (kind != LUA_TSTRING && kind != LUA_TNUMBER && kind != LUA_TBOOLEAN)
            return luaL_error(lua, "pairs of a table with a key of type %s has no order", lua_typename(lua, kind));
        lua_pushvalue(lua, -1);
        lua_rawseti(lua, 2, ++count);
    }
    machine_pay(lua, (uint64_t)count);
    lua_rawgetp(lua, LUA_REGISTRYINDEX, &registry_sort);
    lua_pushvalue(lua, 2);
    lua_pushcfunction(lua, compare_keys);
    lua_call(lua, 2, 0);
    lua_pushvalue(lua, 2);
    lua_pushinteger(lua, 0);
    lua_pushvalue(lua, 1);
    machine_push_turn(lua);
    lua_pushcclosure(lua, next_sorted, 4);
    return 1;
}

int proxy_pairs(lua_State *lua) {
    luaL_checkany(lua, 1);
    if (lua_type(lua, 1) == LUA_TNIL) return luaL_error(lua, "pairs of nil: there is nothing; write (object or {})");
    if (lua_type(lua, 1) != LUA_TLIGHTUSERDATA) {
        shape_demand_list(lua, 1);
        luaL_checktype(lua, 1, LUA_TTABLE);
        lua_settop(lua, 1);
        return sorted_pairs(lua);
    }
    uint64_t word = (uint64_t)(uintptr_t)lua_touserdata(lua, 1);
    if (carena_tag(word) == CARENA_ARRAY) return iterate_list(lua, false); // its loop takes the places
    if (carena_tag(word) != CARENA_OBJECT && carena_tag(word) != CARENA_EXACT && carena_tag(word) != CARENA_JOINED)
        return luaL_error(lua, "pairs of something that is not an object");
    lua_pushcfunction(lua, next_member);
    lua_pushvalue(lua, 1);
    lua_pushnil(lua);
    return 3;
}

static int call_word(lua_State *lua) { return luaL_error(lua, "a document is not a function"); }

void proxy_open(lua_State *lua) {
    static const luaL_Reg metamethods[] = {
        {"__index", index_word}, {"__newindex", refuse_write}, {"__len", length_of}, {"__call", call_word}, {NULL, NULL},
    };
    lua_pushlightuserdata(lua, NULL);
    lua_newtable(lua);
    luaL_setfuncs(lua, metamethods, 0);
    set_sealed_metatable(lua);
    lua_pop(lua, 1);

    // A path through nil is nil.
    lua_pushnil(lua);
    lua_newtable(lua);
    lua_newtable(lua);
    lua_setfield(lua, -2, "__index");
    lua_setmetatable(lua, -2);
    lua_pop(lua, 1);
}
