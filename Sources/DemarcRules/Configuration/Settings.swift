// SPDX-License-Identifier: Apache-2.0

/// What a configuration asks of some accounts: packs that run there beside those of wider settings, and parameters before theirs.
struct Settings: Sendable {
    /// Where it stands in the file: `units.workloads`; empty for what is asked everywhere.
    let path: String
    let packs: [String]
    /// By rule and parameter.
    let parameters: [String: [String: LuaValue]]

    /// Whether it asks for nothing.
    var isEmpty: Bool { packs.isEmpty && parameters.isEmpty }

    /// The path of a field of it.
    func path(of field: String) -> String { path.isEmpty ? field : "\(path).\(field)" }
}
