// SPDX-License-Identifier: Apache-2.0
/// string.find, match, gmatch and gsub, as the manual of Lua 5.4 describes them.
#define _GNU_SOURCE // memmem
#include "patterns.h"

#include <ctype.h>

enum { MAX_REPEATED = 1 << 30 };

static void begin(struct matcher *matcher, lua_State *lua, const char *subject, size_t length, const char *pattern_end) {
    matcher->lua = lua;
    matcher->begin = subject;
    matcher->end = subject + length;
    matcher->pattern_end = pattern_end;
    matcher->steps = 0;
}

static const char *attempt(struct matcher *matcher, const char *subject, const char *pattern) {
    matcher->level = 0;
    matcher->depth = 0;
    return pattern_match(matcher, subject, pattern);
}

/// Raises where a capture was begun and not ended.
static void check_captures(struct matcher *matcher) {
    for (int capture = 0; capture < matcher->level; capture++)
        if (matcher->captures[capture].length == CAPTURE_OPEN) luaL_error(matcher->lua, "unfinished capture");
}

static void push_capture(struct matcher *matcher, int capture, const char *subject, const char *end) {
    if (capture >= matcher->level) {
        if (capture != 0) luaL_error(matcher->lua, "invalid capture index %%%d", capture + 1);
        lua_pushlstring(matcher->lua, subject, (size_t)(end - subject));
        return;
    }
    ptrdiff_t length = matcher->captures[capture].length;
    if (length == CAPTURE_OPEN) luaL_error(matcher->lua, "unfinished capture");
    if (length == CAPTURE_POSITION) lua_pushinteger(matcher->lua, matcher->captures[capture].begin - matcher->begin + 1);
    else lua_pushlstring(matcher->lua, matcher->captures[capture].begin, (size_t)length);
}

/// Pushes all captures; where there are none and `subject` is given, the whole match.
static int push_captures(struct matcher *matcher, const char *subject, const char *end) {
    int count = matcher->level == 0 && subject ? 1 : matcher->level;
    luaL_checkstack(matcher->lua, count, "too many captures");
    for (int capture = 0; capture < count; capture++) push_capture(matcher, capture, subject, end);
    return count;
}

/// The offset that an argument counts from the begin, or from the end where it is negative.
static size_t offset_of(lua_State *lua, int argument, size_t length) {
    lua_Integer place = luaL_optinteger(lua, argument, 1);
    if (place > 0) return (size_t)place - 1;
    if (place == 0 || place < -(lua_Integer)length) return 0;
    return length + (size_t)place;
}

static bool is_plain(const char *pattern, size_t length) {
    static const bool specials[256] = {
        ['^'] = true, ['$'] = true, ['*'] = true, ['+'] = true, ['?'] = true, ['.'] = true, ['('] = true, ['['] = true, ['%'] = true, ['-'] = true,
    };
    for (size_t place = 0; place < length; place++)
        if (specials[(unsigned char)pattern[place]]) return false;
    return true;
}

static int find_or_match(lua_State *lua, bool finds) {
    size_t length, pattern_length;
    const char *text = luaL_checklstring(lua, 1, &length), *pattern = luaL_checklstring(lua, 2, &pattern_length);
    size_t offset = offset_of(lua, 3, length);
    if (offset > length) {
        lua_pushnil(lua);
        return 1;
    }
    if (finds && (lua_toboolean(lua, 4) || is_plain(pattern, pattern_length))) {
        machine_pay(lua, (length - offset) / 64);
        const char *found = memmem(text + offset, length - offset, pattern, pattern_length);
        if (!found) {
            lua_pushnil(lua);
            return 1;
        }
        lua_pushinteger(lua, found - text + 1);
        lua_pushinteger(lua, found - text + (lua_Integer)pattern_length);
        return 2;
    }
    struct matcher matcher;
    begin(&matcher, lua, text, length, pattern + pattern_length);
    bool is_anchored = pattern_length && *pattern == '^';
    for (const char *place = text + offset; place <= matcher.end; place++) {
        const char *end = attempt(&matcher, place, pattern + is_anchored);
        if (end && finds) {
            lua_pushinteger(lua, place - text + 1);
            lua_pushinteger(lua, end - text);
            return push_captures(&matcher, NULL, NULL) + 2;
        }
        if (end) return push_captures(&matcher, place, end);
        if (is_anchored) break;
    }
    lua_pushnil(lua);
    return 1;
}

struct end_pattern pattern_end(const char *pattern, size_t length) {
    bool at_begin = length && *pattern == '^', at_end = length && pattern[length - 1] == '$';
    size_t plain = length - at_begin - at_end;
    // A ')' that closes nothing is an error where a text is matched, and a letter only where it is found.
    bool is_one = length > 1 && (at_begin || at_end) && is_plain(pattern + at_begin, plain) && !memchr(pattern, ')', length);
    return (struct end_pattern){is_one, at_begin, at_end, (uint32_t)plain};
}

