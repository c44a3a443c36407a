// SPDX-License-Identifier: Apache-2.0
/// text: what texts begin, end and match with. Of no text, none of it is so.
#include "glob.h"

static struct slice wanted(struct reader *reader, const struct words *words) {
    struct slice text = word_at(words, 0);
    if (!text.bytes) luaL_error(reader->lua, "a text to look for is expected");
    return text;
}

/// The text that is looked at; of something else nobody knows.
static enum answer subject_text(struct reader *reader, const struct item *item, struct slice *text) {
    if (item_text(reader, item, text)) {
        item_work(reader, (uint32_t)(text->length / 16) + 1);
        return YES;
    }
    item_kind(reader, item);
    return undecided(reader, CARENA_UNDECODABLE, "a text was expected: the document has another shape");
}

static enum answer starts_with(struct reader *reader, const struct item *item, const struct words *words) {
    struct slice text, start = wanted(reader, words);
    enum answer is = subject_text(reader, item, &text);
    return is == YES ? answer_of(text.length >= start.length && memcmp(text.bytes, start.bytes, start.length) == 0) : is;
}

static enum answer ends_with(struct reader *reader, const struct item *item, const struct words *words) {
    struct slice text, end = wanted(reader, words);
    enum answer is = subject_text(reader, item, &text);
    return is == YES ? answer_of(text.length >= end.length && memcmp(text.bytes + text.length - end.length, end.bytes, end.length) == 0) : is;
}

static enum answer contains(struct reader *reader, const struct item *item, const struct words *words) {
    struct slice text, part = wanted(reader, words);
    enum answer is = subject_text(reader, item, &text);
    if (is != YES || part.length == 0) return is;
    for (size_t place = 0; place + part.length <= text.length; place++) {
        item_work(reader, (uint32_t)(part.length / 16) + 1);
        if (memcmp(text.bytes + place, part.bytes, part.length) == 0) return YES;
    }
    return NO;
}

static enum answer glob(struct reader *reader, const struct item *item, const struct words *words) {
    struct slice text, pattern = wanted(reader, words);
    enum answer is = subject_text(reader, item, &text);
    return is == YES ? answer_of(glob_matches(reader, pattern, text, 0)) : is;
}

const struct library_function text_functions[] = {
    {.library = "text", .name = "starts_with", .answer = starts_with, .subject = "the text was", .takes_nil = true},
    {.library = "text", .name = "ends_with", .answer = ends_with, .subject = "the text was", .takes_nil = true},
    {.library = "text", .name = "contains", .answer = contains, .subject = "the text was", .takes_nil = true},
    {.library = "text", .name = "glob", .answer = glob, .subject = "the text was", .takes_nil = true},
    {0},
};
