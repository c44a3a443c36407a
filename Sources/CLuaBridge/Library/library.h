// SPDX-License-Identifier: Apache-2.0
/// What the standard library of rules is made of: items to read, answers with a third value, and functions that can be asked again.
///
/// A function of the library looks at a document or at a script's own table through items, which read alike. Its answer is yes, no or
/// undecided; undecided ends the check as unknown with the first reason that was met. It is told what it needs as texts, so that a
/// remembered decision asks it again with the same words, without Lua.
#ifndef LIBRARY_H
#define LIBRARY_H

#include "../machine.h"

/// Bytes that lie somewhere else; null where there is no text.
struct slice {
    const char *bytes;
    size_t length;
};

/// Names of fields that the library reads, without regard to the first letter's case.
#define LIBRARY_NAMES(NAME)                                                                                                              \
    NAME(Action) NAME(AWS) NAME(CanonicalUser) NAME(cidr) NAME(cidrBlock) NAME(cidrIp) NAME(cidrIpv4) NAME(cidrIpv6) NAME(cidrs) NAME(code) \
    NAME(Condition) NAME(Effect) NAME(egress) NAME(entries) NAME(federated) NAME(from) NAME(fromPort) NAME(groupId) NAME(icmpTypeCode)     \
    NAME(ipProtocol) NAME(ipRanges) NAME(ipv4Ranges) NAME(ipv6CidrBlock) NAME(ipv6Ranges) NAME(NotAction) NAME(NotPrincipal)               \
    NAME(NotResource) NAME(portRange) NAME(prefixListId) NAME(prefixListIds) NAME(Principal) NAME(protocol) NAME(referencedGroupInfo)      \
    NAME(Resource) NAME(ruleAction) NAME(ruleNumber) NAME(service) NAME(sourcePrefixListId) NAME(sourceSecurityGroupId) NAME(Statement)    \
    NAME(to) NAME(toPort) NAME(type) NAME(userIdGroupPairs) NAME(Version)
enum name {
#define NAME(name) NAME_##name,
    LIBRARY_NAMES(NAME)
#undef NAME
        NAME_COUNT
};

/// A value that is read: a word of a document, a value of a script's on the stack, or a text that lies elsewhere.
struct item {
    uint64_t word;
    struct slice text; ///< where that has bytes, it is all there is
    int slot;          ///< on the stack; 0 where it is a word
};

enum item_kind { ITEM_ABSENT, ITEM_UNKNOWN, ITEM_TRUTH, ITEM_NUMBER, ITEM_TEXT, ITEM_LIST, ITEM_OBJECT, ITEM_OTHER };

enum answer { NO, YES, UNDECIDED };

static inline enum answer answer_and(enum answer left, enum answer right) {
    if (left == NO || right == NO) return NO;
    return left == YES && right == YES ? YES : UNDECIDED;
}
static inline enum answer answer_not(enum answer answer) { return answer == UNDECIDED ? UNDECIDED : answer == YES ? NO : YES; }
static inline enum answer answer_or(enum answer left, enum answer right) { return answer_not(answer_and(answer_not(left), answer_not(right))); }
static inline enum answer answer_of(bool is) { return is ? YES : NO; }

/// Where a function stands that reads items.
struct reader {
    lua_State *lua;
    CLuaBridge_machine *machine;
    bool notes;      ///< whether each value read is noted as evidence
    bool has_reason; ///< why nobody can say, as it was first met
    uint64_t unknown; ///< the word that nobody knows, or 0 where the rest says why
    uint8_t cause;
    char detail[200];
    uint32_t steps; ///< since work was last paid for
};

