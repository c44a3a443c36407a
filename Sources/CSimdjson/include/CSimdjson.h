// SPDX-License-Identifier: Apache-2.0
/// simdjson's DOM parser behind a C interface: JSON bytes in, simdjson's own tape out.
#ifndef CSIMDJSON_H
#define CSIMDJSON_H

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
    const uint32_t *_Nullable structurals; ///< byte offset of each structural character of the input
    uint32_t structural_count;
} CSimdjson_tape;

enum { CSIMDJSON_OK = 0, CSIMDJSON_MALFORMED = 1, CSIMDJSON_TOO_DEEP = 2, CSIMDJSON_TOO_LARGE = 3, CSIMDJSON_MEMORY = 4 };

/// Bytes that must be readable behind the input.
enum { CSIMDJSON_PADDING = 64 };

CSimdjson_parser *_Nullable CSimdjson_create_parser(uint32_t max_depth);
void CSimdjson_destroy_parser(CSimdjson_parser *_Nonnull parser);

/// Parses one document; `json` is followed by CSIMDJSON_PADDING readable bytes. Never throws.
int CSimdjson_parse(
    CSimdjson_parser *_Nonnull parser, const uint8_t *_Nonnull json, size_t length, CSimdjson_tape *_Nonnull tape);

#ifdef __cplusplus
}
#endif
#endif
