// SPDX-License-Identifier: Apache-2.0
internal import DemarcLanguage
internal import DemarcRules

extension Flow {
    /// The members of subjects; those that are functions are called with a colon.
    private static let resourceMembers = [
        "account", "arn", "configuration", "created", "id", "name", "organization", "region", "related", "supplementaryConfiguration", "tags", "type",
    ]
    private static let scopeMembers = ["account", "all", "collected", "count", "find", "id", "known", "name", "organization"]

    /// Why a name is not what it is read of, and what was meant.
    struct Miss {
        let check: LintCheck
        let message: String
        let remedy: String
        let meant: String?
    }

    /// What the field `name` of an object stands for; a name that nothing it may be has is a mistake.
    ///
    /// A name that is not written where it is read may belong elsewhere, as the words beside it in a list: only a near miss is a mistake.
    mutating func read(_ name: String, of object: Meaning, at range: SourceRange, isWritten: Bool = true) -> Meaning {
        var result = object.isOpen ? Meaning.open : Meaning()
        var misses: [Miss] = []
        var isSound = object.isOpen
        for atom in object.atoms.sorted(by: { "\($0)" < "\($1)" }) where atom != .nothing {
            switch field(name, of: atom) {
            case .success(let meaning):
                result.join(meaning)
                // A table without the field, as the empty one behind `or`, shows nothing.
                if meaning != Meaning(.nothing) { isSound = true }
            case .failure(let miss):
                misses.append(miss)
                result.join(.open)
            }
        }
        let path = sources[file].path
        if isSound {
            for check in [LintCheck.unknownProperty, .unknownGlobal, .unknownParameter] { observations.clear(check, path, range, of: name) }
        } else if let miss = misses.first, isWritten || miss.meant != nil {
            let fix = isWritten ? miss.meant.flatMap { name.isSlip(of: $0) ? tree.spelling($0, asAt: range) : nil } : nil
            observations.suspect(LintFinding(miss.check, path, range, miss.message, miss.remedy, fix: fix), of: name)
        }
        return result
    }

    /// What a field of one thing stands for.
    enum Field {
        case success(Meaning)
        case failure(Miss)
    }

    private mutating func field(_ name: String, of atom: Meaning.Atom) -> Field {
        switch atom {
        case .resource(let type): return member(name, ofResource: type)
        case .region, .account, .organization: return member(name, ofScope: atom)
        case .document(let type, let path): return property(name, of: type, at: path)
        case .tags: return .success(Meaning(.text))
        case .table(let key):
            guard let table = tables[key] else { return .success(.open) }
            return .success(table.fields[name] ?? Meaning(.nothing))
        case .builtin(let path): return member(name, ofBuiltin: path)
        case .parameters(let file): return parameter(name, of: file)
        default: return .success(.open)
        }
    }

    private func member(_ name: String, ofResource type: String) -> Field {
        switch name {
        case "configuration", "supplementaryConfiguration": return .success(Meaning(.document(type: type, path: [name])))
        case "region": return .success(Meaning(.region))
        case "account": return .success(Meaning(.account))
        case "organization": return .success(Meaning(.organization))
        case "tags": return .success(Meaning(.tags))
        case "id": return .success(Meaning(.text))
        case "type": return .success(Meaning(.string(type)))
        case _ where Flow.resourceMembers.contains(name): return .success(.open)
        default:
            let place = knowledge.place(of: name, in: type)
            return .failure(miss(name, "a resource", Flow.resourceMembers, .unknownProperty, place: place))
        }
    }

    private func member(_ name: String, ofScope scope: Meaning.Atom) -> Field {
        let (what, members) =
            switch scope {
            case .region: ("a region", Flow.scopeMembers)
            case .account: ("an account", (Flow.scopeMembers + ["regions"]).sorted())
            default: ("an organization", ["accounts", "id", "management", "name"])
            }
        guard members.contains(name) else { return .failure(miss(name, what, members, .unknownProperty)) }
        switch name {
        case "account": return .success(Meaning(.account))
        case "organization": return .success(Meaning(.organization))
        default: return .success(.open)
        }
    }

    private func member(_ name: String, ofBuiltin path: [String]) -> Field {
        guard path.count == 1, let members = knowledge.environment.members[path[0]], !members.isEmpty else { return .success(.open) }
        if members.contains(name) { return .success(Meaning(.builtin(path + [name]))) }
        return .failure(miss(name, path[0], members.sorted(), .unknownGlobal))
    }

    private mutating func parameter(_ name: String, of file: Int) -> Field {
        observations.readParameters[file, default: []].insert(name)
        guard let declared = sources[file].declaration?.field("params") else {
            return .failure(miss(name, "params", [], .unknownParameter))
        }
        let names = declared.items.compactMap(\.key.text)
        if names.contains(name) { return .success(Meaning(.parameter(file: file, name: name))) }
        return .failure(miss(name, "params", names, .unknownParameter))
    }

    private func property(_ name: String, of type: String, at path: [String]) -> Field {
        guard let tree = knowledge.catalogue[type]?.at(path), !tree.isPolicy else { return .success(.open) }
        if let spelling = tree.spelling(of: name) { return .success(Meaning(.document(type: type, path: path + [spelling]))) }
        if PropertyTree.leavesOut(name) { return .success(.open) }
        let place = path.joined(separator: ".")
        if tree.children.isEmpty {
            // A text may hold a document.
            guard !tree.kinds.isEmpty, tree.kinds.isDisjoint(with: [.text]) else { return .success(.open) }
            let kinds = tree.kinds.sorted().map(\.rawValue).joined(separator: " or ")
            return .failure(
                Miss(
                    check: .unknownProperty, message: "found \"\(name)\" of \(place) of \(type), which is \(kinds)",
                    remedy: "read the value itself", meant: nil))
        }
        return .failure(miss(name, "\(place) of \(type)", tree.names, .unknownProperty, place: knowledge.place(of: name, in: type)))
    }

    private func miss(_ name: String, _ what: String, _ known: [String], _ check: LintCheck, place: String? = nil) -> Miss {
        let meant = Suggestion.of(name, among: known)
        let remedy: String
        if let meant {
            remedy = "did you mean \"\(meant)\"?"
        } else if let place {
            remedy = "it is at \(place)"
        } else if known.isEmpty {
            remedy = "declare it first: there is none"
        } else {
            let some = known.prefix(8).joined(separator: ", ") + (known.count > 8 ? ", ..." : "")
            let source = check == .unknownProperty && what.contains("::") ? "; where a source has it, show it in a fixture or with --snapshot" : ""
            remedy = "known are \(some)\(source)"
        }
        return Miss(check: check, message: "found no \"\(name)\" in \(what)", remedy: remedy, meant: meant)
    }
}
