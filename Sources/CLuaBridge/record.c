// SPDX-License-Identifier: Apache-2.0
#include "record.h"

#include "source.h"

#include <stdio.h>
#include <stdlib.h>

/// Bytes of the paths of one check's reads.
enum { MAX_EXPORTED = 4 << 20 };

static struct recorder *recorder_of(CLuaBridge_machine *machine) { return &machine->recorder; }

void record_doubt(CLuaBridge_machine *machine) { machine->recorder.is_doubtful = true; }

struct note record_note(CLuaBridge_machine *machine, const char *text, size_t length) {
    struct buffer *notes = &machine->recorder.notes;
    struct note note = {.offset = (uint32_t)notes->length, .length = (uint32_t)length};
    if (length > MAX_NOTED || notes->length + length > MAX_NOTED || !buffer_append(notes, text, length)) {
        record_doubt(machine);
        note.length = 0;
    }
    return note;
}

static const char *noted(const CLuaBridge_machine *machine, struct note note) { return note.length ? machine->recorder.notes.bytes + note.offset : ""; }

static bool says(const CLuaBridge_machine *machine, struct note note, const char *text, size_t length) {
    return note.length == length && memcmp(noted(machine, note), text, length) == 0;
}

static uint32_t hash(uint64_t word) { return (uint32_t)(word * UINT64_C(0x9FB21C651E98DF25) >> 56) & (HASHES - 1); }

uint32_t record_step(CLuaBridge_machine *machine, struct step step) {
    struct recorder *recorder = recorder_of(machine);
    if (!recorder->steps) recorder->steps = malloc(MAX_STEPS * sizeof *recorder->steps);
    if (!recorder->steps || recorder->count == MAX_STEPS) {
        recorder->dropped++;
        recorder->is_doubtful = true;
        return NONE;
    }
    uint32_t *value = &recorder->by_value[hash(step.value)], *parent = &recorder->by_parent[hash(step.parent)];
    step.same_value = *value;
    step.same_parent = *parent;
    recorder->steps[recorder->count] = step;
    *value = *parent = ++recorder->count;
    return recorder->count - 1;
}

void record_begin(CLuaBridge_machine *machine, uint64_t subject) {
    struct recorder *recorder = recorder_of(machine);
    recorder->count = recorder->dropped = recorder->reads = 0;
    recorder->item = NONE;
    recorder->is_doubtful = false;
    recorder->notes.length = 0;
    memset(recorder->by_value, 0, sizeof recorder->by_value);
    memset(recorder->by_parent, 0, sizeof recorder->by_parent);
    recorder->piece_count = recorder->verdicts = 0;
    recorder->is_composed = false;
    record_step(machine, (struct step){.kind = STEP_SUBJECT, .source = NONE, .argument = NONE, .parent = subject, .value = subject});
}

/// Notes that two steps came to one value: what holds where they do need not hold where they do not.
static void note_same(CLuaBridge_machine *machine, uint32_t left, uint32_t right) {
    const struct recorder *recorder = recorder_of(machine);
    for (uint32_t place = 0; place < recorder->count; place++) {
        const struct step *seen = &recorder->steps[place];
        if (seen->kind == STEP_SAME && seen->source == left && seen->argument == right && !seen->is_hidden) return;
    }
    record_step(machine, (struct step){.kind = STEP_SAME, .source = left, .argument = right, .value = (uint64_t)CARENA_TRUE << 60});
}

uint32_t record_source(CLuaBridge_machine *machine, uint64_t word) {
    struct recorder *recorder = recorder_of(machine);
    uint32_t found = NONE;
    for (uint32_t next = recorder->by_value[hash(word)]; next; next = recorder->steps[next - 1].same_value) {
        uint32_t place = next - 1;
        if (recorder->steps[place].value != word || recorder->steps[place].is_hidden) continue;
        if (found == NONE) found = place;
        else if (machine->source) note_same(machine, found, place);
    }
    if (found == NONE) recorder->is_doubtful = true;
    return found;
}

