// SPDX-License-Identifier: Apache-2.0
/// Reading documents and a script's own tables alike.
#include "library.h"

#include <stdarg.h>
#include <stdio.h>

enum { PAID_STEPS = 256, STACK = 8 };

static const struct item absent = {0};

struct item item_at(lua_State *lua, int index) {
    if (lua_islightuserdata(lua, index)) return (struct item){.word = (uint64_t)(uintptr_t)lua_touserdata(lua, index)};
    if (lua_isnil(lua, index)) return absent;
    return (struct item){.slot = lua_absindex(lua, index)};
}

void item_work(struct reader *reader, uint32_t work) {
    reader->steps += work;
    if (LIKELY(reader->steps < PAID_STEPS)) return;
    uint32_t steps = reader->steps;
    reader->steps = 0;
    machine_pay(reader->lua, steps);
}

enum answer undecided(struct reader *reader, uint8_t cause, const char *format, ...) {
    if (reader->has_reason) return UNDECIDED;
    reader->has_reason = true;
    reader->cause = cause;
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(reader->detail, sizeof reader->detail, format, arguments);
    va_end(arguments);
    return UNDECIDED;
}

static enum item_kind kind_of_value(lua_State *lua, int slot) {
    switch (lua_type(lua, slot)) {
    case LUA_TNIL: return ITEM_ABSENT;
    case LUA_TBOOLEAN: return ITEM_TRUTH;
    case LUA_TNUMBER: return ITEM_NUMBER;
    case LUA_TSTRING: return ITEM_TEXT;
    case LUA_TTABLE: break;
    default: return ITEM_OTHER;
    }
    if (luaL_len(lua, slot) > 0) return ITEM_LIST;
    if (!freeze_target(lua, slot)) lua_pushvalue(lua, slot);
    lua_pushnil(lua);
    bool has_members = lua_next(lua, -2);
    lua_pop(lua, has_members ? 3 : 1);
    return has_members ? ITEM_OBJECT : ITEM_LIST;
}

enum item_kind item_kind(struct reader *reader, const struct item *item) {
    if (item->text.bytes) return ITEM_TEXT;
    if (item->slot) return kind_of_value(reader->lua, item->slot);
    switch (carena_tag(item->word)) {
    case CARENA_NULL: return ITEM_ABSENT;
    case CARENA_FALSE:
    case CARENA_TRUE: return ITEM_TRUTH;
    case CARENA_INTEGER:
    case CARENA_LONG:
    case CARENA_DOUBLE: return ITEM_NUMBER;
    case CARENA_STRING:
    case CARENA_SHORT: return ITEM_TEXT;
    case CARENA_ARRAY: return ITEM_LIST;
    case CARENA_OBJECT:
    case CARENA_EXACT: {
        uint32_t count;
        return proxy_is_list(reader->lua, item->word, &count) ? ITEM_LIST : ITEM_OBJECT;
    }
    case CARENA_JOINED: return ITEM_OBJECT;
    case CARENA_UNKNOWN:
        if (!reader->has_reason) {
            reader->has_reason = true;
            reader->unknown = item->word;
        }
        return ITEM_UNKNOWN;
    default: return ITEM_OTHER;
    }
}

/// The field of a script's table under a name, or under the name with its first letter in the other case.
static struct item field_of_table(lua_State *lua, int slot, const char *name) {
    luaL_checkstack(lua, STACK, "too many values");
    if (lua_getfield(lua, slot, name) != LUA_TNIL) return item_at(lua, -1);
    lua_pop(lua, 1);
    char other[32];
    snprintf(other, sizeof other, "%s", name);
    other[0] ^= 0x20;
    lua_getfield(lua, slot, other);
    return item_at(lua, -1);
}

struct item item_field(struct reader *reader, const struct item *item, enum name name) {
    item_work(reader, 1);
    if (item->slot) return lua_istable(reader->lua, item->slot) ? field_of_table(reader->lua, item->slot, library_name(name)) : absent;
    unsigned tag = carena_tag(item->word);
    if (tag != CARENA_OBJECT && tag != CARENA_EXACT && tag != CARENA_JOINED) return absent;
    uint64_t value = proxy_field(reader->machine, item->word, library_key(reader->machine, name));
    if (UNLIKELY(reader->notes))
        value = record_read(reader->lua, STEP_FIELD, item->word, library_name(name), strlen(library_name(name)), -1, value);
    return (struct item){.word = value};
}

enum answer item_list(struct reader *reader, const struct item *item) {
    enum item_kind kind = item_kind(reader, item);
    if (kind == ITEM_LIST) return YES;
    return kind == ITEM_UNKNOWN ? UNDECIDED : undecided(reader, CARENA_UNDECODABLE, "a list was expected: the document has another shape");
}

uint32_t item_count(const struct reader *reader, const struct item *list) {
    if (list->slot) return lua_istable(reader->lua, list->slot) ? (uint32_t)luaL_len(reader->lua, list->slot) : 0;
    return carena_tag(list->word) == CARENA_ARRAY ? carena_count(list->word) : 0;
}

