// SPDX-License-Identifier: Apache-2.0
internal import DemarcLanguage

/// What an expression may stand for, as far as it is known without running it.
struct Meaning: Hashable, Sendable {
    /// One thing it may be.
    indirect enum Atom: Hashable, Sendable {
        case nothing, boolean, number, text
        /// A text that is written out.
        case string(String)
        case verdict
        case resource(type: String)
        case region, account, organization
        case tags
        /// A value in the documents of a resource type; an element of a list has the path of the list.
        case document(type: String, path: [String])
        /// What a loop goes through: its first and its second variable.
        case iterator(Meaning, Meaning)
        /// A name of the environment, or a member of one.
        case builtin([String])
        /// The parameters of the rule in a file.
        case parameters(file: Int)
        case parameter(file: Int, name: String)
        case function(FunctionKey)
        case table(Place)
    }

    /// A function of a file.
    struct FunctionKey: Hashable, Sendable {
        let file: Int
        let id: LuaFunction.ID
    }

    /// A place in a file; a table is known by that of its constructor.
    struct Place: Hashable, Sendable {
        let file: Int
        let range: SourceRange
    }

    /// Things of which none is worth telling apart.
    private static let most = 100

    private(set) var atoms: Set<Atom> = []
    /// Whether it may be anything else as well.
    private(set) var isOpen = false

    /// Anything.
    static let open = Meaning(isOpen: true)

    init(_ atoms: Atom...) { self.atoms = Set(atoms) }

    init(of atoms: some Sequence<Atom>) { self.atoms = Set(atoms) }

    private init(isOpen: Bool) { self.isOpen = isOpen }

    mutating func join(_ other: Meaning) {
        atoms.formUnion(other.atoms)
        isOpen = isOpen || other.isOpen
        if atoms.count > Meaning.most { self = .open }
    }

    func joined(with other: Meaning) -> Meaning {
        var both = self
        both.join(other)
        return both
    }

    /// The same where it is known to be true.
    var whereTrue: Meaning {
        var meaning = self
        meaning.atoms.remove(.nothing)
        return meaning
    }

    /// The texts that are written out; nil where it may be another.
    var strings: [String]? {
        if isOpen || atoms.isEmpty { return nil }
        var strings: [String] = []
        for atom in atoms {
            guard case .string(let string) = atom else { return nil }
            strings.append(string)
        }
        return strings.sorted()
    }
}
