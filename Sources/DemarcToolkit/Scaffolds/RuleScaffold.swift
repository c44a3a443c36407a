// SPDX-License-Identifier: Apache-2.0

/// A new rule: head, check and examples that hold as they stand, for the author to change.
public struct RuleScaffold: Sendable {
    /// Why it matters, in a sentence.
    public var why: String
    public var title: String
    public var severity: String
    /// The row of a service that it gives evidence for; empty for none.
    public var layer: String
    /// What to do about a failure; empty for what follows from the check.
    public var remedy: String
    /// What it is asked about.
    public var subject: Subject

    /// What a new rule is asked about, and what it asks.
    public enum Subject: Sendable {
        /// Every resource of a type, and a property of it, which the type's fixture has as it is or not.
        case resource(type: String, ScaffoldProperty, isInFixture: Bool)
        /// Every region or account (`scope`), and whether there is a resource of this type.
        case scope(String, type: String)
    }

    /// A rule that says all of this.
    public init(why: String, title: String, severity: String, layer: String, remedy: String, subject: Subject) {
        (self.why, self.title, self.severity, self.layer, self.remedy) = (why, title, severity, layer, remedy)
        self.subject = subject
    }

    /// The file.
    public var text: String {
        let resource: String
        let body: String
        var remedy = remedy
        switch subject {
        case .resource(let type, let property, let isInFixture):
            (resource, body) = (type, Self.body(of: type, property, isInFixture))
            if remedy.isEmpty { remedy = "Set \(property.path.dropFirst().joined(separator: ".")) to \(property.value)." }
        case .scope(let scope, let type):
            (resource, body) = (scope, Self.body(of: scope, type))
            if remedy.isEmpty { remedy = "Create a \(type) in each \(scope)." }
        }
        var head = [("title", title), ("severity", severity), ("resource", resource)]
        if !layer.isEmpty { head.append(("layer", layer)) }
        head.append(("remedy", remedy))
        let fields = head.map { "  \($0.0)\(String(repeating: " ", count: 9 - $0.0.count))= \(LuaText.quoted($0.1)),\n" }
        return "--- \(why)\nreturn rule {\n\(fields.joined())\n\(body)}\n"
    }

    private static func body(of type: String, _ property: ScaffoldProperty, _ isInFixture: Bool) -> String {
        let subject = variable(for: type)
        let path = property.path.map(LuaText.field).joined()
        let name = property.path.dropFirst().joined(separator: ".")
        let pass = isInFixture ? "it {}" : "it { \(patch(property.path, property.value)) }"
        return """
              ---@param \(subject) \(TypeAnnotations.className(of: type))
              check = function(\(subject))
                local value = \(subject)\(path)
                if value == nil then return unknown \(LuaText.quoted("nothing says what \(name) is")) end
                if value == \(property.value) then return pass() end
                return fail(\(LuaText.quoted("\(name) is %s")), tostring(value))
              end,

              examples = {
                pass = {
                  [\(LuaText.quoted("\(name) is \(property.value)"))] = { \(pass) },
                },
                fail = {
                  [\(LuaText.quoted("\(name) is \(property.otherValue)"))] = { it { \(patch(property.path, property.otherValue)) } },
                },
                unknown = {
                  [\(LuaText.quoted("nothing says what \(name) is"))] = { it { \(patch(property.path, "absent")) } },
                },
              },

            """
    }

    private static func body(of scope: String, _ type: String) -> String {
        let quoted = LuaText.quoted(type)
        return """
              ---@param \(scope) demarc.\(scope == "region" ? "Region" : "Account")
              check = function(\(scope))
                if \(scope):count(\(quoted)) > 0 then return pass() end
                return fail \(LuaText.quoted("there is no \(type)"))
              end,

              examples = {
                pass = {
                  ["there is one"] = { it {}, with(\(quoted), {}) },
                },
                fail = {
                  ["there is none"] = { it {}, none(\(quoted)) },
                },
                unknown = {
                  ["nobody looked"] = { it {} },
                },
              },

            """
    }

    /// `configuration = { state = { name = value } }`.
    private static func patch(_ path: [String], _ value: String) -> String {
        let last = "\(LuaText.key(path.last ?? "")) = \(value)"
        return path.dropLast().reversed().reduce(last) { inner, name in "\(LuaText.key(name)) = { \(inner) }" }
    }

    /// What a rule calls its subject: `AWS::EC2::SecurityGroup` is a `group`.
    private static func variable(for type: String) -> String {
        let last = type.split(separator: ":").last.map(String.init) ?? "resource"
        let start = last.lastIndex { $0.isUppercase } ?? last.startIndex
        let word = (last.allSatisfy { $0.isUppercase || $0.isNumber } ? last : String(last[start...])).lowercased()
        return LuaText.isName(word) ? word : "resource"
    }
}
