// SPDX-License-Identifier: Apache-2.0
/// Small blocks of a Lua state: what one check frees is what the next one gets, so that checks ask the system for nothing.
#include "machine.h"

#include <stdlib.h>

enum { STEP = 16, CHUNK = 32 * 1024 };

_Static_assert(POOL_CLASSES * STEP >= 256, "most of Lua's strings, tables and closures are to be small blocks");

struct block {
    struct block *next;
};

struct chunk {
    struct chunk *next;
    _Alignas(STEP) char bytes[CHUNK];
};

static size_t class_of(size_t size) { return (size - 1) / STEP; }

#ifndef __has_feature
#define __has_feature(name) 0
#endif

// The address sanitizer sees only what the system's allocator gave.
bool pool_holds(size_t size) { return !__has_feature(address_sanitizer) && size <= POOL_CLASSES * STEP; }

/// Cuts a new chunk into blocks of a class, the lowest address first.
static struct block *refill(struct pool *pool, size_t class) {
    struct chunk *chunk = malloc(sizeof *chunk);
    if (!chunk) return NULL;
    chunk->next = pool->chunks;
    pool->chunks = chunk;
    size_t size = (class + 1) * STEP;
    struct block *list = NULL;
    for (size_t place = CHUNK / size; place-- > 0;) {
        struct block *block = (struct block *)(chunk->bytes + place * size);
        block->next = list;
        list = block;
    }
    return list;
}

void *pool_take(struct pool *pool, size_t size) {
    size_t class = class_of(size);
    struct block *block = pool->free[class];
    if (UNLIKELY(!block) && !(block = refill(pool, class))) return NULL;
    pool->free[class] = block->next;
    return block;
}

void pool_give(struct pool *pool, void *memory, size_t size) {
    struct block *block = memory;
    size_t class = class_of(size);
    block->next = pool->free[class];
    pool->free[class] = block;
}

void pool_destroy(struct pool *pool) {
    while (pool->chunks) {
        struct chunk *chunk = pool->chunks;
        pool->chunks = chunk->next;
        free(chunk);
    }
}
