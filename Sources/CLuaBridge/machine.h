// SPDX-License-Identifier: Apache-2.0
/// What the files of the bridge share: the machine, and the functions each adds to it.
#ifndef MACHINE_H
#define MACHINE_H

#include "CLuaBridge.h"
#include "buffer.h"
#include "record.h"

#include <lauxlib.h>
#include <lua.h>
#include <lualib.h>
#include <pthread.h>
#include <stdatomic.h>
#include <string.h>

#define NONE UINT32_MAX
#define LIKELY(x) __builtin_expect(!!(x), 1)
#define UNLIKELY(x) __builtin_expect(!!(x), 0)

/// Why the running check must end whatever the script catches.
enum stop { STOP_NOT = 0, STOP_UNKNOWN, STOP_SUSPECT, STOP_FUEL, STOP_TIME, STOP_TEXT, STOP_MEMORY };
/// Whether a limit ended the check: what it left behind is not to be relied on.
static inline bool is_limit(enum stop stop) { return stop >= STOP_FUEL; }

/// Names every subject answers to.
enum member {
    MEMBER_NONE = 0, MEMBER_ID, MEMBER_ARN, MEMBER_NAME, MEMBER_TYPE, MEMBER_CREATED, MEMBER_ACCOUNT, MEMBER_REGION,
    MEMBER_ORGANIZATION, MEMBER_TAGS, MEMBER_CONFIGURATION, MEMBER_SUPPLEMENTARY, MEMBER_RELATED, MEMBER_ALL, MEMBER_FIND,
    MEMBER_COUNT, MEMBER_KNOWN, MEMBER_COLLECTED, MEMBER_REGIONS, MEMBER_MANAGEMENT, MEMBER_ACCOUNTS,
};

/// A script's string, resolved once: the address of an anchored Lua string stands for its bytes.
struct key_entry {
    const void *address;
    uint32_t lookup; ///< identity for shape lookups: the key's number, or its folded number with KEY_FOLDED, or NONE
    uint32_t folded;
    enum member member;
    uint32_t last_shape; ///< where the key was found last, see key_shape, and its slot there: most of a type's documents share one shape
    uint32_t last_slot;
};
#define KEY_FOLDED UINT32_C(0x80000000)
#define KEY_EXACT UINT32_C(0x40000000)

/// The shape of an object, and whether its keys are read with their exact case.
static inline uint32_t key_shape(uint64_t word) { return carena_count(word) | (carena_tag(word) == CARENA_EXACT ? KEY_EXACT : 0); }

struct shape_entry {
    uint32_t shape;
    uint32_t lookup;
    uint32_t slot;
};

enum { KEY_CACHE = 1024, SHAPE_CACHE = 4096, MAX_ANCHORS = 8192, MAX_MESSAGE = 4096, MAX_FINDINGS = 100, CALL_PRICE = 16 };

enum { POOL_CLASSES = 16 };

/// Free blocks of each size, and where they were cut from; see pool.c.
struct pool {
    struct block *free[POOL_CLASSES];
    struct chunk *chunks;
};

struct index;     // of :find, see index.c
struct relations; // of :related, see related.c
struct decisions; // see decisions.h
struct walks;
struct library;   // see Library/library.c
struct source;    // see source.h

struct CLuaBridge_machine {
    lua_State *lua;
    CLuaBridge_limits limits;
    size_t memory;
    uint64_t allocations, allocated; ///< blocks that Lua asked for or let grow, and bytes they grew by
    CLuaBridge_observer *observer; ///< of every check; null where nobody looks
    struct pool pool;
    enum stop stop;
    uint8_t cause;
    char detail[512];
    struct buffer place; ///< `file:line` where the budget ended; of what a run does not repeat to the line there is none
    uint64_t fuel; ///< instructions left, counted down in the hook
    bool metered;  ///< whether the hook counts
    uint64_t budget; ///< instructions that the metered call began with
    uint64_t unclocked; ///< paid since the clock was last looked at
    double seconds; ///< that the metered call may take beside what its instructions do
    bool is_timed; ///< whether the clock was looked at in the metered call
    double deadline; ///< of the metered call, as if it had run no instruction, in seconds of its thread
    _Atomic bool interrupted; ///< whether somebody wants the metered call to end
    bool used;     ///< whether a check ran here before: what it left behind counts against the memory of the next

