// SPDX-License-Identifier: Apache-2.0
/// Lua's patterns with a price: what they look at is paid from the check's budget.
#ifndef PATTERNS_H
#define PATTERNS_H

#include "machine.h"

#include <stddef.h>

enum { MAX_CAPTURES = 32, MAX_DEPTH = 200 };
/// Lengths of captures that have none.
enum { CAPTURE_OPEN = -1, CAPTURE_POSITION = -2 };

struct matcher {
    lua_State *lua;
    const char *begin, *end;
    const char *pattern_end;
    int depth;
    uint32_t steps;
    int level;
    struct {
        const char *begin;
        ptrdiff_t length;
    } captures[MAX_CAPTURES];
};

/// A pattern that is a text at one end of another, or the whole, and nothing more.
struct end_pattern {
    bool is_one;
    bool at_begin, at_end;
    uint32_t length; ///< of the text, which begins behind a '^'
};
struct end_pattern pattern_end(const char *pattern, size_t length);

/// Whether `text` matches such a pattern.
static inline bool end_pattern_matches(struct end_pattern end, const char *pattern, const char *text, size_t length) {
    if (length < end.length || (end.at_begin && end.at_end && length != end.length)) return false;
    return carena_equal((const uint8_t *)(end.at_begin ? text : text + length - end.length), (const uint8_t *)pattern + end.at_begin, end.length);
}

/// The end of the match of `pattern` at `subject`; null where there is none. Raises where the pattern is malformed or too dear.
const char *pattern_match(struct matcher *matcher, const char *subject, const char *pattern);

#endif
