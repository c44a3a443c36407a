// SPDX-License-Identifier: Apache-2.0
/// The constants of a rule: collecting them, and telling how a value stands to them.
#define _GNU_SOURCE // qsort_r
#include "source.h"

#include <stdlib.h>

enum { MAX_PLACES = 64, MAX_CONSTANTS = 100000, MAX_NESTING = 64, MAX_BYTES = 4 << 20 };

static bool grow(void **items, uint32_t count, uint32_t *capacity, size_t size) {
    if (count < *capacity) return true;
    uint32_t grown = *capacity * 2 + 32;
    void *moved = realloc(*items, grown * size);
    if (!moved) return false;
    *items = moved;
    *capacity = grown;
    return true;
}

void source_add_text(struct source *source, const char *bytes, size_t length) {
    // Under it a text gives the function.
    if (source_is_text_function(bytes, length)) source->sees_texts = source->sees_numbers = true;
    bool is_full = length > MAX_BYTES || source->bytes.length > MAX_BYTES;
    if (is_full || !grow((void **)&source->texts, source->text_count, &source->text_capacity, sizeof *source->texts)) {
        source->is_opaque = true;
        return;
    }
    source->texts[source->text_count++] = (struct constant_text){.offset = source->bytes.length, .length = (uint32_t)length};
    if (!buffer_append(&source->bytes, bytes, length)) source->is_opaque = true;
}

void source_add_number(struct source *source, struct constant_number number) {
    if (!grow((void **)&source->numbers, source->number_count, &source->number_capacity, sizeof *source->numbers)) {
        source->is_opaque = true;
        return;
    }
    source->numbers[source->number_count++] = number;
}

struct constant_number source_number_at(lua_State *lua, int index) {
    bool is_integer = lua_isinteger(lua, index);
    int64_t integer = is_integer ? lua_tointeger(lua, index) : 0;
    return (struct constant_number){is_integer, integer, is_integer ? (long double)integer : (long double)lua_tonumber(lua, index)};
}

static void add_value(lua_State *lua, struct source *source, int value, int seen, int depth);

static void add_table(lua_State *lua, struct source *source, int table, int seen, int depth) {
    if (!freeze_target(lua, table)) lua_pushvalue(lua, table);
    lua_pushnil(lua);
    while (lua_next(lua, -2)) {
        int top = lua_gettop(lua);
        add_value(lua, source, top - 1, seen, depth);
        add_value(lua, source, top, seen, depth);
        lua_pop(lua, 1);
    }
    lua_pop(lua, 1);
}

/// Adds what a function holds: locals of its file, and libraries.
static void add_function(lua_State *lua, struct source *source, int function, int seen, int depth) {
    const char *name;
    for (int place = 1; (name = lua_getupvalue(lua, function, place)); place++) {
        if (strcmp(name, "_ENV") != 0) add_value(lua, source, lua_gettop(lua), seen, depth);
        lua_pop(lua, 1);
    }
}

/// Adds a value that the rule has from the beginning, and all that can be reached from it.
static void add_value(lua_State *lua, struct source *source, int value, int seen, int depth) {
    int type = lua_type(lua, value);
    size_t length;
    if (source->text_count + source->number_count > MAX_CONSTANTS || depth > MAX_NESTING) source->is_opaque = true;
    if (source->is_opaque) return;
    if (type == LUA_TNUMBER) {
        source_add_number(source, source_number_at(lua, value));
    } else if (type == LUA_TSTRING) {
        const char *text = lua_tolstring(lua, value, &length);
        source_add_text(source, text, length);
    } else if (lua_iscfunction(lua, value)) {
        // Under a name of the file's own it is called unseen.
        source->sees_texts = source->sees_numbers = source->sees_values = source->sees_places = source->changes = true;
    } else if (type == LUA_TTABLE || type == LUA_TFUNCTION) {
        luaL_checkstack(lua, 8, "nested too deep");
        lua_pushvalue(lua, value);
        if (lua_rawget(lua, seen) == LUA_TNIL) {
            lua_pushvalue(lua, value);
            lua_pushboolean(lua, 1);
            lua_rawset(lua, seen);
            if (type == LUA_TTABLE) add_table(lua, source, value, seen, depth + 1);
            else add_function(lua, source, value, seen, depth + 1);
        }
        lua_pop(lua, 1);
    }
}

int compare_texts(const char *left, size_t left_length, const char *right, size_t right_length) {
    size_t length = left_length < right_length ? left_length : right_length;
    int order = length ? memcmp(left, right, length) : 0;
    return order ? order : (left_length > right_length) - (left_length < right_length);
}

int compare_numbers(const struct constant_number *left, const struct constant_number *right) {
    return (left->value > right->value) - (left->value < right->value);
}

