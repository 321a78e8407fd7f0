import Archive
import Forms
import Foundation
import Model
import Templates
import TestSupport
import Testing
import Text

@testable import Documents

/// Fixtures/published has the city's report in each format, as `nianbao convert Fixtures/city/report.json` writes it.
@Suite struct GoldenTests {
    private func kept(_ name: String) throws -> [UInt8] {
        try [UInt8](Data(contentsOf: repository.appending(path: "Fixtures/published/\(name)")))
    }

    @Test(arguments: [(DocumentFormat.html, "city.html"), (.markdown, "city.md"), (.text, "city.txt")])
    func textIsAsKept(format: DocumentFormat, name: String) throws {
        let written = try format.bytes(of: Document(report("city"), form: form2021))
        #expect(try String(decoding: written, as: UTF8.self) == String(decoding: kept(name), as: UTF8.self))
    }

    @Test func everyPartOfTheWordDocumentIsAsKept() throws {
        let written = try ZipArchive(DocumentFormat.word.bytes(of: Document(report("city"), form: form2021)))
        let kept = try ZipArchive(kept("city.docx"))
        #expect(written.entryNames == kept.entryNames)
        for name in kept.entryNames { #expect(try written.read(name) == kept.read(name), "\(name)") }
    }

    @Test func everyTemplateIsCarried() throws {
        let folder = repository.appending(path: "Templates/Documents")
        let files = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { !$0.hasPrefix(".") }
        #expect(Set(files) == Set(DocumentTemplates.names))
        for template in Templates.documents {
            #expect(try [UInt8](Data(contentsOf: folder.appending(path: template.name))) == template.bytes)
        }
    }
}

@Suite struct SpellingTests {
    @Test(arguments: [
        ("<a href=\"b\">&'", "&lt;a href=&quot;b&quot;&gt;&amp;&#39;"), ("<\u{338}", "&lt;\u{338}"),
        ("a\u{0}\u{1B}\u{85}\u{FFFF}b\tc", "ab\tc"), ("𠮷😀", "𠮷😀"),
    ])
    func markup(text: String, spelt: String) { #expect(OutputEscaping.markup(text) == spelt) }

    @Test(arguments: [
        ("1.甲", "1.甲"), ("1. 甲", "1\\. 甲"), ("12) 甲", "12\\) 甲"), ("1.", "1\\."), ("96171.6", "96171.6"), ("-5", "-5"),
        ("- 5", "\\- 5"), ("---", "\\---"),
        ("# 甲", "\\# 甲"), ("#甲", "#甲"), ("+", "\\+"), ("a|b*c_d", "a\\|b\\*c\\_d"), ("<b>&amp;", "\\<b\\>\\&amp;"), ("", ""),
        ("甲# 乙", "甲# 乙"),
    ])
    func markdown(text: String, spelt: String) { #expect(OutputEscaping.markdown(text) == spelt) }

    @Test(arguments: [
        ("abc", 3), ("甲乙", 4), ("（一）", 6), ("é", 1), ("e\u{301}", 1), ("😀", 2), ("𠮷", 2), ("a\u{200B}b", 2), ("“”", 2), ("", 0),
    ])
    func width(text: String, columns: Int) { #expect(TextWidth.of(text) == columns) }

    @Test func wrapsByColumns() {
        #expect(TextWidth.wrapped("甲乙丙丁a", to: 4) == ["甲乙", "丙丁", "a"])
        #expect(TextWidth.wrapped("", to: 4) == [""])
        #expect(TextWidth.wrapped("甲乙", to: 1) == ["甲", "乙"])
    }
}

@Suite struct TableTests {
    private func tables(_ form: Form, _ figure: (Int) -> Figure = { _ in .blank }) -> [Document.Table] {
        form.tables.map { Document.Table(form: $0, figures: form.fields.indices.map(figure)) }
    }

    @Test(arguments: [form2021, form2019]) func everyFigureStandsInEachKindOfTableOnce(form: Form) throws {
        let all = form.fields.indices.map { "\(1_000 + $0)" }
        let tables = tables(form) { .value(.whole(1_000 + $0)) }
        for lines in [tables.flatMap { OutlineTable($0).textLines }, tables.flatMap { OutlineTable($0).markdownLines }] {
            #expect(lines.flatMap { $0.matches(of: /\b\d{4}\b/).map { String($0.0) } }.sorted() == all)
        }
    }

    @Test(arguments: [form2021, form2019]) func linesOfTextAreAligned(form: Form) {
        for table in tables(form) {
            for block in OutlineTable(table).blocks { #expect(block.rows.contains { $0.figures != nil }) }
            let lines = OutlineTable(table).markdownLines.split(separator: "")
            for block in lines { #expect(Set(block.map { TextWidth.of($0) }).count == 1) }
        }
    }

    /// Whatever the figures, the table stays on the page and every column has room for one letter.
    @Test(arguments: ["", "7", "123456789012345", "不适用"]) func widthsAddUpToThePage(text: String) {
        for form in [form2021, form2019] {
            for table in tables(form, { _ in text.isEmpty ? .blank : .mark(text) }) {
                guard case .list(let grid) = GridTable(table).values["grid"] else {
                    Issue.record("no grid")
                    continue
                }
                let widths = grid.compactMap { column in if case .text(let text) = column["width"] { Int(text) } else { nil } }
                #expect(widths.reduce(0, +) == GridTable.pageWidth)
                #expect(widths.allSatisfy { $0 >= 300 }, "\(widths)")
            }
        }
    }
}
