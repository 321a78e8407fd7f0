import Archive
import Model
import TestSupport
import Testing

@Suite struct ZipArchiveTests {
    @Test func readsStoredAndDeflatedEntriesInAnyCase() throws {
        let archive = try ZipArchive(Zip(.init("a/B.xml", "<b/>"), .init("empty"), deflatedZeros(10)).bytes)
        #expect(archive.entryNames == ["a/B.xml", "empty", "zeros"])
        #expect(try archive.read("A/b.XML") == Array("<b/>".utf8))
        #expect(try archive.read("empty") == [])
        #expect(try archive.read("zeros") == [UInt8](repeating: 0, count: 10))
        #expect(archive.contains("A/B.XML"))
        #expect(!archive.contains("b.xml"))
    }

    /// As old tools of Windows name entries.
    @Test func takesBackslashesForSlashes() throws {
        let archive = try ZipArchive(Zip(.init(#"收件\"#), .init(#"收件\科技局.xlsx"#, "1"), .init("收件/财政局.xlsx", "2")).bytes)
        #expect(archive.entryNames == ["收件/", "收件/科技局.xlsx", "收件/财政局.xlsx"])
        #expect(try archive.read("收件/科技局.xlsx") == Array("1".utf8))
    }

    @Test func readsWhatProgramsWrite() throws {
        for name in ["openpyxl.xlsx", "xlsxwriter.xlsx", "libreoffice.xlsx", "libreoffice.ods"] {
            let archive = try ZipArchive(fixture(name))
            for entry in archive.entryNames { _ = try archive.read(entry) }
            #expect(archive.entryNames.count > 5, "\(name)")
        }
    }

    @Test func readsZip64AndACommentAfterTheDirectory() throws {
        let plain = Zip(.init("a", "text")).bytes
        let end = plain.count - 22
        let directory = Array(plain[(end - 47)..<end])
        let start = end - 47
        // The directory's sizes and offset say "see the extra field".
        let unknown = number(0xFFFF_FFFF, 4)
        func wide(_ values: [UInt8]...) -> [UInt8] {
            let extra = number(1, 2) + number(values.joined().count, 2) + values.joined()
            return [
                Array(directory[..<20]), unknown, unknown, Array(directory[28..<30]), number(extra.count, 2),
                Array(directory[32..<42]), unknown, Array(directory[46...]), extra,
            ].flatMap { $0 }
        }
        func archive(_ directory: [UInt8]) -> [UInt8] {
            [
                Array(plain[..<start]), directory,
                Array("PK\u{6}\u{6}".utf8), number(44, 8), number(45, 4), number(0, 8), number(1, 8), number(1, 8),
                number(directory.count, 8), number(start, 8),
                Array("PK\u{6}\u{7}".utf8), number(0, 4), number(start + directory.count, 8), number(1, 4),
                Array("PK\u{5}\u{6}".utf8), number(0, 4), number(0xFFFF, 2), number(0xFFFF, 2), unknown, unknown,
                number(7, 2), Array("comment".utf8),
            ].flatMap { $0 }
        }
        let whole = archive(wide(number(4, 8), number(4, 8), number(0, 8)))
        #expect(try ZipArchive(whole).read("a") == Array("text".utf8))
        for lie in [
            wide(number(4, 8), number(4, 8)), wide(), wide(number(4, 8), number(4, 8), number(-1, 8)),
            wide(number(4, 8), number(4, 8), number(Int.max, 8)), wide(number(4, 8), number(Int.max, 8), number(0, 8)),
        ] {
            #expect(refusal { () throws(Finding) in try ZipArchive(archive(lie)) }?.code == .contradictoryDirectory)
        }
    }

    @Test func refusesByTheDirectoryAlone() {
        let many = (1...1_001).map { Zip.Entry("\($0)") }
        expect(Zip(many), .tooManyEntries, found: "1001", expected: "1000")
        expect(Zip(.init("a"), .init("A")), .repeatedEntryName, found: "A", ["other": "a"])
        expect(Zip(.init("a"), .init("a")), .repeatedEntryName, found: "a", ["other": "a"])
        for name in ["../a", "a/../../b", "..", "/a", "C:a", "a\0b", ""] {
            expect(Zip(.init(name)), .unsafeEntryName, found: name)
        }
        for (name, read) in [
            (#"..\a"#, "../a"), (#"a\..\..\b"#, "a/../../b"), (#"\a"#, "/a"), (#"\\server\a"#, "//server/a"), (#"C:\a"#, "C:/a"),
        ] {
            expect(Zip(.init(name)), .unsafeEntryName, found: read)
        }
        expect(Zip(.init("a/b"), .init(#"A\b"#)), .repeatedEntryName, found: "A/b", ["other": "a/b"])
        expect(Zip(changed { $0.flags = 1 }), .encryptedEntry, ["part": "part"])
        expect(Zip(changed { $0.flags = 0x41 }), .encryptedEntry, ["part": "part"])
        expect(Zip(changed { $0.method = 9 }), .unsupportedCompression, found: "9", ["part": "part"])
        var piece = Zip(.init("a"))
        piece.disk = 1
        expect(piece, .splitArchive)
    }

    @Test func refusesDeclaredSizesBeforeTakingMemory() {
        var limits = ArchiveLimits()
        let large = changed {
            $0.method = 8
            $0.size = 100 << 20
        }
        expect(Zip(large), .partTooLarge, found: "\(100 << 20)", expected: "\(64 << 20)", ["part": "part"])
        let bomb = changed {
            $0.method = 8
            $0.size = 2 << 20
        }
        expect(Zip(bomb), .suspiciousRatio, found: "524288", expected: "200", ["part": "part"])
        limits.totalSize = 7
        var other = changed { _ in }
        other.name = Array("other".utf8)
        expect(Zip(changed { _ in }, other), .archiveTooLarge, expected: "7", ["part": "other"], limits: limits)
        limits.totalSize = 8
        #expect(
            refusal { () throws(Finding) in try ZipArchive(Zip(changed { _ in }, other).bytes, limits: limits) } == nil)
    }

    @Test func refusesEntriesThatShareBytes() {
        var second = Zip.Entry("b", "data")
        second.offset = 0
        expect(Zip(.init("a", "data"), second), .overlappingEntries, ["part": "b", "other": "a"])
        // An entry inside another's data.
        let inner = Array(Zip(.init("b", "data")).bytes.prefix(35))
        var within = Zip.Entry("b", "data")
        within.offset = 31
        expect(Zip(.init("a", inner), within), .overlappingEntries, ["part": "b", "other": "a"])
    }

    @Test func refusesDirectoriesThatContradict() {
        var archive = Zip(.init("a", "data"))
        let whole = archive.bytes
        #expect(refusal { () throws(Finding) in try ZipArchive([]) }?.code == .notAnArchive)
        for length in [4, 30, whole.count - 30, whole.count - 1] {
            #expect(refusal { () throws(Finding) in try ZipArchive(Array(whole[..<length])) }?.code == .notAnArchive)
        }
        #expect(
            refusal { () throws(Finding) in try ZipArchive(Array(whole.dropFirst(10))) }?.code
                == .contradictoryDirectory)
        archive.count = 2
        expect(archive, .contradictoryDirectory, found: "82")
        expect(Zip(changed { $0.localName = Array("trap".utf8) }), .contradictoryDirectory, found: "0")
        expect(Zip(changed { $0.offset = 5 }), .contradictoryDirectory, found: "5")
        expect(Zip(changed { $0.offset = 1 << 30 }), .contradictoryDirectory, found: "\(1 << 30)")
        expect(Zip(changed { $0.size = 3 }), .contradictoryDirectory, found: "0")
    }

    /// Where a comment looks like another end of the directory, libzip may go by the one that was not checked.
    @Test func refusesTwoDirectories() {
        let whole = Zip(.init("a", "data")).bytes
        let none = Zip().bytes
        let thrown = refusal { () throws(Finding) in try ZipArchive(whole.dropLast(2) + number(none.count, 2) + none) }
        #expect(thrown == Finding(.contradictoryDirectory, found: "0"))
    }

    @Test func refusesDataThatAreNotAsDeclared() throws {
        try expectReading(changed { $0.checksum = 1 }, .wrongChecksum)
        try expectReading(
            changed {
                $0.method = 8
                $0.data = [0xFF, 0xFF]
            }, .damagedEntryData)
        try expectReading(
            changed {
                $0.method = 8
                $0.data = [0x63, 0x80]
                $0.size = 10
            }, .wrongChecksum)
        try expectReading(deflatedZeros(9), .wrongEntrySize, found: "> 9", expected: "9")
        try expectReading(deflatedZeros(11), .wrongEntrySize, found: "10", expected: "11")
        var limits = ArchiveLimits()
        (limits.partSize, limits.totalSize, limits.ratio) = (.max, .max, .max)
        let vast = try ZipArchive(Zip(deflatedZeros(0xFFFF_FFF0)).bytes, limits: limits)
        #expect(refusal { () throws(Finding) in try vast.read("zeros") }?.code == .wrongEntrySize)
        let archive = try ZipArchive(Zip(changed { _ in }).bytes)
        #expect(
            refusal { () throws(Finding) in try archive.read("other") }
                == Finding(.noSuchEntry, facts: ["part": "other"]))
    }

    /// No byte of an archive, changed or missing, may end the process.
    @Test func survivesEveryChangedByte() {
        let whole = Zip(.init("a", "data"), deflatedZeros(10)).bytes
        for place in whole.indices {
            for byte: UInt8 in [0, 1, 0x7F, 0xFF] {
                var changed = whole
                changed[place] = byte
                _ = refusal { () throws(Finding) in
                    let archive = try ZipArchive(changed)
                    for name in archive.entryNames { _ = try archive.read(name) }
                }
            }
            #expect(refusal { () throws(Finding) in try ZipArchive(Array(whole[..<place])) } != nil)
        }
    }

    private func changed(_ change: (inout Zip.Entry) -> Void) -> Zip.Entry {
        var entry = Zip.Entry("part", "data")
        change(&entry)
        return entry
    }

    /// Ten zero bytes, deflated; declared as `size`.
    private func deflatedZeros(_ size: Int) -> Zip.Entry {
        var entry = Zip.Entry("zeros", [0x63, 0x80, 0x03, 0x00])
        entry.method = 8
        entry.size = size
        entry.checksum = crc32([UInt8](repeating: 0, count: 10))
        return entry
    }

    private func expect(
        _ zip: Zip, _ code: Finding.Code, found: String? = nil, expected: String? = nil,
        _ facts: [String: String] = [:], limits: ArchiveLimits = ArchiveLimits(),
        at place: SourceLocation = #_sourceLocation
    ) {
        let thrown = refusal { () throws(Finding) in try ZipArchive(zip.bytes, limits: limits) }
        #expect(thrown == Finding(code, found: found, expected: expected, facts: facts), sourceLocation: place)
    }

    private func expectReading(
        _ entry: Zip.Entry, _ code: Finding.Code, found: String? = nil, expected: String? = nil,
        at place: SourceLocation = #_sourceLocation
    ) throws {
        let archive = try ZipArchive(Zip(entry).bytes)
        let name = archive.entryNames[0]
        let thrown = refusal { () throws(Finding) in try archive.read(name) }
        #expect(
            thrown == Finding(code, found: found, expected: expected, facts: ["part": name]), sourceLocation: place)
    }
}
