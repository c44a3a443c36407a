// SPDX-License-Identifier: Apache-2.0
/// Counts of what a stretch of a process does: calls of the allocator, bytes it holds.
#ifndef CCOUNTERS_H
#define CCOUNTERS_H

#include <stdint.h>

/// What the allocator was asked for while it was counted, on every thread and by every library.
typedef struct CCounters_allocations {
    uint64_t calls;     ///< of malloc, calloc, realloc and their like; not of free
    uint64_t requested; ///< bytes asked for
    int64_t held;       ///< bytes by which the blocks in use have grown
} CCounters_allocations;

/// Counts from zero.
void CCounters_start(void);
/// Ends the counting.
CCounters_allocations CCounters_stop(void);

#endif
