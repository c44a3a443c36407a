// SPDX-License-Identifier: Apache-2.0
/// Runs rules: Lua 5.4 behind an interface that never raises and never shows a `lua_State`.
///
/// A machine is one Lua state with its limits. It loads rule files, exports what they declare as plain bytes, and evaluates their
/// checks over an account's arena. Everything that Lua can raise, in the script or in our functions, ends inside this library.
#ifndef CLUABRIDGE_H
#define CLUABRIDGE_H

#include <CArena.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct CLuaBridge_machine CLuaBridge_machine;

/// Bytes owned by the machine, valid until its next call.
typedef struct CLuaBridge_text {
    const char *_Nullable bytes;
    size_t length;
} CLuaBridge_text;

typedef struct CLuaBridge_limits {
    uint64_t instructions;      ///< per check
    uint64_t load_instructions; ///< per file
    size_t memory;              ///< bytes at which the script is stopped
    size_t hard_memory;         ///< bytes at which an allocation fails
    size_t block;               ///< bytes of one allocation
    size_t text;                ///< bytes of one text
    size_t source;              ///< bytes of one file
    uint32_t values;            ///< keys and values that one file declares
} CLuaBridge_limits;

/// Verdicts of one check; the order is the order of severity in a ledger.
enum {
    CLUABRIDGE_PASS = 1,
    CLUABRIDGE_FAIL = 2,
    CLUABRIDGE_SKIP = 3,
    CLUABRIDGE_UNKNOWN = 4,
    CLUABRIDGE_ERROR = 5,
};

/// One answer. Offsets are into the texts of the same evaluation.
typedef struct CLuaBridge_record {
    uint32_t subject; ///< number of the subject in the batch
    uint8_t verdict;
    uint8_t cause;    ///< of an unknown
    bool is_stopped;  ///< whether a limit ended the check
    uint8_t unused;
    uint32_t key_offset, key_length; ///< which of several findings of one subject
    uint32_t message_offset, message_length;
} CLuaBridge_record;

enum { CLUABRIDGE_FIELD = 1, CLUABRIDGE_QUERY = 2 };

/// Something a recorded check read.
typedef struct CLuaBridge_read {
    uint64_t subject; ///< the resource or scope it was read from
    uint64_t parent;  ///< the word it was read from, below the subject or the subject itself
    uint64_t value;   ///< the word that was read; for a query the number of resources it gave
    uint32_t path_offset, path_length;
    uint32_t place_offset, place_length; ///< `file:line` of the script; empty unless the machine traces
    uint8_t kind;     ///< CLUABRIDGE_FIELD or CLUABRIDGE_QUERY
    bool is_leaf;     ///< whether nothing below it was read
} CLuaBridge_read;

/// What an evaluation gives back; owned by the machine, valid until its next call.
typedef struct CLuaBridge_results {
    const CLuaBridge_record *_Nullable records;
    uint32_t record_count;
    uint32_t evaluated; ///< subjects answered; fewer than asked where the machine is spoiled: the next one is to be asked in a new one
    const CLuaBridge_read *_Nullable reads;
    uint32_t read_count;
    uint32_t reads_dropped;
    const char *_Nullable texts;
    bool spoiled; ///< a check was killed: destroy the machine, go on with a new one
} CLuaBridge_results;

/// No read is made unknown.
#define CLUABRIDGE_NO_ABLATION UINT32_MAX

/// A machine with an empty environment; null without memory, or where the Lua library is not the one this was built for.
CLuaBridge_machine *_Nullable CLuaBridge_create(const CLuaBridge_limits *_Nonnull limits);
void CLuaBridge_destroy(CLuaBridge_machine *_Nonnull machine);

/// Makes `source` what `require "name"` loads. 0, or -1 without memory.
int CLuaBridge_add_library(
    CLuaBridge_machine *_Nonnull machine, const char *_Nonnull name, const char *_Nonnull source, size_t length);

/// Loads and runs a file whose value must be one of `rule {}`, `pack {}` ... as `kind` says.
/// A handle, or -1 with the reason in `error`.
int CLuaBridge_load(
    CLuaBridge_machine *_Nonnull machine, const char *_Nonnull kind, const char *_Nonnull chunk_name, const char *_Nonnull source,
    size_t length, CLuaBridge_text *_Nonnull error);

/// Writes what a loaded file declares as bytes (see export.c). 0, or -1 with the reason in `result`.
int CLuaBridge_export(CLuaBridge_machine *_Nonnull machine, int handle, CLuaBridge_text *_Nonnull result);

