// swift-tools-version: 6.2
import PackageDescription

let package = Package(
    name: "demarc",
    products: [
        .library(name: "Demarc", targets: ["Demarc"]),
        .executable(name: "demarc", targets: ["DemarcCLI"]),
    ],
    targets: [
        .systemLibrary(name: "CLua", pkgConfig: "lua5.4", providers: [.apt(["liblua5.4-dev"])]),
        .systemLibrary(name: "CDeflate", pkgConfig: "libdeflate", providers: [.apt(["libdeflate-dev"])]),
        .target(name: "CArena"),
        .target(name: "CSimdjson", linkerSettings: [.linkedLibrary("simdjson")]),
        .target(name: "CLuaBridge", dependencies: ["CLua", "CArena"], linkerSettings: [.linkedLibrary("m")]),
        .target(name: "DemarcDocument", dependencies: ["CArena", "CSimdjson", "CDeflate"]),
        .target(name: "DemarcSnapshot", dependencies: ["CArena", "DemarcDocument"]),
        .target(name: "DemarcRules", dependencies: ["CArena", "CLuaBridge", "DemarcDocument", "DemarcSnapshot"]),
        .target(name: "DemarcEngine", dependencies: ["CArena", "DemarcDocument", "DemarcSnapshot", "DemarcRules"]),
        .target(name: "DemarcAssessment", dependencies: ["DemarcDocument", "DemarcSnapshot", "DemarcRules", "DemarcEngine"]),
        .target(
            name: "DemarcReport",
            dependencies: ["DemarcDocument", "DemarcSnapshot", "DemarcRules", "DemarcEngine", "DemarcAssessment"]),
        .target(
            name: "Demarc",
            dependencies: [
                "DemarcDocument", "DemarcSnapshot", "DemarcRules", "DemarcEngine", "DemarcAssessment", "DemarcReport",
            ]),
        .executableTarget(
            name: "DemarcCLI",
            dependencies: [
                "Demarc", "DemarcDocument", "DemarcSnapshot", "DemarcRules", "DemarcEngine", "DemarcAssessment", "DemarcReport",
            ]),
    ],
    cxxLanguageStandard: .cxx17
)

// Every target of our own is held to the same rules; each setting is a promise of CONTRIBUTING.md.
for target in package.targets where target.type != .system {
    target.swiftSettings = [
        .enableUpcomingFeature("ExistentialAny"),
        .enableUpcomingFeature("InternalImportsByDefault"),
        .enableUpcomingFeature("MemberImportVisibility"),
        .strictMemorySafety(),
        .treatAllWarnings(as: .error),
    ]
    target.cSettings = [.treatAllWarnings(as: .error)]
    target.cxxSettings = [.treatAllWarnings(as: .error)]
}
