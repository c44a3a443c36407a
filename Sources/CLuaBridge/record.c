// SPDX-License-Identifier: Apache-2.0
/// What a recorded check reads: the source of evidence, of `explain`, and of ablation.
#include "machine.h"

#include <stdio.h>
#include <stdlib.h>

/// Appends a read; null where the list is full. Ends the check where this is the read to be made unknown.
static CLuaBridge_read *append(CLuaBridge_machine *machine, CLuaBridge_read read) {
    if (!machine->reads) machine->reads = malloc(MAX_READS * sizeof *machine->reads);
    if (!machine->reads || machine->read_count == MAX_READS) {
        machine->reads_dropped++;
        return NULL;
    }
    machine->reads[machine->read_count] = read;
    return &machine->reads[machine->read_count++];
}

static CLuaBridge_read *last_with_value(CLuaBridge_machine *machine, uint64_t value) {
    for (uint32_t place = machine->read_count; place-- > 0;)
        if (machine->reads[place].value == value) return &machine->reads[place];
    return NULL;
}

static bool same_path(const CLuaBridge_machine *machine, const CLuaBridge_read *read, const char *path, size_t length) {
    return read->path_length == length && memcmp(machine->texts.bytes + read->path_offset, path, length) == 0;
}

void record_field(lua_State *lua, uint64_t parent, const char *key, size_t length, int64_t place, uint64_t value) {
    CLuaBridge_machine *machine = machine_of(lua);
    CLuaBridge_read *source = NULL;
    uint64_t subject = parent;
    unsigned tag = carena_tag(parent);
    if (tag != CARENA_RESOURCE && tag != CARENA_SCOPE) {
        source = last_with_value(machine, parent);
        if (source) {
            source->is_leaf = false;
            subject = source->subject;
        }
    }
    char path[1024];
    const char *base = source ? machine->texts.bytes + source->path_offset : "";
    int base_length = source ? (int)source->path_length : 0;
    int written = key ? snprintf(path, sizeof path, "%.*s%s%.*s", base_length, base, base_length ? "." : "", (int)length, key)
                      : snprintf(path, sizeof path, "%.*s[%lld]", base_length, base, (long long)place);
    size_t path_length = written < (int)sizeof path ? (size_t)written : sizeof path - 1;
    for (uint32_t seen = 0; seen < machine->read_count; seen++)
        if (machine->reads[seen].parent == parent && machine->reads[seen].subject == subject &&
            same_path(machine, &machine->reads[seen], path, path_length)) {
            if (seen == machine->ablated) stop_unknown(lua, CARENA_NOT_COLLECTED, "made unknown by the test");
            return;
        }
    CLuaBridge_read read = {
        .parent = parent, .value = value, .subject = subject, .path_offset = (uint32_t)machine->texts.length,
        .path_length = (uint32_t)path_length, .kind = CLUABRIDGE_FIELD, .is_leaf = true,
    };
    if (!buffer_append(&machine->texts, path, path_length)) read.path_length = 0;
    uint32_t number = machine->read_count;
    if (append(machine, read) && number == machine->ablated) stop_unknown(lua, CARENA_NOT_COLLECTED, "made unknown by the test");
}

bool record_query(lua_State *lua, uint64_t scope, const char *text, uint64_t value) {
    CLuaBridge_machine *machine = machine_of(lua);
    size_t length = strlen(text);
    for (uint32_t seen = 0; seen < machine->read_count; seen++)
        if (machine->reads[seen].kind == CLUABRIDGE_QUERY && machine->reads[seen].subject == scope &&
            same_path(machine, &machine->reads[seen], text, length))
            return seen == machine->ablated;
    CLuaBridge_read read = {
        .parent = scope, .value = value, .subject = scope, .path_offset = (uint32_t)machine->texts.length,
        .path_length = (uint32_t)length, .kind = CLUABRIDGE_QUERY, .is_leaf = true,
    };
    if (!buffer_append(&machine->texts, text, length)) read.path_length = 0;
    uint32_t number = machine->read_count;
    return append(machine, read) && number == machine->ablated;
}
