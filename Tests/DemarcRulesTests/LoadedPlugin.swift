// SPDX-License-Identifier: Apache-2.0
import DemarcTestSupport

@testable import DemarcRules

/// Writes a throw-away plugin, loads it, and throws it away.
enum LoadedPlugin {
    static func of(_ write: (PluginFolder) throws -> Void) throws -> Plugin {
        try Folders.withTemporary { folder in
            let plugin = try PluginFolder(in: folder)
            try write(plugin)
            return try PluginLoader.load(folder: plugin.path)
        }
    }

    /// What the loader says of one file beside a sound rule, without the folder's name.
    static func complaint(_ file: String, _ text: String) throws -> String {
        let plugin = try of { folder in
            try folder.rule("sound", check: "return pass()")
            try folder.write(file, text)
        }
        guard plugin.rules.contains(where: { $0.id == "t.s.sound" }) else { return "the sound rule did not load" }
        guard plugin.errors.count == 1 else { return "\(plugin.errors.count) errors: \(plugin.errors)" }
        return plugin.errors[0].description.replacing(plugin.folder + "/", with: "")
    }
}