/// Makes a frozen table of parameters from bytes as export.c writes them. A handle, or -1 without memory.
int CLuaBridge_add_parameters(CLuaBridge_machine *_Nonnull machine, const uint8_t *_Nonnull bytes, size_t length);

/// Evaluates the check of `rule` over the subjects `first`, `first + 1` ...: words of resources or scopes, which count up.
///
/// `account` must live until the next evaluation. With `recording` what each check reads is noted, under the deterministic
/// budget; `ablated` is then the number of the read that answers unknown.
void CLuaBridge_evaluate(
    CLuaBridge_machine *_Nonnull machine, int rule, int parameters, const carena_account *_Nonnull account, uint64_t first,
    uint32_t count, bool recording, uint32_t ablated, CLuaBridge_results *_Nonnull results);

/// Asks one line of Lua about an account, under the budget of a check; it sees `account`, `region` and `resource`, which are words or 0.
///
/// 0 with what it gave in `value` (see query.c), a cause with its reason where the answer is unknown, or -1 with what went wrong.
/// `results` has what was read.
int CLuaBridge_query(
    CLuaBridge_machine *_Nonnull machine, const char *_Nonnull source, size_t length, const carena_account *_Nonnull account, uint64_t region,
    uint64_t resource, CLuaBridge_results *_Nonnull results, CLuaBridge_text *_Nonnull value);

/// From any thread: ends the metered call that runs now as if its budget were spent.
void CLuaBridge_interrupt(CLuaBridge_machine *_Nonnull machine);

/// Whether checks of resources are answered from what was decided of resources like them; at first they are not.
void CLuaBridge_remember(CLuaBridge_machine *_Nonnull machine, bool remembers);

/// Whether recorded reads are noted with the line of the script that read them; at first they are not.
void CLuaBridge_trace(CLuaBridge_machine *_Nonnull machine, bool traces);

/// From any thread: suspects the check that runs now, if it was running at the last call already.
/// It is then thrown away and run again under the deterministic budget, which alone decides.
void CLuaBridge_watch(CLuaBridge_machine *_Nonnull machine);

/// Whether the check of a rule, or a library, has changed something that outlives it since that was put back last.
bool CLuaBridge_has_kept(CLuaBridge_machine *_Nonnull machine, int rule);

/// Bytes the machine holds now.
size_t CLuaBridge_memory(CLuaBridge_machine *_Nonnull machine);

/// What a machine has done since it was made.
typedef struct CLuaBridge_counts {
    uint64_t entries;     ///< checks that Lua ran
    uint64_t conflicts;   ///< remembered decisions that a later check contradicted: a defect, and the decision was dropped
    uint64_t allocations; ///< blocks that Lua asked for, or asked to grow
    uint64_t allocated;   ///< bytes that they grew by
} CLuaBridge_counts;
CLuaBridge_counts CLuaBridge_count(const CLuaBridge_machine *_Nonnull machine);

/// Counts the instructions of checks and, where asked to, notes where they ran; outlives the machines it is given to.
typedef struct CLuaBridge_observer CLuaBridge_observer;

/// One place in the scripts that was reached one way, and what it cost.
typedef struct CLuaBridge_stack {
    const char *_Nullable frames; ///< the functions from the outermost on, each ended by a newline, then `file:line`
    size_t length;
    uint64_t weight; ///< instructions
} CLuaBridge_stack;

/// An observer that notes the place of every `period`th instruction; with a period of 0 it only counts. Null without memory.
CLuaBridge_observer *_Nullable CLuaBridge_create_observer(uint32_t period);
/// An observer that notes each line as it is entered: a stack is then `file:line` alone, its weight how often. Null without memory.
CLuaBridge_observer *_Nullable CLuaBridge_create_line_observer(void);
void CLuaBridge_destroy_observer(CLuaBridge_observer *_Nonnull observer);

/// From now on every check of `machine` enters Lua under the deterministic budget, and `observer` sees it; null ends that.
void CLuaBridge_observe(CLuaBridge_machine *_Nonnull machine, CLuaBridge_observer *_Nullable observer);

/// Instructions seen so far, and what library calls paid beside them.
uint64_t CLuaBridge_observed(const CLuaBridge_observer *_Nonnull observer);

/// The place numbered `index`, valid until the observer's next check; false behind the last.
bool CLuaBridge_observed_stack(
    const CLuaBridge_observer *_Nonnull observer, size_t index, CLuaBridge_stack *_Nonnull stack);

#endif
