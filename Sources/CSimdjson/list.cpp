// SPDX-License-Identifier: Apache-2.0
/// A list read piece by piece. simdjson's first stage runs over a piece of the text, its second over one element at a time, so that
/// text, structural characters and tape stay in the processor's cache however long the list is.
#include "parser.hpp"

#include <cstring>

namespace {

bool is_space(uint8_t byte) { return byte == ' ' || byte == '\n' || byte == '\r' || byte == '\t'; }

/// Where a text that goes on is best cut for the first stage, which must not end inside of a text: behind an object that another follows,
/// else behind any object.
size_t cut(const uint8_t *json, size_t length) {
    size_t behind_object = 0;
    for (size_t place = length; place > 1; place--) {
        if (json[place - 1] != '}') continue;
        if (std::memcmp(json + place, ",{\"", 3) == 0) return place;
        if (!behind_object && (json[place] == ',' || is_space(json[place]))) behind_object = place;
    }
    return behind_object;
}

int run_first_stage(CSimdjson_parser *parser, const uint8_t *json, size_t length, bool is_at_end) {
    if (length >= simdjson::SIMDJSON_MAXSIZE_BYTES) return CSIMDJSON_TOO_LARGE;
    auto &dom = parser->dom;
    if (dom.capacity() < length || dom.max_depth() != parser->max_depth) {
        if (dom.allocate(length, parser->max_depth)) return CSIMDJSON_MEMORY;
    }
    if (parser->element.capacity() < length && parser->element.allocate(length)) return CSIMDJSON_MEMORY;
    auto error = dom.implementation->stage1(json, length, simdjson::stage1_mode::regular);
    if (error == simdjson::UNCLOSED_STRING && !is_at_end) return CSIMDJSON_MORE;
    return CSimdjson_status(error);
}

/// How a structural character changes the depth, without a branch, since nothing foretells which comes next.
struct Steps {
    int8_t of[256] = {};
    constexpr Steps() {
        of['{'] = of['['] = 1;
        of['}'] = of[']'] = -1;
    }
};

constexpr Steps steps;

bool is_plain(uint8_t byte) { return steps.of[byte] == 0 && byte != ',' && byte != ':'; }

/// Steps over structural characters of an element as long as it surely does not end, many at a time; where to go on one by one.
uint32_t skip_inner(const uint8_t *json, const uint32_t *indexes, uint32_t index, uint32_t count, int64_t &depth) {
    constexpr uint32_t many = 8;
    for (; count - index >= many; index += many) {
        int64_t reached = depth, least = depth;
        for (uint32_t next = index; next < index + many; next++) {
            reached += steps.of[json[indexes[next]]];
            least = reached < least ? reached : least;
        }
        if (least <= 0) break;
        depth = reached;
    }
    return index;
}

/// Behind the plain value that the structural `index` begins; 0 where nothing follows it, and it may be cut.
size_t end_of_plain(CSimdjson_parser *parser, const uint8_t *json, uint32_t index) {
    auto &stage = *parser->dom.implementation;
    if (index + 1 >= stage.n_structural_indexes) return 0;
    size_t end = stage.structural_indexes[index + 1];
    while (is_space(json[end - 1])) end--;
    return end;
}

} // namespace

extern "C" int CSimdjson_cut(CSimdjson_parser *parser, CSimdjson_piece *piece) {
    piece->count = piece->end = 0;
    piece->ends_list = false;
    size_t length = piece->is_at_end ? piece->length : cut(piece->json, piece->length);
    if (length == 0) return piece->is_at_end ? CSIMDJSON_MALFORMED : CSIMDJSON_MORE;
    int status = run_first_stage(parser, piece->json, length, piece->is_at_end);
    if (status != CSIMDJSON_OK || piece->is_open) return status;
    auto &stage = *parser->dom.implementation;
    int64_t depth = 0;
    for (uint32_t index = 0; index < stage.n_structural_indexes; index++) {
        if (depth > 0) index = skip_inner(piece->json, stage.structural_indexes.get(), index, stage.n_structural_indexes, depth);
        if (index == stage.n_structural_indexes) break;
        size_t place = stage.structural_indexes[index];
        int step = steps.of[piece->json[place]];
        if (depth == 0 && is_plain(piece->json[place])) {
            size_t end = end_of_plain(parser, piece->json, index);
            if (end == 0) break;
            piece->end = end;
            piece->count++;
            continue;
        }
        depth += step;
        if (depth > 0 || step == 0) continue;
        piece->end = place;
        if (depth < 0) {
            piece->ends_list = true;
            return CSIMDJSON_OK;
        }
        piece->end++;
        piece->count++;
    }
    if (piece->count > 0) return CSIMDJSON_OK;
    return piece->is_at_end ? CSIMDJSON_MALFORMED : CSIMDJSON_MORE;
}