bool pattern_finds(lua_State *lua, const char *text, size_t length, const char *pattern, size_t pattern_length) {
    if (is_plain(pattern, pattern_length)) {
        machine_pay(lua, length / 64);
        return memmem(text, length, pattern, pattern_length) != NULL;
    }
    struct end_pattern ends = pattern_end(pattern, pattern_length);
    if (ends.is_one) return end_pattern_matches(ends, pattern, text, length);
    bool is_anchored = *pattern == '^';
    struct matcher matcher;
    begin(&matcher, lua, text, length, pattern + pattern_length);
    for (const char *place = text; place <= matcher.end; place++) {
        if (attempt(&matcher, place, pattern + is_anchored)) {
            if (matcher.level) check_captures(&matcher);
            return true;
        }
        if (is_anchored) break;
    }
    return false;
}

int pattern_capture(
    lua_State *lua, const char *text, size_t length, const char *pattern, size_t pattern_length, const char **capture, size_t *capture_length) {
    struct matcher matcher;
    begin(&matcher, lua, text, length, pattern + pattern_length);
    bool is_anchored = pattern_length && *pattern == '^';
    for (const char *place = text; place <= matcher.end; place++) {
        const char *end = attempt(&matcher, place, pattern + is_anchored);
        if (end) {
            *capture = matcher.level ? matcher.captures[0].begin : place;
            ptrdiff_t found = matcher.level ? matcher.captures[0].length : end - place;
            *capture_length = (size_t)found;
            return matcher.level <= 1 && found >= 0 ? 1 : -1;
        }
        if (is_anchored) break;
    }
    return 0;
}

void pattern_note(lua_State *lua, enum step_kind kind, uint64_t value, struct note text) {
    CLuaBridge_machine *machine = machine_of(lua);
    if (LIKELY(!machine->recording)) return;
    size_t length;
    const char *pattern = lua_tolstring(lua, 2, &length);
    struct step step = {.kind = (uint8_t)kind, .source = NONE, .value = value, .name = record_note(machine, pattern, length), .text = text};
    record_argument(lua, &step, 1);
    if (record_is_read(lua, 2)) record_doubt(machine);
    record_step(machine, step);
}

static int find(lua_State *lua) {
    if (UNLIKELY(machine_of(lua)->recording)) record_doubt(machine_of(lua));
    return find_or_match(lua, true);
}

static int match(lua_State *lua) {
    CLuaBridge_machine *machine = machine_of(lua);
    int arguments = lua_gettop(lua), count = find_or_match(lua, false);
    if (LIKELY(!machine->recording)) return count;
    size_t length = 0;
    bool is_text = lua_type(lua, -1) == LUA_TSTRING;
    if (arguments > 2 || count > 1 || (!is_text && !lua_isnil(lua, -1))) {
        record_doubt(machine);
        return count;
    }
    const char *text = is_text ? lua_tolstring(lua, -1, &length) : "";
    pattern_note(lua, STEP_MATCH, is_text ? NOTED_TEXT : 0, record_note(machine, text, length));
    return count;
}

enum { TEXT = 1, PATTERN, NEXT, LAST, TURN };

static int next_match(lua_State *lua) {
    size_t length, pattern_length;
    machine_demand_turn(lua, lua_upvalueindex(TURN));
    const char *text = lua_tolstring(lua, lua_upvalueindex(TEXT), &length);
    const char *pattern = lua_tolstring(lua, lua_upvalueindex(PATTERN), &pattern_length);
    lua_Integer last = lua_tointeger(lua, lua_upvalueindex(LAST));
    struct matcher matcher;
    begin(&matcher, lua, text, length, pattern + pattern_length);
    for (const char *place = text + lua_tointeger(lua, lua_upvalueindex(NEXT)); place <= matcher.end; place++) {
        const char *end = attempt(&matcher, place, pattern);
        if (!end || end - text == last) continue;
        lua_pushinteger(lua, end - text);
        lua_copy(lua, -1, lua_upvalueindex(NEXT));
        lua_replace(lua, lua_upvalueindex(LAST));
        return push_captures(&matcher, place, end);
    }
    return 0;
}

static int gmatch(lua_State *lua) {
    size_t length;
    luaL_checklstring(lua, 1, &length);
    luaL_checkstring(lua, 2);
    size_t offset = offset_of(lua, 3, length);
    lua_settop(lua, 2);
    lua_pushinteger(lua, (lua_Integer)(offset > length ? length + 1 : offset));
    lua_pushinteger(lua, -1);
    machine_push_turn(lua);
    lua_pushcclosure(lua, next_match, TURN);
    return 1;
}

/// Adds a piece of the subject, at the price of its bytes: a short replacement may name a long capture often.
static void add_piece(struct matcher *matcher, luaL_Buffer *out, const char *piece, size_t length) {
    if (UNLIKELY(length >= 64)) machine_pay(matcher->lua, length / 16);
    luaL_addlstring(out, piece, length);
}

