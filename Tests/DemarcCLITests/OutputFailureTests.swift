// SPDX-License-Identifier: Apache-2.0
import DemarcTestSupport
import Foundation
import Testing

/// A reader that goes away is no fault; a report that does not arrive is one.
@Suite struct OutputFailureTests {
    private static let commands = [
        "scan Snapshots/example-org", "scan Snapshots/example-org --format json", "scan Snapshots/example-org --format jsonl --passes",
        "responsibility ec2 Snapshots/example-org", "responsibility ec2", "responsibility", "rules", "rules aws.ec2.imdsv2", "packs",
        "packs baseline",
        "explain aws.ec2.vpc-flow-logs vpc-5c50f1c263107801d Snapshots/example-org", "test --rule aws.ec2.imdsv2 --verbose", "--help", "scan --help",
        "help rules", "--version",
    ]

    @Test(arguments: commands)
    func aReaderThatGoesAwayChangesNothing(command: String) throws {
        let usual = try Command.shell("$DEMARC \(command) >/dev/null")
        // The first reader is gone before anything is written, the second after a line.
        for reader in ["true", "head -1 >/dev/null"] {
            let run = try Command.shell("$DEMARC \(command) | \(reader); exit ${PIPESTATUS[0]}")
            #expect(run.status == usual.status && run.errors.isEmpty, "\(reader): \(run.status) \(run.errors)")
        }
    }

    @Test(arguments: commands)
    func aFullDiskIsOneLineAndAnError(command: String) throws {
        let run = try Command.shell("$DEMARC \(command) >/dev/full")
        #expect(run.status == 2 && run.errors == "demarc: standard output can't be written: no space left on device\n", "\(run.status) \(run.errors)")
    }

    @Test(arguments: commands)
    func anOutputThatIsClosedIsOneLineAndAnError(command: String) throws {
        let run = try Command.shell("$DEMARC \(command) >&-")
        #expect(run.status == 2 && run.errors == "demarc: standard output can't be written: bad file descriptor\n", "\(run.status) \(run.errors)")
    }

    @Test func `closed input and errors change nothing`() throws {
        let usual = try Command.demarc(["scan", "Snapshots/example-org"])
        let run = try Command.shell("$DEMARC scan Snapshots/example-org <&- 2>&-")
        #expect(run.status == 1 && run.output == usual.output && run.errors.isEmpty)
    }

    @Test func `a report that does not fit leaves no file behind`() throws {
        try Folders.withTemporary { folder in
            // A limit of 4 KiB on what the program may write to a file stands for a full disk.
            let run = try Command.shell(
                "trap '' XFSZ; ulimit -f 4; $DEMARC scan Snapshots/example-org --format json --passes --output \(folder)/report")
            #expect(run.status == 2 && run.errors == "demarc: \(folder)/report: can't be written: file too large\n", "\(run.status) \(run.errors)")
            #expect(try Command.shell("ls -A \(folder)").text.isEmpty)
        }
    }

    @Test func `an output that does not wait by itself is waited for`() throws {
        let words = ["scan", "Snapshots/example-org", "--pack", "all", "--passes", "--format", "json"]
        let usual = try Command.demarc(words)
        let (process, pipe) = (Process(), Pipe())
        process.executableURL = URL(filePath: Command.demarc)
        process.arguments = words
        process.currentDirectoryURL = Folders.project
        process.standardOutput = pipe
        let descriptor = pipe.fileHandleForWriting.fileDescriptor
        #expect(usual.output.count > 1 << 17 && fcntl(descriptor, F_SETFL, O_NONBLOCK) == 0)
        try process.run()
        try pipe.fileHandleForWriting.close()
        Thread.sleep(forTimeInterval: 1)
        #expect(try pipe.fileHandleForReading.readToEnd() == usual.output)
        process.waitUntilExit()
        #expect(process.terminationStatus == usual.status)
    }
}
