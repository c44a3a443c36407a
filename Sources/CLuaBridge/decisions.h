// SPDX-License-Identifier: Apache-2.0
/// Remembered decisions: what a rule read, what it found there, and what it said; walked without Lua.
///
/// A check that read `encrypted` and found true said pass; the next resource of which `encrypted` is true passes, too. A rule's
/// decisions are a tree: a node is a step, such as reading a field, an edge what came of it, a leaf the verdict. Lua runs only where
/// the walk comes to something that was never seen, and what it did then is grafted onto the tree.
///
/// That is exact because a check is a function of what it reads: its sandbox has no other input. An edge stands for all values
/// that the rule cannot tell apart (see source.h). What the steps do not say, and what ended in an error, is not remembered.
#ifndef DECISIONS_H
#define DECISIONS_H

#include "patterns.h"
#include "record.h"
#include "source.h"

enum {
    MAX_NODES = 1024, MAX_EDGES = 2048, MAX_EDGES_OF_NODE = 64, MAX_LEAVES = 256, MAX_ALL_PIECES = 1024, MAX_REGISTERS = 512, ANSWERED = 1024,
    MAX_TURNS = 1 << 16, MAX_TEXTS = 4 << 20,
};

/// Where an edge leads: nowhere yet, to the node `target >> 1`, or where the lowest bit is set to the leaf `target >> 1`.
typedef uint32_t target;
/// The leaves of an element say whether it answers yes, or that the loop of that level goes on.
enum { TARGET_NONE = 0, LEAF_LUA = 0, LEAF_FALSE, LEAF_TRUE, LEAF_NEXT, FIRST_LEAF = LEAF_NEXT + MAX_LEVELS };
static inline target to_leaf(uint32_t leaf) { return leaf << 1 | 1; }
static inline target to_node(uint32_t node) { return node << 1; }

/// A step as it is taken again, and the caches that make it quick. What every walk looks at comes first and fills a cache line.
struct node {
    _Alignas(64) uint8_t kind;
    bool is_plain;     ///< whether a value that is all in its word leads where that word led before
    int32_t place;
    uint32_t source;   ///< the register it looks into
    uint32_t first_edge;
    uint64_t usual;    ///< the signature of the value that it came to last, or SIGNATURE_NEW
    target usual_target; ///< where that led
    target elements;   ///< what decides of each element of a list
    struct key_entry key;
    uint32_t argument; ///< the register it is given, or NONE where that is `given`
    uint32_t edge_count;
    bool is_shared;    ///< whether its list belongs to a resource that others ask about, too
    bool looks_outside; ///< whether what decides of its elements looks at more than them
    struct note name, path, given; ///< in the decisions' texts
    struct end_pattern ends; ///< of a pattern
    uint64_t visit;    ///< of the machine to the account that the rest is about
    uint64_t scope;
    uint32_t type, first, end;
    bool is_complete;
    const struct index *index;
};
_Static_assert(offsetof(struct node, argument) == 64, "what a walk looks at is one line");

#define KIND_MASK (UINT64_C(15) << 60)
/// Of a value that no one word tells, and of a node that has come to none; they never match.
#define SIGNATURE_NONE ((uint64_t)CARENA_VERDICT << 60)
#define SIGNATURE_NEW ((uint64_t)CARENA_UNKNOWN << 60)

/// The word of a key in a register.
#define KEY_WORD(number) carena_make(CARENA_VERDICT, 1, number)

enum outcome_kind {
    OUTCOME_ANY = 1, OUTCOME_END, OUTCOME_NULL, OUTCOME_FALSE, OUTCOME_TRUE, OUTCOME_LIST, OUTCOME_OBJECT, OUTCOME_SUBJECT, OUTCOME_NUMBER, OUTCOME_TEXT,
};

/// All values that a rule cannot tell apart.
struct outcome {
    uint64_t code;      ///< its kind, how it stands to the rule's constants, and whether there is more to it
    uint64_t relation;  ///< how it stands to the values read before, two bits each
    uint64_t number;    ///< the bits of a number that the rule calculates with
    struct note text;   ///< a text that the rule looks into; of an edge in the decisions' texts
    const char *bytes;  ///< the same before it is an edge's
};

#define OUTCOME_MORE (UINT64_C(1) << 63)
static inline uint64_t outcome_code(enum outcome_kind kind, uint32_t constant) { return (uint64_t)constant << 8 | kind; }

struct edge {
    struct outcome outcome;
    target target;
    uint32_t next; ///< edge + 1
};

