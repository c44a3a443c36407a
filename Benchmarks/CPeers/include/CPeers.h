// SPDX-License-Identifier: Apache-2.0
/// What others need for a file that the benchmarks load: simdjson's own DOM from disk, and libdeflate before it.
#ifndef CPEERS_H
#define CPEERS_H

#include <stdbool.h>

#ifdef __cplusplus
extern "C" {
#endif

/// Parses the JSON file at `path` with a fresh simdjson parser: reading, allocation and parse. False where it can't.
bool CPeers_parse(const char *_Nonnull path);

/// Reads the gzip file at `path`, unpacks it as a whole with libdeflate, and parses that with a fresh simdjson parser.
bool CPeers_parse_gzip(const char *_Nonnull path);

#ifdef __cplusplus
}
#endif
#endif