// item.c
struct item item_at(lua_State *lua, int index);
enum item_kind item_kind(struct reader *reader, const struct item *item);
/// The value under a name; absent where the item has no fields.
struct item item_field(struct reader *reader, const struct item *item, enum name name);
/// Whether an item can be read as a list: YES, or UNDECIDED with the reason.
enum answer item_list(struct reader *reader, const struct item *item);
/// How many elements a list has.
uint32_t item_count(const struct reader *reader, const struct item *list);
struct item item_element(struct reader *reader, const struct item *list, uint32_t place);
/// The member of an object at a place, in an order that is always the same; false behind the last.
bool item_member(struct reader *reader, const struct item *object, uint32_t place, struct item *key, struct item *value);
/// The text that a item is, which lies in the item itself where it is short; false where it is none.
bool item_text(const struct reader *reader, const struct item *item, struct slice *text);
/// The whole number that a item is, as a number or as text; false where it is none.
bool item_integer(const struct reader *reader, const struct item *item, int64_t *number);
/// The same of a text.
bool slice_integer(struct slice text, int64_t *number);
/// Lets go of the items of a script's values that were read since the stack had this height.
static inline int item_mark(const struct reader *reader) { return lua_gettop(reader->lua); }
static inline void item_release(const struct reader *reader, int mark) { lua_settop(reader->lua, mark); }
/// Notes why nobody can say, where that is the first reason; gives UNDECIDED.
enum answer undecided(struct reader *reader, uint8_t cause, const char *format, ...) __attribute__((format(printf, 3, 4)));
/// Pays for `work` steps that run no instruction.
void item_work(struct reader *reader, uint32_t work);
/// Whether two texts are the same but for the case of letters.
bool slice_folds(struct slice left, struct slice right);
static inline bool slice_is(struct slice text, const char *wanted) { return text.length == strlen(wanted) && memcmp(text.bytes, wanted, text.length) == 0; }
static inline bool slice_equal(struct slice left, struct slice right) {
    return left.length == right.length && memcmp(left.bytes, right.bytes, left.length) == 0;
}
static inline bool slice_starts(struct slice text, const char *start) {
    size_t length = strlen(start);
    return text.length >= length && memcmp(text.bytes, start, length) == 0;
}
/// As long as a message has room for.
static inline int slice_shown(struct slice text) { return text.length > 100 ? 100 : (int)text.length; }

enum { MAX_WORDS = 128 };

/// What a function is told beside the value it looks at.
struct words {
    uint32_t count;
    struct slice words[MAX_WORDS];
};
static inline struct slice word_at(const struct words *words, uint32_t place) { return place < words->count ? words->words[place] : (struct slice){0}; }

/// A function of the library whose answer is yes or no.
struct library_function {
    const char *library, *name;
    enum answer (*answer)(struct reader *reader, const struct item *subject, const struct words *words);
    /// Reads what it is told from the stack; null where that is texts and numbers side by side.
    void (*read)(lua_State *lua, struct words *words);
    const char *subject; ///< what it looks at, and its verb, for messages
    bool gives_list;     ///< whether the answer is the list on the top of the stack
    bool takes_nil;      ///< whether there being nothing to look at is an answer, and not a fact that is missing
};

extern const struct library_function net_functions[];
extern const struct library_function iam_functions[];
extern const struct library_function text_functions[];

// library.c
/// Adds functions to the table of a library, which is made where there is none, in the environment on the stack.
void library_add(lua_State *lua, const char *library, const luaL_Reg *functions);
/// Adds the text or whole number at an index to the words, or that there is none.
void library_add_word(lua_State *lua, struct words *words, int index);
/// What the fields of the library's names are in the vocabulary of the account.
struct key_entry *library_key(CLuaBridge_machine *machine, enum name name);
const char *library_name(enum name name);
/// Asks a remembered question again; false where Lua has to, with the word that nobody knows where there is one.
bool library_recall(CLuaBridge_machine *machine, struct slice question, struct item subject, bool *answer, uint64_t *unknown);
/// Sets of addresses that a machine keeps, so that no call allocates.
enum library_set { SET_SURE, SET_MAYBE, SET_TOGETHER, SET_TOGETHER_MAYBE, LIBRARY_SETS };
/// One of them, empty: a set a family.
struct range_set *library_ranges(CLuaBridge_machine *machine, enum library_set which);

// text.c, time.c, list.c, set.c: functions that read as scripts do, and are recorded so
void text_open(lua_State *lua);
void time_open(lua_State *lua);
void list_open(lua_State *lua);
void set_open(lua_State *lua);
/// How many elements a list has that a script gave; none where it gave nil.
lua_Integer elements_of(lua_State *lua, int index);

#endif
