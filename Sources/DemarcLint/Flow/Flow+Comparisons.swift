// SPDX-License-Identifier: Apache-2.0
internal import DemarcLanguage
internal import DemarcRules

extension Flow {
    /// What can be compared with what.
    private enum Basic: String {
        case text = "a text"
        case number = "a number"
        case boolean = "a boolean"
    }

    /// Looks at a comparison: values of two types are never equal, and have no order.
    mutating func compare(_ left: LuaExpression, _ leftMeaning: Meaning, _ operation: LuaExpression.Operation, _ rightMeaning: Meaning) {
        // The constant is what is wrong; where there are two values, the right one.
        let isLeft = left.isConstant
        let (constant, value) = isLeft ? (left, operation.operand) : (operation.operand, left)
        let path = sources[file].path
        guard let found = basics(isLeft ? leftMeaning : rightMeaning), let known = basics(isLeft ? rightMeaning : leftMeaning),
            found.isDisjoint(with: known)
        else { return observations.clear(.wrongType, path, constant.range, of: "") }
        let name = { (kinds: Set<Basic>) in kinds.map(\.rawValue).sorted().joined(separator: " or ") }
        observations.suspect(
            LintFinding(
                .wrongType, path, constant.range,
                "found \(tree.text(constant.range)), \(name(found)), compared with \(tree.text(value.range)), \(name(known))",
                "compare it with \(name(known))", fix: spelling(of: constant, as: known)), of: "")
    }

    /// The constant as the other type writes it: true for "true".
    private func spelling(of constant: LuaExpression, as kinds: Set<Basic>) -> String? {
        guard kinds.count == 1, let kind = kinds.first else { return nil }
        switch (constant.bare.kind, kind) {
        case (.string, .boolean): return ["true", "false"].first { $0 == constant.bare.text?.lowercased() }
        case (.string, .number): return constant.bare.text.flatMap { Int($0).map { "\($0)" } }
        case (.boolean(let value), .text): return "\"\(value)\""
        case (.integer(let value), .text): return "\"\(value)\""
        default: return nil
        }
    }

    /// The types that a value may have; nil where that is not known.
    private func basics(_ meaning: Meaning) -> Set<Basic>? {
        if meaning.isOpen { return nil }
        var basics: Set<Basic> = []
        for atom in meaning.atoms where atom != .nothing {
            switch atom {
            case .boolean: basics.insert(.boolean)
            case .number: basics.insert(.number)
            case .text, .string: basics.insert(.text)
            case .document(let type, let path):
                guard let tree = knowledge.catalogue[type]?.at(path), tree.children.isEmpty, !tree.isList, !tree.kinds.isEmpty else { return nil }
                for kind in tree.kinds { basics.insert(Flow.basic(kind)) }
            case .parameter(let file, let name):
                guard let kind = parameterKind(name, of: file) else { return nil }
                basics.insert(kind)
            default: return nil
            }
        }
        return basics.isEmpty ? nil : basics
    }

    private static func basic(_ kind: PropertyTree.Kind) -> Basic {
        switch kind {
        case .boolean: .boolean
        case .integer, .float: .number
        case .text, .date, .ip, .addresses: .text
        }
    }

    private func parameterKind(_ name: String, of file: Int) -> Basic? {
        let standard = sources[file].declaration?.field("params")?.field(name)?.items.first { $0.key.text == nil }?.value
        switch standard?.bare.kind {
        case .boolean: return .boolean
        case .integer, .float, .unary(.minus, _): return .number
        case .string: return .text
        default: return nil
        }
    }
}