/// Whether a step with this number among the reads is to be made unknown.
static bool is_ablated(const struct recorder *recorder, const struct step *step) {
    return step->is_read && step->number == recorder->ablated;
}

static _Noreturn void ablate(lua_State *lua) { stop_unknown(lua, CARENA_NOT_COLLECTED, "made unknown by the test"); }

/// Empty lists and objects are one word each, so that of two it would not be known which was looked into.
static uint64_t marked(const struct recorder *recorder, uint64_t word) {
    unsigned tag = carena_tag(word);
    bool is_empty = carena_count(word) == 0 && (tag == CARENA_ARRAY || tag == CARENA_OBJECT || tag == CARENA_EXACT);
    return recorder->marks && is_empty ? carena_make(tag, 0, recorder->count + 1) : word;
}

/// The step that did the same before.
static struct step *same(CLuaBridge_machine *machine, const struct step *step, const char *key, size_t length) {
    struct recorder *recorder = recorder_of(machine);
    for (uint32_t next = recorder->by_parent[hash(step->parent)]; next; next = recorder->steps[next - 1].same_parent) {
        struct step *seen = &recorder->steps[next - 1];
        if (seen->kind == step->kind && seen->source == step->source && seen->parent == step->parent && seen->place == step->place &&
            says(machine, seen->key, key, length) && (!seen->is_hidden || !recorder->folds))
            return seen;
    }
    return NULL;
}

/// Notes the line of the script that runs now.
static struct note note_script(CLuaBridge_machine *machine) {
    struct buffer *notes = &machine->recorder.notes;
    uint32_t offset = (uint32_t)notes->length;
    bool is_noted = observe_place(machine->lua, notes);
    return (struct note){.offset = offset, .length = is_noted ? (uint32_t)notes->length - offset : 0};
}

/// Makes a step a read, the next in number.
static void count_read(CLuaBridge_machine *machine, struct step *step) {
    struct recorder *recorder = recorder_of(machine);
    step->is_read = step->is_leaf = true;
    step->number = recorder->reads++;
    if (recorder->traces) step->script = note_script(machine);
}

uint64_t record_read(lua_State *lua, enum step_kind kind, uint64_t parent, const char *key, size_t length, int64_t place, uint64_t value) {
    CLuaBridge_machine *machine = machine_of(lua);
    struct recorder *recorder = recorder_of(machine);
    struct step step = {.kind = (uint8_t)kind, .source = record_source(machine, parent), .argument = NONE, .place = place, .parent = parent};
    if (step.source != NONE) recorder->steps[step.source].is_leaf = false;
    const struct step *seen = same(machine, &step, key, length);
    if (seen) {
        if (is_ablated(recorder, seen)) ablate(lua);
        return seen->value;
    }
    step.value = marked(recorder, value);
    step.key = record_note(machine, key, length);
    if (step.key.length != length) {
        recorder->dropped++;
        return step.value;
    }
    count_read(machine, &step);
    if (record_step(machine, step) != NONE && is_ablated(recorder, &step)) ablate(lua);
    return step.value;
}

void record_unseen(CLuaBridge_machine *machine) {
    struct recorder *recorder = recorder_of(machine);
    if (!machine->source || machine->source->sees_values || !recorder->count) return;
    struct step *last = &recorder->steps[recorder->count - 1];
    last->is_hidden |= last->kind == STEP_VALUE;
}

void record_aside(CLuaBridge_machine *machine, enum step_kind kind, uint64_t parent, int64_t place, uint64_t value, struct note text) {
    struct step step = {.kind = (uint8_t)kind, .source = record_source(machine, parent), .argument = NONE, .place = place, .parent = parent};
    if (same(machine, &step, "", 0)) return;
    step.value = value;
    step.text = text;
    record_step(machine, step);
}