/// Adds the replacement text at argument 3, its `%0` to `%9` filled in.
static void add_text(struct matcher *matcher, luaL_Buffer *out, const char *subject, const char *end) {
    size_t length;
    const char *text = lua_tolstring(matcher->lua, 3, &length);
    if (UNLIKELY(length >= 64)) machine_pay(matcher->lua, length / 16);
    for (size_t place = 0; place < length; place++) {
        if (text[place] != '%') {
            luaL_addchar(out, text[place]);
            continue;
        }
        place++;
        if (place < length && text[place] == '%') {
            luaL_addchar(out, '%');
        } else if (place < length && text[place] == '0') {
            add_piece(matcher, out, subject, (size_t)(end - subject));
        } else if (place < length && isdigit((unsigned char)text[place])) {
            push_capture(matcher, text[place] - '1', subject, end);
            uint64_t bytes = lua_rawlen(matcher->lua, -1);
            if (UNLIKELY(bytes >= 64)) machine_pay(matcher->lua, bytes / 16);
            luaL_tolstring(matcher->lua, -1, NULL);
            lua_remove(matcher->lua, -2);
            luaL_addvalue(out);
        } else {
            luaL_error(matcher->lua, "invalid use of '%%' in replacement string");
        }
    }
}

/// Adds what replaces a match, which is itself where a table or function gives nothing.
static void add_replacement(struct matcher *matcher, luaL_Buffer *out, const char *subject, const char *end) {
    lua_State *lua = matcher->lua;
    switch (lua_type(lua, 3)) {
    case LUA_TFUNCTION: {
        lua_pushvalue(lua, 3);
        int count = push_captures(matcher, subject, end);
        lua_call(lua, count, 1);
        break;
    }
    case LUA_TTABLE:
        push_capture(matcher, 0, subject, end);
        lua_gettable(lua, 3);
        break;
    default: add_text(matcher, out, subject, end); return;
    }
    if (!lua_toboolean(lua, -1)) {
        lua_pop(lua, 1);
        luaL_addlstring(out, subject, (size_t)(end - subject));
    } else if (!lua_isstring(lua, -1)) {
        luaL_error(lua, "invalid replacement value (a %s)", luaL_typename(lua, -1));
    } else {
        luaL_addvalue(out);
    }
}

static int gsub(lua_State *lua) {
    size_t length, pattern_length;
    const char *text = luaL_checklstring(lua, 1, &length), *pattern = luaL_checklstring(lua, 2, &pattern_length);
    lua_Integer most = luaL_optinteger(lua, 4, (lua_Integer)length + 1), count = 0;
    int kind = lua_type(lua, 3);
    luaL_argexpected(lua, kind == LUA_TNUMBER || kind == LUA_TSTRING || kind == LUA_TFUNCTION || kind == LUA_TTABLE, 3, "string/function/table");
    struct matcher matcher;
    begin(&matcher, lua, text, length, pattern + pattern_length);
    bool is_anchored = pattern_length && *pattern == '^';
    const char *place = text, *last = NULL;
    luaL_Buffer out;
    luaL_buffinit(lua, &out);
    while (count < most) {
        const char *end = attempt(&matcher, place, pattern + is_anchored);
        if (end && end != last) {
            count++;
            add_replacement(&matcher, &out, place, end);
            place = last = end;
        } else if (place < matcher.end) {
            luaL_addchar(&out, *place++);
        } else {
            break;
        }
        if (is_anchored) break;
    }
    luaL_addlstring(&out, place, (size_t)(matcher.end - place));
    luaL_pushresult(&out);
    lua_pushinteger(lua, count);
    return 2;
}

/// string.rep; the stock one repeats even nothing as often as it is told.
static int repeat(lua_State *lua) {
    size_t length, separator_length;
    const char *text = luaL_checklstring(lua, 1, &length);
    lua_Integer count = luaL_checkinteger(lua, 2);
    const char *separator = luaL_optlstring(lua, 3, "", &separator_length);
    if (count <= 0 || length + separator_length == 0) {
        lua_pushliteral(lua, "");
        return 1;
    }
    if ((lua_Unsigned)count > MAX_REPEATED / (length + separator_length)) return luaL_error(lua, "resulting string too large");
    size_t total = (size_t)count * length + (size_t)(count - 1) * separator_length;
    machine_pay(lua, total / 64);
    luaL_Buffer out;
    char *place = luaL_buffinitsize(lua, &out, total);
    for (lua_Integer done = 0; done < count; done++) {
        if (done) place = (char *)memcpy(place, separator, separator_length) + separator_length;
        place = (char *)memcpy(place, text, length) + length;
    }
    luaL_pushresultsize(&out, total);
    return 1;
}

void patterns_open(lua_State *lua) {
    static const luaL_Reg functions[] = {{"find", find}, {"match", match}, {"gmatch", gmatch}, {"gsub", gsub}, {"rep", repeat}, {NULL, NULL}};
    luaL_setfuncs(lua, functions, 0);
}