    _Atomic uint64_t sequence; ///< odd while a check runs
    _Atomic uint64_t suspect;  ///< the sequence that runs too long
    uint64_t watched;          ///< of the watching thread: the sequence it saw last
    _Atomic pthread_t thread;

    const carena_account *account;
    uint64_t account_seen;    ///< serial of the account whose indexes are held
    uint64_t visit;           ///< how many accounts were entered
    uint64_t epoch;           ///< rises whenever nothing that a script kept may be left
    uint64_t restored;        ///< the epoch at which what the check keeps was put back
    bool keeps;               ///< whether the check may keep anything
    uint64_t vocabulary_seen; ///< serial of the vocabulary whose numbers the caches hold
    uint32_t keys_seen;       ///< how many keys it had at least when they were looked up
    struct key_entry keys[KEY_CACHE];
    struct shape_entry shapes[SHAPE_CACHE];
    uint32_t anchors;

    bool recording;
    struct recorder recorder;
    CLuaBridge_read *reads; ///< what the recorder's reads are to a caller
    uint32_t read_count;

    struct decisions *decisions;
    struct walks *walks;
    struct library *library;
    const struct source *source; ///< of the rule whose steps are to be remembered
    bool remembers;
    bool is_sound;    ///< whether the last check ended without an error
    bool is_new;      ///< whether what the walk came to was never seen
    uint64_t first;   ///< subject of the batch
    uint32_t walked, wanted; ///< subjects of it that are done, and that there are
    uint64_t entries;   ///< checks that Lua ran
    uint64_t runs;      ///< how often one began
    uint64_t turn;      ///< of what runs: a check, a question, the loading of a file
    uint64_t turns;     ///< how many there were
    uint32_t indexes_asked; ///< indexes that the check has paid for
    size_t index_bytes;     ///< what all of them take
    size_t asked_bytes, asked_most; ///< what those take that the check has asked for, and the most that a check has
    uint64_t index_price;   ///< what the check has paid for its indexes
    uint64_t conflicts; ///< decisions that were not what the steps before them said

    uint32_t messages; ///< slots in use of the current check
    CLuaBridge_record *records;
    uint32_t record_count, record_capacity;
    struct buffer texts;
    struct buffer scratch;
    struct index *indexes;
    struct relations *relations;
};

/// The machine of a state; one load, no call.
static inline CLuaBridge_machine *machine_of(lua_State *lua) { return *(CLuaBridge_machine **)lua_getextraspace(lua); }

/// Registry keys.
extern const char registry_messages, registry_anchors, registry_libraries, registry_loaded, registry_kinds, registry_environment, registry_sort, registry_sources;

/// Ends the running check as unknown; does not return.
_Noreturn void stop_unknown(lua_State *lua, uint8_t cause, const char *detail);
/// Ends the running check with the stop already noted; does not return.
_Noreturn void stop_again(lua_State *lua);

