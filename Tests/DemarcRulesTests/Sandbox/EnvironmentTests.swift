// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import DemarcRules

/// What a rule must not reach is not there.
@Suite struct EnvironmentTests {
    @Test(arguments: [
        "io", "os", "debug", "load", "loadstring", "loadfile", "dofile", "package", "module", "collectgarbage", "rawset", "rawget", "rawequal",
        "rawlen", "setmetatable", "getmetatable", "coroutine", "utf8", "next", "xpcall", "print", "warn", "_G", "_VERSION", "newproxy", "bit32",
        "arg", "unpack", "setfenv", "getfenv", "jit", "ffi",
    ])
    func aGlobalThatMustNotBeThereIsNot(name: String) throws {
        let answer = try Asked.one("return fail('%s', type(\(name)))")
        #expect(answer.hasPrefix("error: ") && answer.hasSuffix("there is no '\(name)' in a rule's environment"), "\(answer)")
    }

    @Test(arguments: [
        "string.dump", "string.pack", "string.unpack", "string.packsize", "table.move", "math.random", "math.randomseed", "('').dump", "('').pack",
    ])
    func aFunctionThatMustNotBeThereIsNot(name: String) throws {
        let answer = try Asked.one("if \(name) then return fail 'there' end return pass()")
        let (library, missing) = (String(name.prefix { $0 != "." }), name.drop { $0 != "." }.dropFirst())
        switch library {
        case "string": #expect(answer.hasPrefix("error: ") && answer.contains("string has no function '\(missing)'"), "\(answer)")
        case "('')": #expect(answer.hasPrefix("unknown(undecodable): field '\(missing)'"), "\(answer)")
        default: #expect(answer == "pass")
        }
    }

    /// Nothing else is there either: a library grown by accident is seen here.
    @Test(arguments: [
        ("string", "byte char find format gmatch gsub len lower match rep reverse sub upper"), ("table", "concat insert pack remove sort unpack"),
        ("math", "abs ceil floor fmod huge max maxinteger min mininteger modf pi sqrt tointeger type ult"),
        (
            "_ENV",
            "absent all any artifacts as_of assert days_since demarc denied error fail findings iam ipairs it layers list matches math net none now organization"
                + " pack pairs params pass pcall plugin require rule select service set skip string table text time tonumber tostring type unknown with"
        ), ("net", "acl_allows acl_open allows contains internet open overlaps"),
        ("text", "contains ends_with glob lower split starts_with trim upper"),
        ("iam", "accounts allows denies public"), ("time", "compare duration parse"), ("list", "contains count filter find join map sort"),
        ("set", "difference equal intersection subset union"),
    ])
    func aLibraryHoldsThisAndNothingElse(library: String, names: String) throws {
        let answer = try Asked.one(
            "local names = {} for name in pairs(\(library)) do table.insert(names, name) end return fail(table.concat(names, ' '))")
        #expect(answer == "fail: " + names)
    }
}
