// SPDX-License-Identifier: Apache-2.0
/// Where checks spend their instructions. Lua's hook counts across the checks of a machine, so that many short ones are seen as
/// one long one is, and the same checks give the same counts.
#include "machine.h"

#include <stdio.h>
#include <stdlib.h>

enum { MAX_FRAMES = 64, MAX_NAME = 60, MAX_STACKS = 1 << 16, METER_STEP = 1000 };
/// A counter counts every instruction up to here and every so many of them behind: then what it may miss does not matter.
enum { EXACT = 1 << 20, COARSE = 100 };

struct place {
    uint64_t weight;
    size_t offset, length; ///< of the frames, in the texts
};

struct CLuaBridge_observer {
    uint32_t period;
    bool notes;
    lua_Hook hook;
    int events; ///< on which the hook is called
    uint64_t seen;
    uint64_t unmetered; ///< seen since the budget was last asked
    struct place *places;
    size_t place_count;
    uint32_t *table; ///< open addressing over frames; place + 1, or 0
    size_t table_size;
    struct buffer texts;
    struct buffer frames; ///< of the instruction that is noted now
};

static void on_instruction(lua_State *lua, lua_Debug *event);
static void on_line(lua_State *lua, lua_Debug *event);

CLuaBridge_observer *CLuaBridge_create_observer(uint32_t period) {
    CLuaBridge_observer *observer = calloc(1, sizeof *observer);
    if (!observer) return NULL;
    observer->period = period ? period : 1;
    observer->notes = period > 0;
    observer->hook = on_instruction;
    observer->events = LUA_MASKCOUNT;
    if (!observer->notes) return observer;
    observer->table_size = 2 * MAX_STACKS;
    observer->table = calloc(observer->table_size, sizeof *observer->table);
    observer->places = malloc(MAX_STACKS * sizeof *observer->places);
    if (observer->table && observer->places) return observer;
    CLuaBridge_destroy_observer(observer);
    return NULL;
}

CLuaBridge_observer *CLuaBridge_create_line_observer(void) {
    CLuaBridge_observer *observer = CLuaBridge_create_observer(METER_STEP);
    if (!observer) return NULL;
    observer->hook = on_line;
    observer->events = LUA_MASKLINE | LUA_MASKCOUNT;
    return observer;
}

void CLuaBridge_destroy_observer(CLuaBridge_observer *observer) {
    free(observer->places);
    free(observer->table);
    free(observer->texts.bytes);
    free(observer->frames.bytes);
    free(observer);
}

uint64_t CLuaBridge_observed(const CLuaBridge_observer *observer) { return observer->seen; }

bool CLuaBridge_observed_stack(const CLuaBridge_observer *observer, size_t index, CLuaBridge_stack *stack) {
    if (index >= observer->place_count) return false;
    const struct place *place = &observer->places[index];
    *stack = (CLuaBridge_stack){observer->texts.bytes + place->offset, place->length, place->weight};
    return true;
}

/// The place with these frames, new or known; null where there is no room for one more.
static struct place *place_of(CLuaBridge_observer *observer) {
    const struct buffer *frames = &observer->frames;
    size_t slot = carena_hash((const uint8_t *)frames->bytes, frames->length) & (observer->table_size - 1);
    for (; observer->table[slot]; slot = (slot + 1) & (observer->table_size - 1)) {
        struct place *place = &observer->places[observer->table[slot] - 1];
        if (place->length == frames->length && memcmp(observer->texts.bytes + place->offset, frames->bytes, frames->length) == 0) return place;
    }
    size_t offset = observer->texts.length;
    if (observer->place_count == MAX_STACKS || !buffer_append(&observer->texts, frames->bytes, frames->length)) return NULL;
    struct place *place = &observer->places[observer->place_count++];
    *place = (struct place){.offset = offset, .length = frames->length};
    observer->table[slot] = (uint32_t)observer->place_count;
    return place;
}

static void add_frame(struct buffer *frames, const char *name, size_t length) {
    buffer_append(frames, name, length < MAX_NAME ? length : MAX_NAME);
    buffer_append(frames, "\n", 1);
}

/// What a function is called where it was called: the outermost is the check, one that C called has its line for a name.
static void name_frame(lua_State *lua, lua_Debug *frame, bool is_outermost, struct buffer *frames) {
    char text[MAX_NAME];
    lua_getinfo(lua, "nS", frame);
    const char *name = is_outermost ? "check" : frame->name;
    if (!name) {
        snprintf(text, sizeof text, frame->linedefined < 0 ? "[C]" : "function@%d", frame->linedefined);
        name = text;
    }
    add_frame(frames, name, strlen(name));
}

bool observe_place(lua_State *lua, struct buffer *out) {
    lua_Debug frame;
    for (int level = 0; lua_getstack(lua, level, &frame); level++) {
        lua_getinfo(lua, "Sl", &frame);
        if (frame.currentline < 0) continue;
        char line[16];
        const char *source = frame.source + (frame.source[0] == '@');
        int length = snprintf(line, sizeof line, ":%d", frame.currentline);
        return buffer_append(out, source, strlen(source)) && buffer_append(out, line, (size_t)length);
    }
    return false;
}

/// Writes the frames of what runs now; false where no script does.
static bool write_frames(lua_State *lua, struct buffer *frames) {
    lua_Debug stack[MAX_FRAMES];
    int count = 0;
    while (count < MAX_FRAMES && lua_getstack(lua, count, &stack[count])) count++;
    frames->length = 0;
    for (int level = count; level-- > 0;) name_frame(lua, &stack[level], level == count - 1, frames);
    return observe_place(lua, frames);
}

static void add_weight(CLuaBridge_observer *observer, uint64_t weight) {
    struct place *place = place_of(observer);
    if (place) place->weight += weight;
}

static void note(lua_State *lua, CLuaBridge_observer *observer, uint64_t weight) {
    observer->seen += weight;
    if (observer->notes && write_frames(lua, &observer->frames)) add_weight(observer, weight);
}

void observe_pay(lua_State *lua, uint64_t cost) {
    CLuaBridge_observer *observer = machine_of(lua)->observer;
    if (observer->hook == on_instruction) note(lua, observer, cost);
}

static void on_line(lua_State *lua, lua_Debug *event) {
    if (event->event == LUA_HOOKCOUNT) {
        machine_meter(lua, METER_STEP);
        return;
    }
    CLuaBridge_observer *observer = machine_of(lua)->observer;
    observer->frames.length = 0;
    if (observe_place(lua, &observer->frames)) add_weight(observer, 1);
}

static void on_instruction(lua_State *lua, lua_Debug *event) {
    (void)event;
    CLuaBridge_observer *observer = machine_of(lua)->observer;
    note(lua, observer, observer->period);
    observer->unmetered += observer->period;
    if (!observer->notes && observer->period == 1 && observer->seen >= EXACT) {
        observer->period = COARSE;
        lua_sethook(lua, on_instruction, LUA_MASKCOUNT, COARSE);
    }
    if (observer->unmetered < METER_STEP) return;
    uint64_t instructions = observer->unmetered;
    observer->unmetered = 0;
    machine_meter(lua, instructions);
}

void observe_begin(CLuaBridge_machine *machine) {
    const CLuaBridge_observer *observer = machine->observer;
    if (lua_gethook(machine->lua) == observer->hook) return;
    lua_sethook(machine->lua, observer->hook, observer->events, (int)observer->period);
}

void CLuaBridge_observe(CLuaBridge_machine *machine, CLuaBridge_observer *observer) {
    machine->observer = observer;
    lua_sethook(machine->lua, NULL, 0, 0);
}
