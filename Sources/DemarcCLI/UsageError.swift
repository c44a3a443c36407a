// SPDX-License-Identifier: Apache-2.0

/// Why a command can't begin.
struct UsageError: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description }
}
