// SPDX-License-Identifier: Apache-2.0
#include "source.h"

#include "lexer.h"

#include <stdlib.h>

enum { MAX_BRACKETS = 200, MAX_LIBRARIES = 16, MAX_LIBRARY_DEPTH = 8, MAX_NAME = 64 };

/// A library under the local name that a file gives it.
struct library_use {
    char name[MAX_NAME];
    char alias[MAX_NAME];
    bool decides; ///< whether it is used for more than a message
};

/// Where the reading of one file stands.
struct reader {
    struct lexer lexer;
    struct source *source;
    struct token previous, before;
    char brackets[MAX_BRACKETS]; ///< what is open: brackets, parameters ('p'), functions ('f') and other blocks ('b')
    struct constructor {
        uint32_t elements; ///< without a name
        bool is_named;     ///< the one that is being read has a name
        bool is_call;      ///< the table is handed to a function
    } constructors[MAX_BRACKETS]; ///< of the braces among them
    bool has_closed_call;         ///< the brace that was closed last was such a table's
    int depth;
    int functions; ///< how many of them are functions: what runs outside of any has run before there was anything to read
    bool has_messages; ///< whether arguments of fail() and its like are told apart: in the rule's own file
    int message_depth, message_line;
    bool is_composed;
    bool is_header;    ///< between `in` and `do`: what goes over something there begins with the loop
    bool is_head;      ///< between `function` and its parameters
    bool declares, is_numeric_loop, is_counted_loop, is_named_loop, is_local_function;
    bool has_several;  ///< the declaration has several names
    bool names_value;  ///< what stands here is all the value of the declared name
    bool names_library, is_parenthesized;
    bool awaits_operand, awaits_text, awaits_number, awaits_arguments, awaits_library, awaits_closing;
    char declared[MAX_NAME];
    struct library_use libraries[MAX_LIBRARIES];
    int library_count;
};

static bool is_one_of(const struct token *token, const char *const *words) {
    for (; *words; words++)
        if (token_is(token, *words)) return true;
    return false;
}

/// Adds a text that stands in the file. What stands outside of any function of the rule's own file is among the values that the check
/// holds, or it has no way to it.
static void read_text(struct reader *reader, const struct token *token) {
    if (reader->functions || !reader->has_messages) source_add_text(reader->source, token->begin, token->length);
}

/// Adds a number and, since a minus may stand before it, its negative.
static void read_number(lua_State *lua, struct source *source, const struct token *token) {
    lua_pushlstring(lua, token->begin, token->length);
    if (lua_stringtonumber(lua, lua_tostring(lua, -1))) {
        struct constant_number number = source_number_at(lua, -1);
        source_add_number(source, number);
        number.integer = (int64_t)(0 - (uint64_t)number.integer);
        number.value = -number.value;
        source_add_number(source, number);
        lua_pop(lua, 1);
    } else {
        source->is_opaque = true;
    }
    lua_pop(lua, 1);
}

static void see(struct reader *reader, bool texts, bool numbers) {
    if (!reader->functions) return;
    if (reader->message_depth) {
        reader->is_composed = true;
        return;
    }
    reader->source->sees_texts |= texts;
    reader->source->sees_numbers |= numbers;
}

static void compose(struct source *source, int first, int last) {
    for (int line = first; line <= last && (uint32_t)line < source->line_count; line++)
        source->composed[line / 64] |= UINT64_C(1) << line % 64;
}

static void read_library_name(struct reader *reader, const struct token *token) {
    if (!token_is(&reader->previous, "require")) return;
    if (token->length >= MAX_NAME || reader->library_count == MAX_LIBRARIES) {
        reader->source->is_opaque = true;
        return;
    }
    reader->awaits_closing = reader->is_parenthesized;
    reader->is_parenthesized = false;
    struct library_use *library = &reader->libraries[reader->library_count++];
    memcpy(library->name, token->begin, token->length);
    memcpy(library->alias, reader->declared, MAX_NAME);
    library->decides = !reader->names_library;
}

