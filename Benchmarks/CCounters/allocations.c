// SPDX-License-Identifier: Apache-2.0
/// The allocator of the process: glibc's own, with counts. The executable's symbols come before the library's.
#include "CCounters.h"

#include <errno.h>
#include <malloc.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>

extern void *__libc_malloc(size_t);
extern void *__libc_calloc(size_t, size_t);
extern void *__libc_realloc(void *, size_t);
extern void *__libc_memalign(size_t, size_t);
extern void __libc_free(void *);

static atomic_bool counting;
static _Atomic uint64_t calls, requested;
static _Atomic int64_t held;

static bool is_counting(void) { return __builtin_expect(atomic_load_explicit(&counting, memory_order_relaxed), false); }

static void *count(void *block, size_t size) {
    if (is_counting() && block) {
        atomic_fetch_add_explicit(&calls, 1, memory_order_relaxed);
        atomic_fetch_add_explicit(&requested, size, memory_order_relaxed);
        atomic_fetch_add_explicit(&held, (int64_t)malloc_usable_size(block), memory_order_relaxed);
    }
    return block;
}

static void release(void *block) {
    if (is_counting() && block) atomic_fetch_sub_explicit(&held, (int64_t)malloc_usable_size(block), memory_order_relaxed);
}

void *malloc(size_t size) { return count(__libc_malloc(size), size); }
void *calloc(size_t number, size_t size) { return count(__libc_calloc(number, size), number * size); }
void *memalign(size_t alignment, size_t size) { return count(__libc_memalign(alignment, size), size); }
void *aligned_alloc(size_t alignment, size_t size) { return count(__libc_memalign(alignment, size), size); }

int posix_memalign(void **block, size_t alignment, size_t size) {
    *block = count(__libc_memalign(alignment, size), size);
    return *block ? 0 : ENOMEM;
}

void *realloc(void *block, size_t size) {
    size_t before = is_counting() && block ? malloc_usable_size(block) : 0;
    void *moved = __libc_realloc(block, size);
    if (before && (moved || size == 0)) atomic_fetch_sub_explicit(&held, (int64_t)before, memory_order_relaxed);
    return count(moved, size);
}

void free(void *block) {
    int kept = errno;
    release(block);
    __libc_free(block);
    errno = kept;
}

void CCounters_start(void) {
    atomic_store(&calls, 0);
    atomic_store(&requested, 0);
    atomic_store(&held, 0);
    atomic_store(&counting, true);
}

CCounters_allocations CCounters_stop(void) {
    atomic_store(&counting, false);
    return (CCounters_allocations){.calls = atomic_load(&calls), .requested = atomic_load(&requested), .held = atomic_load(&held)};
}
