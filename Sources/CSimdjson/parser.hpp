// SPDX-License-Identifier: Apache-2.0
/// What the files of the shim share.
#ifndef CSIMDJSON_PARSER_HPP
#define CSIMDJSON_PARSER_HPP

#include "CSimdjson.h"

#include <simdjson.h>

static_assert(CSIMDJSON_PADDING >= simdjson::SIMDJSON_PADDING, "the padding promised to callers is too small");

struct CSimdjson_parser {
    simdjson::dom::parser dom;
    simdjson::dom::document element; ///< the tape of one element of a list
    simdjson::dom::parser plain;     ///< for an element that is neither an object nor a list
    uint32_t max_depth;
};

int CSimdjson_status(simdjson::error_code error);

#endif
