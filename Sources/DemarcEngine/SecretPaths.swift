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

    /// Whether the value at `path`, such as `configuration.environment.variables.LEVEL`, must not be shown.
    public static func hides(_ path: String) -> Bool {
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
