// SPDX-License-Identifier: Apache-2.0
import DemarcDocument
import DemarcTestSupport
import Foundation
import Testing

/// JSONTestSuite: what must be read (y_), what must not (n_), and what each reader decides for itself (i_).
@Suite(.enabled(if: SharedData.has("json"), Comment(rawValue: SharedData.absence)))
struct JSONTestSuiteTests {
    private static func files(_ prefix: String) throws -> [String] {
        let folder = SharedData.path("json")
        let names = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []
        return names.filter { $0.split(separator: "/").last?.hasPrefix(prefix) == true && $0.hasSuffix(".json") }.sorted()
    }

    private static func isAccepted(_ name: String) throws -> Bool {
        let bytes = Array(try Data(contentsOf: URL(filePath: SharedData.path("json/\(name)"))))
        do {
            return try JSONParser().parse(TextBuffer(copying: bytes)) { (tree) throws(DocumentError) in
                let builder = ArenaBuilder(Arena(vocabulary: Vocabulary()))
                _ = try builder.copy(tree.root)
                return true
            }
        } catch { return false }
    }

    @Test("every valid document is read")
    func valid() throws {
        let files = try JSONTestSuiteTests.files("y_")
        #expect(files.count == 95)
        #expect(try files.filter { try !JSONTestSuiteTests.isAccepted($0) } == [])
    }

    @Test("no invalid document is read")
    func invalid() throws {
        let files = try JSONTestSuiteTests.files("n_")
        #expect(files.count == 188)
        #expect(try files.filter { try JSONTestSuiteTests.isAccepted($0) } == [])
    }

    @Test("what the standard leaves open is decided as written here")
    func open() throws {
        let files = try JSONTestSuiteTests.files("i_")
        #expect(files.count == 35)
        let read = try files.filter { try JSONTestSuiteTests.isAccepted($0) }.compactMap { $0.split(separator: "/").last.map(String.init) }
        #expect(read == JSONTestSuiteTests.read)
    }

    /// Numbers too small become zero, and a byte order mark is dropped. Whole numbers beyond 64 bits, numbers beyond floating point, text
    /// that is not UTF-8, lone surrogates and nesting deeper than the limit are refused.
    private static let read = [
        "i_number_double_huge_neg_exp.json", "i_number_real_underflow.json", "i_structure_UTF-8_BOM_empty_object.json",
    ]
}
