import Archive
import Foundation
import Model
import Readers
import TestSupport
import Testing

@Suite struct FileKindTests {
    @Test(arguments: [
        ("openpyxl.xlsx", FileKind.xlsx), ("xlsxwriter.xlsx", .xlsx), ("libreoffice.xlsx", .xlsx),
        ("libreoffice.ods", .ods), ("libreoffice.xls", .xls), ("libreoffice.html", .html),
        ("libreoffice.csv", .plainText),
    ])
    func tellsWhatProgramsWrite(name: String, kind: FileKind) throws {
        #expect(try FileKind(of: fixture(name)) == kind)
    }

    @Test(arguments: [
        ("", FileKind.empty), (" \r\n", .empty), ("\u{FEFF}", .empty), ("{}", .json),
        ("\u{FEFF}\n {\"a\": \"%PDF- <html>\"}", .json),
        ("<!DOCTYPE html><p>", .html), ("\n<HTML>", .html), ("<table>", .html),
        ("<!-- x --><DIV>", .html), ("<?xml version='1.0'?><html>", .html), ("<p>", .html),
        ("<meta charset=gbk>", .html),
        ("<w:wordDocument>", .plainText), ("MIME-Version: 1.0\r\n", .webArchive), ("From: <Saved by WPS>", .webArchive),
        ("%PDF-1.7\n%\u{1}", .pdf), ("{\\rtf1", .richText), ("年度,数量\n2024,1", .plainText), ("[1]", .plainText),
        ("a <html> b", .plainText), ("a\u{1}b", .unknown), ("\u{0}\u{0}", .unknown),
        ("<?xml version='1.0'?><Workbook xmlns='urn:schemas-microsoft-com:office:spreadsheet'>", .xmlSpreadsheet),
    ])
    func tellsText(text: String, kind: FileKind) throws {
        #expect(try FileKind(of: Array(text.utf8)) == kind)
    }

    @Test func tellsTextInOtherEncodings() throws {
        let gbk: [UInt8] = [0xC4, 0xEA, 0xB6, 0xC8, 0x2C, 0x31, 0x0A]
        #expect(try FileKind(of: gbk) == .plainText)
        #expect(try FileKind(of: gbk + [0xC4]) == .unknown)
        #expect(try FileKind(of: gbk + [0xFF, 0x41]) == .unknown)
        #expect(try FileKind(of: utf16("年度\t1")) == .plainText)
        #expect(try FileKind(of: utf16("<html>年度")) == .html)
    }

    @Test(arguments: [
        (["EncryptionInfo", "EncryptedPackage"], FileKind.encrypted), (["Root Entry", "Workbook"], .xls),
        (["Book"], .olderWorkbook), (["Book", "WORKBOOK"], .xls), (["WordDocument"], .otherCompound),
        (["Workbook2"], .otherCompound),
        ([], .otherCompound),
    ])
    func tellsCompoundFiles(streams: [String], kind: FileKind) throws {
        var file: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]
        file += [UInt8](repeating: 0, count: 504)
        for name in streams {
            let letters = utf16(name).dropFirst(2)
            var entry = letters + [UInt8](repeating: 0, count: 128 - letters.count)
            entry[entry.startIndex + 64] = UInt8(letters.count + 2)
            file += entry
        }
        #expect(try FileKind(of: file) == kind)
        for length in 0..<file.count { _ = try FileKind(of: Array(file[..<length])) }
    }

    @Test(arguments: [
        ("vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml", FileKind.xlsx),
        ("vnd.openxmlformats-officedocument.spreadsheetml.template.main+xml", .xlsx),
        ("vnd.ms-excel.sheet.macroEnabled.main+xml", .xlsx),
        ("vnd.ms-excel.sheet.binary.macroEnabled.main", .binaryWorkbook),
        ("vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml", .docx),
        ("vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml", .docx),
        ("vnd.ms-word.document.macroEnabled.main+xml", .docx),
        ("vnd.openxmlformats-officedocument.presentationml.presentation.main+xml", .otherArchive),
    ])
    func tellsPackages(type: String, kind: FileKind) throws {
        let types = """
            <Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" \
            ContentType="application/xml"/><Override PartName="/a" ContentType="application/\(type)"/></Types>
            """
        #expect(try FileKind(of: Zip(.init("[Content_Types].xml", types)).bytes) == kind)
    }

    @Test func tellsOtherArchivesAndThrowsForDamagedOnes() throws {
        #expect(try FileKind(of: Zip(.init("a.txt", "a")).bytes) == .otherArchive)
        #expect(try FileKind(of: Zip(.init("mimetype", "application/epub+zip")).bytes) == .otherArchive)
        #expect(
            try FileKind(of: Zip(.init("mimetype", "application/vnd.oasis.opendocument.text")).bytes) == .openDocument)
        #expect(try FileKind(of: Zip(.init("mimetype", "application/vnd.sun.xml.calc")).bytes) == .otherArchive)
        let cut = Array(Zip(.init("a.txt", "a")).bytes.dropLast())
        #expect(refusal { () throws(Finding) in try FileKind(of: cut) }?.code == .init("A101"))
    }

    @Test func tellsOpenDocumentWorkbooksAndThePasswordOnOne() throws {
        for type in ["spreadsheet", "spreadsheet-template"] {
            let mimetype = Zip.Entry("mimetype", "application/vnd.oasis.opendocument.\(type)")
            #expect(try FileKind(of: Zip(mimetype).bytes) == .ods)
            let manifest = "<m:manifest><m:file-entry><m:encryption-data/></m:file-entry></m:manifest>"
            let encrypted = Zip(mimetype, .init("META-INF/manifest.xml", manifest), .init("content.xml", "\u{1}"))
            #expect(try FileKind(of: encrypted.bytes) == .encrypted)
        }
    }

    @Test func refusesEveryKindWithoutAReaderByACodeOfItsOwn() {
        let refused = FileKind.allCases.filter { $0.refusal != nil }
        #expect(
            FileKind.allCases.filter { $0.refusal == nil } == [
                .xlsx, .ods, .json, .xls, .docx, .html,
            ])
        #expect(Set(refused.compactMap(\.refusal?.code)).count == refused.count)
    }
}
