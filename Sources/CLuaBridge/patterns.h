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

/// The end of the match of `pattern` at `subject`; null where there is none. Raises where the pattern is malformed or too dear.
const char *pattern_match(struct matcher *matcher, const char *subject, const char *pattern);

#endif