bool record_question(CLuaBridge_machine *machine, struct step step, const char *label) {
    struct recorder *recorder = recorder_of(machine);
    size_t length = strlen(label);
    step.source = record_source(machine, step.parent);
    step.key = record_note(machine, label, length);
    step.is_leaf = true;
    for (uint32_t place = 0; place < recorder->count; place++) {
        const struct step *seen = &recorder->steps[place];
        if (!seen->is_read || seen->parent != step.parent || seen->kind < STEP_ALL || !says(machine, seen->key, label, length)) continue;
        record_step(machine, step);
        return is_ablated(recorder, seen);
    }
    count_read(machine, &step);
    return record_step(machine, step) != NONE && is_ablated(recorder, &step);
}

const char *record_text(const CLuaBridge_machine *machine, const struct step *step, size_t *length) {
    if (step->value == NOTED_TEXT) {
        *length = step->text.length;
        return noted(machine, step->text);
    }
    unsigned tag = carena_tag(step->value);
    if (tag != CARENA_STRING && tag != CARENA_SHORT) return NULL;
    return text_of(machine->account, &step->value, length);
}

static bool is_number(const CLuaBridge_machine *machine, const struct step *step, double *number) {
    const uint64_t *words = machine->account->words;
    if (step->value == NOTED_NUMBER) {
        *number = step->days;
        return true;
    }
    switch (carena_tag(step->value)) {
    case CARENA_INTEGER: *number = (double)carena_integer(step->value); return true;
    case CARENA_LONG: *number = (double)(int64_t)words[carena_index(step->value)]; return true;
    case CARENA_DOUBLE: memcpy(number, words + carena_index(step->value), sizeof *number); return true;
    default: return false;
    }
}

/// Whether a step's value is the text or the number at `index`.
static bool is_value(lua_State *lua, const struct step *step, int index) {
    const CLuaBridge_machine *machine = machine_of(lua);
    if (lua_type(lua, index) == LUA_TNUMBER) {
        double number;
        return is_number(machine, step, &number) && number == lua_tonumber(lua, index);
    }
    size_t length, wanted_length;
    const char *text = record_text(machine, step, &length), *wanted = lua_tolstring(lua, index, &wanted_length);
    return text && length == wanted_length && memcmp(text, wanted, length) == 0;
}

/// Whether the text or number at `index` is one of the rule's constants, or reads are remembered with all they are.
static bool is_certain(lua_State *lua, int index) {
    const struct source *source = machine_of(lua)->source;
    if (!source) return true;
    if (lua_type(lua, index) == LUA_TNUMBER) return source->sees_numbers;
    size_t length;
    const char *text = lua_tolstring(lua, index, &length);
    return source->sees_texts || source_text(source, text, length) != NONE;
}

bool record_is_read(lua_State *lua, int index) {
    struct recorder *recorder = recorder_of(machine_of(lua));
    int type = lua_type(lua, index);
    if ((type != LUA_TSTRING && type != LUA_TNUMBER) || is_certain(lua, index)) return false;
    for (uint32_t place = 0; place < recorder->count; place++)
        if (is_value(lua, &recorder->steps[place], index)) return true;
    return false;
}

void record_argument(lua_State *lua, struct step *step, int index) {
    CLuaBridge_machine *machine = machine_of(lua);
    struct recorder *recorder = recorder_of(machine);
    step->argument = NONE;
    if (!is_certain(lua, index))
        for (uint32_t place = recorder->count; place-- > 0;) {
            if (recorder->steps[place].is_hidden || !is_value(lua, &recorder->steps[place], index)) continue;
            if (step->argument != NONE) note_same(machine, step->argument, place);
            step->argument = place;
        }
    if (step->argument != NONE) return;
    if (lua_type(lua, index) != LUA_TSTRING) recorder->is_doubtful = true;
    size_t length = 0;
    const char *text = lua_type(lua, index) == LUA_TSTRING ? lua_tolstring(lua, index, &length) : "";
    step->given = record_note(machine, text, length);
}