namespace {

/// The second stage reads a plain value only at the end of a document, so it is made one.
int parse_plain(CSimdjson_parser *parser, CSimdjson_piece *piece, size_t begin, CSimdjson_tape *tape) {
    auto &stage = *parser->dom.implementation;
    size_t end = end_of_plain(parser, piece->json, stage.next_structural_index);
    if (end == 0) return CSIMDJSON_MALFORMED;
    simdjson::dom::element root;
    int status = CSimdjson_status(parser->plain.parse(piece->json + begin, end - begin, false).get(root));
    if (status != CSIMDJSON_OK) return status;
    stage.next_structural_index++;
    piece->element_begin = begin;
    piece->element_end = end;
    piece->state = CSIMDJSON_AFTER_ELEMENT;
    tape->words = parser->plain.doc.tape.get();
    tape->strings = parser->plain.doc.string_buf.get();
    return CSIMDJSON_OK;
}

int parse_element(CSimdjson_parser *parser, CSimdjson_piece *piece, size_t begin, CSimdjson_tape *tape) {
    if (is_plain(piece->json[begin])) return parse_plain(parser, piece, begin, tape);
    if (piece->json[begin] != '{' && piece->json[begin] != '[') return CSIMDJSON_MALFORMED;
    auto &stage = *parser->dom.implementation;
    auto error = stage.stage2_next(parser->element);
    if (error != simdjson::SUCCESS) return CSimdjson_status(error);
    piece->element_begin = begin;
    piece->element_end = stage.structural_indexes[stage.next_structural_index - 1] + 1;
    piece->state = CSIMDJSON_AFTER_ELEMENT;
    tape->words = parser->element.tape.get();
    tape->strings = parser->element.string_buf.get();
    return CSIMDJSON_OK;
}

/// An element of an open piece, of which `end` and `count` say how far it was parsed; the last one may be cut.
int parse_open(CSimdjson_parser *parser, CSimdjson_piece *piece, size_t begin, CSimdjson_tape *tape) {
    int status = parse_element(parser, piece, begin, tape);
    if (status == CSIMDJSON_OK) {
        piece->end = piece->element_end;
        piece->count++;
    }
    bool may_be_cut = status == CSIMDJSON_MALFORMED && !piece->is_at_end;
    return may_be_cut ? CSIMDJSON_END : status;
}

} // namespace

extern "C" int CSimdjson_next(CSimdjson_parser *parser, CSimdjson_piece *piece, CSimdjson_tape *tape) {
    auto &stage = *parser->dom.implementation;
    for (;;) {
        if (stage.next_structural_index >= stage.n_structural_indexes) {
            bool is_cut = piece->is_open ? piece->is_at_end : piece->ends_list;
            return is_cut ? CSIMDJSON_MALFORMED : CSIMDJSON_END;
        }
        size_t begin = stage.structural_indexes[stage.next_structural_index];
        if (piece->is_open && piece->json[begin] == ']') {
            piece->end = begin;
            piece->ends_list = true;
        }
        if ((!piece->is_open || piece->ends_list) && begin >= piece->end) {
            if (!piece->ends_list) return CSIMDJSON_END;
            return piece->json[begin] == ']' && piece->state != CSIMDJSON_AFTER_COMMA ? CSIMDJSON_END : CSIMDJSON_MALFORMED;
        }
        if (piece->state == CSIMDJSON_AFTER_ELEMENT) {
            if (piece->json[begin] != ',') return CSIMDJSON_MALFORMED;
            stage.next_structural_index++;
            piece->state = CSIMDJSON_AFTER_COMMA;
            continue;
        }
        return piece->is_open ? parse_open(parser, piece, begin, tape) : parse_element(parser, piece, begin, tape);
    }
}