struct leaf {
    uint32_t first, count; ///< records
    uint32_t first_piece, piece_count; ///< of a message that says what was read
};

/// A value in a register of a walk.
struct value {
    uint64_t word;
    const char *text; ///< of a text
    uint32_t length;
    bool is_end;      ///< whether there is no such element
    double days;
    const struct index *index; ///< of a find, `length` being where it stands in it
};

/// What a list of another resource was found to answer: the group that lets the world in does so for every instance behind it.
struct answered {
    const struct node *node;
    uint64_t list;
    uint64_t visit; ///< of the machine to the account
    bool answer;
};

/// Lines of 64 bytes from the beginning of a document, a bit each: which of them the rule's walks have touched.
struct footprint {
    uint64_t configuration, supplementary, tags;
};

struct decisions {
    struct decisions *next;
    int rule, parameters;
    struct source *source;
    bool is_off; ///< whether the rule is left to Lua
    target root;
    struct node *nodes;
    struct edge *edges;
    struct leaf *leaves;
    struct piece *pieces; ///< of messages; `step` is a register
    CLuaBridge_record *records;
    struct answered *answered; ///< by list, of those that are shared; null where there are none
    uint32_t node_count, edge_count, leaf_count, record_count, record_capacity, piece_count;
    struct buffer texts;
    uint64_t vocabulary; ///< serial of the one that the nodes' keys were resolved in
    uint32_t key_count;  ///< how many keys it had
    double as_of;
    uint32_t hits, misses; ///< since the last look at whether it pays
    struct footprint footprint;
};

enum walk_end { WALK_LEAF, WALK_UNKNOWN, WALK_MISS };

struct walk {
    CLuaBridge_machine *machine;
    struct decisions *decisions;
    struct value registers[MAX_REGISTERS];
    uint64_t unknown; ///< the word that ended it
    uint32_t left;    ///< the leaf by which a loop was left, or NONE
    uint32_t turns;   ///< how many elements may still be asked before Lua has to, which counts what it does
};

/// A list whose elements are being grafted.
struct elements {
    const struct elements *outer;
    struct node *node;
    uint32_t depth; ///< the list's register: what lies deeper is of its elements
};

struct learner {
    struct walk *walk;
    const struct recorder *recorder;
    uint32_t first_record; ///< of the check
    uint32_t registers[MAX_STEPS]; ///< of each step
    const struct elements *elements; ///< the innermost list
};

/// Where walks and grafts keep their values.
struct walks {
    struct walk walk;
    struct learner learner;
};

/// What is remembered of a rule whose check and parameters lie at 1 and 2 of the stack; null where it is left to Lua.
struct decisions *decisions_of(CLuaBridge_machine *machine, int rule, int parameters);
/// Answers subjects from `machine->walked` on, up to the first that is Lua's.
int decisions_answer(lua_State *lua);
/// Looks up what a node's key is in the vocabulary.
void decisions_resolve(CLuaBridge_machine *machine, struct decisions *decisions, struct node *node);
/// Drops what lists were found to answer.
void decisions_forget_answered(struct decisions *decisions);
void decisions_destroy(CLuaBridge_machine *machine);

/// Fetches what the check of a subject some places ahead will touch; see evaluate.c.
void machine_fetch(const CLuaBridge_machine *machine, uint32_t number, struct footprint footprint, uint32_t ahead);
/// Whether there is room for more.
bool decisions_have_room(const struct decisions *decisions);
/// Leaves a rule to Lua whose subjects are seldom like one that was seen.
void decisions_review(struct decisions *decisions);

// graft.c
/// Grafts what the recorder noted onto the tree, with the records from the argument on as its leaf.
int decisions_learn(lua_State *lua);
// walk.c
/// Readies a walk, or a graft, for another subject.
void walk_begin(struct walk *walk);
void walk_set_word(const carena_account *account, struct value *value, uint64_t word);
enum walk_end walk_from(struct walk *walk, target from, uint32_t depth, uint32_t *leaf);
/// Takes one step, whose value goes into the register `depth`; false where Lua has to.
bool walk_step(struct walk *walk, struct node *node, uint32_t depth);
// outcome.c
/// What a value is to the rule; false where that can't be said.
bool outcome_of(const struct walk *walk, const struct node *node, const struct value *value, uint32_t depth, struct outcome *outcome);
struct edge *outcome_edge(const struct decisions *decisions, const struct node *node, const struct outcome *outcome);

#endif