static bool is_operand_end(const struct token *token) {
    static const char *const words[] = {"and", "or", "not", "return", "if", "elseif", "while", "until", "in", "then", "do", "else", NULL};
    if (token->kind == TOKEN_TEXT || token->kind == TOKEN_NUMBER) return true;
    if (token->kind == TOKEN_NAME) return !is_one_of(token, words);
    return token_is(token, ")") || token_is(token, "]") || token_is(token, "}");
}

static bool is_constant(const struct token *token) {
    static const char *const words[] = {"nil", "true", "false", NULL};
    return token->kind == TOKEN_TEXT || token->kind == TOKEN_NUMBER || is_one_of(token, words);
}

static void change(struct reader *reader) { reader->source->changes = reader->source->keeps = true; }

static void assign(struct reader *reader) {
    bool in_table = reader->depth && reader->brackets[reader->depth - 1] == '{';
    // A name is a text where it is a key.
    if (reader->previous.kind == TOKEN_NAME) read_text(reader, &reader->previous);
    if (in_table) reader->constructors[reader->depth - 1].is_named = true;
    reader->names_value = reader->declares && !reader->is_numeric_loop && !reader->has_several;
    // A table keyed by what was read tells which reads are the same.
    if (token_is(&reader->previous, "]") && reader->functions) reader->source->relates = true;
    if (in_table) return;
    // The counter of a loop is a number that stands nowhere.
    if (reader->is_numeric_loop) see(reader, false, true);
    else if (!reader->declares && reader->functions) change(reader);
    reader->declares = reader->is_numeric_loop = false;
}

static void open_bracket(struct reader *reader, char bracket) {
    if (reader->depth == MAX_BRACKETS) {
        reader->source->is_opaque = true;
        return;
    }
    reader->constructors[reader->depth] = (struct constructor){.is_call = bracket == '{' && is_operand_end(&reader->previous)};
    reader->brackets[reader->depth++] = bracket;
}

/// Whether what was read last may give several values at the end of a table.
static bool is_several(const struct reader *reader) {
    if (token_is(&reader->previous, "}")) return reader->has_closed_call;
    if (reader->previous.kind == TOKEN_TEXT) return reader->before.kind != TOKEN_TEXT && is_operand_end(&reader->before);
    return token_is(&reader->previous, ")") || token_is(&reader->previous, "...");
}

/// Ends an element of a table. Those without a name are under numbers that stand nowhere.
static void end_element(struct reader *reader, bool is_last) {
    if (!reader->depth || reader->brackets[reader->depth - 1] != '{') return;
    struct constructor *constructor = &reader->constructors[reader->depth - 1];
    bool is_empty = token_is(&reader->previous, "{") || token_is(&reader->previous, ",") || token_is(&reader->previous, ";");
    bool is_made_later = reader->functions || !reader->has_messages;
    if (!constructor->is_named && !is_empty) {
        constructor->elements++;
        reader->source->sees_numbers |= is_made_later && is_last && is_several(reader);
    }
    constructor->is_named = false;
    if (!is_last) return;
    reader->has_closed_call = constructor->is_call;
    if (is_made_later && constructor->elements > reader->source->places) reader->source->places = constructor->elements;
}

static void close_bracket(struct reader *reader, int line) {
    if (reader->depth > 0) reader->depth--;
    if (reader->depth >= reader->message_depth || !reader->message_depth) return;
    if (reader->is_composed) compose(reader->source, reader->message_line, line);
    reader->message_depth = 0;
    reader->is_composed = false;
}

