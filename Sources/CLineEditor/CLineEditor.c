// SPDX-License-Identifier: Apache-2.0
#include "CLineEditor.h"

#include <histedit.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { HISTORY_SIZE = 1000, SHOWN = 60 };

struct CLineEditor_editor {
    EditLine *edit;
    History *history;
    CLineEditor_complete complete;
    void *context;
    const char *prompt;
    char *history_path;
    char *line;
    bool interrupted;
};

static CLineEditor_editor *editor_of(EditLine *edit) {
    CLineEditor_editor *editor = NULL;
    el_get(edit, EL_CLIENTDATA, &editor);
    return editor;
}

static char *prompt_of(EditLine *edit) { return (char *)editor_of(edit)->prompt; }

/// Ctrl-C ends the line; the reader throws it away.
static unsigned char on_interrupt(EditLine *edit, int key) {
    (void)key;
    editor_of(edit)->interrupted = true;
    fputs("^C\n", stdout);
    fflush(stdout);
    return CC_NEWLINE;
}

/// Lists candidates below the line, some on each row.
static void show(char *const *candidates, size_t count) {
    fputc('\n', stdout);
    for (size_t place = 0; place < count && place < SHOWN; place++) fprintf(stdout, "%s%s", candidates[place], place % 4 == 3 ? "\n" : "  ");
    if (count > SHOWN) fprintf(stdout, "... %zu more", count - SHOWN);
    fputc('\n', stdout);
    fflush(stdout);
}

static size_t common_length(char *const *candidates, size_t count) {
    size_t length = strlen(candidates[0]);
    for (size_t place = 1; place < count; place++) {
        size_t same = 0;
        while (same < length && candidates[place][same] == candidates[0][same]) same++;
        length = same;
    }
    return length;
}

/// Puts in what all candidates share; where that is there already, lists them.
static unsigned char offer(EditLine *edit, char **candidates, size_t count, size_t typed) {
    size_t length = common_length(candidates, count);
    if (length < typed) return CC_ERROR;
    if (length == typed) {
        if (count == 1) return CC_NORM;
        show(candidates, count);
        return CC_REDISPLAY;
    }
    candidates[0][length] = 0;
    return el_insertstr(edit, candidates[0] + typed) == 0 ? CC_REFRESH : CC_ERROR;
}

static unsigned char on_tab(EditLine *edit, int key) {
    (void)key;
    CLineEditor_editor *editor = editor_of(edit);
    const LineInfo *info = el_line(edit);
    size_t length = (size_t)(info->cursor - info->buffer), count = 0;
    char *line = strndup(info->buffer, length);
    char *answer = line ? editor->complete(editor->context, line, length) : NULL;
    free(line);
    if (!answer) return CC_ERROR;
    for (const char *place = answer; *place; place++) count += *place == '\n';
    char **candidates = calloc(count + 1, sizeof *candidates), *rest = answer;
    size_t start = strtoul(strsep(&rest, "\n"), NULL, 10), found = 0;
    for (char *candidate; candidates && (candidate = strsep(&rest, "\n"));)
        if (*candidate && found < count) candidates[found++] = candidate;
    unsigned char result = found && start <= length ? offer(edit, candidates, found, length - start) : CC_ERROR;
    free(candidates);
    free(answer);
    return result;
}

CLineEditor_editor *CLineEditor_create(CLineEditor_complete complete, void *context) {
    CLineEditor_editor *editor = calloc(1, sizeof *editor);
    if (!editor) return NULL;
    editor->complete = complete;
    editor->context = context;
    editor->prompt = "";
    editor->edit = el_init("demarc", stdin, stdout, stderr);
    editor->history = history_init();
    if (!editor->edit || !editor->history) {
        CLineEditor_destroy(editor);
        return NULL;
    }
    HistEvent event;
    history(editor->history, &event, H_SETSIZE, HISTORY_SIZE);
    history(editor->history, &event, H_SETUNIQUE, 1);
    el_set(editor->edit, EL_CLIENTDATA, editor);
    el_set(editor->edit, EL_PROMPT, prompt_of);
    el_set(editor->edit, EL_EDITOR, "emacs");
    el_set(editor->edit, EL_HIST, history, editor->history);
    el_set(editor->edit, EL_ADDFN, "demarc-complete", "complete", on_tab);
    el_set(editor->edit, EL_ADDFN, "demarc-interrupt", "forget the line", on_interrupt);
    el_set(editor->edit, EL_BIND, "^I", "demarc-complete", NULL);
    el_set(editor->edit, EL_BIND, "^R", "em-inc-search-prev", NULL);
    // While a line is edited Ctrl-C is a key like others.
    el_set(editor->edit, EL_SETTY, "-d", "-isig", NULL);
    el_set(editor->edit, EL_BIND, "^C", "demarc-interrupt", NULL);
    return editor;
}

void CLineEditor_destroy(CLineEditor_editor *editor) {
    if (editor->history) history_end(editor->history);
    if (editor->edit) el_end(editor->edit);
    free(editor->history_path);
    free(editor->line);
    free(editor);
}

void CLineEditor_keep_history(CLineEditor_editor *editor, const char *path) {
    HistEvent event;
    free(editor->history_path);
    editor->history_path = strdup(path);
    history(editor->history, &event, H_LOAD, path);
}

int CLineEditor_read(CLineEditor_editor *editor, const char *prompt, const char **line) {
    int length = 0;
    editor->prompt = prompt;
    editor->interrupted = false;
    const char *text = el_gets(editor->edit, &length);
    editor->prompt = "";
    if (editor->interrupted) return CLINEEDITOR_INTERRUPTED;
    if (!text || length <= 0) return CLINEEDITOR_END;
    free(editor->line);
    editor->line = strndup(text, (size_t)length - (text[length - 1] == '\n'));
    if (!editor->line) return CLINEEDITOR_END;
    HistEvent event;
    if (*editor->line) {
        history(editor->history, &event, H_ENTER, editor->line);
        if (editor->history_path) history(editor->history, &event, H_SAVE, editor->history_path);
    }
    *line = editor->line;
    return CLINEEDITOR_LINE;
}