struct item item_element(struct reader *reader, const struct item *list, uint32_t place) {
    item_work(reader, 1);
    if (list->slot) {
        luaL_checkstack(reader->lua, STACK, "too many values");
        lua_geti(reader->lua, list->slot, (lua_Integer)place + 1);
        return item_at(reader->lua, -1);
    }
    uint64_t value = reader->machine->account->words[carena_index(list->word) + place];
    if (UNLIKELY(reader->notes)) value = record_read(reader->lua, STEP_ELEMENT, list->word, "", 0, place, value);
    return (struct item){.word = value};
}

/// Whether the text at the top of the stack lies between the one below it, which may be nil, and the one below that, which may be too.
static bool is_next_key(lua_State *lua, int last, int best) {
    if (!lua_isnil(lua, last) && !lua_compare(lua, last, -1, LUA_OPLT)) return false;
    return lua_isnil(lua, best) || lua_compare(lua, -1, best, LUA_OPLT);
}

/// The key after the one at the top of the stack in the order of texts, in its place; of other keys there is no order.
static void next_key(struct reader *reader, int table) {
    lua_State *lua = reader->lua;
    int last = lua_gettop(lua), best = last + 1;
    lua_pushnil(lua);
    lua_pushnil(lua);
    while (lua_next(lua, table)) {
        item_work(reader, 1);
        lua_pop(lua, 1);
        if (lua_type(lua, -1) != LUA_TSTRING) luaL_error(lua, "a table with names was expected: it has a key of type %s", luaL_typename(lua, -1));
        if (is_next_key(lua, last, best)) lua_copy(lua, -1, best);
    }
    lua_replace(lua, last);
}

static bool member_of_table(struct reader *reader, int slot, uint32_t place, struct item *key, struct item *value) {
    lua_State *lua = reader->lua;
    luaL_checkstack(lua, STACK, "too many values");
    if (!freeze_target(lua, slot)) lua_pushvalue(lua, slot);
    int table = lua_gettop(lua);
    lua_pushnil(lua);
    for (uint32_t at = 0; at <= place; at++) {
        item_work(reader, 1);
        next_key(reader, table);
        if (lua_isnil(lua, -1)) return false;
    }
    *key = item_at(lua, -1);
    lua_pushvalue(lua, -1);
    lua_gettable(lua, table);
    *value = item_at(lua, -1);
    return true;
}

bool item_member(struct reader *reader, const struct item *object, uint32_t place, struct item *key, struct item *value) {
    item_work(reader, 1);
    if (object->slot) return member_of_table(reader, object->slot, place, key, value);
    const carena_account *account = reader->machine->account;
    const carena_vocabulary *vocabulary = account->vocabulary;
    unsigned tag = carena_tag(object->word);
    if (tag != CARENA_OBJECT && tag != CARENA_EXACT) return false;
    const carena_shape *shape = &vocabulary->shapes[carena_count(object->word)];
    if (place >= shape->count) return false;
    const carena_key *name = &vocabulary->keys[vocabulary->shape_keys[shape->first + place]];
    uint64_t word = account->words[carena_index(object->word) + place];
    const char *bytes = (const char *)vocabulary->key_bytes + name->offset;
    if (UNLIKELY(reader->notes)) word = record_read(reader->lua, STEP_VALUE, object->word, bytes, name->length, place, word);
    *key = (struct item){.text = {bytes, name->length}};
    *value = (struct item){.word = word};
    return true;
}

bool item_text(const struct reader *reader, const struct item *item, struct slice *text) {
    if (item->text.bytes) {
        *text = item->text;
        return true;
    }
    if (item->slot) {
        if (lua_type(reader->lua, item->slot) != LUA_TSTRING) return false;
        text->bytes = lua_tolstring(reader->lua, item->slot, &text->length);
        return true;
    }
    unsigned tag = carena_tag(item->word);
    if (tag != CARENA_STRING && tag != CARENA_SHORT) return false;
    text->bytes = text_of(reader->machine->account, &item->word, &text->length);
    return true;
}

bool slice_integer(struct slice text, int64_t *number) {
    size_t place = text.length && text.bytes[0] == '-';
    if (place == text.length || text.length > 18) return false;
    int64_t value = 0;
    for (; place < text.length; place++) {
        if (text.bytes[place] < '0' || text.bytes[place] > '9') return false;
        value = value * 10 + (text.bytes[place] - '0');
    }
    *number = text.bytes[0] == '-' ? -value : value;
    return true;
}

bool item_integer(const struct reader *reader, const struct item *item, int64_t *number) {
    struct slice text;
    if (item_text(reader, item, &text)) return slice_integer(text, number);
    if (item->slot) {
        int is_number;
        *number = lua_tointegerx(reader->lua, item->slot, &is_number);
        return is_number;
    }
    switch (carena_tag(item->word)) {
    case CARENA_INTEGER: *number = carena_integer(item->word); return true;
    case CARENA_LONG: *number = (int64_t)reader->machine->account->words[carena_index(item->word)]; return true;
    default: return false;
    }
}

bool slice_folds(struct slice left, struct slice right) {
    if (left.length != right.length) return false;
    for (size_t place = 0; place < left.length; place++) {
        unsigned char a = (unsigned char)left.bytes[place], b = (unsigned char)right.bytes[place];
        bool is_letter = (a | 0x20) >= 'a' && (a | 0x20) <= 'z';
        if (a != b && !(is_letter && (a ^ b) == 0x20)) return false;
    }
    return true;
}