static void read_mark(struct reader *reader, const struct token *token) {
    static const char *const orders[] = {"<", "<=", ">", ">=", NULL}, *const equals[] = {"==", "~=", NULL};
    static const char *const sums[] = {"+", "*", "/", "//", "%", "^", "&", "|", "~", "<<", ">>", "..", NULL};
    bool is_order = is_one_of(token, orders);
    if (reader->declares && is_order) return; // an attribute: local x <const>
    if (is_order || is_one_of(token, equals)) {
        if (reader->message_depth) reader->is_composed = true;
        else reader->source->orders |= is_order && reader->functions;
        reader->awaits_operand = !is_constant(&reader->previous);
        reader->awaits_text = is_order && reader->previous.kind != TOKEN_NUMBER;
    } else if (is_one_of(token, sums)) {
        see(reader, true, true);
    } else if (token_is(token, "-")) {
        if (is_operand_end(&reader->previous)) see(reader, true, true);
        else reader->awaits_number = true;
    } else if (token_is(token, "#")) {
        see(reader, true, false);
    } else if (token_is(token, "=")) {
        assign(reader);
    } else if (token_is(token, ",") || token_is(token, ";")) {
        if (token_is(token, ",")) {
            // Of several fields that are assigned to, each name is a key.
            if (reader->previous.kind == TOKEN_NAME && token_is(&reader->before, ".")) read_text(reader, &reader->previous);
            reader->is_named_loop = false;
            reader->has_several |= reader->declares;
        }
        end_element(reader, false);
    } else if (strchr("([{", *token->begin) && token->length == 1) {
        open_bracket(reader, reader->is_head && *token->begin == '(' ? 'p' : *token->begin);
        reader->is_head = false;
    } else if (strchr(")]}", *token->begin) && token->length == 1) {
        if (*token->begin == '}') end_element(reader, true);
        close_bracket(reader, token->line);
    }
}

bool source_is_text_function(const char *bytes, size_t length) {
    static const char *const names[] = {
        "byte", "char", "find", "format", "gmatch", "gsub", "len", "lower", "match", "rep", "reverse", "split", "sub", "trim", "upper", NULL,
    };
    for (const char *const *name = names; *name; name++)
        if (strlen(*name) == length && memcmp(*name, bytes, length) == 0) return true;
    return false;
}

static bool is_text_function(const struct token *token) { return source_is_text_function(token->begin, token->length); }

static void read_word(struct reader *reader, const struct token *token) {
    static const char *const verdicts[] = {"pass", "fail", "skip", "unknown", NULL};
    static const char *const lookers[] = {"string", "table", "math", "tonumber", "tostring", "now", "select", "list", "set", "time", NULL};
    static const char *const methods[] = {"all", "known", "count", "collected", "find", "match", "related", "regions", NULL};
    bool is_field = token_is(&reader->previous, "."), is_method = token_is(&reader->previous, ":");
    if (is_method && !is_one_of(token, methods)) see(reader, true, true);
    // A text answers to the functions of its library.
    if (is_field && is_text_function(token)) see(reader, true, true);
    // The name of a function is a key of the table that it is put into.
    if ((is_field || is_method) && reader->is_head) read_text(reader, token);
    // Inside a function `function name()` assigns like `name =`.
    if (token_is(&reader->previous, "function") && reader->functions > 1 && !reader->is_local_function) change(reader);
    if (is_field || is_method) return;
    if (reader->declares && token->length < MAX_NAME && (token_is(&reader->previous, "local"))) {
        memcpy(reader->declared, token->begin, token->length);
        reader->declared[token->length] = 0;
        return;
    }
    if (is_one_of(token, lookers)) see(reader, true, true);
    if (token_is(token, "table") && reader->functions) change(reader);
    // Outside of any function its functions may get other names.
    if (token_is(token, "table")) reader->source->keeps = true;
    if (token_is(token, "require")) {
        reader->awaits_library = reader->source->has_libraries = true;
        reader->names_library = reader->names_value && *reader->declared && token_is(&reader->previous, "=");
    }
    // A list in it may equal another that was not looked into.
    if ((token_is(token, "list") || token_is(token, "set")) && reader->functions) reader->source->relates = true;
    if (token_is(token, "pcall") || token_is(token, "_ENV")) reader->source->is_opaque = true;
    if (reader->has_messages && !reader->message_depth && is_one_of(token, verdicts)) reader->awaits_arguments = true;
    for (int place = 0; place < reader->library_count; place++) {
        if (!token_is(token, reader->libraries[place].alias)) continue;
        if (reader->message_depth) reader->is_composed = true;
        else reader->libraries[place].decides = true;
    }
}

