import Archive
import TestSupport
import Testing

@Suite struct ArchiveWritingTests {
    @Test func writesEntriesInOrderAndTheSameBytesEachTime() throws {
        let zeros = [UInt8](repeating: 0, count: 100_000)
        let entries = [("mimetype", Array("a/b".utf8)), ("空/零.xml", zeros), ("empty", [])]
        let bytes = try ZipArchive.bytes(of: entries)
        let archive = try ZipArchive(bytes)
        #expect(archive.entryNames == ["mimetype", "空/零.xml", "empty"])
        for (name, content) in entries { #expect(try archive.read(name) == content) }
        #expect(bytes.count < 1_000)
        #expect(try ZipArchive.bytes(of: entries) == bytes)
    }

    @Test func leavesUntouchedEntriesAsTheyAreStored() throws {
        for name in ["openpyxl.xlsx", "xlsxwriter.xlsx", "libreoffice.xlsx", "libreoffice.ods"] {
            let bytes = try fixture(name)
            let before = try ZipArchive(bytes)
            let names = before.entryNames
            let after = try ZipArchive(
                before.changed(
                    replacing: [(names[1].uppercased(), Array("<changed/>".utf8)), ("new.xml", Array("<new/>".utf8))],
                    removing: [names[2], "none"]))
            var expected = names
            expected.remove(at: 2)
            #expect(after.entryNames == expected + ["new.xml"], "\(name)")
            #expect(try after.read(names[1]) == Array("<changed/>".utf8))
            #expect(try after.read("new.xml") == Array("<new/>".utf8))
            for entry in expected where entry != names[1] {
                #expect(try after.read(entry) == before.read(entry), "\(name) \(entry)")
            }
        }
    }

    @Test func givesNamesTheSlashThatProgramsLookFor() throws {
        let archive = try ZipArchive(Zip(.init("a"), .init(#"xl\b.xml"#, "<b/>"), .init(#"xl\c.xml"#)).bytes)
        let changed = try archive.changed(replacing: [("xl/c.xml", Array("<c/>".utf8))], removing: ["a"])
        #expect(!changed.contains(UInt8(ascii: "\\")))
        let after = try ZipArchive(changed)
        #expect(after.entryNames == ["xl/b.xml", "xl/c.xml"])
        #expect(try after.entryNames.map { try after.read($0) } == [Array("<b/>".utf8), Array("<c/>".utf8)])
    }
}
