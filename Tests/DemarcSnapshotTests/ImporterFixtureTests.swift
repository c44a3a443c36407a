// SPDX-License-Identifier: Apache-2.0
import DemarcTestSupport
import Testing

@testable import DemarcSnapshot

/// What each importer makes of each kind of input: `Fixtures/<importer>/<case>/input*` gives `expected.json`.
@Suite struct ImporterFixtureTests {
    private static let folder = "Tests/DemarcSnapshotTests/Fixtures"
    static let cases = Golden.cases(in: folder)

    @Test func `there are fixtures of every importer`() {
        let importers = Set(ImporterFixtureTests.cases.compactMap { $0.split(separator: "/").first })
        #expect(importers == ["cli", "cli-error", "config", "credential-report"])
        #expect(importers.count == Importers.all.count && ImporterFixtureTests.cases.count > 60)
    }

    @Test(arguments: cases)
    func anInputBecomesTheExpectedSnapshot(name: String) throws {
        let path = "\(ImporterFixtureTests.folder)/\(name)"
        let input = Folders.inProject(path) + "/" + (try Golden.input(of: path))
        let snapshot = try SnapshotLoader.load(paths: [input])
        let text = SnapshotText(snapshot: snapshot, folder: Folders.inProject(path) + "/").text
        #expect(try Golden.difference(text, from: "\(path)/expected.json") == nil)
    }

    @Test func `an expected snapshot is JSON`() throws {
        let all = try Command.shell(
            #"python3 -c 'import json,sys; [json.load(open(f)) for f in sys.argv[1:]]' $(find \#(ImporterFixtureTests.folder) -name expected.json)"#)
        #expect(all.status == 0 && all.errors.isEmpty, "\(all.errors)")
    }
}
