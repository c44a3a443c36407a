// SPDX-License-Identifier: Apache-2.0
/// resource:related(type): the resources that a resource names, or that name it, in AWS Config's relationships.
#include "machine.h"

#include <stdlib.h>

struct edge {
    uint32_t from;
    uint32_t to;
};

struct relations {
    const carena_account *account;
    struct edge *edges; ///< ascending, each in both directions, once
    uint32_t count, capacity;
};

static bool add(struct relations *relations, uint32_t from, uint32_t to) {
    if (relations->count == relations->capacity) {
        uint32_t capacity = relations->capacity * 2 + 256;
        struct edge *grown = realloc(relations->edges, capacity * sizeof *grown);
        if (!grown) return false;
        relations->edges = grown;
        relations->capacity = capacity;
    }
    relations->edges[relations->count++] = (struct edge){from, to};
    return true;
}

static int compare(const void *left, const void *right) {
    const struct edge *a = left, *b = right;
    if (a->from != b->from) return a->from < b->from ? -1 : 1;
    return (a->to > b->to) - (a->to < b->to);
}

/// Adds what one entry of a resource's relationships names: by id, else by name.
static bool resolve(lua_State *lua, struct relations *relations, uint32_t from, uint64_t entry, int keys) {
    const carena_account *account = relations->account;
    uint64_t type = proxy_lookup(lua, entry, keys), id = proxy_lookup(lua, entry, keys + 1), name = proxy_lookup(lua, entry, keys + 2);
    size_t type_length, length;
    const char *type_text = text_of(account, &type, &type_length);
    bool by_id = carena_tag(id) == CARENA_STRING || carena_tag(id) == CARENA_SHORT;
    const uint64_t *wanted = by_id ? &id : &name;
    const char *text = text_of(account, wanted, &length);
    if (!type_length || !length) return true;
    proxy_push(lua, type);
    struct index *index = index_get(
        lua, lua_tostring(lua, -1), type_length, scope_type(account, type_text, type_length), by_id ? "id" : "name", by_id ? 2 : 4);
    lua_pop(lua, 1);
    for (uint32_t node = index_find(index, account, text, length); node; node = index_after(index, node)) {
        uint32_t to = index_resource(index, node);
        if (!add(relations, from, to) || !add(relations, to, from)) return false;
    }
    return true;
}

static bool build(lua_State *lua, struct relations *relations) {
    const carena_account *account = relations->account;
    int keys = lua_gettop(lua) + 1;
    lua_pushliteral(lua, "resourceType");
    lua_pushliteral(lua, "resourceId");
    lua_pushliteral(lua, "resourceName");
    uint32_t total = 0;
    for (uint32_t group = 0; group < account->group_count; group++) total += account->groups[group].count;
    for (uint32_t from = 0; from < total; from++) {
        uint64_t list = account->resources[from].relationships;
        for (uint32_t place = 0; carena_tag(list) == CARENA_ARRAY && place < carena_count(list); place++) {
            uint64_t entry = account->words[carena_index(list) + place];
            if (carena_tag(entry) == CARENA_OBJECT && !resolve(lua, relations, from, entry, keys)) return false;
        }
    }
    lua_settop(lua, keys - 1);
    if (relations->count) qsort(relations->edges, relations->count, sizeof *relations->edges, compare);
    return true;
}

static uint32_t first_edge(const struct relations *relations, uint32_t from) {
    uint32_t low = 0, high = relations->count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (relations->edges[middle].from < from) low = middle + 1;
        else high = middle;
    }
    return low;
}

void related_clear(CLuaBridge_machine *machine) {
    if (machine->relations) free(machine->relations->edges);
    free(machine->relations);
    machine->relations = NULL;
}

static int next_related(lua_State *lua) {
    CLuaBridge_machine *machine = machine_of(lua);
    const struct relations *relations = machine->relations;
    uint32_t from = (uint32_t)lua_tointeger(lua, lua_upvalueindex(1)), type = (uint32_t)lua_tointeger(lua, lua_upvalueindex(2));
    bool every = lua_toboolean(lua, lua_upvalueindex(4));
    uint32_t edge = (uint32_t)lua_tointeger(lua, lua_upvalueindex(3));
    for (; edge < relations->count && relations->edges[edge].from == from; edge++) {
        uint32_t to = relations->edges[edge].to;
        if (edge && relations->edges[edge - 1].from == from && relations->edges[edge - 1].to == to) continue;
        if (!every && machine->account->resources[to].type != type) continue;
        lua_pushinteger(lua, edge + 1);
        lua_replace(lua, lua_upvalueindex(3));
        lua_pushlightuserdata(lua, (void *)(uintptr_t)carena_make(CARENA_RESOURCE, 0, to));
        return 1;
    }
    return 0;
}

int related_of(lua_State *lua) {
    CLuaBridge_machine *machine = machine_of(lua);
    uint64_t word = (uint64_t)(uintptr_t)lua_touserdata(lua, 1);
    if (!lua_islightuserdata(lua, 1) || carena_tag(word) != CARENA_RESOURCE) return luaL_error(lua, "call it with a colon: resource:related()");
    uint64_t list = machine->account->resources[carena_index(word)].relationships;
    if (machine->recording) {
        record_read(lua, STEP_MEMBER, word, "relationships", 13, -1, list);
        record_doubt(machine); // its edges are no steps
    }
    // Only an item of AWS Config says what a resource is related to.
    if (carena_tag(list) != CARENA_ARRAY) stop_unknown(lua, CARENA_NOT_COLLECTED, "no source says what the resource is related to");
    if (!machine->relations) {
        machine->relations = calloc(1, sizeof *machine->relations);
        if (!machine->relations) return luaL_error(lua, "not enough memory");
        machine->relations->account = machine->account;
        bool recording = machine->recording;
        machine->recording = false;
        bool built = build(lua, machine->relations);
        machine->recording = recording;
        if (!built) return luaL_error(lua, "not enough memory");
    }
    size_t length = 0;
    const char *type = luaL_optlstring(lua, 2, NULL, &length);
    lua_pushinteger(lua, (lua_Integer)carena_index(word));
    lua_pushinteger(lua, type ? scope_type(machine->account, type, length) : 0);
    lua_pushinteger(lua, first_edge(machine->relations, (uint32_t)carena_index(word)));
    lua_pushboolean(lua, type == NULL);
    lua_pushcclosure(lua, next_related, 4);
    return 1;
}
