// SPDX-License-Identifier: Apache-2.0
/// Matching a pattern at one place of a text. Stock Lua's matcher runs no instruction, so no hook could ever stop it.
#include "patterns.h"

#include <ctype.h>

enum { PAID_STEPS = 1024 };

static void pay(struct matcher *matcher, size_t steps) {
    uint64_t owed = matcher->steps + (uint64_t)steps;
    matcher->steps = owed < PAID_STEPS ? (uint32_t)owed : 0;
    if (UNLIKELY(owed >= PAID_STEPS)) machine_pay(matcher->lua, owed);
}

/// Behind the single item at `pattern`: a character, a class or a set.
static const char *item_end(struct matcher *matcher, const char *pattern) {
    char first = *pattern++;
    if (first == '%') {
        if (pattern == matcher->pattern_end) luaL_error(matcher->lua, "malformed pattern (ends with '%%')");
        return pattern + 1;
    }
    if (first != '[') return pattern;
    if (pattern < matcher->pattern_end && *pattern == '^') pattern++;
    do {
        if (pattern >= matcher->pattern_end) luaL_error(matcher->lua, "malformed pattern (missing ']')");
        if (*pattern++ == '%') pattern++;
    } while (pattern >= matcher->pattern_end || *pattern != ']');
    return pattern + 1;
}

static inline bool is_between(int byte, int first, int last) { return (unsigned)(byte - first) <= (unsigned)(last - first); }

static inline bool is_letter(int byte) { return is_between(byte | 0x20, 'a', 'z'); }

static inline bool is_digit(int byte) { return is_between(byte, '0', '9'); }

/// As the C locale, which is the only one here, has the classes; asking the library for each byte was a third of all matching.
static inline bool in_class(int byte, int class) {
    bool is;
    switch (class | 0x20) {
    case 'a': is = is_letter(byte); break;
    case 'c': is = byte < ' ' || byte == 0x7F; break;
    case 'd': is = is_digit(byte); break;
    case 'g': is = is_between(byte, '!', '~'); break;
    case 'l': is = is_between(byte, 'a', 'z'); break;
    case 'p': is = is_between(byte, '!', '~') && !is_letter(byte) && !is_digit(byte); break;
    case 's': is = byte == ' ' || is_between(byte, '\t', '\r'); break;
    case 'u': is = is_between(byte, 'A', 'Z'); break;
    case 'w': is = is_letter(byte) || is_digit(byte); break;
    case 'x': is = is_digit(byte) || is_between(byte | 0x20, 'a', 'f'); break;
    case 'z': is = byte == 0; break;
    default: return class == byte;
    }
    return is != is_between(class, 'A', 'Z');
}

/// Whether a byte is in the set from '[' at `set` to ']' at `last`.
static bool in_set(int byte, const char *set, const char *last) {
    bool wanted = true;
    set++;
    if (*set == '^') {
        wanted = false;
        set++;
    }
    for (; set < last; set++) {
        if (*set == '%') {
            set++;
            if (in_class(byte, (unsigned char)*set)) return wanted;
        } else if (set[1] == '-' && set + 2 < last) {
            if ((unsigned char)set[0] <= byte && byte <= (unsigned char)set[2]) return wanted;
            set += 2;
        } else if ((unsigned char)*set == byte) {
            return wanted;
        }
    }
    return !wanted;
}

static inline bool is_item(int byte, const char *item, const char *item_end) {
    switch (*item) {
    case '.': return true;
    case '%': return in_class(byte, (unsigned char)item[1]);
    case '[': return in_set(byte, item, item_end - 1);
    default: return (unsigned char)*item == byte;
    }
}

static bool matches_item(struct matcher *matcher, const char *subject, const char *item, const char *item_end) {
    pay(matcher, 1);
    return subject < matcher->end && is_item((unsigned char)*subject, item, item_end);
}

/// `%bxy`: from an x to the y that closes it.
static const char *match_balance(struct matcher *matcher, const char *subject, const char *pair) {
    if (pair + 1 >= matcher->pattern_end) luaL_error(matcher->lua, "malformed pattern (missing arguments to '%%b')");
    if (subject >= matcher->end || *subject != pair[0]) return NULL;
    int open = 1;
    while (++subject < matcher->end) {
        pay(matcher, 1);
        if (*subject == pair[1]) {
            if (--open == 0) return subject + 1;
        } else if (*subject == pair[0]) {
            open++;
        }
    }
    return NULL;
}

/// How often an item matches from `subject` on.
static ptrdiff_t count_most(struct matcher *matcher, const char *subject, const char *item, const char *end) {
    if (item[0] == '[' && item[1] == '^' && end == item + 4 && item[2] != '%') {
        // All but one character, as texts are taken apart at their colons.
        const char *found = memchr(subject, item[2], (size_t)(matcher->end - subject));
        ptrdiff_t count = (found ? found : matcher->end) - subject;
        if (UNLIKELY(count >= PAID_STEPS)) machine_pay(matcher->lua, (uint64_t)count / 16);
        return count;
    }
    const char *place = subject;
    while (place < matcher->end && is_item((unsigned char)*place, item, end)) place++;
    pay(matcher, (size_t)(place - subject) + 1);
    return place - subject;
}

