import Archive
import Foundation
import FuzzSupport
import TestSupport
import Testing

/// Parts give the same abridged and whole. `scripts/fuzz abridged` looks for others that do not.
@Suite struct DifferentialTests {
    @Test func partsOfTheFixtures() throws {
        let folder = repository.appending(path: "Fixtures")
        let paths = try FileManager.default.subpathsOfDirectory(atPath: folder.path)
        var count = 0
        for path in paths.sorted() where [".xlsx", ".ods", ".docx"].contains(where: path.hasSuffix) {
            guard let archive = try? ZipArchive(Array(Data(contentsOf: folder.appending(path: path)))) else { continue }
            for name in archive.entryNames where name.hasSuffix(".xml") || name.hasSuffix(".rels") {
                #expect(PartOutcome.isSame(try archive.read(name)), "\(path) \(name)")
                count += 1
            }
        }
        #expect(count > 200)
    }

    /// What the fuzzer found, and what it might.
    @Test(arguments: [
        "<c r=\"A1\"/><c r=\"B1\" s=\"1\" s=\"2\"/>", "<c r=\"A1\" s=\"\u{FFFE}\"/>", "<c r=\"A1\" s=\"<\"/>", "<x:c/>",
        "<c r=\"A1\"/><c><v>1</v></c>", "<c r=\"A1\" x:s=\"1\"/>", "<c r=\"A1\" a:b:c=\"1\"/>", "</s><c r=\"A1\"/>",
        "</s><col min=\"1\"/><s>", "<c r=\"A1\"", "<c r=\"A1\" s=\"1\" a'b=\"2\"/>", "<col/><col", "<c r=\"A1\" xmlns:x=\"\"/>",
        "<c r=\"A1\" y:s=\"1\"/>", "<c r=\"A1\" y:s=\"1\" z:s=\"1\"/>", "<c r=\"A1\" y:z:s=\"1\"/>", "<col xml:space=\"a\"/>",
    ])
    func smallParts(content: String) {
        #expect(PartOutcome.isSame(Array("<s xmlns=\"urn:s\" xmlns:y=\"urn:y\" xmlns:z=\"urn:y\">\(content)</s>".utf8)))
    }
}
