// SPDX-License-Identifier: Apache-2.0
/// The life of a machine: memory, limits, and the two speeds of a check.
#include "decisions.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

_Static_assert(LUA_EXTRASPACE >= sizeof(void *), "the machine's address lies in the state's extra space");
_Static_assert(LUA_VERSION_NUM == 504, "written for Lua 5.4");

const char registry_messages, registry_anchors, registry_libraries, registry_loaded, registry_kinds, registry_environment, registry_sort, registry_sources;

enum { HOOK_STEP = 1000, WATCH_SIGNAL = SIGURG };
/// Blocks of this size and more are paid for, an instruction for so many bytes.
enum { PAID_SIZE = 4096, PAID_BYTES = 64 };
/// More than Lua needs beside the bytes of a text.
enum { TEXT_HEAD = 64 };
/// How long an instruction may take: several times what it does, so that the clock ends what no count sees and nothing else.
static const double instruction_seconds = 50e-9;

static _Thread_local CLuaBridge_machine *running;

bool buffer_append(struct buffer *buffer, const void *bytes, size_t length) {
    if (buffer->length + length > buffer->capacity) {
        size_t capacity = buffer->capacity * 2 + length + 256;
        char *grown = realloc(buffer->bytes, capacity);
        if (!grown) return false;
        buffer->bytes = grown;
        buffer->capacity = capacity;
    }
    if (length) memcpy(buffer->bytes + buffer->length, bytes, length);
    buffer->length += length;
    return true;
}

_Noreturn void stop_again(lua_State *lua) {
    lua_pushlightuserdata(lua, NULL);
    lua_error(lua);
    abort(); // lua_error does not return
}

_Noreturn void stop_unknown(lua_State *lua, uint8_t cause, const char *detail) {
    CLuaBridge_machine *machine = machine_of(lua);
    machine->stop = STOP_UNKNOWN;
    machine->cause = cause;
    snprintf(machine->detail, sizeof machine->detail, "%s", detail);
    stop_again(lua);
}

/// Of this thread's own time: how busy others are decides nothing.
static double seconds_now(void) {
    struct timespec now;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return (double)now.tv_sec + (double)now.tv_nsec * 1e-9;
}

static bool is_suspected(CLuaBridge_machine *machine) {
    return atomic_load_explicit(&machine->suspect, memory_order_relaxed) == atomic_load_explicit(&machine->sequence, memory_order_relaxed);
}

static void kill_hook(lua_State *lua, lua_Debug *event);

/// Ends the check at its next instruction, whatever it catches.
static void end_with(CLuaBridge_machine *machine, enum stop stop) {
    machine->stop = stop;
    machine->place.length = 0;
    // Where memory ran out depends on what was collected before, and time on the machine: of those only the file is the same each run.
    bool is_repeated = stop == STOP_FUEL || stop == STOP_TEXT;
    bool is_placed = is_repeated && observe_place(machine->lua, &machine->place);
    if (!is_placed || machine->place.bytes[0] == '=') machine->place.length = 0; // a typed line is of no file
    lua_sethook(machine->lua, kill_hook, LUA_MASKCOUNT, 1);
}

/// Takes `cost` from the budget.
static void spend(CLuaBridge_machine *machine, uint64_t cost) {
    if (machine->fuel > cost) {
        machine->fuel -= cost;
        return;
    }
    machine->fuel = 0;
    end_with(machine, STOP_FUEL);
}

/// Looks at the clock. The first look begins the time: most calls end before any, and each look is a call of the system.
static void keep_time(CLuaBridge_machine *machine) {
    double now = seconds_now() - (double)(machine->budget - machine->fuel) * instruction_seconds;
    machine->unclocked = 0;
    if (!machine->is_timed) machine->deadline = now + machine->seconds;
    machine->is_timed = true;
    if (machine->stop == STOP_NOT && now > machine->deadline) end_with(machine, STOP_TIME);
}

void machine_meter(lua_State *lua, uint64_t instructions) {
    CLuaBridge_machine *machine = machine_of(lua);
    bool is_interrupted = atomic_load_explicit(&machine->interrupted, memory_order_relaxed);
    spend(machine, is_interrupted ? machine->fuel : instructions);
    keep_time(machine);
    if (is_limit(machine->stop)) stop_again(lua);
}

