// SPDX-License-Identifier: Apache-2.0
#include "lexer.h"

#include <ctype.h>

static bool is_name_byte(char byte) { return isalnum((unsigned char)byte) || byte == '_'; }

bool token_is(const struct token *token, const char *word) {
    return (token->kind == TOKEN_NAME || token->kind == TOKEN_MARK) && strlen(word) == token->length &&
           memcmp(token->begin, word, token->length) == 0;
}

/// The level of a long bracket that begins here, or -1.
static int long_level(const struct lexer *lexer) {
    const char *place = lexer->next + 1;
    int level = 0;
    while (place < lexer->end && *place == '=') place++, level++;
    return place < lexer->end && *place == '[' ? level : -1;
}

/// Goes behind a long bracket; false where it does not end.
static bool skip_long(struct lexer *lexer, int level, struct buffer *text) {
    const char *begin = lexer->next + level + 2;
    if (begin < lexer->end && *begin == '\r') begin++;
    if (begin < lexer->end && *begin == '\n') begin++;
    for (const char *place = lexer->next; place < lexer->end; place++) {
        if (*place == '\n') lexer->line++;
        if (place < begin || *place != ']') continue;
        const char *close = place + 1;
        int found = 0;
        while (close < lexer->end && *close == '=') close++, found++;
        if (found != level || close >= lexer->end || *close != ']') continue;
        lexer->next = close + 1;
        if (!text) return true;
        // Of two bytes that end a line Lua takes one.
        return !memchr(begin, '\r', (size_t)(place - begin)) && buffer_append(text, begin, (size_t)(place - begin));
    }
    return false;
}

static bool skip_space(struct lexer *lexer) {
    while (lexer->next < lexer->end) {
        if (isspace((unsigned char)*lexer->next)) {
            lexer->line += *lexer->next++ == '\n';
        } else if (lexer->end - lexer->next > 1 && lexer->next[0] == '-' && lexer->next[1] == '-') {
            lexer->next += 2;
            int level = lexer->next < lexer->end && *lexer->next == '[' ? long_level(lexer) : -1;
            if (level >= 0) {
                if (!skip_long(lexer, level, NULL)) return false;
            } else {
                while (lexer->next < lexer->end && *lexer->next != '\n') lexer->next++;
            }
        } else {
            break;
        }
    }
    return true;
}

/// Reads one escape; the rare ones are a fault, and the rule is left to Lua.
static bool escape(struct lexer *lexer) {
    static const char from[] = "abfnrtv\\\"'", to[] = "\a\b\f\n\r\t\v\\\"'";
    char byte = *lexer->next++;
    const char *known = byte ? strchr(from, byte) : NULL;
    if (known) return buffer_append(&lexer->text, &to[known - from], 1);
    if (!isdigit((unsigned char)byte)) return false;
    int value = byte - '0';
    for (int digit = 0; digit < 2 && lexer->next < lexer->end && isdigit((unsigned char)*lexer->next); digit++)
        value = value * 10 + *lexer->next++ - '0';
    byte = (char)value;
    return value < 256 && buffer_append(&lexer->text, &byte, 1);
}

static bool read_text(struct lexer *lexer) {
    char quote = *lexer->next++;
    while (lexer->next < lexer->end && *lexer->next != '\n') {
        char byte = *lexer->next++;
        if (byte == quote) return true;
        if (byte == '\\' ? lexer->next >= lexer->end || !escape(lexer) : !buffer_append(&lexer->text, &byte, 1)) return false;
    }
    return false;
}

static size_t mark_length(const struct lexer *lexer) {
    static const char *const marks[] = {"...", "..", "==", "~=", "<=", ">=", "//", "::", "<<", ">>"};
    for (size_t place = 0; place < sizeof marks / sizeof *marks; place++) {
        size_t length = strlen(marks[place]);
        if ((size_t)(lexer->end - lexer->next) >= length && memcmp(lexer->next, marks[place], length) == 0) return length;
    }
    return 1;
}

struct token lexer_next(struct lexer *lexer) {
    lexer->text.length = 0;
    if (!skip_space(lexer)) return (struct token){.kind = TOKEN_FAULT};
    struct token token = {.kind = TOKEN_END, .line = lexer->line, .begin = lexer->next};
    if (lexer->next == lexer->end) return token;
    char first = *lexer->next;
    int level = first == '[' ? long_level(lexer) : -1;
    bool is_fraction = first == '.' && lexer->end - lexer->next > 1 && isdigit((unsigned char)lexer->next[1]);
    if (first == '"' || first == '\'' || level >= 0) {
        token.kind = (level >= 0 ? skip_long(lexer, level, &lexer->text) : read_text(lexer)) ? TOKEN_TEXT : TOKEN_FAULT;
        token.begin = lexer->text.bytes ? lexer->text.bytes : "";
        token.length = lexer->text.length;
        return token;
    }
    if (isdigit((unsigned char)first) || is_fraction) {
        token.kind = TOKEN_NUMBER;
        while (lexer->next < lexer->end && (is_name_byte(*lexer->next) || *lexer->next == '.' ||
                                            ((*lexer->next == '+' || *lexer->next == '-') && strchr("eEpP", lexer->next[-1]))))
            lexer->next++;
    } else if (is_name_byte(first)) {
        token.kind = TOKEN_NAME;
        while (lexer->next < lexer->end && is_name_byte(*lexer->next)) lexer->next++;
    } else {
        token.kind = TOKEN_MARK;
        lexer->next += mark_length(lexer);
    }
    token.length = (size_t)(lexer->next - token.begin);
    return token;
}
