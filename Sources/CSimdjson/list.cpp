// SPDX-License-Identifier: Apache-2.0
/// A list read element by element. simdjson's first stage runs over a window of the text, its second over one element at a time, so
/// that text, structural characters and tape stay in the processor's cache however long the list is.
#include "parser.hpp"

#include <cstring>

namespace {

constexpr size_t usual_window = 256 * 1024;

bool is_space(uint8_t byte) { return byte == ' ' || byte == '\n' || byte == '\r' || byte == '\t'; }

/// Where a window that may reach to `limit` is best cut: behind an object that another follows, else behind any object.
/// Wherever that is, an element cut in two is read again in the next window.
size_t cut(const uint8_t *json, size_t begin, size_t limit) {
    size_t behind_object = 0;
    for (size_t place = limit; place > begin + 1; place--) {
        if (json[place - 1] != '}') continue;
        if (std::memcmp(json + place, ",{\"", 3) == 0) return place;
        if (!behind_object && (json[place] == ',' || is_space(json[place]))) behind_object = place;
    }
    return behind_object;
}

/// Runs the first stage over a window at the list's position that ends outside of any text.
int open_window(CSimdjson_parser *parser, CSimdjson_list *list, size_t size) {
    for (;; size *= 2) {
        size_t left = list->length - list->position;
        bool is_last = left <= size && list->is_at_end;
        size_t end = is_last ? list->length : cut(list->json, list->position, list->position + (left < size ? left : size));
        if (end == 0) {
            if (left <= size) return CSIMDJSON_MORE;
            continue;
        }
        size_t length = end - list->position;
        auto &dom = parser->dom;
        if (length >= simdjson::SIMDJSON_MAXSIZE_BYTES) return CSIMDJSON_TOO_LARGE;
        if (dom.capacity() < length || dom.max_depth() != parser->max_depth) {
            if (dom.allocate(length, parser->max_depth)) return CSIMDJSON_MEMORY;
        }
        if (parser->element.capacity() < length && parser->element.allocate(length)) return CSIMDJSON_MEMORY;
        auto error = dom.implementation->stage1(list->json + list->position, length, simdjson::stage1_mode::regular);
        if (error == simdjson::UNCLOSED_STRING && !is_last) {
            if (left <= size) return CSIMDJSON_MORE;
            continue;
        }
        if (error) return CSimdjson_status(error);
        list->window_length = length;
        list->is_last_window = is_last;
        return CSIMDJSON_OK;
    }
}

} // namespace

extern "C" int CSimdjson_next(CSimdjson_parser *parser, CSimdjson_list *list, CSimdjson_tape *tape) {
    size_t size = usual_window;
    for (;;) {
        if (list->window_length == 0) {
            if (list->position >= list->length) return list->is_at_end ? CSIMDJSON_MALFORMED : CSIMDJSON_MORE;
            int status = open_window(parser, list, size);
            if (status != CSIMDJSON_OK) return status;
        }
        auto &stage = *parser->dom.implementation;
        const uint8_t *window = list->json + list->position;
        if (stage.next_structural_index >= stage.n_structural_indexes) {
            list->position += list->window_length;
            list->window_length = 0;
            continue;
        }
        size_t begin = stage.structural_indexes[stage.next_structural_index];
        if (window[begin] == ']' && list->state != CSIMDJSON_AFTER_COMMA) {
            list->begin = list->position + begin;
            return CSIMDJSON_END;
        }
        if (list->state == CSIMDJSON_AFTER_ELEMENT) {
            if (window[begin] != ',') return CSIMDJSON_MALFORMED;
            stage.next_structural_index++;
            list->state = CSIMDJSON_AFTER_COMMA;
            continue;
        }
        // The second stage reads a plain value only at the end of a document.
        if (window[begin] != '{' && window[begin] != '[') return CSIMDJSON_PLAIN;
        auto error = stage.stage2_next(parser->element);
        if (error == simdjson::SUCCESS) {
            list->begin = list->position + begin;
            list->end = list->position + stage.structural_indexes[stage.next_structural_index - 1] + 1;
            list->state = CSIMDJSON_AFTER_ELEMENT;
            tape->words = parser->element.tape.get();
            tape->strings = parser->element.string_buf.get();
            return CSIMDJSON_OK;
        }
        if (list->is_last_window || error == simdjson::DEPTH_ERROR) return CSimdjson_status(error);
        // The window ends inside the element, which is read again in the next one, or in a larger one if it fills this.
        list->window_length = 0;
        if (begin > 0) {
            list->position += begin;
        } else if (list->length - list->position <= size && !list->is_at_end) {
            return CSIMDJSON_MORE;
        } else {
            size *= 2;
        }
    }
}
