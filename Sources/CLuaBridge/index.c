// SPDX-License-Identifier: Apache-2.0
/// Hash indexes behind scope:find, built when first asked for and kept while the machine stays with the account.
#include "machine.h"

#include <stdlib.h>

struct node {
    uint64_t value;
    uint32_t resource;
    uint32_t next; ///< node + 1 of the next resource with the same hash, ascending; 0 ends
};

struct index {
    struct index *next;
    const carena_account *account;
    char *name; ///< type, NUL, path
    size_t name_length;
    struct node *nodes;
    uint32_t node_count, node_capacity;
    uint32_t *heads;
    uint32_t mask;
    struct node *unknowns; ///< resources whose value nobody knows, and why
    uint32_t unknown_count, unknown_capacity;
    uint32_t visited; ///< resources that were looked at for it
    size_t bytes;     ///< what it takes
    uint64_t paid;    ///< the run of a check that has paid for it
};

/// How many indexes a check has for nothing: more than a rule asks for, which costs no resource more than its neighbour. One more costs what
/// was looked at for it, and what it takes to find it among the others.
enum { FREE_INDEXES = 8, VISITED = 4, OTHERS = 4, MAX_PATH = 1024 };

/// Bytes of an index that an instruction pays for. Those of one that is for nothing are paid beyond what a dozen texts of each resource take.
enum { PAID_BYTES = 2, FREE_BYTES = 64 << 10, RESOURCE_BYTES = 512 };

/// Bytes of all indexes that are kept, and for each resource of the account.
enum { KEPT_BYTES = 64 << 20 };

static size_t free_bytes(const struct index *index) { return FREE_BYTES + (size_t)index->visited * RESOURCE_BYTES; }

static size_t node_bytes(const struct index *index) { return ((size_t)index->node_count + index->unknown_count) * sizeof(struct node); }

/// Ends the check where the index that is being built takes more than any check could pay for.
static void demand_room(lua_State *lua, const struct index *index) {
    CLuaBridge_machine *machine = machine_of(lua);
    if (LIKELY(node_bytes(index) <= free_bytes(index) + machine->limits.instructions * PAID_BYTES)) return;
    if (!machine->metered) machine->stop = STOP_SUSPECT;
    machine_pay(lua, machine->limits.instructions);
}

static bool append(struct node **nodes, uint32_t *count, uint32_t *capacity, uint64_t value, uint32_t resource) {
    if (*count == *capacity) {
        uint32_t grown = *capacity * 2 + 64;
        struct node *moved = realloc(*nodes, grown * sizeof **nodes);
        if (!moved) return false;
        *nodes = moved;
        *capacity = grown;
    }
    (*nodes)[(*count)++] = (struct node){.value = value, .resource = resource};
    return true;
}

/// Adds every text a dotted path leads to, through lists; false without memory.
static bool collect(lua_State *lua, struct index *index, uint64_t word, int first, int last, uint32_t resource) {
    const carena_account *account = index->account;
    unsigned tag = carena_tag(word);
    demand_room(lua, index);
    if (tag == CARENA_UNKNOWN) return append(&index->unknowns, &index->unknown_count, &index->unknown_capacity, word, resource);
    if (tag == CARENA_ARRAY) {
        for (uint32_t place = 0; place < carena_count(word); place++)
            if (!collect(lua, index, account->words[carena_index(word) + place], first, last, resource)) return false;
        return true;
    }
    if (first > last) {
        if (tag != CARENA_STRING && tag != CARENA_SHORT) return true;
        return append(&index->nodes, &index->node_count, &index->node_capacity, word, resource);
    }
    if (tag != CARENA_OBJECT && tag != CARENA_EXACT && tag != CARENA_JOINED) return true;
    return collect(lua, index, proxy_lookup(lua, word, first), first + 1, last, resource);
}

static uint64_t start_of(lua_State *lua, const carena_resource *resource, int segment) {
    switch (proxy_key(lua, segment)->member) {
    case MEMBER_ID: return resource->id;
    case MEMBER_ARN: return resource->arn;
    case MEMBER_NAME: return resource->name;
    case MEMBER_TAGS: return resource->tags;
    case MEMBER_CONFIGURATION: return resource->configuration;
    case MEMBER_SUPPLEMENTARY: return resource->supplementary;
    default: luaL_error(lua, "find: a path begins with id, arn, name, tags, configuration or supplementaryConfiguration"); return 0;
    }
}

static uint32_t hash_of(const carena_account *account, uint64_t word) {
    size_t length;
    const char *text = text_of(account, &word, &length);
    return carena_hash((const uint8_t *)text, length);
}

static bool link_nodes(struct index *index) {
    uint32_t size = 16;
    while (size < index->node_count * 2) size *= 2;
    index->heads = calloc(size, sizeof *index->heads);
    if (!index->heads) return false;
    index->mask = size - 1;
    for (uint32_t node = index->node_count; node-- > 0;) {
        uint32_t *head = &index->heads[hash_of(index->account, index->nodes[node].value) & index->mask];
        index->nodes[node].next = *head;
        *head = node + 1;
    }
    return true;
}

static void release(struct index *index) {
    free(index->name);
    free(index->nodes);
    free(index->unknowns);
    free(index->heads);
    free(index);
}

void index_clear(CLuaBridge_machine *machine) {
    while (machine->indexes) {
        struct index *index = machine->indexes;
        machine->indexes = index->next;
        release(index);
    }
    machine->index_bytes = machine->asked_most = 0;
}

