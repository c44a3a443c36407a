// SPDX-License-Identifier: Apache-2.0
/// Bytes that grow.
#ifndef BUFFER_H
#define BUFFER_H

#include <stdbool.h>
#include <stddef.h>

struct buffer {
    char *bytes;
    size_t length;
    size_t capacity;
};

/// Appends bytes; false without memory.
bool buffer_append(struct buffer *buffer, const void *bytes, size_t length);

#endif
