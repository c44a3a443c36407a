// SPDX-License-Identifier: Apache-2.0
/// text: what texts begin, end and match with, and what is made of them. Of no text none of it is so, and nothing is made.
#define _GNU_SOURCE // memmem
#include "glob.h"

static struct slice wanted(struct reader *reader, const struct words *words) {
    struct slice text = word_at(words, 0);
    if (!text.bytes) luaL_error(reader->lua, "a text to look for is expected");
    return text;
}

/// The text that is looked at; of something else nobody knows.
static enum answer subject_text(struct reader *reader, const struct item *item, struct slice *text) {
    if (item_text(reader, item, text)) {
        item_work(reader, (uint32_t)(text->length / 16) + 1);
        return YES;
    }
    item_kind(reader, item);
    return undecided(reader, CARENA_UNDECODABLE, "a text was expected: the document has another shape");
}

static enum answer starts_with(struct reader *reader, const struct item *item, const struct words *words) {
    struct slice text, start = wanted(reader, words);
    enum answer is = subject_text(reader, item, &text);
    return is == YES ? answer_of(text.length >= start.length && memcmp(text.bytes, start.bytes, start.length) == 0) : is;
}

static enum answer ends_with(struct reader *reader, const struct item *item, const struct words *words) {
    struct slice text, end = wanted(reader, words);
    enum answer is = subject_text(reader, item, &text);
    return is == YES ? answer_of(text.length >= end.length && memcmp(text.bytes + text.length - end.length, end.bytes, end.length) == 0) : is;
}

static enum answer contains(struct reader *reader, const struct item *item, const struct words *words) {
    struct slice text, part = wanted(reader, words);
    enum answer is = subject_text(reader, item, &text);
    if (is != YES || part.length == 0) return is;
    for (size_t place = 0; place + part.length <= text.length; place++) {
        item_work(reader, (uint32_t)(part.length / 16) + 1);
        if (memcmp(text.bytes + place, part.bytes, part.length) == 0) return YES;
    }
    return NO;
}

static enum answer glob(struct reader *reader, const struct item *item, const struct words *words) {
    struct slice text, pattern = wanted(reader, words);
    enum answer is = subject_text(reader, item, &text);
    return is == YES ? answer_of(glob_matches(reader, pattern, text, 0)) : is;
}

const struct library_function text_functions[] = {
    {.library = "text", .name = "starts_with", .answer = starts_with, .subject = "the text was", .takes_nil = true},
    {.library = "text", .name = "ends_with", .answer = ends_with, .subject = "the text was", .takes_nil = true},
    {.library = "text", .name = "contains", .answer = contains, .subject = "the text was", .takes_nil = true},
    {.library = "text", .name = "glob", .answer = glob, .subject = "the text was", .takes_nil = true},
    {0},
};

/// The text at 1; nil gives nil, and ends the call with it.
static const char *text_at(lua_State *lua, size_t *length) {
    if (lua_isnoneornil(lua, 1)) return NULL;
    if (lua_islightuserdata(lua, 1)) stop_unknown(lua, CARENA_UNDECODABLE, "a text was expected: the document has another shape");
    const char *text = luaL_checklstring(lua, 1, length);
    machine_pay(lua, *length / 16 + 1);
    return text;
}

/// Gives the text with the letters from `first` to `last` in the other case.
static int fold(lua_State *lua, char first, char last) {
    size_t length;
    const char *text = text_at(lua, &length);
    if (!text) return lua_pushnil(lua), 1;
    luaL_Buffer buffer;
    char *folded = luaL_buffinitsize(lua, &buffer, length);
    for (size_t place = 0; place < length; place++) folded[place] = text[place] >= first && text[place] <= last ? text[place] ^ 0x20 : text[place];
    luaL_pushresultsize(&buffer, length);
    return 1;
}

static int lower(lua_State *lua) { return fold(lua, 'A', 'Z'); }

static int upper(lua_State *lua) { return fold(lua, 'a', 'z'); }

static bool is_space(char byte) { return byte == ' ' || (byte >= '\t' && byte <= '\r'); }

static int trim(lua_State *lua) {
    size_t length;
    const char *text = text_at(lua, &length);
    if (!text) return lua_pushnil(lua), 1;
    while (length && is_space(*text)) text++, length--;
    while (length && is_space(text[length - 1])) length--;
    lua_pushlstring(lua, text, length);
    return 1;
}

static int split(lua_State *lua) {
    size_t length, separator_length;
    const char *text = text_at(lua, &length), *separator = luaL_checklstring(lua, 2, &separator_length);
    if (!text) return lua_pushnil(lua), 1;
    luaL_argcheck(lua, separator_length > 0, 2, "a separator is expected");
    lua_newtable(lua);
    lua_Integer count = 0;
    size_t begin = 0;
    for (const char *found; (found = memmem(text + begin, length - begin, separator, separator_length));) {
        machine_pay(lua, separator_length / 16 + 1);
        lua_pushlstring(lua, text + begin, (size_t)(found - text) - begin);
        lua_rawseti(lua, -2, ++count);
        begin = (size_t)(found - text) + separator_length;
    }
    lua_pushlstring(lua, text + begin, length - begin);
    lua_rawseti(lua, -2, ++count);
    return 1;
}

void text_open(lua_State *lua) {
    static const luaL_Reg functions[] = {{"lower", lower}, {"upper", upper}, {"trim", trim}, {"split", split}, {NULL, NULL}};
    library_add(lua, "text", functions);
}
