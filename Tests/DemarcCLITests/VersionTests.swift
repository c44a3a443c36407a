// SPDX-License-Identifier: Apache-2.0
import DemarcTestSupport
import Testing

@Suite struct VersionTests {
    @Test func printsOneLine() throws {
        let run = try Command.demarc(["--version"])
        #expect(run.status == 0 && run.errors.isEmpty)
        #expect(run.text == "demarc 0.1.0\n")
    }

    @Test func namesTheCommandThatWasMeant() throws {
        let run = try Command.demarc(["scna"])
        #expect(run.status == 2)
        #expect(run.errors.contains("scan"))
    }
}