/// Ends a check that passed a limit. Sticky: pcall raises it again.
static void kill_hook(lua_State *lua, lua_Debug *event) {
    (void)event;
    CLuaBridge_machine *machine = machine_of(lua);
    if (is_limit(machine->stop)) stop_again(lua);
    if (machine->metered) {
        machine_meter(lua, HOOK_STEP);
        return;
    }
    if (is_suspected(machine)) {
        machine->stop = STOP_SUSPECT;
        stop_again(lua);
    }
    lua_sethook(lua, NULL, 0, 0);
}

void machine_pay(lua_State *lua, uint64_t cost) {
    CLuaBridge_machine *machine = machine_of(lua);
    if (machine->observer) observe_pay(lua, cost);
    if (machine->metered) {
        spend(machine, cost);
        if ((machine->unclocked += cost) >= HOOK_STEP) keep_time(machine);
    } else if (is_suspected(machine)) {
        machine->stop = STOP_SUSPECT;
    }
    if (machine->stop != STOP_NOT) stop_again(lua);
}

/// Runs in the thread of the suspected check; lua_sethook is made to be called from a signal handler.
static void on_watch_signal(int number) {
    (void)number;
    CLuaBridge_machine *machine = running;
    if (machine && !machine->metered) lua_sethook(machine->lua, kill_hook, LUA_MASKCOUNT, 1);
}

void machine_receive_watch(void) {
    static _Thread_local bool receives;
    if (receives) return;
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, WATCH_SIGNAL);
    receives = pthread_sigmask(SIG_UNBLOCK, &signals, NULL) == 0;
}

void CLuaBridge_watch(CLuaBridge_machine *machine) {
    uint64_t sequence = atomic_load_explicit(&machine->sequence, memory_order_acquire);
    if (sequence & 1 && sequence == machine->watched) {
        atomic_store_explicit(&machine->suspect, sequence, memory_order_relaxed);
        pthread_kill(atomic_load_explicit(&machine->thread, memory_order_relaxed), WATCH_SIGNAL);
    }
    machine->watched = sequence;
}

static void release(CLuaBridge_machine *machine, void *block, size_t size) {
    if (!block) return;
    if (pool_holds(size)) pool_give(&machine->pool, block, size);
    else free(block);
}

/// A block of `new` bytes with what was in the first `old` of `block`; null, and the block as it was, without memory.
static void *resize(CLuaBridge_machine *machine, void *block, size_t old, size_t new) {
    if (block && !pool_holds(old) && !pool_holds(new)) return realloc(block, new);
    void *moved = pool_holds(new) ? pool_take(&machine->pool, new) : malloc(new);
    if (moved && block) {
        memcpy(moved, block, old < new ? old : new);
        release(machine, block, old);
    }
    return moved;
}

static void *allocate(void *context, void *block, size_t old, size_t new) {
    CLuaBridge_machine *machine = context;
    size_t before = block ? old : 0;
    if (new == 0) {
        machine->memory -= before;
        release(machine, block, before);
        return NULL;
    }
    if (new > before) {
        if (new > machine->limits.block || machine->memory - before + new > machine->limits.hard_memory) return NULL;
        if (machine->lua && machine->stop == STOP_NOT) {
            // Of a new object Lua says the kind in place of the old size.
            if (!block && old == LUA_TSTRING && new > machine->limits.text + TEXT_HEAD) end_with(machine, STOP_TEXT);
            else if (machine->memory - before + new > machine->limits.memory) end_with(machine, STOP_MEMORY);
            // What grows, such as Lua's stack, may grow sooner or later from run to run.
            else if (machine->metered && !block && new >= PAID_SIZE) spend(machine, new / PAID_BYTES);
        }
        machine->allocations++;
        machine->allocated += new - before;
    }
    void *moved = resize(machine, block, before, new);
    if (moved) machine->memory += new - before;
    return moved;
}

static int on_panic(lua_State *lua) {
    (void)lua;
    fputs("demarc: Lua raised outside a protected call\n", stderr);
    _Exit(70);
}

