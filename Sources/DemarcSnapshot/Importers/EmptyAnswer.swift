// SPDX-License-Identifier: Apache-2.0
#if canImport(Glibc)
internal import Glibc
#endif

/// Tells what a file says that holds nothing: a call that fails leaves one behind where a shell redirects its output.
enum EmptyAnswer {
    /// Whether the command writes nothing where there is nothing: some do for what belongs to one resource, none for a list.
    static func isAnswer(of operation: Operation) -> Bool {
        switch operation.yield {
        case .part(let part): part.mayBeEmpty
        case .nothing: true
        case .resources, .several, .fact, .regions, .accounts: false
        }
    }

    /// Whether the file with the call's error, which is read for itself, lies beside the answer at `path`.
    static func hasErrorBeside(_ path: String) -> Bool {
        var stem = path
        for suffix in [".gz", ".json"] where stem.hasSuffix(suffix) { stem.removeLast(suffix.count) }
        return [".err", ".error", ".error.json", ".json.err", ".json.error"].contains { suffix in
            var status = stat()
            return unsafe stat(stem + suffix, &status) == 0 && status.st_size > 0
        }
    }
}
