// swift-tools-version: 6.2
import PackageDescription

let package = Package(
    name: "demarc",
    products: [
        .library(name: "Demarc", targets: ["Demarc"]),
        .executable(name: "demarc", targets: ["DemarcCLI"]),
        .executable(name: "demarc-bench", targets: ["DemarcBenchmarks"]),
    ],
    targets: [
        .systemLibrary(name: "CLua", pkgConfig: "lua5.4", providers: [.apt(["liblua5.4-dev"])]),
        .systemLibrary(name: "CDeflate", pkgConfig: "libdeflate", providers: [.apt(["libdeflate-dev"])]),
        .systemLibrary(name: "CEdit", pkgConfig: "libedit", providers: [.apt(["libedit-dev"])]),
        .target(name: "CArena"),
        .target(name: "CLineEditor", dependencies: ["CEdit"]),
        .target(name: "CInflate", linkerSettings: [.linkedLibrary("isal")]),
        .target(name: "CSimdjson", linkerSettings: [.linkedLibrary("simdjson")]),
        .target(name: "CLuaBridge", dependencies: ["CLua", "CArena"], linkerSettings: [.linkedLibrary("m")]),
        .target(name: "DemarcLanguage"),
        .target(name: "DemarcDocument", dependencies: ["CArena", "CSimdjson", "CInflate"]),
        .target(name: "DemarcSnapshot", dependencies: ["CArena", "DemarcDocument"]),
        .target(name: "DemarcRules", dependencies: ["CArena", "CLuaBridge", "DemarcDocument", "DemarcLanguage", "DemarcSnapshot"]),
        .target(name: "DemarcLint", dependencies: ["DemarcLanguage", "DemarcDocument", "DemarcSnapshot", "DemarcRules"]),
        .target(name: "DemarcEngine", dependencies: ["CArena", "DemarcDocument", "DemarcLanguage", "DemarcSnapshot", "DemarcRules"]),
        .target(name: "DemarcAssessment", dependencies: ["DemarcDocument", "DemarcSnapshot", "DemarcRules", "DemarcEngine"]),
        .target(
            name: "DemarcReport",
            dependencies: [
                "DemarcLanguage", "DemarcDocument", "DemarcSnapshot", "DemarcRules", "DemarcLint", "DemarcEngine", "DemarcAssessment",
            ]),
        .target(name: "DemarcToolkit", dependencies: ["DemarcDocument", "DemarcSnapshot", "DemarcRules", "DemarcEngine"]),
        .target(
            name: "Demarc",
            dependencies: [
                "DemarcDocument", "DemarcSnapshot", "DemarcRules", "DemarcLint", "DemarcEngine", "DemarcAssessment", "DemarcReport",
                "DemarcToolkit",
            ]),
        .executableTarget(
            name: "DemarcCLI",
            dependencies: [
                "CLineEditor", "Demarc", "DemarcDocument", "DemarcSnapshot", "DemarcRules", "DemarcLint", "DemarcEngine", "DemarcAssessment",
                "DemarcReport", "DemarcToolkit",
            ]),
        .target(name: "CCounters", path: "Benchmarks/CCounters"),
        .target(
            name: "CPeers", dependencies: ["CDeflate", "CLua"], path: "Benchmarks/CPeers", linkerSettings: [.linkedLibrary("simdjson")]),
        .executableTarget(
            name: "DemarcBenchmarks",
            dependencies: ["CArena", "CCounters", "CDeflate", "CPeers", "DemarcDocument", "DemarcSnapshot", "DemarcRules", "DemarcEngine"],
            path: "Benchmarks",
            exclude: [
                "CCounters", "CPeers", "README.md", "Runs", "compare", "determinism", "instructions.py", "machine.py", "peers", "rules", "scale",
            ]),
        .target(name: "DemarcTestSupport", path: "Tests/DemarcTestSupport"),
    ]
        + tests(of: "DemarcLanguage")
        + tests(of: "DemarcDocument", with: ["CArena"])
        + tests(of: "DemarcSnapshot", with: ["CArena", "DemarcDocument"], beside: ["Fixtures"])
        + tests(of: "DemarcRules", with: ["CArena", "CLuaBridge", "DemarcDocument", "DemarcSnapshot"])
        + tests(of: "DemarcLint", with: ["DemarcLanguage", "DemarcDocument", "DemarcSnapshot", "DemarcRules"])
        + tests(of: "DemarcEngine", with: ["CArena", "DemarcDocument", "DemarcSnapshot", "DemarcRules"])
        + tests(of: "DemarcAssessment", with: ["DemarcDocument", "DemarcSnapshot", "DemarcRules", "DemarcEngine"])
        + tests(
            of: "DemarcReport", with: ["DemarcDocument", "DemarcSnapshot", "DemarcRules", "DemarcEngine", "DemarcAssessment"],
            beside: ["Goldens"])
        + tests(of: "DemarcToolkit", with: ["DemarcDocument", "DemarcSnapshot", "DemarcRules", "DemarcEngine", "DemarcLanguage"])
        + tests(of: "DemarcCLI"),
    cxxLanguageStandard: .cxx17
)

/// The tests of a module mirror its folder; `others` are what they build their input with, `folders` what they read and compare with.
func tests(of module: Target.Dependency, with others: [Target.Dependency] = [], beside folders: [String] = []) -> [Target] {
    guard case .byNameItem(let name, _) = module else { return [] }
    return [.testTarget(name: "\(name)Tests", dependencies: [module, "DemarcTestSupport"] + others, exclude: folders)]
}

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
