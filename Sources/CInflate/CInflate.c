// SPDX-License-Identifier: Apache-2.0
#include "CInflate.h"

#include <isa-l/igzip_lib.h>
#include <limits.h>
#include <stdlib.h>

struct CInflate_stream {
    struct inflate_state state;
};

static void begin_member(CInflate_stream *stream) {
    isal_inflate_init(&stream->state);
    stream->state.crc_flag = ISAL_GZIP;
}

CInflate_stream *CInflate_create(void) {
    CInflate_stream *stream = malloc(sizeof *stream);
    if (stream) begin_member(stream);
    return stream;
}

void CInflate_destroy(CInflate_stream *stream) { free(stream); }

static uint32_t clamped(size_t count) { return count < INT_MAX ? (uint32_t)count : INT_MAX; }

int CInflate_read(CInflate_stream *stream, const uint8_t **packed, size_t *packed_count, uint8_t **text, size_t *room) {
    struct inflate_state *state = &stream->state;
    uint32_t given = clamped(*packed_count), space = clamped(*room);
    state->next_in = (uint8_t *)(uintptr_t)*packed;
    state->avail_in = given;
    state->next_out = *text;
    state->avail_out = space;
    int status = isal_inflate(state);
    *packed = state->next_in;
    *packed_count -= given - state->avail_in;
    *text = state->next_out;
    *room -= space - state->avail_out;
    if (status != ISAL_DECOMP_OK && status != ISAL_END_INPUT && status != ISAL_OUT_OVERFLOW) return CINFLATE_DAMAGED;
    if (state->block_state != ISAL_BLOCK_FINISH) return CINFLATE_OK;
    begin_member(stream);
    return CINFLATE_MEMBER_END;
}
