// SPDX-License-Identifier: Apache-2.0
#include "parser.hpp"

#include <new>

extern "C" CSimdjson_parser *CSimdjson_create_parser(uint32_t max_depth) {
    auto *parser = new (std::nothrow) CSimdjson_parser;
    if (parser) parser->max_depth = max_depth;
    return parser;
}

extern "C" void CSimdjson_destroy_parser(CSimdjson_parser *parser) { delete parser; }

int CSimdjson_status(simdjson::error_code error) {
    switch (error) {
    case simdjson::SUCCESS: return CSIMDJSON_OK;
    case simdjson::DEPTH_ERROR: return CSIMDJSON_TOO_DEEP;
    case simdjson::CAPACITY: return CSIMDJSON_TOO_LARGE;
    case simdjson::MEMALLOC: return CSIMDJSON_MEMORY;
    default: return CSIMDJSON_MALFORMED;
    }
}

extern "C" int CSimdjson_parse(CSimdjson_parser *parser, const uint8_t *json, size_t length, CSimdjson_tape *tape) {
    *tape = CSimdjson_tape{};
    if (length >= simdjson::SIMDJSON_MAXSIZE_BYTES) return CSIMDJSON_TOO_LARGE;
    auto &dom = parser->dom;
    if (dom.capacity() < length || dom.max_depth() != parser->max_depth) {
        if (dom.allocate(length, parser->max_depth)) return CSIMDJSON_MEMORY;
    }
    simdjson::dom::element root;
    int status = CSimdjson_status(dom.parse(json, length, false).get(root));
    if (status != CSIMDJSON_OK) return status;
    tape->words = dom.doc.tape.get();
    tape->strings = dom.doc.string_buf.get();
    tape->structurals = dom.implementation->structural_indexes.get();
    tape->structural_count = dom.implementation->n_structural_indexes;
    return CSIMDJSON_OK;
}