static int open_environment(lua_State *lua) {
    sandbox_open(lua);
    lua_gc(lua, LUA_GCGEN, 0, 0);
    return 0;
}

void machine_push_turn(lua_State *lua) { lua_pushinteger(lua, (lua_Integer)machine_of(lua)->turn); }

void machine_demand_turn(lua_State *lua, int index) {
    if (UNLIKELY((uint64_t)lua_tointeger(lua, index) != machine_of(lua)->turn))
        luaL_error(lua, "this iterator was made before the check began: make it where it is gone through");
}

CLuaBridge_machine *CLuaBridge_create(const CLuaBridge_limits *limits) {
    static atomic_flag installed = ATOMIC_FLAG_INIT;
    if (!atomic_flag_test_and_set(&installed)) {
        struct sigaction action = {.sa_handler = on_watch_signal, .sa_flags = SA_RESTART};
        sigemptyset(&action.sa_mask);
        sigaction(WATCH_SIGNAL, &action, NULL);
    }
    CLuaBridge_machine *machine = calloc(1, sizeof *machine);
    if (!machine) return NULL;
    machine->limits = *limits;
    machine->recorder.ablated = CLUABRIDGE_NO_ABLATION;
    machine->epoch = 1;
    machine->lua = lua_newstate(allocate, machine);
    if (!machine->lua) {
        pool_destroy(&machine->pool);
        free(machine);
        return NULL;
    }
    *(CLuaBridge_machine **)lua_getextraspace(machine->lua) = machine;
    lua_atpanic(machine->lua, on_panic);
    lua_pushcfunction(machine->lua, open_environment);
    if (lua_version(machine->lua) != LUA_VERSION_NUM || lua_pcall(machine->lua, 0, 0, 0) != LUA_OK) {
        CLuaBridge_destroy(machine);
        return NULL;
    }
    return machine;
}

void CLuaBridge_destroy(CLuaBridge_machine *machine) {
    lua_sethook(machine->lua, NULL, 0, 0);
    machine->stop = STOP_UNKNOWN; // closing frees; it must not arm the memory limit
    lua_close(machine->lua);
    pool_destroy(&machine->pool);
    index_clear(machine);
    related_clear(machine);
    decisions_destroy(machine);
    library_destroy(machine);
    free(machine->walks);
    free(machine->recorder.steps);
    free(machine->recorder.notes.bytes);
    free(machine->records);
    free(machine->reads);
    free(machine->texts.bytes);
    free(machine->scratch.bytes);
    free(machine->place.bytes);
    free(machine);
}

size_t CLuaBridge_memory(CLuaBridge_machine *machine) { return machine->memory; }

/// Calls what lies on the stack under a budget that the hook counts down.
static int call_metered(CLuaBridge_machine *machine, struct call call) {
    machine->stop = STOP_NOT;
    machine->place.length = 0;
    machine->fuel = machine->budget = call.fuel;
    machine->unclocked = 0;
    machine->seconds = call.seconds;
    machine->is_timed = false;
    machine->metered = true;
    int status = lua_pcall(machine->lua, call.arguments, call.results, call.handler);
    machine->metered = false;
    return status;
}

/// Calls what lies on the stack under a budget of instructions. LUA_OK, or an error code with a value on the stack.
int machine_call_metered(CLuaBridge_machine *machine, struct call call) {
    lua_sethook(machine->lua, kill_hook, LUA_MASKCOUNT, HOOK_STEP);
    int status = call_metered(machine, call);
    lua_sethook(machine->lua, NULL, 0, 0);
    return status;
}

int machine_call_observed(CLuaBridge_machine *machine, struct call call) {
    observe_begin(machine);
    return call_metered(machine, call);
}

/// The same at full speed: only a check that the watcher suspects is stopped.
int machine_call_fast(CLuaBridge_machine *machine, struct call call) {
    machine->stop = STOP_NOT;
    atomic_store_explicit(&machine->thread, pthread_self(), memory_order_relaxed);
    running = machine;
    atomic_fetch_add_explicit(&machine->sequence, 1, memory_order_release);
    int status = lua_pcall(machine->lua, call.arguments, call.results, call.handler);
    atomic_fetch_add_explicit(&machine->sequence, 1, memory_order_release);
    running = NULL;
    return status;
}