/// Adds a piece: the argument at `index`, or where that is 0 a text.
static bool add_piece(lua_State *lua, int index, const char *text, size_t length) {
    struct recorder *recorder = recorder_of(machine_of(lua));
    if (recorder->piece_count == MAX_PIECES) return false;
    struct piece *piece = &recorder->pieces[recorder->piece_count++];
    *piece = (struct piece){.step = NONE};
    if (!index) {
        piece->text = record_note(machine_of(lua), text, length);
        return true;
    }
    if (lua_type(lua, index) != LUA_TSTRING && !lua_isinteger(lua, index)) return false;
    if (record_is_read(lua, index)) {
        struct step step = {0};
        record_argument(lua, &step, index);
        piece->step = step.argument;
        return step.argument != NONE;
    }
    lua_pushvalue(lua, index);
    text = lua_tolstring(lua, -1, &length);
    piece->text = record_note(machine_of(lua), text, length);
    lua_pop(lua, 1);
    return true;
}

/// Takes a format apart that has nothing but %s and %d in it.
static bool add_format(lua_State *lua, int arguments) {
    size_t length;
    const char *format = lua_tolstring(lua, 1, &length), *end = format + length;
    int next = 2;
    while (format < end) {
        const char *mark = memchr(format, '%', (size_t)(end - format));
        if (!mark) mark = end;
        if (mark > format && !add_piece(lua, 0, format, (size_t)(mark - format))) return false;
        if (mark == end) return true;
        char kind = mark + 1 < end ? mark[1] : 0;
        bool is_known = kind == 's' || (kind == 'd' && next <= arguments && lua_isinteger(lua, next));
        if (!is_known || next > arguments || !add_piece(lua, next++, NULL, 0)) return false;
        format = mark + 2;
    }
    return true;
}

void record_message(lua_State *lua, int arguments, bool is_opaque) {
    struct recorder *recorder = recorder_of(machine_of(lua));
    bool says_reads = false;
    for (int place = 1; place <= arguments; place++) says_reads |= record_is_read(lua, place);
    if (!says_reads && !is_opaque) return;
    bool is_first = recorder->piece_count == 0, is_told = false;
    if (!is_opaque && is_first && arguments == 1) is_told = add_piece(lua, 1, NULL, 0);
    else if (!is_opaque && is_first && !record_is_read(lua, 1)) is_told = add_format(lua, arguments);
    if (!is_told) recorder->is_composed = true;
}

/// How many loops are under way.
static uint32_t level_of(const struct recorder *recorder) {
    uint32_t level = 0;
    for (uint32_t item = recorder->item; item != NONE; item = recorder->steps[item].argument)
        level += recorder->steps[recorder->steps[item].list].kind == STEP_EACH;
    return level;
}

uint32_t record_list(CLuaBridge_machine *machine, enum step_kind kind, uint64_t list) {
    uint32_t level = kind == STEP_EACH ? level_of(recorder_of(machine)) : 0;
    if (level >= MAX_LEVELS) record_doubt(machine);
    return record_step(
        machine, (struct step){.kind = (uint8_t)kind, .source = record_source(machine, list), .argument = NONE, .place = level, .parent = list});
}

uint64_t record_item(CLuaBridge_machine *machine, uint32_t list, uint64_t element) {
    struct recorder *recorder = recorder_of(machine);
    struct step step = {.kind = STEP_ITEM, .source = NONE, .argument = recorder->item, .list = list, .value = marked(recorder, element)};
    uint32_t item = list == NONE ? NONE : record_step(machine, step);
    if (item != NONE) recorder->item = item;
    return step.value;
}

