import Forms
import Testing

@testable import Claims

@Suite struct VocabularyTests {
    private let source: VocabularySource
    private let forms: [Form]

    init() throws {
        source = VocabularySource.known
        forms = Form.known
    }

    /// Rows and columns that no form has would be words that never say anything.
    @Test func everyPathIsInAForm() {
        let vocabularies = forms.map { Vocabulary(source, form: $0) }
        for (index, row) in source.rows.enumerated() {
            #expect(vocabularies.contains { !$0.rows[index].rows.isEmpty }, "\(row.rows)")
            for pattern in row.rows { #expect(isKnown(pattern), "\(pattern)") }
            if let column = row.column { #expect(isColumn(column, under: row.rows), "\(row.rows) \(column)") }
            if let inside = row.notInside { #expect(isKnown(inside)) }
            if let wholes = row.wholes { #expect(source.wholes[wholes] != nil, "\(wholes)") }
        }
        for pattern in source.wholes.values.joined().joined() { #expect(isKnown(pattern), "\(pattern)") }
        for topic in source.topics { for pattern in topic.none ?? [] { #expect(isKnown(pattern)) } }
        let columns = Set(forms.flatMap(\.fields).compactMap { $0.path.description.split(separator: ".").last.map(String.init) })
        for id in source.columns.flatMap(\.columns) { #expect(columns.contains(id), "\(id)") }
    }

    private func isKnown(_ pattern: String) -> Bool {
        let row = VocabularySource.Row(
            words: [], rows: [pattern], column: nil, wholes: nil, topic: nil, loose: nil, elsewhere: nil, notInside: nil)
        let only = VocabularySource(
            rows: [row], wholes: [:], columns: [], topics: [], words: [:], units: .init(count: [], other: [], money: [:]),
            suffixes: [:], bodies: [], governments: [], periods: [])
        return forms.contains { !(Vocabulary(only, form: $0).rows.first?.rows.isEmpty ?? true) }
    }

    private func isColumn(_ column: String, under rows: [String]) -> Bool {
        let tables = Set(rows.compactMap { $0.split(separator: ".").first })
        return forms.flatMap(\.fields).contains { field in
            let steps = field.path.description.split(separator: ".")
            return steps.last.map(String.init) == column && steps.first.map(tables.contains) == true
        }
    }

    @Test func everyNameIsKnown() {
        for name in source.words.keys { #expect(Vocabulary.Role(rawValue: name) != nil, "\(name)") }
        for name in source.suffixes.keys { #expect(Claim.Bound(rawValue: name) != nil, "\(name)") }
    }

    /// A word in two places would mean what stands first.
    @Test func everyWordHasOneMeaning() {
        let lists =
            source.rows.map(\.words) + source.columns.map(\.words) + source.topics.map(\.words) + Array(source.words.values)
        let meanings = lists.map { Set($0.flatMap(VocabularySource.spellings)) }
        var seen = Set<String>()
        for words in meanings {
            for word in words { #expect(seen.insert(word).inserted, "\(word)") }
        }
    }

    @Test func spellings() {
        #expect(VocabularySource.spellings("新(收|受理)申请(件|)") == ["新收申请件", "新收申请", "新受理申请件", "新受理申请"])
    }

    /// The table's own labels are words for its rows, whatever the form.
    @Test(arguments: ["予以公开", "部分公开", "不予公开", "无法提供", "不予处理", "其他处理"]) func labels(word: String) {
        for form in forms {
            let words = Vocabulary(source, form: form).words
            guard case .row = words.longest(in: Array(word.unicodeScalars), at: 0)?.value else {
                Issue.record("\(word)")
                continue
            }
        }
    }
}
