// SPDX-License-Identifier: Apache-2.0
/// ISA-L's inflate behind a C interface: a gzip stream in pieces, in and out.
#ifndef CINFLATE_H
#define CINFLATE_H

#include <stddef.h>
#include <stdint.h>

typedef struct CInflate_stream CInflate_stream;

enum {
    CINFLATE_OK = 0,
    CINFLATE_MEMBER_END = 1, ///< of a gzip member, whose checksum is right; the next read begins another
    CINFLATE_DAMAGED = 2,
};

CInflate_stream *_Nullable CInflate_create(void);
void CInflate_destroy(CInflate_stream *_Nonnull stream);

/// Unpacks from `*packed`, `*packed_count` bytes, to `*text`, room for `*room` bytes, until either is used up or a member ends; all four
/// become what is left.
int CInflate_read(
    CInflate_stream *_Nonnull stream, const uint8_t *_Nonnull *_Nonnull packed, size_t *_Nonnull packed_count,
    uint8_t *_Nonnull *_Nonnull text, size_t *_Nonnull room);

#endif
