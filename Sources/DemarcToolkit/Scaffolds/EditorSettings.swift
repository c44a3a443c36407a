// SPDX-License-Identifier: Apache-2.0

/// The settings of the Lua language server for plugins: the language of rules, and where annotations are.
public enum EditorSettings {
    /// `.luarc.json` with annotations in these folders.
    public static func text(types folders: [String]) -> String {
        let absent = ["coroutine", "debug", "ffi", "io", "jit", "os", "package", "utf8"].map { "    \"\($0)\": \"disable\"" }
        return """
            {
              "runtime.version": "Lua 5.4",
              "runtime.builtin": {
            \(absent.joined(separator: ",\n"))
              },
              "workspace.library": [\(folders.map { "\"\($0)\"" }.joined(separator: ", "))]
            }

            """
    }
}