static void close_block(struct reader *reader) {
    if (reader->depth) reader->functions -= reader->brackets[--reader->depth] == 'f';
}

static void read_block(struct reader *reader, const struct token *token) {
    static const char *const openings[] = {"if", "do", "repeat", NULL}, *const closings[] = {"end", "until", NULL};
    if (token_is(token, "function")) {
        open_bracket(reader, 'f');
        reader->functions++;
    } else if (is_one_of(token, openings)) {
        open_bracket(reader, 'b');
    } else if (is_one_of(token, closings)) {
        close_block(reader);
    }
}

static void see_places(struct reader *reader) {
    see(reader, false, true);
    reader->source->sees_places |= reader->functions > 0;
}

/// What the name says of loops: which of the values that they are given can be seen, and whether one turn tells another anything.
static void read_loop(struct reader *reader, const struct token *token) {
    bool is_declared = reader->declares || reader->is_numeric_loop || (reader->depth && reader->brackets[reader->depth - 1] == 'p');
    if (token_is(token, "_") && !is_declared) see_places(reader);
    // A loop with one name sees no values.
    if (token_is(token, "pairs")) reader->source->sees_values |= !reader->is_named_loop || !token_is(&reader->previous, "in");
    bool goes_on = token_is(token, "pairs") || token_is(token, "ipairs") || token_is(token, "gmatch");
    if (!goes_on || reader->is_header || !reader->functions) return;
    change(reader);
    see_places(reader); // an iterator called by hand gives numbers
}

static void read_keyword(struct reader *reader, const struct token *token) {
    if (token_is(token, "local")) reader->declares = true, reader->has_several = false, *reader->declared = 0;
    else if (token_is(token, "for")) reader->is_numeric_loop = true, reader->is_counted_loop = false, reader->is_named_loop = true;
    else if (token_is(token, "in")) reader->is_numeric_loop = false, reader->is_header = true;
    else if (token_is(token, "do")) reader->is_header = false;
    else if (token_is(&reader->previous, "for")) reader->is_counted_loop = !token_is(token, "_");
    // The place of an element is a number that stands nowhere, too.
    else if (token_is(&reader->previous, "in") && reader->is_counted_loop && (token_is(token, "ipairs") || token_is(token, "pairs")))
        see_places(reader);
    else if (token_is(token, "function")) {
        reader->is_head = true;
        reader->is_local_function = reader->declares;
        reader->declares = false;
    }
}

/// What the token says of the one before it.
static void settle(struct reader *reader, const struct token *token) {
    bool compares = reader->awaits_operand && reader->functions && !reader->message_depth;
    if (compares && !is_constant(token) && !token_is(token, "-")) reader->source->relates = true;
    // Of a text and a number neither is less.
    if (reader->awaits_text && token->kind != TOKEN_NUMBER && reader->functions) reader->source->orders_texts = true;
    if (reader->awaits_number && token->kind != TOKEN_NUMBER) see(reader, true, true);
    if (reader->awaits_arguments && token_is(token, "(")) {
        reader->message_depth = reader->depth + 1;
        reader->message_line = reader->previous.line;
    }
    if (reader->awaits_library && token->kind != TOKEN_TEXT) reader->source->is_opaque = true;
    if (reader->awaits_closing && !token_is(token, ")")) reader->source->is_opaque = true;
    reader->awaits_closing = false;
    reader->awaits_operand = reader->awaits_text = reader->awaits_number = reader->awaits_arguments = reader->awaits_library = false;
    // Two names side by side, or a name behind an attribute, end a declaration without a value.
    bool is_named = reader->previous.kind == TOKEN_NAME && !token_is(&reader->previous, "local");
    if (reader->declares && (is_named || token_is(&reader->previous, ">")) && !token_is(token, "=") && !token_is(token, ",") && !token_is(token, "<") && !token_is(token, ">"))
        reader->declares = false;
}

