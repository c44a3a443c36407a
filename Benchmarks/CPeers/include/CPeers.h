// SPDX-License-Identifier: Apache-2.0
/// What others need for the same: simdjson's own DOM from disk, and libdeflate before it, for a file that the benchmarks load; stock Lua
/// without any limit for what a check does.
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

/// A stock state with the stock libraries, and the function that `source` returns; null where it does not load.
struct CPeers_lua;
struct CPeers_lua *_Nullable CPeers_open_lua(const char *_Nonnull source);

/// Calls the function so many times, each below a protected call; how often it said false, or -1 where it raised.
int CPeers_call_lua(struct CPeers_lua *_Nonnull lua, int calls);

void CPeers_close_lua(struct CPeers_lua *_Nonnull lua);

#ifdef __cplusplus
}
#endif
#endif
