// SPDX-License-Identifier: Apache-2.0
/// The words of a Lua file.
#ifndef LEXER_H
#define LEXER_H

#include "machine.h"

enum token_kind { TOKEN_END, TOKEN_NAME, TOKEN_TEXT, TOKEN_NUMBER, TOKEN_MARK, TOKEN_FAULT };

struct token {
    enum token_kind kind;
    int line;
    const char *begin; ///< of a name, a number or a mark, where it stands
    size_t length;     ///< of a text, in the lexer's buffer
};

struct lexer {
    const char *next, *end;
    int line;
    struct buffer text; ///< of the last text, its escapes resolved
};

struct token lexer_next(struct lexer *lexer);
bool token_is(const struct token *token, const char *word);

#endif