static void read_token(lua_State *lua, struct reader *reader, const struct token *token) {
    settle(reader, token);
    switch (token->kind) {
    case TOKEN_NAME:
        read_block(reader, token);
        read_keyword(reader, token);
        read_loop(reader, token);
        read_word(reader, token);
        break;
    case TOKEN_TEXT:
        read_text(reader, token);
        read_library_name(reader, token);
        if (token_is(&reader->previous, "[") && is_text_function(token)) see(reader, true, true);
        break;
    case TOKEN_NUMBER: read_number(lua, reader->source, token); break;
    case TOKEN_MARK: read_mark(reader, token); break;
    default: reader->source->is_opaque = true;
    }
}

static void read_file(lua_State *lua, struct source *source, const char *text, size_t length, bool has_messages, int depth);

/// Reads the libraries that a file uses. One that only words messages has nothing to say in the decision.
static void read_libraries(lua_State *lua, struct reader *reader, int depth) {
    struct source *source = reader->source;
    for (int place = 0; place < reader->library_count; place++) {
        struct source before = *source;
        lua_rawgetp(lua, LUA_REGISTRYINDEX, &registry_libraries);
        lua_getfield(lua, -1, reader->libraries[place].name);
        size_t length;
        const char *text = lua_tolstring(lua, -1, &length);
        if (text && depth < MAX_LIBRARY_DEPTH) read_file(lua, source, text, length, false, depth + 1);
        else source->is_opaque = true;
        lua_pop(lua, 2);
        if (reader->libraries[place].decides) continue;
        source->sees_texts = before.sees_texts;
        source->sees_numbers = before.sees_numbers;
        source->orders = before.orders;
        source->orders_texts = before.orders_texts;
        source->relates = before.relates;
        source->changes = before.changes;
        source->sees_places = before.sees_places;
        source->sees_values = before.sees_values;
    }
}

static void read_file(lua_State *lua, struct source *source, const char *text, size_t length, bool has_messages, int depth) {
    struct reader reader = {.lexer = {.next = text, .end = text + length, .line = 1}, .source = source, .has_messages = has_messages};
    struct token token;
    while ((token = lexer_next(&reader.lexer)).kind != TOKEN_END && !source->is_opaque) {
        // A parenthesis between require and the name of the library says nothing.
        if (token_is(&token, "(") && token_is(&reader.previous, "require") && !reader.is_parenthesized) {
            open_bracket(&reader, '(');
            reader.is_parenthesized = true;
            continue;
        }
        read_token(lua, &reader, &token);
        reader.before = reader.previous;
        reader.previous = token;
    }
    free(reader.lexer.text.bytes);
    read_libraries(lua, &reader, depth);
}

struct source *source_read(lua_State *lua, const char *text, size_t length) {
    struct source *source = calloc(1, sizeof *source);
    if (!source) return NULL;
    source->line_count = 2;
    for (size_t place = 0; place < length; place++) source->line_count += text[place] == '\n';
    source->composed = calloc(source->line_count / 64 + 1, sizeof *source->composed);
    // A lone carriage return ends a line for Lua.
    for (size_t place = 0; place < length; place++) source->is_opaque |= text[place] == '\r' && (place + 1 == length || text[place + 1] != '\n');
    if (!source->composed) source->is_opaque = true;
    else read_file(lua, source, text, length, true, 0);
    return source;
}

void source_free(struct source *source) {
    if (!source) return;
    free(source->texts);
    free(source->table);
    free(source->numbers);
    free(source->composed);
    free(source->bytes.bytes);
    free(source);
}

bool source_may_keep(lua_State *lua, const char *text, size_t length, bool *is_alone) {
    struct source *source = source_read(lua, text, length);
    *is_alone = source && !source->has_libraries && !source->is_opaque;
    bool may = !source || source->keeps || source->is_opaque;
    source_free(source);
    return may;
}

bool source_is_composed(const struct source *source, int line) {
    if (line < 0 || (uint32_t)line >= source->line_count) return true;
    return source->composed[line / 64] >> line % 64 & 1;
}
