// SPDX-License-Identifier: Apache-2.0
/// The one definition of how values lie in an arena, shared by the Swift that writes them and the C that reads them.
///
/// A value is one 64-bit word: a tag in the upper four bits, a payload below. Containers and long numbers point into a
/// buffer of words, strings into a buffer of bytes. A word that stands for a container is all a reader needs to walk it, so
/// the Lua boundary hands the word itself to a script as light userdata and allocates nothing.
#ifndef CARENA_H
#define CARENA_H

#include <stdbool.h>
#include <stdint.h>

/// What a word holds; the tag is `word >> 60`.
enum {
    CARENA_NULL = 0,      ///< JSON null, and the absence of a value
    CARENA_FALSE = 1,
    CARENA_TRUE = 2,
    CARENA_INTEGER = 3,   ///< payload: 60-bit two's complement
    CARENA_LONG = 4,      ///< payload: index of a word that is an int64
    CARENA_DOUBLE = 5,    ///< payload: index of a word that is the bits of a double
    CARENA_STRING = 6,    ///< payload: 24-bit length, 36-bit byte offset
    CARENA_SHORT = 7,     ///< payload: 4-bit length, then up to seven bytes, first byte lowest
    CARENA_ARRAY = 8,     ///< payload: 24-bit count, 36-bit index of the first element
    CARENA_OBJECT = 9,    ///< payload: 24-bit shape, 36-bit index of the first field
    CARENA_UNKNOWN = 10,  ///< payload: 8-bit cause, 36-bit byte offset of a length-prefixed detail (0: none)
    CARENA_RESOURCE = 11, ///< payload: index of a resource of the account
    CARENA_SCOPE = 12,    ///< payload: 8-bit kind (CARENA_REGION ...), 32-bit index
    CARENA_EXACT = 13,    ///< an object whose keys are read with their exact case: tags
    CARENA_VERDICT = 14,  ///< what pass(), fail() ... return: 8-bit verdict, 16-bit slot of its message
    CARENA_JOINED = 15,   ///< payload: 24-bit count, 36-bit index of the documents of one resource, best first
};

/// Kinds of CARENA_SCOPE.
enum { CARENA_REGION = 1, CARENA_ACCOUNT = 2, CARENA_ORGANIZATION = 3 };

/// The elements of an account's `organization`.
enum {
    CARENA_ORGANIZATION_ID = 0,
    CARENA_ORGANIZATION_NAME = 1,
    CARENA_ORGANIZATION_MANAGEMENT = 2, ///< the account that manages it
    CARENA_ORGANIZATION_ACCOUNTS = 3,   ///< an object: what is known of each, by id
};

/// Causes of CARENA_UNKNOWN; the order is part of the layout.
enum {
    CARENA_NOT_COLLECTED = 1,
    CARENA_DENIED = 2,
    CARENA_UNRESOLVED = 3,
    CARENA_UNDECODABLE = 4,
};

/// States of a type's coverage in a scope.
enum { CARENA_COVERAGE_NONE = 0, CARENA_COVERAGE_COMPLETE = 1, CARENA_COVERAGE_PARTIAL = 2, CARENA_COVERAGE_DENIED = 3 };

#define CARENA_INDEX_BITS 36
#define CARENA_COUNT_BITS 24
#define CARENA_INDEX_MASK ((UINT64_C(1) << CARENA_INDEX_BITS) - 1)
enum { CARENA_COUNT_LIMIT = (1 << CARENA_COUNT_BITS) - 1 };
#define CARENA_COUNT_MASK ((UINT64_C(1) << CARENA_COUNT_BITS) - 1)

static inline unsigned carena_tag(uint64_t word) { return (unsigned)(word >> 60); }
static inline uint64_t carena_index(uint64_t word) { return word & CARENA_INDEX_MASK; }
static inline uint32_t carena_count(uint64_t word) { return (uint32_t)(word >> CARENA_INDEX_BITS & CARENA_COUNT_MASK); }
static inline uint64_t carena_make(unsigned tag, uint32_t count, uint64_t index) {
    return (uint64_t)tag << 60 | ((uint64_t)count & CARENA_COUNT_MASK) << CARENA_INDEX_BITS | (index & CARENA_INDEX_MASK);
}
static inline int64_t carena_integer(uint64_t word) { return (int64_t)(word << 4) >> 4; }

/// A key as interned: its spelling, and the identity it shares with spellings that differ in the first letter's case.
typedef struct carena_key {
    uint64_t offset;    ///< of the spelling, in `key_bytes`
    uint32_t length;
    uint32_t folded;    ///< identity without the first letter's case
} carena_key;

/// The keys of one object, in its order: `shape_keys[first ..< first + count]`. Every shape is another one and one key more.
typedef struct carena_shape {
    uint32_t first;     ///< CARENA_UNLISTED as long as no object has ended with it
    uint32_t count;
    uint32_t parent;
    uint32_t key;
} carena_shape;

