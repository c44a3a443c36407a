// SPDX-License-Identifier: Apache-2.0
/// A line of text from a person at a terminal: editing, history and completion, through libedit.
#ifndef CLINEEDITOR_H
#define CLINEEDITOR_H

#include <stddef.h>

typedef struct CLineEditor_editor CLineEditor_editor;

/// What could stand in place of the end of `line`, which ends at the cursor: the place where that end begins in decimal, then a
/// candidate on each further line. Allocated with malloc, or null for nothing.
typedef char *_Nullable (*CLineEditor_complete)(void *_Nonnull context, const char *_Nonnull line, size_t length);

enum {
    CLINEEDITOR_LINE = 0,        ///< a line
    CLINEEDITOR_INTERRUPTED = 1, ///< Ctrl-C: what was typed is to be forgotten
    CLINEEDITOR_END = 2,         ///< the end of the input
};

/// An editor of standard input; `context` goes to `complete`. Null without memory or terminal.
CLineEditor_editor *_Nullable CLineEditor_create(CLineEditor_complete _Nonnull complete, void *_Nonnull context);
void CLineEditor_destroy(CLineEditor_editor *_Nonnull editor);

/// Lets the lines of the file at `path` be called back, and keeps those to come there.
void CLineEditor_keep_history(CLineEditor_editor *_Nonnull editor, const char *_Nonnull path);

/// Asks for a line; it is the editor's until the next call.
int CLineEditor_read(CLineEditor_editor *_Nonnull editor, const char *_Nonnull prompt, const char *_Nullable *_Nonnull line);

#endif