/// Ends the innermost element; `is_own` where others may follow it. What went on with a question from before it does not begin anew for those.
static void end_item(struct recorder *recorder, bool is_own, bool answer) {
    struct step *item = &recorder->steps[recorder->item];
    for (uint32_t place = recorder->item; place < recorder->count; place++) {
        struct step *step = &recorder->steps[place];
        step->is_hidden = true;
        bool goes_on = (step->kind == STEP_FOUND || step->kind == STEP_RESOURCE) && step->source < recorder->item;
        recorder->is_doubtful |= is_own && goes_on;
    }
    recorder->steps[item->list].end = item->end = recorder->count;
    recorder->item = item->argument;
    item->argument = NONE;
    item->answer = answer;
}

void record_item_end(CLuaBridge_machine *machine, uint32_t list, bool answer) {
    struct recorder *recorder = recorder_of(machine);
    bool is_own = false;
    while (recorder->item != NONE && !is_own) {
        is_own = recorder->steps[recorder->item].list == list;
        end_item(recorder, is_own, answer);
    }
}

void record_list_end(CLuaBridge_machine *machine, uint32_t list, bool answer) {
    struct recorder *recorder = recorder_of(machine);
    if (list == NONE) return;
    recorder->steps[list].end = recorder->count;
    recorder->steps[list].value = (uint64_t)(answer ? CARENA_TRUE : CARENA_FALSE) << 60;
    recorder->steps[list].answer = answer;
}

/// Adds the path of a step to the texts: below the resource or scope it was read from, which it gives back.
static uint64_t add_path(CLuaBridge_machine *machine, const struct step *step) {
    struct recorder *recorder = recorder_of(machine);
    unsigned tag = carena_tag(step->parent);
    uint64_t subject = step->parent;
    bool is_first = tag == CARENA_RESOURCE || tag == CARENA_SCOPE || step->source == NONE;
    if (!is_first) subject = add_path(machine, &recorder->steps[step->source]);
    else if (tag == CARENA_SCOPE && carena_count(subject) == CARENA_ORGANIZATION) buffer_append(&machine->texts, "organization.", 13);
    char place[32];
    if (step->kind == STEP_ELEMENT || step->kind == STEP_ITEM) {
        snprintf(place, sizeof place, "[%lld]", (long long)step->place);
        buffer_append(&machine->texts, place, strlen(place));
    } else {
        if (!is_first) buffer_append(&machine->texts, ".", 1);
        buffer_append(&machine->texts, noted(machine, step->key), step->key.length);
    }
    return subject;
}

void record_export(CLuaBridge_machine *machine) {
    struct recorder *recorder = recorder_of(machine);
    if (!machine->reads) machine->reads = malloc(MAX_STEPS * sizeof *machine->reads);
    machine->read_count = 0;
    for (uint32_t place = 0; machine->reads && place < recorder->count; place++) {
        const struct step *step = &recorder->steps[place];
        if (!step->is_read) continue;
        if (machine->texts.length > MAX_EXPORTED) {
            recorder->dropped++;
            continue;
        }
        CLuaBridge_read read = {
            .parent = step->parent, .value = step->value, .path_offset = (uint32_t)machine->texts.length, .is_leaf = step->is_leaf,
            .kind = step->kind >= STEP_ALL && step->kind <= STEP_FIND ? CLUABRIDGE_QUERY : CLUABRIDGE_FIELD,
        };
        if (read.kind == CLUABRIDGE_QUERY) {
            read.subject = step->parent;
            buffer_append(&machine->texts, noted(machine, step->key), step->key.length);
        } else {
            read.subject = add_path(machine, step);
        }
        read.path_length = (uint32_t)(machine->texts.length - read.path_offset);
        read.place_offset = (uint32_t)machine->texts.length;
        read.place_length = step->script.length;
        if (!buffer_append(&machine->texts, noted(machine, step->script), step->script.length)) read.place_length = 0;
        machine->reads[machine->read_count++] = read;
    }
}
