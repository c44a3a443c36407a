// SPDX-License-Identifier: Apache-2.0
/// simdjson's DOM parser behind a C interface: JSON bytes in, simdjson's own tape out.
#ifndef CSIMDJSON_H
#define CSIMDJSON_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct CSimdjson_parser CSimdjson_parser;

/// Results of a parse, all of them valid until the parser's next parse.
typedef struct CSimdjson_tape {
    const uint64_t *_Nullable words;       ///< the tape, as simdjson's doc/tape.md describes it
    const uint8_t *_Nullable strings;      ///< its string buffer: 32-bit length, bytes, NUL
    const uint32_t *_Nullable structurals; ///< byte offset of each structural character of the input; none of a list's element
    uint32_t structural_count;
} CSimdjson_tape;

enum {
    CSIMDJSON_OK = 0,
    CSIMDJSON_MALFORMED = 1,
    CSIMDJSON_TOO_DEEP = 2,
    CSIMDJSON_TOO_LARGE = 3,
    CSIMDJSON_MEMORY = 4,
    CSIMDJSON_END = 5,   ///< of a list
    CSIMDJSON_PLAIN = 6, ///< an element of a list that is neither an object nor a list
    CSIMDJSON_MORE = 7,  ///< the piece of the text ends, and what lies from `position` on is to be seen together with what follows
};

/// Bytes that must be readable behind the input.
enum { CSIMDJSON_PADDING = 64 };

CSimdjson_parser *_Nullable CSimdjson_create_parser(uint32_t max_depth);
void CSimdjson_destroy_parser(CSimdjson_parser *_Nonnull parser);

/// Parses one document; `json` is followed by CSIMDJSON_PADDING readable bytes. Never throws.
int CSimdjson_parse(
    CSimdjson_parser *_Nonnull parser, const uint8_t *_Nonnull json, size_t length, CSimdjson_tape *_Nonnull tape);

enum { CSIMDJSON_AT_BEGIN = 0, CSIMDJSON_AFTER_ELEMENT = 1, CSIMDJSON_AFTER_COMMA = 2 };

/// A list that is being read, a piece of text after another; the caller sets the first four at first and after CSIMDJSON_MORE.
typedef struct CSimdjson_list {
    const uint8_t *_Nonnull json; ///< a piece of the text, followed by CSIMDJSON_PADDING readable bytes
    size_t length;
    bool is_at_end;               ///< whether the piece ends where the text does
    size_t position;              ///< in the piece; at first behind the list's opening bracket
    size_t begin, end;            ///< where the element stands; at CSIMDJSON_END, `begin` is where the closing bracket does
    size_t window_length;
    bool is_last_window;
    int state;
} CSimdjson_list;

/// Parses the next element of a list. The parser must read nothing else until the list ends. Never throws.
int CSimdjson_next(CSimdjson_parser *_Nonnull parser, CSimdjson_list *_Nonnull list, CSimdjson_tape *_Nonnull tape);

#ifdef __cplusplus
}
#endif
#endif