// pool.c
/// Whether blocks of `size` bytes come from the pool; of no bytes there is no block.
bool pool_holds(size_t size);
void *pool_take(struct pool *pool, size_t size);
void pool_give(struct pool *pool, void *memory, size_t size);
void pool_destroy(struct pool *pool);
// state.c
void state_open(lua_State *lua);
/// Notes what the library, or the check of the rule, at the top of the stack can reach; it stays there. What a check that is alone, without a
/// library, can reach changes only when it runs.
void state_keep_library(lua_State *lua);
void state_keep_check(lua_State *lua, bool is_alone);
/// Whether what the check at `check` can reach was noted.
bool state_is_kept(lua_State *lua, int check);
/// Puts back what libraries, and the check at `check` where it is not 0, can reach; false without memory.
bool state_restore(CLuaBridge_machine *machine, int check);
// sandbox.c
void sandbox_open(lua_State *lua);
void sandbox_push_environment(lua_State *lua);
/// string.format by Lua's own, without addresses: no %p, and of a table or a document only the type.
int sandbox_format(lua_State *lua, lua_CFunction format);
// freeze.c
/// Makes the table at the top the metatable of the value below it; no script gets or changes it.
void set_sealed_metatable(lua_State *lua);
/// Replaces the table on the stack by a view that nobody can change, nor anything below it.
void freeze(lua_State *lua);
/// Pushes what the value at `index` is a view of; false, and nothing pushed, where it is none.
bool freeze_target(lua_State *lua, int index);
// proxy.c
void proxy_open(lua_State *lua);
int proxy_pairs(lua_State *lua);
int proxy_ipairs(lua_State *lua);
/// Whether a word can be read as a list, which an object without members can: `{}` and `[]` are one thing to a script.
bool proxy_is_list(lua_State *lua, uint64_t word, uint32_t *count);
void proxy_flush(CLuaBridge_machine *machine);
/// The string at `index`, resolved; null where it is none.
struct key_entry *proxy_key(lua_State *lua, int index);
/// Looks a key up for `entry`.
void proxy_resolve(const CLuaBridge_machine *machine, const char *text, size_t length, struct key_entry *entry);
/// The value under a key of an object, or of the documents of one resource.
uint64_t proxy_field(CLuaBridge_machine *machine, uint64_t word, struct key_entry *key);
/// Answers for a check that read the unknown `word`.
void proxy_unknown(CLuaBridge_machine *machine, uint32_t subject, uint64_t word);
uint32_t proxy_slot(CLuaBridge_machine *machine, uint32_t shape, struct key_entry *key, bool exact);
int proxy_push(lua_State *lua, uint64_t word);
/// The value under the string at `key`, noting the read.
uint64_t proxy_lookup(lua_State *lua, uint64_t word, int key);
// scope.c
int scope_index(lua_State *lua, uint64_t word, struct key_entry *key);
int resource_index(lua_State *lua, uint64_t word, struct key_entry *key);
uint32_t scope_type(const carena_account *account, const char *name, size_t length);
/// A member of a resource or a scope that is a value; false where it is none.
bool scope_member(const carena_account *account, uint64_t word, enum member member, uint64_t *value);
/// The region, the account or the organisation of a resource or region, the organisation of an account.
bool scope_of(const carena_account *account, uint64_t word, uint32_t kind, uint64_t *scope);
/// The resources of a type in a scope: they lie side by side.
void scope_range(const carena_account *account, uint64_t scope, uint32_t type, uint32_t *first, uint32_t *end);
bool scope_is_complete(const carena_account *account, uint64_t scope, uint32_t type);
bool scope_holds(const carena_account *account, uint64_t scope, uint32_t resource);
// index.c
struct index *index_get(lua_State *lua, const char *type, size_t type_length, uint32_t number, const char *path, size_t path_length);
/// Pays for an index once a check, as if it were built for it: what other checks asked before costs this one neither more nor less.
void index_pay(lua_State *lua, struct index *index);
uint32_t index_find(const struct index *index, const carena_account *account, const char *text, size_t length);
uint32_t index_resource(const struct index *index, uint32_t node);
uint32_t index_after(const struct index *index, uint32_t node);
uint32_t index_unknown(const struct index *index, uint32_t place);
uint64_t index_reason(const struct index *index, uint32_t place);
void index_clear(CLuaBridge_machine *machine);
/// Whether there are more of them than an account needs: they go before the next check.
bool index_is_full(const CLuaBridge_machine *machine);
// related.c
int related_of(lua_State *lua);
void related_clear(CLuaBridge_machine *machine);
// verdict.c
void verdict_open(lua_State *lua);
void verdict_reset(CLuaBridge_machine *machine);
void verdict_record(CLuaBridge_machine *machine, uint32_t subject);
void verdict_add(CLuaBridge_machine *machine, uint32_t subject, uint8_t verdict, uint8_t cause, const char *message, size_t length);
/// Names the last answer as one of several.
void verdict_key(CLuaBridge_machine *machine, const char *key, size_t length);
// patterns.c
/// Puts find, match, gmatch and gsub into the table on the stack.
void patterns_open(lua_State *lua);
/// Whether a pattern matches somewhere in a text.
bool pattern_finds(lua_State *lua, const char *text, size_t length, const char *pattern, size_t pattern_length);
/// What string.match gives where that is one text: 1, 0 where there is no match, -1 where it is more.
int pattern_capture(
    lua_State *lua, const char *text, size_t length, const char *pattern, size_t pattern_length, const char **capture, size_t *capture_length);