bool index_is_full(const CLuaBridge_machine *machine) {
    size_t most = KEPT_BYTES + (size_t)machine->account->resource_count * RESOURCE_BYTES;
    return machine->index_bytes > most && machine->index_bytes / 2 > machine->asked_most;
}

/// Gives back what the nodes' room has more than nodes, and counts what the index takes.
static void close_index(CLuaBridge_machine *machine, struct index *index) {
    struct node *nodes = index->node_count ? realloc(index->nodes, index->node_count * sizeof *nodes) : NULL;
    if (nodes) index->nodes = nodes;
    index->bytes = sizeof *index + index->name_length + node_bytes(index) + ((size_t)index->mask + 1) * sizeof *index->heads;
    machine->index_bytes += index->bytes;
}

/// Pushes the segments of a dotted path; how many.
static int push_segments(lua_State *lua, const char *path, size_t length) {
    int count = 0;
    const char *end = path + length;
    while (path <= end) {
        const char *dot = memchr(path, '.', (size_t)(end - path));
        if (!dot) dot = end;
        luaL_checkstack(lua, 4, "path too long");
        lua_pushlstring(lua, path, (size_t)(dot - path));
        count++;
        path = dot + 1;
    }
    return count;
}

static bool fill(lua_State *lua, struct index *index, uint32_t type, const char *path, size_t path_length) {
    const carena_account *account = index->account;
    if (type == NONE) return link_nodes(index);
    int top = lua_gettop(lua), segments = push_segments(lua, path, path_length);
    uint32_t end = type + 1 < account->type_count ? account->types[type + 1].first_group : account->group_count;
    for (uint32_t group = account->types[type].first_group; group < end; group++)
        for (uint32_t place = 0; place < account->groups[group].count; place++) {
            uint32_t resource = account->groups[group].first + place;
            index->visited++;
            uint64_t word = start_of(lua, &account->resources[resource], top + 1);
            if (!collect(lua, index, word, top + 2, top + segments, resource)) return false;
        }
    lua_settop(lua, top);
    return link_nodes(index);
}

struct index *index_get(
    lua_State *lua, const char *type, size_t type_length, uint32_t number, const char *path, size_t path_length) {
    CLuaBridge_machine *machine = machine_of(lua);
    if (path_length > MAX_PATH) luaL_error(lua, "find: a path of more than %d bytes", MAX_PATH);
    size_t name_length = type_length + 1 + path_length;
    for (struct index *index = machine->indexes; index; index = index->next)
        if (index->name && index->name_length == name_length && memcmp(index->name, type, type_length + 1) == 0 &&
            memcmp(index->name + type_length + 1, path, path_length) == 0)
            return index;
    struct index *index = calloc(1, sizeof *index);
    if (!index) luaL_error(lua, "not enough memory");
    index->account = machine->account;
    // Linked before it is filled, so that an error on the way leaves nothing behind.
    index->next = machine->indexes;
    machine->indexes = index;
    // Filling reads every resource of the type, which is not what the check read.
    bool recording = machine->recording;
    machine->recording = false;
    if (!fill(lua, index, number, path, path_length) || !(index->name = malloc(name_length + 1))) luaL_error(lua, "not enough memory");
    machine->recording = recording;
    memcpy(index->name, type, type_length + 1);
    memcpy(index->name + type_length + 1, path, path_length + 1);
    index->name_length = name_length;
    close_index(machine, index);
    return index;
}

void index_pay(lua_State *lua, struct index *index) {
    CLuaBridge_machine *machine = machine_of(lua);
    if (LIKELY(index->paid == machine->runs)) return;
    index->paid = machine->runs;
    machine->asked_bytes += index->bytes;
    if (machine->asked_bytes > machine->asked_most) machine->asked_most = machine->asked_bytes;
    bool is_free = ++machine->indexes_asked <= FREE_INDEXES;
    size_t paid = !is_free ? index->bytes : index->bytes > free_bytes(index) ? index->bytes - free_bytes(index) : 0;
    uint64_t price = paid / PAID_BYTES + (is_free ? 0 : index->visited / VISITED + (uint64_t)machine->indexes_asked * OTHERS);
    if (!price) return;
    machine->index_price += price;
    // At full speed nothing counts, and memory would be gone before anybody looks.
    if (!machine->metered && machine->index_price > machine->limits.instructions) machine->stop = STOP_SUSPECT;
    machine_pay(lua, price);
}

uint32_t index_find(const struct index *index, const carena_account *account, const char *text, size_t length) {
    uint32_t node = index->heads[carena_hash((const uint8_t *)text, length) & index->mask];
    for (; node; node = index->nodes[node - 1].next) {
        size_t mine_length;
        const char *mine = text_of(account, &index->nodes[node - 1].value, &mine_length);
        if (mine_length == length && memcmp(mine, text, length) == 0) return node;
    }
    return 0;
}

uint32_t index_resource(const struct index *index, uint32_t node) { return node ? index->nodes[node - 1].resource : NONE; }

uint32_t index_after(const struct index *index, uint32_t node) {
    uint64_t value = index->nodes[node - 1].value;
    uint32_t resource = index->nodes[node - 1].resource;
    do node = index->nodes[node - 1].next;
    while (node && (index->nodes[node - 1].resource == resource || !text_equal(index->account, index->nodes[node - 1].value, value)));
    return node;
}

uint32_t index_unknown(const struct index *index, uint32_t place) {
    return place < index->unknown_count ? index->unknowns[place].resource : NONE;
}

uint64_t index_reason(const struct index *index, uint32_t place) { return index->unknowns[place].value; }
