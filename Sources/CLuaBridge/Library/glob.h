// SPDX-License-Identifier: Apache-2.0
/// Patterns of IAM: `*` stands for any text, `?` for one character, which is a code point of UTF-8 however many bytes it has.
#ifndef GLOB_H
#define GLOB_H

#include "library.h"

enum {
    GLOB_FOLDS = 1,   ///< the case of letters says nothing
    GLOB_PATTERN = 2, ///< the text is a pattern itself: whether all that it matches is matched
};

/// In a pattern, the characters `*` and `?` themselves: bytes that no UTF-8 text has.
enum { GLOB_STAR = (char)0xFE, GLOB_MARK = (char)0xFF };

bool glob_matches(struct reader *reader, struct slice pattern, struct slice text, unsigned options);
/// Whether there is a text that both match.
bool glob_meets(struct reader *reader, struct slice left, struct slice right, unsigned options);

#endif