/// Notes that the text at 1 was held against the pattern at 2.
void pattern_note(lua_State *lua, enum step_kind kind, uint64_t value, struct note text);
// priced.c
/// Puts Lua's own functions in the table on the stack behind their price; the base functions are those of the library "".
void priced_open(lua_State *lua, const char *library);
/// Pays for comparing two values.
void priced_comparison(lua_State *lua, int left, int right);
// sort.c
/// table.sort(list, comparator).
int sort_list(lua_State *lua);
// table.c
void tables_open(lua_State *lua);
// shape.c
/// Gives numbers and truths the fields that they don't have.
void shape_open(lua_State *lua);
/// What reading a field of a text does that is none of its functions, which are in the table at 1; the key is at 2.
int shape_of_text(lua_State *lua);
/// The same of `string` itself: no document stands there, so that the name is the rule's mistake.
int shape_of_string(lua_State *lua);
/// Ends the check as unknown where a text, a number or a truth stands in the place of a list.
void shape_demand_list(lua_State *lua, int index);
// dates.c, lists.c
double days_between(double then, double now);
/// Days by which a date may be after the snapshot's time: what is in one snapshot was not all collected in one moment.
#define DAYS_AHEAD 1
/// The date at `index`, a text or a number, in seconds since 1970; does not return where nobody can read it.
double date_at(lua_State *lua, int index);
void dates_open(lua_State *lua);
void lists_open(lua_State *lua);
// Library/library.c
/// Adds the tables of the standard library to the environment on the stack.
void library_open(lua_State *lua);
void library_destroy(CLuaBridge_machine *machine);
// export.c
void export_value(lua_State *lua, int index, struct buffer *out);
void import_value(lua_State *lua, const uint8_t **cursor, const uint8_t *end);
// machine.c
/// Seconds of one check, beside what its instructions take.
#define CHECK_SECONDS 1.0
/// What lies on the stack, and how it is called.
struct call {
    int arguments, results;
    int handler;    ///< stack index of what is told of an error where it is raised; 0 for none
    uint64_t fuel;  ///< instructions of a metered call
    double seconds; ///< of its thread, beside what its instructions take
};
int machine_call_metered(CLuaBridge_machine *machine, struct call call);
int machine_call_fast(CLuaBridge_machine *machine, struct call call);
/// Calls a check metered, seen by the machine's observer.
int machine_call_observed(CLuaBridge_machine *machine, struct call call);
/// Takes instructions that ran from the budget of a metered call; does not return where it is spent.
void machine_meter(lua_State *lua, uint64_t instructions);
/// Pays for work that runs no instruction; does not return where the budget is spent or the check is suspected.
void machine_pay(lua_State *lua, uint64_t cost);
/// Lets the watcher's signal reach this thread: Dispatch blocks every signal in its own.
void machine_receive_watch(void);
// evaluate.c
/// Makes `account` what the next call is about.
/// Begins another turn: iterators of turns before are of no use in it.
static inline void machine_turn(CLuaBridge_machine *machine) { machine->turn = ++machine->turns; }
/// Pushes the turn, for the iterator that is being made.
void machine_push_turn(lua_State *lua);
/// Raises an error where the turn in the upvalue at `index` has ended.
void machine_demand_turn(lua_State *lua, int index);
void machine_enter(CLuaBridge_machine *machine, const carena_account *account);
// errors.c
/// Adds the text of the error on the top of the stack; what a script may raise can be anything. `file` is named where no place is.
void machine_error_text(CLuaBridge_machine *machine, const char *file, struct buffer *out);
/// A handler of errors: gives a text that says where it was raised.
int error_with_place(lua_State *lua);
/// The file that the function at `index` is from; null where it is from none.
const char *error_file(lua_State *lua, int index);
// observe.c
/// Lets the machine's observer see the next call.
void observe_begin(CLuaBridge_machine *machine);
/// Adds `file:line` of the script that runs now, of a library its name for the file; false where no script does.
bool observe_place(lua_State *lua, struct buffer *out);
/// Adds what a library call paid to the place it was called from.
void observe_pay(lua_State *lua, uint64_t cost);
// text.c
const char *text_of(const carena_account *account, const uint64_t *word, size_t *length);
bool text_equal(const carena_account *account, uint64_t left, uint64_t right);

static inline uint64_t word_integer(int64_t value) { return (uint64_t)CARENA_INTEGER << 60 | ((uint64_t)value & ((UINT64_C(1) << 60) - 1)); }

#endif
