// SPDX-License-Identifier: Apache-2.0
/// What the text of a rule says of how it can look at the values it reads.
///
/// A check that compares a text with "available" sees whether it is that text and nothing else of it. So two texts that equal none of
/// the rule's constants are one to it, and what it decided of the one holds for the other. This file finds the constants, and the
/// operations that would see more.
#ifndef SOURCE_H
#define SOURCE_H

#include "machine.h"

struct constant_text {
    uint64_t offset; ///< of its bytes in the source's
    uint32_t length;
    uint32_t hash;
};

struct constant_number {
    bool is_integer;
    int64_t integer;
    long double value; ///< holds every integer and every double
};

struct source {
    bool sees_texts;    ///< something looks into texts: joins them, measures them, hands them to a function that nobody knows here
    bool sees_numbers;  ///< something calculates with numbers
    bool orders;        ///< something asks which of two numbers is less
    bool orders_texts;  ///< the same of two texts
    bool relates;       ///< something compares two values neither of which is a constant
    bool sees_places;   ///< something takes the places of elements, or goes over lists by hand
    bool sees_values;   ///< something goes over the members of objects for more than their names
    bool changes;       ///< something is assigned to that was there before
    bool keeps;         ///< the same, in what only words messages too: a check may leave something behind
    bool has_libraries; ///< the file requires some
    bool is_opaque;     ///< none of this can be told
    struct constant_text *texts; ///< ascending, each once
    uint32_t text_count, text_capacity;
    uint64_t text_starts[64]; ///< which first bytes, modulo 64, texts have whose length is this, modulo 64
    uint32_t *table;          ///< of texts by hash; text + 1, or 0
    uint32_t table_mask;
    struct constant_number *numbers; ///< ascending, each once
    uint32_t number_count, number_capacity;
    uint32_t places;       ///< the most elements without a name of a table that is made by a function or a library: their numbers stand nowhere
    bool are_integers;     ///< whether all numbers are
    uint64_t *composed; ///< a bit for each line of the file on which a verdict's message may be put together
    uint32_t line_count;
    struct buffer bytes;
};

/// Reads the file of a rule and of the libraries it uses.
struct source *source_read(lua_State *lua, const char *text, size_t length);
// constants.c
void source_add_text(struct source *source, const char *bytes, size_t length);
/// Whether a text has a function of this name.
bool source_is_text_function(const char *bytes, size_t length);
void source_add_number(struct source *source, struct constant_number number);
struct constant_number source_number_at(lua_State *lua, int index);
/// Adds what the check and the parameters, at 1 and 2 of the stack, hold to the constants, and makes them ready for use.
bool source_close(lua_State *lua, struct source *source);
void source_free(struct source *source);
/// Whether a check of a file, or what it calls in libraries, may leave something behind in what outlives it; and whether there are none.
bool source_may_keep(lua_State *lua, const char *text, size_t length, bool *is_alone);
bool source_is_composed(const struct source *source, int line);

/// The number of the constant that a text equals, or NONE.
uint32_t source_text(const struct source *source, const char *bytes, size_t length);
/// How many constants are less than a text.
uint32_t source_text_rank(const struct source *source, const char *bytes, size_t length);
/// Twice the number of constants that are less, and one more where one is equal.
uint32_t source_number(const struct source *source, const struct constant_number *number);
int compare_numbers(const struct constant_number *left, const struct constant_number *right);
int compare_texts(const char *left, size_t left_length, const char *right, size_t right_length);

#endif