static int order_texts(const void *left, const void *right, void *bytes) {
    const struct constant_text *a = left, *b = right;
    return compare_texts((char *)bytes + a->offset, a->length, (char *)bytes + b->offset, b->length);
}

static int order_numbers(const void *left, const void *right) { return compare_numbers(left, right); }

/// Sorts the constants and drops those that stand twice.
static void settle_constants(struct source *source) {
    char *bytes = source->bytes.bytes;
    if (source->text_count) qsort_r(source->texts, source->text_count, sizeof *source->texts, order_texts, bytes);
    if (source->number_count) qsort(source->numbers, source->number_count, sizeof *source->numbers, order_numbers);
    uint32_t kept = 0;
    for (uint32_t place = 0; place < source->text_count; place++)
        if (!kept || order_texts(&source->texts[kept - 1], &source->texts[place], bytes)) source->texts[kept++] = source->texts[place];
    source->text_count = kept;
    kept = 0;
    for (uint32_t place = 0; place < source->number_count; place++)
        if (!kept || order_numbers(&source->numbers[kept - 1], &source->numbers[place])) source->numbers[kept++] = source->numbers[place];
    source->number_count = kept;
    source->are_integers = true;
    for (uint32_t place = 0; place < kept; place++) source->are_integers &= source->numbers[place].is_integer;
}

/// Most texts are told from all constants by their length and first byte.
static uint64_t start_bit(const char *bytes, size_t length) { return UINT64_C(1) << (length ? *bytes & 63 : 0); }

bool source_close(lua_State *lua, struct source *source) {
    lua_newtable(lua);
    int seen = lua_gettop(lua);
    // What type() gives.
    static const char *const types[] = {"nil", "boolean", "number", "string", "table", "function", "userdata"};
    for (size_t place = 0; place < sizeof types / sizeof *types; place++) source_add_text(source, types[place], strlen(types[place]));
    for (int place = 1; place <= 2; place++) add_value(lua, source, place, seen, 0);
    lua_settop(lua, seen - 1);
    source->sees_numbers |= source->places > MAX_PLACES;
    for (uint32_t place = 1; place <= source->places && place <= MAX_PLACES; place++)
        source_add_number(source, (struct constant_number){true, place, place});
    // A number may be held against the length of a text, which stands nowhere.
    source->sees_numbers |= source->sees_texts && source->relates;
    settle_constants(source);
    uint32_t size = 16;
    while (size < source->text_count * 2) size *= 2;
    source->table = calloc(size, sizeof *source->table);
    source->table_mask = size - 1;
    if (!source->table) return false;
    for (uint32_t number = 0; number < source->text_count; number++) {
        struct constant_text *text = &source->texts[number];
        text->hash = carena_hash((const uint8_t *)source->bytes.bytes + text->offset, text->length);
        source->text_starts[text->length & 63] |= start_bit(source->bytes.bytes + text->offset, text->length);
        uint32_t place = text->hash & source->table_mask;
        while (source->table[place]) place = (place + 1) & source->table_mask;
        source->table[place] = number + 1;
    }
    return !source->is_opaque;
}

uint32_t source_text(const struct source *source, const char *bytes, size_t length) {
    uint64_t starts = source->text_starts[length & 63];
    if (!starts || !(starts & start_bit(bytes, length))) return NONE;
    uint32_t hash = carena_hash((const uint8_t *)bytes, length);
    for (uint32_t place = hash & source->table_mask; source->table[place]; place = (place + 1) & source->table_mask) {
        const struct constant_text *text = &source->texts[source->table[place] - 1];
        if (text->hash == hash && text->length == length && memcmp(source->bytes.bytes + text->offset, bytes, length) == 0)
            return source->table[place] - 1;
    }
    return NONE;
}

uint32_t source_text_rank(const struct source *source, const char *bytes, size_t length) {
    uint32_t low = 0, high = source->text_count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        const struct constant_text *text = &source->texts[middle];
        if (compare_texts(source->bytes.bytes + text->offset, text->length, bytes, length) < 0) low = middle + 1;
        else high = middle;
    }
    return low;
}

uint32_t source_number(const struct source *source, const struct constant_number *number) {
    uint32_t low = 0, high = source->number_count;
    if (LIKELY(source->are_integers && number->is_integer)) {
        while (low < high) {
            uint32_t middle = low + (high - low) / 2;
            if (source->numbers[middle].integer < number->integer) low = middle + 1;
            else high = middle;
        }
        return 2 * low + (low < source->number_count && source->numbers[low].integer == number->integer);
    }
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (compare_numbers(&source->numbers[middle], number) < 0) low = middle + 1;
        else high = middle;
    }
    bool is_equal = low < source->number_count && compare_numbers(&source->numbers[low], number) == 0;
    return 2 * low + is_equal;
}
