// SPDX-License-Identifier: Apache-2.0
internal import DemarcDocument
public import DemarcSnapshot

extension PropertyTree {
    /// Adds what the documents of `resource` have.
    public mutating func learn(_ resource: Resource) {
        for (name, document) in [
            ("configuration", resource.configuration), ("supplementaryConfiguration", resource.supplementaryConfiguration),
        ] {
            change(name) { tree in document.documents.forEach { tree.learn($0) } }
        }
    }

    private mutating func learn(_ value: Value, isElement: Bool = false) {
        if value.word.isNull || value.word.cause != nil { return }
        if !isElement { mark(isList: value.word.isArray) }
        if value.word.isArray {
            value.elements.forEach { learn($0, isElement: true) }
        } else if value.word.isObject {
            for (name, value) in value.members { change(name) { $0.learn(value) } }
        } else if let kind = Kind(of: value) {
            insert([], kind)
        }
    }
}

extension PropertyTree.Kind {
    fileprivate init?(of value: Value) {
        if value.string != nil {
            self = .text
        } else if value.boolean != nil {
            self = .boolean
        } else if value.double != nil {
            self = value.integer == nil ? .float : .integer
        } else {
            return nil
        }
    }
}
