// SPDX-License-Identifier: Apache-2.0

/// Where documents hold what no report may show: the values, never their names.
///
/// AWS prints them in clear: the environment of functions, containers and builds, and what instances run when they start.
public enum SecretPaths {
    /// Names below which every value is secret, in lower case.
    private static let names: Set<String> = [
        "userdata", "password", "masteruserpassword", "masterpassword", "adminpassword", "secretstring", "secretbinary", "secretaccesskey",
        "authtoken", "privatekey", "clientsecret",
    ]

    /// Of each letter the lengths of names that begin with it and decide something, a bit each.
    private static let lengths = names.union(["variables", "value"]).reduce(
        into: Array(repeating: UInt32(0), count: 26)
    ) {
        if let first = $1.utf8.first { $0[Int(first - UInt8(ascii: "a"))] |= 1 << $1.utf8.count }
    }

    /// Whether a name in `path` may be one that decides, by its length and first letter: most have none. What this says no to is shown.
    private static func isSuspect(_ path: UnsafeBufferPointer<UInt8>) -> Bool {
        var first: UInt8 = 0
        var count = 0
        var isName = true
        for place in 0..<path.count {
            let byte = unsafe path[place]
            guard byte < 0x80 else { return true }
            if byte == UInt8(ascii: ".") {
                if mayDecide(first, count) { return true }
                (count, isName) = (0, true)
            } else if byte == UInt8(ascii: "[") {
                isName = false
            } else if isName {
                if count == 0 { first = byte | 0x20 }
                count += 1
            }
        }
        return mayDecide(first, count)
    }

    private static func mayDecide(_ first: UInt8, _ count: Int) -> Bool {
        count > 0 && count < 32 && (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(first)
            && lengths[Int(first - UInt8(ascii: "a"))] >> count & 1 == 1
    }

    /// Whether the value at `path`, such as `configuration.environment.variables.LEVEL`, must not be shown.
    public static func hides(_ path: String) -> Bool {
        var path = path
        return path.withUTF8 { unsafe hides($0) }
    }

    static func hides(_ path: UnsafeBufferPointer<UInt8>) -> Bool { unsafe isSuspect(path) && decides(String(decoding: path, as: UTF8.self)) }

    private static func decides(_ path: String) -> Bool {
        let parts = path.lowercased().split(separator: ".")
        var above: Substring = ""
        for (place, part) in parts.enumerated() {
            let name = part.prefix { $0 != "[" }
            if names.contains(String(name)) { return true }
            let isLast = place + 1 == parts.count
            if name.count < part.count {
                if !isLast && parts.last == "value" && (name == "environment" || name == "environmentvariables") { return true }
            } else if !isLast && name == "variables" && above == "environment" {
                return true
            }
            above = name
        }
        return false
    }
}