#define CARENA_UNLISTED UINT32_MAX

/// Numbers by hash, open addressing, never more than half full. A larger table takes the place of one that fills up; a thread that
/// still reads the smaller one finds less.
typedef struct carena_table {
    struct carena_table *smaller; ///< the table whose place it took, freed with it
    uint32_t mask;
    uint32_t slots[];             ///< a number, or 0
} carena_table;

/// The keys and shapes of a snapshot. What is in it stays as it is and where it is; one thread at a time may add, while all others read.
/// Key 0 is no key, shape 0 that of an empty object.
typedef struct carena_vocabulary {
    uint64_t serial;               ///< no two vocabularies of a process have the same; addresses are used again
    const uint8_t *key_bytes;
    const carena_key *keys;
    const carena_shape *shapes;
    const uint32_t *shape_keys;
    carena_table *key_table;       ///< by spelling; changes
    carena_table *shape_table;     ///< by parent and key; changes
    uint32_t key_count;            ///< changes
    uint32_t shape_count;          ///< changes
} carena_vocabulary;

/// A resource as rules see it.
typedef struct carena_resource {
    uint64_t id;
    uint64_t arn;
    uint64_t name;
    uint64_t created;
    uint64_t tags;
    uint64_t configuration;
    uint64_t supplementary;
    uint64_t relationships;
    uint32_t type;      ///< index into `types` of the account
    uint32_t region;    ///< index into `regions` of the account
    uint32_t origin;    ///< index into the account's origins
    uint32_t documents; ///< number of origins, side by side
} carena_resource;

/// The resources of one type in one region: `resources[first ..< first + count]`, which lie in the order of their ids.
typedef struct carena_group {
    uint32_t type;
    uint32_t region;
    uint32_t first;
    uint32_t count;
    uint32_t coverage; ///< CARENA_COVERAGE_...
    uint32_t unused;
    uint64_t detail;   ///< text: why it is not complete; null where it is
} carena_group;

/// A region of an account, or "global".
typedef struct carena_region {
    uint64_t id;        ///< text
    uint64_t detail;    ///< text: why recording is not complete; null where it is
    uint32_t recorded;  ///< coverage of every recordable type that has no group here
    uint32_t enabled;   ///< whether rules are asked about it
} carena_region;

/// A resource type of an account.
typedef struct carena_type {
    uint64_t name;       ///< text
    uint32_t recordable; ///< whether AWS Config can record it
    uint32_t first_group; ///< where its groups begin
} carena_type;

/// One account, ready to be read. Types, regions and groups are in ascending order.
typedef struct carena_account {
    uint64_t serial; ///< no two accounts of a process have the same; addresses are used again
    const uint64_t *words;
    const uint8_t *bytes;
    const carena_vocabulary *vocabulary;
    const carena_resource *resources;
    const carena_group *groups;
    const carena_type *types;
    const carena_region *regions;
    uint32_t resource_count;
    uint32_t group_count;
    uint32_t type_count;
    uint32_t region_count;
    uint32_t key_count; ///< how many keys the vocabulary has at least; none of the account's is younger
    uint64_t id;
    uint64_t name;
    uint64_t organization; ///< a list, in the order of CARENA_ORGANIZATION_ID ...
    double as_of; ///< seconds since 1970, NaN when nobody said
} carena_account;

/// Spelling hash of a key or string; the same in Swift and C.
static inline uint32_t carena_hash(const uint8_t *bytes, uint64_t length) {
    uint64_t hash = UINT64_C(0xcbf29ce484222325) ^ length, chunk = 0;
    if (length >= 8) {
        const uint8_t *last = bytes + length - 8;
        for (; bytes < last; bytes += 8) {
            __builtin_memcpy(&chunk, bytes, 8);
            hash = (hash ^ chunk) * UINT64_C(0x9fb21c651e98df25);
            hash ^= hash >> 32;
        }
        __builtin_memcpy(&chunk, last, 8);
    } else {
        for (uint64_t i = 0; i < length; i++) chunk |= (uint64_t)bytes[i] << (8 * i);
    }
    hash = (hash ^ chunk) * UINT64_C(0x9fb21c651e98df25);
    return (uint32_t)(hash >> 32 ^ hash);
}

/// Whether `length` bytes are the same; keys and ids are short, and a call costs as much as comparing them.
static inline bool carena_equal(const uint8_t *left, const uint8_t *right, uint64_t length) {
    uint64_t a, b;
    if (length >= 8) {
        for (uint64_t place = 0; place + 8 < length; place += 8) {
            __builtin_memcpy(&a, left + place, 8);
            __builtin_memcpy(&b, right + place, 8);
            if (a != b) return false;
        }
        __builtin_memcpy(&a, left + length - 8, 8);
        __builtin_memcpy(&b, right + length - 8, 8);
        return a == b;
    }
    for (uint64_t place = 0; place < length; place++)
        if (left[place] != right[place]) return false;
    return true;
}

