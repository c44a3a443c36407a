// SPDX-License-Identifier: Apache-2.0
internal import DemarcLanguage
internal import FoundationEssentials

/// The Lua files of a plugin's folder.
struct LintSources {
    private(set) var sources: [LintSource] = []
    /// What is wrong with those that are no Lua.
    private(set) var findings: [LintFinding] = []

    /// Parses the files in `folder` of the plugin `name`, in the order of their paths.
    init(folder: String, name: String) {
        for file in LintSources.files(folder) {
            let path = "\(folder)/\(file)"
            guard let data = FileManager.default.contents(atPath: path) else { continue }
            let bytes = Array(data)
            do throws(LuaSyntaxError) {
                let tree = try SyntaxTree(parsing: bytes)
                sources.append(LintSource(path: path, kind: LintSources.kind(file, name), tree: tree))
            } catch {
                let place = SourceRange(error.position, error.position)
                if bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
                    findings.append(LintFinding(.load, path, place, "found a byte order mark", "save the file as UTF-8 without one"))
                } else {
                    let remedy = bytes.count > SyntaxTree.longest ? "move what is long into libraries" : "correct it: the file is not Lua"
                    findings.append(LintFinding(.load, path, place, error.message, remedy))
                }
            }
        }
    }

    private static func files(_ folder: String) -> [String] {
        var files = ["plugin.lua", "layers.lua", "artifacts.lua"].filter { FileManager.default.fileExists(atPath: "\(folder)/\($0)") }
        for place in ["lib", "packs", "services"] + names(in: "\(folder)/rules").map({ "rules/\($0)" }) {
            files += names(in: "\(folder)/\(place)").filter { $0.hasSuffix(".lua") }.map { "\(place)/\($0)" }
        }
        return files.sorted()
    }

    private static func kind(_ file: String, _ plugin: String) -> LintSource.Kind {
        let parts = file.dropLast(4).split(separator: "/").map(String.init)
        switch parts.first {
        case "rules": return .rule(id: ([plugin] + parts.dropFirst()).joined(separator: "."))
        case "lib": return .library(name: "\(plugin).\(parts[parts.count - 1])")
        case "packs": return .pack
        case "services": return .service
        case "layers": return .layers
        case "artifacts": return .artifacts
        default: return .manifest
        }
    }

    private static func names(in folder: String) -> [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).filter { !$0.hasPrefix(".") }.sorted()
    }
}
