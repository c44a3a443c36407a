// SPDX-License-Identifier: Apache-2.0
#include "CPeers.h"

#include <cstring>
#include <libdeflate.h>
#include <simdjson.h>

bool CPeers_parse(const char *path) {
    simdjson::dom::parser parser;
    simdjson::dom::element root;
    return parser.load(path).get(root) == simdjson::SUCCESS;
}

/// What a gzip file of one member says of its unpacked size.
static size_t announced_size(const simdjson::padded_string &packed) {
    uint32_t size = 0;
    if (packed.size() >= 18) std::memcpy(&size, packed.data() + packed.size() - 4, 4);
    return size;
}

bool CPeers_parse_gzip(const char *path) {
    simdjson::padded_string packed;
    if (simdjson::padded_string::load(path).get(packed)) return false;
    simdjson::padded_string text(announced_size(packed));
    libdeflate_decompressor *decompressor = libdeflate_alloc_decompressor();
    if (!decompressor) return false;
    auto status = libdeflate_gzip_decompress(decompressor, packed.data(), packed.size(), text.data(), text.size(), nullptr);
    libdeflate_free_decompressor(decompressor);
    simdjson::dom::parser parser;
    simdjson::dom::element root;
    return status == LIBDEFLATE_SUCCESS && parser.parse(text).get(root) == simdjson::SUCCESS;
}