/// Copies eight bytes or more that lie elsewhere; texts are short, and a call costs as much as copying them.
static inline void carena_copy(uint8_t *target, const uint8_t *source, uint64_t length) {
    if (length > 32) {
        __builtin_memcpy(target, source, length);
    } else if (length >= 16) {
        __builtin_memcpy(target, source, 16);
        __builtin_memcpy(target + length - 16, source + length - 16, 16);
    } else {
        __builtin_memcpy(target, source, 8);
        __builtin_memcpy(target + length - 8, source + length - 8, 8);
    }
}

/// A table of `size` numbers, a power of two, that takes the place of `smaller`; null without memory.
carena_table *carena_make_table(uint32_t size, carena_table *smaller);
/// Frees a table and those whose place it took.
void carena_free_table(carena_table *table);

/// Adds a number to a table that others read meanwhile; what the number stands for is written before.
static inline void carena_put(carena_table *table, uint32_t hash, uint32_t number) {
    uint32_t place = hash & table->mask;
    while (table->slots[place]) place = (place + 1) & table->mask;
    __atomic_store_n(&table->slots[place], number, __ATOMIC_RELEASE);
}

/// Whether `key` is spelled so.
static inline bool carena_is_spelled(const carena_vocabulary *vocabulary, uint32_t key, const uint8_t *bytes, uint64_t length) {
    const carena_key *entry = &vocabulary->keys[key];
    return entry->length == length && carena_equal(vocabulary->key_bytes + entry->offset, bytes, length);
}

/// The key spelled so; 0 where there is none yet.
static inline uint32_t carena_find_key(const carena_vocabulary *vocabulary, const uint8_t *bytes, uint64_t length) {
    const carena_table *table = __atomic_load_n(&vocabulary->key_table, __ATOMIC_ACQUIRE);
    uint32_t place = carena_hash(bytes, length) & table->mask, key;
    while ((key = __atomic_load_n(&table->slots[place], __ATOMIC_ACQUIRE)) && !carena_is_spelled(vocabulary, key, bytes, length))
        place = (place + 1) & table->mask;
    return key;
}

static inline uint32_t carena_shape_hash(uint32_t parent, uint32_t key) {
    return (uint32_t)(((uint64_t)parent << 32 | key) * UINT64_C(0x9fb21c651e98df25) >> 33);
}

/// The shape that `parent` becomes by `key`; 0 where there is none yet.
static inline uint32_t carena_find_shape(const carena_vocabulary *vocabulary, uint32_t parent, uint32_t key) {
    const carena_table *table = __atomic_load_n(&vocabulary->shape_table, __ATOMIC_ACQUIRE);
    uint32_t place = carena_shape_hash(parent, key) & table->mask, shape;
    while ((shape = __atomic_load_n(&table->slots[place], __ATOMIC_ACQUIRE))) {
        if (vocabulary->shapes[shape].parent == parent && vocabulary->shapes[shape].key == key) break;
        place = (place + 1) & table->mask;
    }
    return shape;
}

/// Whether the keys of `shape` are listed, which they have to be before another thread may see an object of that shape.
static inline bool carena_is_listed(const carena_vocabulary *vocabulary, uint32_t shape) {
    return __atomic_load_n(&vocabulary->shapes[shape].first, __ATOMIC_ACQUIRE) != CARENA_UNLISTED;
}
static inline void carena_list(carena_shape *shape, uint32_t first) { __atomic_store_n(&shape->first, first, __ATOMIC_RELEASE); }

static inline uint32_t carena_key_count(const carena_vocabulary *vocabulary) { return __atomic_load_n(&vocabulary->key_count, __ATOMIC_ACQUIRE); }
static inline uint32_t carena_shape_count(const carena_vocabulary *vocabulary) { return __atomic_load_n(&vocabulary->shape_count, __ATOMIC_ACQUIRE); }
static inline void carena_set_counts(carena_vocabulary *vocabulary, uint32_t keys, uint32_t shapes) {
    __atomic_store_n(&vocabulary->key_count, keys, __ATOMIC_RELEASE);
    __atomic_store_n(&vocabulary->shape_count, shapes, __ATOMIC_RELEASE);
}
static inline void carena_publish(carena_table **place, carena_table *table) { __atomic_store_n(place, table, __ATOMIC_RELEASE); }

/// Reads a date as AWS writes them: ISO 8601 with any offset, `20260302T031244Z`, `Feb 13, 2026 6:04:50 AM`.
/// Seconds since 1970 in `seconds`; false where it is none of them.
bool carena_parse_date(const uint8_t *text, uint64_t length, double *seconds);

#endif
