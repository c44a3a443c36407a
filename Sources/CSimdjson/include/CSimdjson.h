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
    CSIMDJSON_END = 5,  ///< of a piece of a list
    CSIMDJSON_MORE = 6, ///< no element of the piece is whole: it is to be seen together with what follows
};

/// Bytes that must be readable behind the input.
enum { CSIMDJSON_PADDING = 64 };

CSimdjson_parser *_Nullable CSimdjson_create_parser(uint32_t max_depth);
void CSimdjson_destroy_parser(CSimdjson_parser *_Nonnull parser);

/// Parses one document; `json` is followed by CSIMDJSON_PADDING readable bytes. Never throws.
int CSimdjson_parse(
    CSimdjson_parser *_Nonnull parser, const uint8_t *_Nonnull json, size_t length, CSimdjson_tape *_Nonnull tape);

enum { CSIMDJSON_AT_BEGIN = 0, CSIMDJSON_AFTER_ELEMENT = 1, CSIMDJSON_AFTER_COMMA = 2 };

/// A piece of a text within a list; the caller sets the first five.
typedef struct CSimdjson_piece {
    const uint8_t *_Nonnull json; ///< followed by CSIMDJSON_PADDING readable bytes
    size_t length;
    bool is_at_end; ///< whether the piece ends where the text does
    bool is_open;   ///< whether nobody waits to hear how far whole elements reach, and the one parsed last may tell
    int state;      ///< AT_BEGIN behind the list's opening bracket, AFTER_ELEMENT in every later piece
    size_t end;     ///< behind the last element that is whole, or where the list's closing bracket stands
    size_t count;   ///< of whole elements
    bool ends_list;
    size_t element_begin, element_end;
} CSimdjson_piece;

/// Finds out how far the elements of a piece reach that are whole; CSIMDJSON_MORE where there are none, and more of the text is needed.
/// The parser then belongs to the piece. Never throws.
int CSimdjson_cut(CSimdjson_parser *_Nonnull parser, CSimdjson_piece *_Nonnull piece);

/// Parses the next element of the piece; CSIMDJSON_END behind the last. Never throws.
int CSimdjson_next(CSimdjson_parser *_Nonnull parser, CSimdjson_piece *_Nonnull piece, CSimdjson_tape *_Nonnull tape);

#ifdef __cplusplus
}
#endif
#endif
