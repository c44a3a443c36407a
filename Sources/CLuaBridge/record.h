// SPDX-License-Identifier: Apache-2.0
/// What a recorded check does, step by step: the one source of evidence, of `explain`, of ablation, and of remembered decisions.
#ifndef RECORD_H
#define RECORD_H

#include "buffer.h"

#include <lua.h>
#include <stdint.h>

typedef struct CLuaBridge_machine CLuaBridge_machine;

enum step_kind {
    STEP_SUBJECT = 1, ///< the resource, region or account the check is asked about; always the first
    STEP_MEMBER,      ///< id, configuration ... of a resource or scope
    STEP_SCOPE,       ///< the region or the account of a resource or region
    STEP_FIELD,       ///< the value under a key
    STEP_ELEMENT,     ///< the element of a list at a place; null behind its end
    STEP_LENGTH,      ///< of a list
    STEP_KEY,         ///< the key of an object at a place; null behind its end
    STEP_VALUE,       ///< the value beside it
    STEP_ALL,         ///< resources of a type that must be known completely
    STEP_KNOWN,       ///< those that are known
    STEP_COUNT,
    STEP_COLLECTED,
    STEP_RESOURCE,    ///< the resource at a place of those; null behind the last
    STEP_FIND,        ///< resources by a text at a path
    STEP_FOUND,       ///< the next of those; null behind the last
    STEP_MATCHES,     ///< whether a pattern matches a text
    STEP_MATCH,       ///< what it captures; null where it does not
    STEP_DAYS,        ///< days since a date
    STEP_ANY,         ///< whether an element of a list answers yes, each asked by steps of its own
    STEP_EVERY,       ///< whether every element does
    STEP_EACH,        ///< a loop over a list, whose turns know nothing of each other
    STEP_ITEM,        ///< an element that one of those is at
    STEP_ASKED,       ///< what a function of the standard library says of a document or a text
    STEP_SAME,        ///< whether two values are one: of which of them something was asked could not be told
};

/// A text in the recorder's notes.
struct note {
    uint32_t offset, length;
};

struct step {
    uint8_t kind;
    bool is_read;     ///< whether it is evidence: a value or a question, for the first time
    bool is_leaf;     ///< whether nothing was read below it
    bool is_hidden;   ///< whether it belongs to an element that has been asked, or the script has no way to it
    bool answer;      ///< of an item; of a loop whether it went through the whole list
    uint32_t source;  ///< the step whose value it looked into, or NONE
    uint32_t argument; ///< the step whose value it was given, or NONE where that is `given`
    uint32_t number;  ///< among the reads
    uint32_t list;    ///< of an item: the step it is an element of
    uint32_t end;     ///< of a list: behind the last step of its elements; of an item: behind its own
    int64_t place;
    uint64_t parent;  ///< the word that was looked into
    double days;      ///< of days: the value
    uint64_t value;
    struct note key;  ///< under which; of a question what people read
    struct note name; ///< of a question the type; a pattern
    struct note path; ///< of find
    struct note given; ///< the argument where it is no step's value
    struct note text; ///< of a value that is a text and lies in no document
    struct note script; ///< of a read `file:line` of the script, where the recorder traces
    uint32_t same_value, same_parent; ///< the last step before, plus 1, whose value or parent may be the same
};

/// A stretch of a message: a text, or what a step's value is in words.
struct piece {
    uint32_t step; ///< or NONE
    struct note text;
};

enum { MAX_STEPS = 4096, MAX_PIECES = 16, MAX_LEVELS = 8, HASHES = 256 };
/// Bytes of texts that one recorded check leaves: more, and nothing is remembered, and what was read later is no evidence.
enum { MAX_NOTED = 1 << 20 };
/// Values of steps that lie in no document: a key or a capture, and the days since a date.
#define NOTED_TEXT carena_make(CARENA_VERDICT, 0, 1)
#define NOTED_NUMBER carena_make(CARENA_VERDICT, 0, 2)

struct recorder {
    struct step *steps;
    uint32_t count, dropped, reads;
    uint32_t ablated; ///< the number of the read that answers unknown
    uint32_t item;    ///< the element that is being asked, or NONE
    bool is_doubtful; ///< something happened that no step says
    bool folds;       ///< whether elements are asked by steps of their own
    bool has_turns;   ///< whether a loop's turns know nothing of each other
    bool traces;      ///< whether reads are noted with their line of the script
    bool marks;       ///< whether empty lists and objects are told apart
    struct buffer notes;
    uint32_t by_value[HASHES], by_parent[HASHES]; ///< the last step, plus 1, for a hash of its value or parent
    struct piece pieces[MAX_PIECES]; ///< of the one message that says what was read
    uint32_t piece_count, verdicts;
    bool is_composed; ///< whether a message may say what was read in a way that the pieces do not tell
};

/// Begins with `subject`.
void record_begin(CLuaBridge_machine *machine, uint64_t subject);
/// Notes a value and gives it back, as the script is to see it.
uint64_t record_read(lua_State *lua, enum step_kind kind, uint64_t parent, const char *key, size_t length, int64_t place, uint64_t value);
/// Says of the value beside a key, which was noted last, that the script may have no way to it.
void record_unseen(CLuaBridge_machine *machine);
/// Notes a value that is no evidence: a region or account, a list's length or end, a key.
void record_aside(CLuaBridge_machine *machine, enum step_kind kind, uint64_t parent, int64_t place, uint64_t value, struct note text);
/// Notes a question to a scope; `label` is what people read. Whether it is to be answered as if nobody had looked.
bool record_question(CLuaBridge_machine *machine, struct step step, const char *label);
/// Adds a step that is no read; its number, or NONE where there is no room.
uint32_t record_step(CLuaBridge_machine *machine, struct step step);
struct note record_note(CLuaBridge_machine *machine, const char *text, size_t length);
/// The step whose value is `word`; NONE, and a doubt, where there is none.
uint32_t record_source(CLuaBridge_machine *machine, uint64_t word);
/// Notes in `step` where an argument comes from, which is the text or number at `index`.
void record_argument(lua_State *lua, struct step *step, int index);
/// Whether a text or number may be what a step read, and no constant.
bool record_is_read(lua_State *lua, int index);
/// Notes that a verdict's message is made of the arguments at 1 and after; `is_opaque` where they are made of reads themselves.
void record_message(lua_State *lua, int arguments, bool is_opaque);
void record_doubt(CLuaBridge_machine *machine);
/// Begins and ends the question to a list, and to one of its elements.
uint32_t record_list(CLuaBridge_machine *machine, enum step_kind kind, uint64_t list);
/// The element, as the script is to see it.
uint64_t record_item(CLuaBridge_machine *machine, uint32_t list, uint64_t element);
/// Ends the element of `list` that is being asked, and all below it: their loops were left. Of NONE all that there are.
void record_item_end(CLuaBridge_machine *machine, uint32_t list, bool answer);
void record_list_end(CLuaBridge_machine *machine, uint32_t list, bool answer);
/// The text that a step's value is; null where it is none.
const char *record_text(const CLuaBridge_machine *machine, const struct step *step, size_t *length);
/// Makes the reads what a caller sees of them.
void record_export(CLuaBridge_machine *machine);

#endif
