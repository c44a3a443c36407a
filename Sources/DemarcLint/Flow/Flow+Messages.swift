// SPDX-License-Identifier: Apache-2.0
internal import DemarcLanguage

extension Flow {
    /// Looks at the text that a verdict is given: whether there is one, and a value of the right kind for each place in it.
    mutating func checkMessage(_ function: Meaning, _ arguments: [LuaExpression], _ meanings: [Meaning], _ call: SourceRange) {
        guard !function.isOpen, function.atoms.count == 1, case .builtin(let path)? = function.atoms.first, path.count == 1,
            ["pass", "fail", "skip", "unknown"].contains(path[0])
        else { return }
        let verdict = path[0]
        guard let first = arguments.first else {
            // A pass needs no reason.
            if verdict != "pass" { suspect(call, "found \(verdict)() without a text", "say why: \(verdict) \"...\"") }
            return
        }
        guard let text = first.bare.text else { return }
        if text.allSatisfy(\.isWhitespace) { return suspect(first.range, "found \(verdict) with an empty text", "say why") }
        // A text alone stands as it is.
        guard arguments.count > 1 else { return }
        let places = Flow.places(in: text)
        // A call at the end may give any number of values.
        if places.count > arguments.count - 1 && !arguments[arguments.count - 1].givesSeveral {
            let values = arguments.count == 2 ? "1 value" : "\(arguments.count - 1) values"
            suspect(first.range, "found \(places.count) places in the text, and \(values) for them", "give a value for each place")
        }
        for (place, letter) in places.enumerated() where "diufgeEGxXoc".contains(letter) && place + 1 < meanings.count && place + 1 < arguments.count
        {
            let isText = meanings[place + 1].atoms.allSatisfy { [.text].contains($0) } && !meanings[place + 1].atoms.isEmpty
            guard isText && !meanings[place + 1].isOpen else { continue }
            let range = arguments[place + 1].range
            suspect(range, "found \(tree.text(range)), a text, for a number (%\(letter))", "write %s for it")
        }
    }

    private mutating func suspect(_ range: SourceRange, _ message: String, _ remedy: String) {
        observations.suspect(LintFinding(.message, sources[file].path, range, message, remedy), of: "")
    }

    /// The letters of the places of a format, as Lua reads it: `%5.1f` is an `f`, `%%` none.
    private static func places(in format: String) -> [Character] {
        var letters: [Character] = []
        var rest = format[...]
        while let percent = rest.firstIndex(of: "%") {
            rest = rest[rest.index(after: percent)...].drop { "-+ #0123456789.".contains($0) }
            guard let letter = rest.popFirst() else { break }
            if letter != "%" { letters.append(letter) }
        }
        return letters
    }
}

extension LuaExpression {
    /// Whether it may give more values than one, or none.
    fileprivate var givesSeveral: Bool {
        switch kind {
        case .variadic: true
        case .suffixed(_, let suffixes):
            switch suffixes.last?.kind {
            case .call, .method: true
            default: false
            }
        default: false
        }
    }
}
