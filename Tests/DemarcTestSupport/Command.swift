// SPDX-License-Identifier: Apache-2.0
public import Foundation

#if canImport(Glibc)
internal import Glibc
#endif

/// A run of a program as a person would start it.
public struct Command: Sendable {
    /// The exit status; 128 + the signal where one ended it.
    public let status: Int32
    /// What it wrote.
    public let output: Data
    /// What it said on standard error.
    public let errors: String
    /// What it wrote, as text.
    public var text: String { String(decoding: output, as: UTF8.self) }

    /// The `demarc` that was built with these tests.
    public static var demarc: String {
        let bundle = URL(filePath: CommandLine.arguments.first ?? "").deletingLastPathComponent()
        let beside = bundle.appending(path: "demarc").path
        return FileManager.default.isExecutableFile(atPath: beside) ? beside : Folders.inProject(".build/debug/demarc")
    }

    /// Runs `demarc` in `folder`, by default the project's.
    public static func demarc(_ arguments: [String], in folder: String? = nil, environment: [String: String] = [:]) throws -> Command {
        try run(demarc, arguments, in: folder, environment: environment)
    }

    /// Runs a shell script with the built `demarc` as `$DEMARC`.
    public static func shell(_ script: String, in folder: String? = nil, environment: [String: String] = [:]) throws -> Command {
        try run("/bin/bash", ["-c", script], in: folder, environment: environment.merging(["DEMARC": demarc]) { mine, _ in mine })
    }

    /// Runs any program and waits for it; output goes through files, so that no amount of it can block.
    public static func run(_ program: String, _ arguments: [String], in folder: String?, environment: [String: String]) throws -> Command {
        try Folders.withTemporary { temporary in
            let process = Process()
            process.executableURL = URL(filePath: program)
            process.arguments = arguments
            process.currentDirectoryURL = URL(filePath: folder ?? Folders.project.path)
            process.environment = ProcessInfo.processInfo.environment.merging(environment) { _, mine in mine }
            let paths = (output: temporary + "/output", errors: temporary + "/errors")
            for path in [paths.output, paths.errors] { try Folders.write("", to: path) }
            let output = try FileHandle(forWritingTo: URL(filePath: paths.output))
            let errors = try FileHandle(forWritingTo: URL(filePath: paths.errors))
            process.standardInput = FileHandle.nullDevice
            process.standardOutput = output
            process.standardError = errors
            try withNoSignalBlocked { try process.run() }
            process.waitUntilExit()
            let status = process.terminationStatus + (process.terminationReason == .uncaughtSignal ? 128 : 0)
            return Command(
                status: status, output: try Data(contentsOf: URL(filePath: paths.output)),
                errors: String(decoding: try Data(contentsOf: URL(filePath: paths.errors)), as: UTF8.self))
        }
    }

    /// A program inherits the signals that its starter's thread blocks; a test's thread blocks nearly all.
    private static func withNoSignalBlocked(_ body: () throws -> Void) rethrows {
        var none = sigset_t()
        var before = sigset_t()
        unsafe sigemptyset(&none)
        unsafe pthread_sigmask(SIG_SETMASK, &none, &before)
        defer { unsafe pthread_sigmask(SIG_SETMASK, &before, nil) }
        try body()
    }
}
