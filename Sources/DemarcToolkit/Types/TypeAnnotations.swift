// SPDX-License-Identifier: Apache-2.0
public import DemarcRules

/// Annotations for the Lua language server: the language of rules, and a class for each resource type, a file per service.
public struct TypeAnnotations: Sendable {
    /// The first line of every file: what bears it may be written anew.
    public static let mark = "---@meta -- written by demarc types; what is changed here is lost"

    private let catalogue: PropertyCatalogue

    /// Annotations of the types that `catalogue` knows.
    public init(_ catalogue: PropertyCatalogue) { self.catalogue = catalogue }

    /// Every file with its text, in the order of the names.
    public var files: [(name: String, text: String)] {
        let services = Dictionary(grouping: catalogue.types) { type in
            type.split(separator: ":").dropLast().joined(separator: "-").lowercased().replacing("aws-", with: "")
        }
        let types = services.sorted { $0.key < $1.key }.map {
            ("\($0.key).lua", Self.mark + "\n\n" + $0.value.map(annotations).joined(separator: "\n"))
        }
        return [("rules.lua", Self.mark + "\n" + LanguageAnnotations.text + LibraryAnnotations.text)] + types
    }

    /// The class of the resources of `type`: `AWS::EC2::Instance` is `AWS.EC2.Instance`.
    public static func className(of type: String) -> String { type.split(separator: ":").joined(separator: ".") }

    private func annotations(of type: String) -> String {
        let name = Self.className(of: type)
        var classes: [String] = []
        var text = "---@class \(name): demarc.Resource\n"
        for (document, tree) in catalogue[type]?.children.sorted(by: { $0.key < $1.key }) ?? [] where !tree.isEmpty {
            let inner = "\(name).\(document)"
            text += "---@field \(document)? \(inner)\n"
            Self.add(tree, inner, to: &classes)
        }
        return ([text] + classes).joined(separator: "\n")
    }

    /// Adds the class `name`, which has the properties of `tree`, and below it those of what it holds.
    private static func add(_ tree: PropertyTree, _ name: String, to classes: inout [String]) {
        let place = classes.count
        classes.append("---@class \(name)\n")
        for key in tree.names {
            let child = tree.children[key] ?? PropertyTree()
            let inner = "\(name).\(key.map { $0.isLetter || $0.isNumber ? String($0) : "_" }.joined())"
            var types = Set(child.kinds.map(word)).sorted()
            if !child.children.isEmpty {
                types.append(inner)
                add(child, inner, to: &classes)
            }
            if types.isEmpty { types = ["any"] }
            // The public schemas do not tell one from a list of them: of what has properties itself both are to be expected.
            let maybeList = child.isList || (!child.isSingle && !child.children.isEmpty)
            let lists = maybeList ? types.map { "\($0)[]" } : []
            let type = ((child.isList && !child.isSingle ? [] : types) + lists).joined(separator: "|")
            classes[place] += "---@field \(LuaText.isName(key) ? key : "[\(LuaText.quoted(key))]")? \(type)\(note(child))\n"
        }
    }

    private static func word(_ kind: PropertyTree.Kind) -> String {
        switch kind {
        case .text, .date, .ip, .addresses: "string"
        case .integer: "integer"
        case .float: "number"
        case .boolean: "boolean"
        }
    }

    private static func note(_ tree: PropertyTree) -> String {
        let notes = [(PropertyTree.Kind.date, "date"), (.ip, "address"), (.addresses, "addresses")].filter { tree.kinds.contains($0.0) }
        return notes.isEmpty ? "" : " " + notes.map(\.1).joined(separator: ", ")
    }
}
