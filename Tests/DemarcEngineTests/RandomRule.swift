// SPDX-License-Identifier: Apache-2.0
import DemarcTestSupport

/// The text of a rule as nobody would write it: whatever Lua can do with what `RandomItems` says, put together by chance.
///
/// Any of it may raise: then all that is asked is the same error.
struct RandomRule {
    private var dice: Dice
    /// Names that hold a text, a number, a list of objects and an object at this place of the text.
    private var texts: [String] = ["HEAD", "params.word"]
    private var numbers: [String] = ["LIMIT"]
    private var objects: [String] = ["it.configuration"]
    private var resources: [String] = ["it"]
    private var names = 0

    init(seed: UInt64) { dice = Dice(seed: seed) }

    /// The whole file.
    mutating func source() -> String {
        let check = block(depth: 3) + verdict()
        return """
            --- Why.
            local HEAD, LIMIT = \(constant), \(dice.number(below: 9))
            local WORDS = { a = true, x = 1, ["vpc-3"] = "vpc-3" }
            local function picked(n) return ({ "a", HEAD, "x" })[n] end
            local function same(left, right) return left == right end
            local function first(list) for _, e in ipairs(list) do if e.kind == HEAD then return e.name end end end
            local function has(list, text) for _, e in ipairs(list) do if e.name == text then return true end end return false end
            local function starts(text) return matches(text, "^[abx]") end
            return rule {
              title = "Title", severity = "high", resource = "AWS::EC2::VPC", layer = "vpc.logging-detection", remedy = "Remedy.",
              params = { word = { "b", "a word" } },
              check = function(it, params)
            \(check)
              end,
            }
            """
    }

