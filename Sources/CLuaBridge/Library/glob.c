// SPDX-License-Identifier: Apache-2.0
#include "glob.h"

enum { MAX_STARS = 24 };

static unsigned char folded(unsigned char byte, unsigned options) {
    return options & GLOB_FOLDS && byte >= 'A' && byte <= 'Z' ? byte | 0x20 : byte;
}

/// The bytes of the character at `place`: its first, and those that go on with it. A byte that begins no character is one.
static size_t character_length(struct slice text, size_t place) {
    size_t length = 1;
    if ((unsigned char)text.bytes[place] < 0xC0) return length;
    while (length < 4 && place + length < text.length && ((unsigned char)text.bytes[place + length] & 0xC0) == 0x80) length++;
    return length;
}

/// Whether one character of a pattern stands for one of a text, or of another pattern.
static bool stands_for(char pattern, char text, unsigned options) {
    if (options & GLOB_PATTERN && text == '*') return false; // more than one character: only a star stands for it
    if (pattern == GLOB_STAR || pattern == GLOB_MARK) return !(options & GLOB_PATTERN) && text == (pattern == GLOB_STAR ? '*' : '?');
    return pattern == '?' || folded((unsigned char)pattern, options) == folded((unsigned char)text, options);
}

bool glob_matches(struct reader *reader, struct slice pattern, struct slice text, unsigned options) {
    size_t at = 0, place = 0, star = SIZE_MAX, retry = 0;
    while (place < text.length) {
        item_work(reader, 1);
        if (at < pattern.length && pattern.bytes[at] == '*') {
            star = at++;
            retry = place;
        } else if (at < pattern.length && stands_for(pattern.bytes[at], text.bytes[place], options)) {
            place += pattern.bytes[at++] == '?' ? character_length(text, place) : 1;
        } else if (star != SIZE_MAX) {
            at = star + 1;
            place = retry += character_length(text, retry);
        } else {
            return false;
        }
    }
    while (at < pattern.length && pattern.bytes[at] == '*') at++;
    return at == pattern.length;
}

/// Goes on until one side needs a choice; the side with the star then skips nothing, or one character of the other.
static bool meets(struct reader *reader, struct slice left, struct slice right, unsigned options, int depth) {
    for (;;) {
        item_work(reader, 1);
        if (left.length && left.bytes[0] == '*') break;
        if (right.length && right.bytes[0] == '*') {
            struct slice other = left;
            left = right;
            right = other;
            break;
        }
        if (!left.length || !right.length) return !left.length && !right.length;
        bool is_same = left.bytes[0] == '?' || right.bytes[0] == '?' || folded((unsigned char)left.bytes[0], options) == folded((unsigned char)right.bytes[0], options);
        if (!is_same) return false;
        size_t lengths[2] = {right.bytes[0] == '?' ? character_length(left, 0) : 1, left.bytes[0] == '?' ? character_length(right, 0) : 1};
        left = (struct slice){left.bytes + lengths[0], left.length - lengths[0]};
        right = (struct slice){right.bytes + lengths[1], right.length - lengths[1]};
    }
    struct slice behind = {left.bytes + 1, left.length - 1};
    if (!behind.length) return true;
    if (depth == 0) luaL_error(reader->lua, "two patterns with more than %d stars", MAX_STARS);
    for (;;) {
        if (meets(reader, behind, right, options, depth - 1)) return true;
        if (!right.length) return false;
        size_t skipped = character_length(right, 0);
        right = (struct slice){right.bytes + skipped, right.length - skipped};
    }
}

bool glob_meets(struct reader *reader, struct slice left, struct slice right, unsigned options) {
    return meets(reader, left, right, options, MAX_STARS);
}