static const char *repeat_most(struct matcher *matcher, const char *subject, const char *item, const char *end) {
    ptrdiff_t count = count_most(matcher, subject, item, end);
    for (; count >= 0; count--) {
        const char *found = pattern_match(matcher, subject + count, end + 1);
        if (found) return found;
    }
    return NULL;
}

static const char *repeat_least(struct matcher *matcher, const char *subject, const char *item, const char *end) {
    for (;; subject++) {
        const char *found = pattern_match(matcher, subject, end + 1);
        if (found) return found;
        if (!matches_item(matcher, subject, item, end)) return NULL;
    }
}

static const char *open_capture(struct matcher *matcher, const char *subject, const char *pattern, ptrdiff_t length) {
    if (matcher->level >= MAX_CAPTURES) luaL_error(matcher->lua, "too many captures");
    matcher->captures[matcher->level].begin = subject;
    matcher->captures[matcher->level].length = length;
    matcher->level++;
    const char *found = pattern_match(matcher, subject, pattern);
    if (!found) matcher->level--;
    return found;
}

static const char *close_capture(struct matcher *matcher, const char *subject, const char *pattern) {
    int capture = matcher->level - 1;
    while (capture >= 0 && matcher->captures[capture].length != CAPTURE_OPEN) capture--;
    if (capture < 0) luaL_error(matcher->lua, "invalid pattern capture");
    matcher->captures[capture].length = subject - matcher->captures[capture].begin;
    const char *found = pattern_match(matcher, subject, pattern);
    if (!found) matcher->captures[capture].length = CAPTURE_OPEN;
    return found;
}

/// `%1`: what a capture before it held, again.
static const char *match_again(struct matcher *matcher, const char *subject, int digit) {
    int capture = digit - '1';
    if (capture < 0 || capture >= matcher->level || matcher->captures[capture].length == CAPTURE_OPEN)
        luaL_error(matcher->lua, "invalid capture index %%%d", capture + 1);
    ptrdiff_t length = matcher->captures[capture].length;
    if (length < 0) return NULL; // of a position there is nothing to repeat
    for (ptrdiff_t place = 0; place < length; place += PAID_STEPS) machine_pay(matcher->lua, PAID_STEPS / 64);
    if (matcher->end - subject < length || memcmp(matcher->captures[capture].begin, subject, (size_t)length) != 0) return NULL;
    return subject + length;
}

/// `%f[set]`: whether the set begins here, where the text's ends count as a zero byte.
static bool at_frontier(struct matcher *matcher, const char *subject, const char *set, const char *set_end) {
    int before = subject == matcher->begin ? 0 : (unsigned char)subject[-1];
    int here = subject == matcher->end ? 0 : (unsigned char)*subject;
    return !in_set(before, set, set_end - 1) && in_set(here, set, set_end - 1);
}

/// Goes on behind a '%' that is more than a class; false where it is one.
static bool match_special(struct matcher *matcher, const char **subject, const char **pattern) {
    const char *next = *pattern + 1;
    if (next == matcher->pattern_end) return false;
    if (*next == 'b') {
        *subject = match_balance(matcher, *subject, next + 1);
        *pattern = next + 3;
    } else if (*next == 'f') {
        const char *set = next + 1;
        if (set >= matcher->pattern_end || *set != '[') luaL_error(matcher->lua, "missing '[' after '%%f' in pattern");
        const char *end = item_end(matcher, set);
        if (!at_frontier(matcher, *subject, set, end)) *subject = NULL;
        *pattern = end;
    } else if (isdigit((unsigned char)*next)) {
        *subject = match_again(matcher, *subject, *next);
        *pattern = next + 1;
    } else {
        return false;
    }
    return true;
}

static const char *match_here(struct matcher *matcher, const char *subject, const char *pattern) {
    while (pattern < matcher->pattern_end) {
        pay(matcher, 1);
        if (*pattern == '(') {
            bool is_position = pattern + 1 < matcher->pattern_end && pattern[1] == ')';
            return is_position ? open_capture(matcher, subject, pattern + 2, CAPTURE_POSITION) : open_capture(matcher, subject, pattern + 1, CAPTURE_OPEN);
        }
        if (*pattern == ')') return close_capture(matcher, subject, pattern + 1);
        if (*pattern == '$' && pattern + 1 == matcher->pattern_end) return subject == matcher->end ? subject : NULL;
        if (*pattern == '%' && match_special(matcher, &subject, &pattern)) {
            if (!subject) return NULL;
            continue;
        }
        const char *end = item_end(matcher, pattern);
        char suffix = end < matcher->pattern_end ? *end : 0;
        if (suffix == '*') return repeat_most(matcher, subject, pattern, end);
        if (suffix == '-') return repeat_least(matcher, subject, pattern, end);
        bool is = matches_item(matcher, subject, pattern, end);
        if (suffix == '+') return is ? repeat_most(matcher, subject + 1, pattern, end) : NULL;
        if (suffix == '?') {
            const char *found = is ? pattern_match(matcher, subject + 1, end + 1) : NULL;
            if (found) return found;
            pattern = end + 1;
            continue;
        }
        if (!is) return NULL;
        subject++;
        pattern = end;
    }
    return subject;
}

const char *pattern_match(struct matcher *matcher, const char *subject, const char *pattern) {
    if (++matcher->depth > MAX_DEPTH) luaL_error(matcher->lua, "pattern too complex");
    const char *found = match_here(matcher, subject, pattern);
    matcher->depth--;
    return found;
}
