// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import DemarcEngine

@Suite struct SecretPathsTests {
    @Test(arguments: [
        "configuration.environment.variables.LEVEL", "configuration.Environment.Variables.a.b",
        "configuration.containerDefinitions[0].environment[3].value",
        "configuration.environment.environmentVariables[0].value", "supplementaryConfiguration.UserData.Value", "configuration.MasterUserPassword",
    ])
    func `values of variables and passwords are hidden`(path: String) { #expect(SecretPaths.hides(path)) }

    @Test(arguments: [
        "configuration.environment.variables", "configuration.environment.error", "configuration.variables.LEVEL",
        "configuration.containerDefinitions[0].environment[3].name", "configuration.environment[0]", "configuration.password_enabled",
        "configuration.masterUsername", "",
    ])
    func `names and everything else are shown`(path: String) { #expect(!SecretPaths.hides(path)) }

    @Test("every name that decides is found, in any case, however it is reached")
    func everyName() {
        let names = [
            "userData", "password", "masterUserPassword", "masterPassword", "adminPassword", "secretString", "secretBinary", "secretAccessKey",
            "authToken", "privateKey", "clientSecret",
        ]
        for name in names {
            for spelling in [name, name.lowercased(), name.uppercased()] {
                for path in ["\(spelling)", "configuration.\(spelling)", "a.\(spelling).b", "a.\(spelling)[3].b[0]"] {
                    #expect(SecretPaths.hides(path), "\(path)")
                }
                for path in ["configuration.\(spelling)s", "configuration.x\(spelling)", "é.\(spelling.dropLast())"] {
                    #expect(!SecretPaths.hides(path), "\(path)")
                }
            }
        }
        #expect(SecretPaths.hides("é.password") && !SecretPaths.hides("é.x"))
    }
}
