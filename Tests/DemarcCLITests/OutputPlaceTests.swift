// SPDX-License-Identifier: Apache-2.0
import DemarcTestSupport
import Foundation
import Testing

@Suite struct OutputPlaceTests {
    @Test("a report for a pipe goes into the pipe, and the pipe stays")
    func pipe() throws {
        try Folders.withTemporary { folder in
            let run = try Command.shell(
                "mkfifo pipe && (cat pipe > read &) && $DEMARC packs baseline > expected && "
                    + "$DEMARC scan \(Folders.inProject("Snapshots/example-org")) --plugin \(Folders.inProject("Plugins/aws")) --output pipe; "
                    + "sleep 0.2; test -p pipe && test -s read && echo kept", in: folder,
                environment: ["DEMARC_PLUGINS": Folders.inProject("Plugins")])
            #expect(run.text.contains("kept"), "\(run.text)\(run.errors)")
        }
    }

    @Test("a report for a link goes to where the link leads, and the link stays")
    func link() throws {
        try Folders.withTemporary { folder in
            let run = try Command.shell(
                "touch target && ln -s target link && "
                    + "$DEMARC scan \(Folders.inProject("Snapshots/example-org")) --output link; test -L link && test -s target && echo kept",
                in: folder, environment: ["DEMARC_PLUGINS": Folders.inProject("Plugins")])
            #expect(run.text.contains("kept"), "\(run.text)\(run.errors)")
        }
    }
}
