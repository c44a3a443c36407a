// SPDX-License-Identifier: Apache-2.0

/// Why a command can't begin.
struct UsageError: Error, CustomStringConvertible {
    let description: String
    /// Lines below it, such as what could have been meant.
    let details: [String]

    init(_ description: String, details: [String] = []) {
        self.description = description
        self.details = details
    }
}
