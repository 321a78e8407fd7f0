import Archive
import Editing
import Forms
import Foundation
import Messages
import Model
import Readers
import Text

extension Converter {
    /// The agency's workbook with the findings marked: a note and a fill on each cell that takes part in an error or a
    /// warning, and a list of all findings as the first sheet. Earlier marks are replaced. For an input that is not .xlsx,
    /// a new workbook of its report is marked. `path` is that of the output.
    ///
    /// Throws `O705` if the extension of `path` does not fit the kind of workbook, `O704` if marking changed a cell.
    package func marked(
        _ bytes: [UInt8], _ reading: ReportReading, findings: [Finding], sentences: Sentences, to path: String
    ) throws -> [UInt8] {
        let isWorkbook = try FileKind(of: bytes, limits: limits) == .xlsx
        let book = isWorkbook ? bytes : try self.bytes(of: reading.report, as: .xlsx, scratchBeside: path)
        // In a new workbook the figures have other cells than in the input.
        let copy = try isWorkbook ? nil : own.read(book)
        let located = copy.map { copy in findings.map { $0.located(in: copy) } } ?? findings
        var editor = try WorkbookEditor(book, limits: limits)
        try check(path, fits: editor)
        let names = Set(editor.sheetNames)
        let archive = try ZipArchive(book, limits: limits)
        let list = try XLSXReader.read(archive, sheets: FindingSheet.mayBeOurs).sheets.first(where: FindingSheet.isOurs)
        let name = FindingSheet.name(beside: editor.takenSheetNames, replacing: list)
        try editor.mark(sentences.marks(located, on: names), list: sentences.list(located, named: name, sheets: names))
        let marked = try editor.bytes()
        // Cells of the sheets that were changed must still hold the same.
        let touched = Set(editor.changedSheetNames.filter { $0 != name })
        guard
            try XLSXReader.read(ZipArchive(marked, limits: limits), sheets: touched.contains)
                == XLSXReader.read(archive, sheets: touched.contains)
        else { throw Finding(.outputDiffers) }
        return marked
    }

    /// A converter for outputs of this program, which follow their own form and year rather than those given for the input.
    package var own: Converter {
        var converter = self
        (converter.form, converter.year) = (nil, nil)
        return converter
    }

    /// Throws `O705` if the extension of an output does not fit its content, as .xlsx for a workbook with macros: Excel would
    /// not open it.
    func check(_ path: String, fits editor: WorkbookEditor) throws {
        let ending = try editor.fileExtension()
        guard path == "-" || path.lowercased().hasSuffix(".\(ending)") else {
            throw Finding(.wrongExtension, found: path, expected: ".\(ending)")
        }
    }
}

extension Finding {
    /// The cells on these sheets, which excludes cells of last year's workbook.
    fileprivate func cells(on sheets: Set<String>) -> [(sheet: String, cell: CellAddress)] {
        origins.filter { sheets.contains($0.sheet) }.map { ($0.sheet, $0.cell) }
    }
}

extension Sentences {
    /// The marks by sheet and address, for errors and warnings that were not accepted.
    fileprivate func marks(_ findings: [Finding], on sheets: Set<String>) -> [String: [CellAddress: Mark]] {
        var marks: [String: [CellAddress: Mark]] = [:]
        for finding in findings where finding.severity != .note && finding.accepted == nil {
            let line = "\(name(of: finding.severity)) \(finding.code)\(language("common.colon"))\(sentence(finding))"
            for (sheet, cell) in finding.cells(on: sheets) {
                var mark = marks[sheet]?[cell] ?? Mark(isError: false, lines: [])
                mark.isError = mark.isError || finding.severity == .error
                if !mark.lines.contains(line), mark.lines.count < Self.noteLimit { mark.lines.append(line) }
                marks[sheet, default: [:]][cell] = mark
            }
            guard let culprit = finding.culprit, let origin = culprit.origin else { continue }
            let explanation = explanation(culprit, relations: findings.count { $0.culprit == culprit })
            if marks[origin.sheet]?[origin.cell]?.lines.first != explanation {
                marks[origin.sheet]?[origin.cell]?.lines.insert(explanation, at: 0)
            }
        }
        return marks
    }

    /// The most lines in a note, whose box shows no more.
    private static let noteLimit = 20

    /// The sheet that lists the findings, one row per finding.
    fileprivate func list(_ findings: [Finding], named name: String, sheets: Set<String>) -> FindingSheet {
        let rows = findings.map { finding -> FindingSheet.Row in
            let culprit = finding.culprit.flatMap { culprit in
                culprit.origin.map { (sheet: $0.sheet, cell: $0.cell) }
            }
            let target = culprit ?? finding.cells(on: sheets).first
            let place =
                target.map { "\($0.sheet)!\($0.cell)" } ?? Self.cells(of: finding).first ?? finding.section?.label ?? ""
            let others = finding.culprit.map { culprit in findings.filter { $0.culprit == culprit && $0 != finding } } ?? []
            let texts = [
                standing(of: finding), finding.code.description, place, Prose.brief(finding.found ?? ""),
                Prose.brief(finding.expected ?? ""),
                CellText.pieces(of: advice(on: finding, others: others).joined(separator: "\n")).first ?? "",
            ]
            let lines = zip(texts, Self.listWidths).map { text, width in
                text.split(separator: "\n", omittingEmptySubsequences: false).reduce(0) {
                    $0 + max(1, Self.wrapped(String($1), width: Int(width) - 2).count)
                }
            }
            return FindingSheet.Row(
                isError: finding.severity == .error && finding.accepted == nil, texts: texts, target: target,
                lines: lines.max() ?? 1)
        }
        return FindingSheet(
            name: name, title: FindingSheet.titleStart + language("common.colon") + summary(findings),
            headings: [
                language("finding.column.severity"), language("finding.column.code"), language("finding.column.cell"),
                language("finding.column.found"),
                language("finding.column.expected"), language("finding.column.advice"),
            ], widths: Self.listWidths, linkColumn: 2, rows: rows)
    }

    private static let listWidths: [Double] = [7, 8, 18, 16, 16, 80]
}