    private var constant: String {
        mutating get { dice.one(of: [#""a""#, #""b""#, #""x""#, #""y""#, #""vpc-3""#, #""1""#, #""""#, #""vpc-17""#]) }
    }

    private mutating func name(_ kind: String) -> String {
        names += 1
        return "\(kind)\(names)"
    }

    // MARK: values

    private mutating func object() -> String { dice.one(of: objects) }

    private mutating func list() -> String {
        let object = object()
        return "(" + dice.one(of: ["it.configuration.list", "\(object).list", "\(object).tags", "it.configuration.other"]) + " or {})"
    }

    private mutating func text(_ depth: Int) -> String {
        let resource = dice.one(of: resources)
        let plain = [
            "\(object()).kind", "\(object()).name", "\(resource).id", "\(resource).configuration.kind", dice.one(of: texts), constant,
            "it.configuration.other[1]", "it.region.id", "it.tags.Owner",
        ]
        guard depth > 0, dice.number(below: 3) == 0 else { return dice.one(of: plain) }
        switch dice.number(below: 12) {
        case 9: return "first(\(list()))"
        case 10: return "(\(placed(depth - 1)))[\(number(depth - 1))]"
        case 11: return "picked(\(number(depth - 1)))"
        case 0: return "(\(text(depth - 1)) .. \(text(depth - 1)))"
        case 1: return "tostring(\(number(depth - 1)))"
        case 2: return "tostring(\(text(depth - 1))):sub(\(dice.number(below: 4)), -\(1 + dice.number(below: 3)))"
        case 3: return #"tostring(\#(text(depth - 1))):match "\#(dice.one(of: ["%d+$", "^(.)", "^vpc%-(%d)", "[^-]*"]))""#
        case 4: return #"string.format("%s/%s", \#(text(depth - 1)), \#(number(depth - 1)))"#
        case 5: return "type(\(text(depth - 1)))"
        case 6: return "(\(text(depth - 1)) or \(text(depth - 1)))"
        case 7: return "string.upper(\(text(depth - 1)))"
        default: return "(\(condition(depth - 1)) and \(text(depth - 1)) or \(text(depth - 1)))"
        }
    }

    /// A table whose elements stand under numbers that are not written.
    private mutating func placed(_ depth: Int) -> String {
        let items = (0..<1 + dice.number(below: 4)).map { _ in text(depth) }
        return "{ \(dice.number(below: 3) == 0 ? "zero = \(constant), " : "")\(items.joined(separator: dice.one(of: [", ", "; "]))) }"
    }

    private mutating func number(_ depth: Int) -> String {
        let plain = ["it.configuration.size", "it.configuration.least", "\(object()).n", dice.one(of: numbers), "\(dice.number(below: 12))"]
        guard depth > 0, dice.number(below: 3) == 0 else { return dice.one(of: plain) }
        switch dice.number(below: 6) {
        case 0: return "(\(number(depth - 1)) \(dice.one(of: ["+", "-", "*", "%"])) \(number(depth - 1)))"
        case 1: return "#\(list())"
        case 2: return "#tostring(\(text(depth - 1)))"
        case 3: return "(tonumber(\(text(depth - 1))) or \(number(depth - 1)))"
        case 4: return #"it.region:count "AWS::EC2::Subnet""#
        default: return "math.max(\(number(depth - 1)), \(number(depth - 1)))"
        }
    }

    private mutating func condition(_ depth: Int) -> String {
        let plain = [
            "\(text(0)) == \(constant)", "\(text(0)) ~= \(text(0))", "\(number(0)) < \(number(0))", "\(number(0)) == \(dice.number(below: 12))",
            "it.configuration.on", "\(object()).on", "\(object()).name == nil", "it.configuration.kind", "WORDS[\(text(0))]",
            "(\(placed(0)))[\(number(0))] == \(text(0))", "({ \(constant), \(constant) })[\(number(0))]",
        ]
        guard depth > 0, dice.number(below: 3) > 0 else { return dice.one(of: plain) }
        switch dice.number(below: 11) {
        case 10: return "has(\(list()), \(text(depth - 1)))"
        case 0: return "(\(condition(depth - 1)) \(dice.one(of: ["and", "or"])) \(condition(depth - 1)))"
        case 1: return "not (\(condition(depth - 1)))"
        case 2: return "\(text(depth - 1)) == \(text(depth - 1))"
        case 3: return "\(number(depth - 1)) \(dice.one(of: ["<", "<=", ">", "==", "~="])) \(number(depth - 1))"
        case 4: return "\(text(depth - 1)) < \(text(depth - 1))"
        case 5: return #"matches(\#(text(depth - 1)), "\#(dice.one(of: ["^[ab]$", "vpc", "3$", "^vpc%-1", ".", "x", "^$", "%d%d"]))")"#
        case 6: return "same(\(text(depth - 1)), \(text(depth - 1)))"
        case 7: return "\(dice.one(of: ["any", "all"]))(\(list()), \(question(depth - 1)))"
        case 8: return "any(it.configuration.other, starts)"
        default: return "\(object()) == \(object())"
        }
    }

    /// A function of an element, which may look at what stands around it.
    private mutating func question(_ depth: Int) -> String {
        let element = name("e"), outside = self
        objects = dice.number(below: 3) == 0 ? objects + [element] : [element]
        let condition = condition(depth)
        (texts, numbers, objects, resources) = (outside.texts, outside.numbers, outside.objects, outside.resources)
        return "function(\(element)) return \(condition) end"
    }

    // MARK: statements

    private mutating func block(depth: Int) -> String { (0..<1 + dice.number(below: 3)).map { _ in statement(depth) }.joined() }

    /// A block whose names end with it.
    private mutating func inner(depth: Int, _ more: (inout RandomRule) -> Void = { _ in }) -> String {
        let outside = self
        more(&self)
        let text = block(depth: depth) + (dice.number(below: 2) == 0 ? "do \(verdict()) end\n" : "")
        (texts, numbers, objects, resources) = (outside.texts, outside.numbers, outside.objects, outside.resources)
        return text
    }

    private mutating func statement(_ depth: Int) -> String {
        guard depth > 0 else { return "if \(condition(1)) then \(verdict()) end\n" }
        switch dice.number(below: 12) {
        case 10: return byHand()
        case 11:
            let name = name("f")
            return "local \(name) = \(dice.one(of: ["pass", "fail", "skip"]))(\(text(1)))\nif \(condition(1)) then return \(name) end\n"
        case 0, 1: return "if \(condition(2)) then\n\(inner(depth: depth - 1))end\n"
        case 2: return local(depth)
        case 3: return loop(depth)
        case 4: return counted(depth)
        case 5: return found(depth)
        case 6: return paired(depth)
        case 7: return table(depth)
        default: return "if \(condition(depth)) then \(verdict()) end\n"
        }
    }

    private mutating func local(_ depth: Int) -> String {
        let isText = dice.number(below: 2) == 0
        let name = name(isText ? "t" : "n"), value = isText ? text(2) : number(2)
        defer { if isText { texts.append(name) } else { numbers.append(name) } }
        return "local \(name) = \(value)\n"
            + (dice.number(below: 3) == 0 ? "if \(condition(1)) then \(name) = \(isText ? text(1) : number(1)) end\n" : "")
    }

    private mutating func loop(_ depth: Int) -> String {
        let place = dice.number(below: 3) == 0 ? name("p") : "_", element = name("e"), list = list()
        let body = inner(depth: depth - 1) { rule in
            rule.objects.append(element)
            if rule.dice.number(below: 3) == 0 { rule.numbers.append(place == "_" && rule.dice.number(below: 4) > 0 ? "1" : place) }
        }
        let leave = dice.number(below: 4) == 0 ? "if \(element).on then break end\n" : ""
        return "for \(place), \(element) in ipairs(\(list)) do\n\(body)\(leave)end\n"
    }

    /// An iterator that is taken along from one turn of a loop to the next.
    private mutating func byHand() -> String {
        let next = name("g"), list = list(), verdict = verdict(), condition = condition(1)
        let iterator = dice.one(of: [
            #"it.region:find("AWS::EC2::Subnet", "configuration.kind", tostring(\#(text(0))))"#, #"("abxy"):gmatch(".")"#,
        ])
        let body = "local x = \(next)() if x == e.name or type(x) == 'userdata' and x.configuration.kind == e.name and \(condition) then"
        return dice.number(below: 2) == 0
            ? "local \(next) = \(iterator)\nfor _, e in ipairs(\(list)) do \(body) \(verdict) end end\n"
            : "local \(next) = \(iterator)\nif any(\(list), function(e) \(body) return true end return false end) then \(verdict) end\n"
    }

    private mutating func paired(_ depth: Int) -> String {
        let key = name("k"), value = name("v"), object = object()
        let body = inner(depth: depth - 1) { rule in rule.texts += [key, value] }
        return "for \(key), \(value) in pairs(\(object)) do\n\(body)end\n"
    }

    private mutating func found(_ depth: Int) -> String {
        let resource = name("r")
        let value = "tostring(\(text(0)))"
        let question = dice.one(of: [
            #"it.region:all("AWS::EC2::Subnet")"#, #"it.region:find("AWS::EC2::Subnet", "configuration.kind", \#(value))"#,
            #"it.account:find("AWS::EC2::Subnet", "id", \#(value))"#, #"it.account:known("AWS::EC2::Subnet")"#,
            #"it.region:find("AWS::EC2::Subnet", "configuration.list.name", \#(value))"#,
        ])
        let body = inner(depth: depth - 1) { rule in
            rule.resources.append(resource)
            rule.objects.append("\(resource).configuration")
        }
        return "for \(resource) in \(question) do\n\(body)end\n"
    }

    private mutating func counted(_ depth: Int) -> String {
        let count = name("n"), condition = condition(1), list = list()
        defer { numbers.append(count) }
        if dice.number(below: 2) == 0 {
            return "local \(count) = 0\nany(\(list), function(e) if \(condition) then \(count) = \(count) + 1 end end)\n"
        }
        return "local \(count) = 0\nfor _, e in ipairs(\(list)) do if e.name == \(text(0)) then \(count) = \(count) + 1 end end\n"
    }

    private mutating func table(_ depth: Int) -> String {
        let table = name("s"), list = list()
        if dice.number(below: 3) == 0 {
            return "local \(table) = {} \(table).a, \(table).x = true, \(condition(0)) function \(table).y() end\n"
                + "if \(table)[\(text(0)) or 1] then \(verdict()) end\n"
        }
        return
            "local \(table) = {}\nfor _, e in ipairs(\(list)) do if \(table)[e.name or 1] then \(verdict()) end \(table)[e.name or 1] = \(text(1)) end\n"
    }

    private mutating func verdict() -> String {
        switch dice.number(below: 11) {
        case 10: return #"return findings { [tostring(\#(text(0)))] = \#(condition(0)) and pass() or fail "one" } "#
        case 9: return #"return findings { one = fail("%s is %s", \#(text(0)), \#(text(0))) } "#
        case 0, 1: return "return pass() "
        case 2: return #"return fail "bad" "#
        case 3: return #"return fail("%s is %s", \#(text(1)), \#(text(0))) "#
        case 4: return #"return fail("%s of %d", \#(text(0)), \#(number(0))) "#
        case 5: return #"return skip(tostring(\#(text(1)))) "#
        case 6: return #"return unknown "who knows" "#
        case 7: return #"return findings { one = \#(condition(1)) and pass() or fail "one", two = fail(tostring(\#(text(0)))) } "#
        default: return #"return fail("is " .. tostring(\#(number(1)))) "#
        }
    }
}
