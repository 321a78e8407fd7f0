import Foundation
import Templates
import TestSupport
import Testing

@testable import Messages

/// Every language says the same, and says all that the sources ask for.
@Suite struct TextsTests {
    private static let folder = repository.appendingPathComponent("Templates/Messages")

    /// The texts of a language by file and key. What stands in `parser.json` is not ours to ask for.
    private static func texts(_ language: Language) throws -> [String: [String: String]] {
        let root = folder.appendingPathComponent(language.rawValue)
        let paths = try FileManager.default.subpathsOfDirectory(atPath: root.path).filter {
            $0.hasSuffix(".json") && $0 != "parser.json"
        }
        return try Dictionary(
            uniqueKeysWithValues: paths.map { path in
                let data = try Data(contentsOf: root.appendingPathComponent(path))
                return (path, try JSONDecoder().decode([String: String].self, from: data))
            })
    }

    private static func slots(of text: String) -> Set<String> { Set(text.matches(of: /\{([A-Za-z]+)\}/).map { String($0.1) }) }

    /// A call `language("key", ["slot": …])` in the sources, or `self("key")` in `Language`.
    private struct Call {
        let key: String
        let slots: Set<String>
    }

    /// All calls, and how many of them have no literal for a key.
    private static func calls() -> (calls: [Call], others: Int) {
        let sources = FileManager.default.enumerator(
            at: repository.appendingPathComponent("Sources"), includingPropertiesForKeys: nil)
        let files = (sources?.allObjects as? [URL] ?? []).filter { $0.pathExtension == "swift" }
        var found: (calls: [Call], others: Int) = ([], 0)
        for file in files {
            let text = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
            for match in text.matches(of: /\b(?:language\(|self\((?="))\s*(?:"([^"]+)")?/) {
                guard let key = match.1 else {
                    found.others += 1
                    continue
                }
                let dictionary = text[match.range.upperBound...].prefixMatch(of: /,\s*\[([^\]]*)/)?.1 ?? ""
                let slots = dictionary.matches(of: /"([A-Za-z]+)":\s/).map { String($0.1) }
                found.calls.append(Call(key: String(key), slots: Set(slots)))
            }
        }
        return found
    }

    @Test func chineseComesFirst() throws {
        let folders = try FileManager.default.contentsOfDirectory(atPath: Self.folder.path).filter { !$0.contains(".") }
        #expect(Language.allCases.first == .zh)
        #expect(Set(Language.allCases.map(\.rawValue)) == Set(folders))
        #expect(Language(rawValue: "fr") == nil)
    }

    @Test(arguments: Language.allCases) func languagesAgree(language: Language) throws {
        let (chinese, others) = (try Self.texts(.zh), try Self.texts(language))
        #expect(chinese.keys.sorted() == others.keys.sorted())
        for (file, texts) in chinese {
            #expect(texts.keys.sorted() == others[file]?.keys.sorted(), "\(language.rawValue)/\(file)")
            for (key, text) in texts {
                #expect(Self.slots(of: text) == others[file]?[key].map(Self.slots), "\(language.rawValue)/\(file) \(key)")
            }
        }
    }

    /// A text is found by its line, so each must have one.
    @Test(arguments: Language.allCases) func everyTextIsFound(language: Language) throws {
        for (file, texts) in try Self.texts(language) where !file.contains("/") {
            for (key, text) in texts { #expect(Texts.text(key, of: String(file.dropLast(5)), in: language) == text) }
        }
    }

    @Test func everyKeyIsUsedAndEveryUsedKeyIsThere() throws {
        let files = try Self.texts(.zh).filter { !$0.key.contains("/") && $0.key != "codes.json" }
        for (file, texts) in files { #expect(texts.keys.allSatisfy { $0.hasPrefix(file.dropLast(4)) }, "\(file)") }
        let texts = files.values.reduce(into: [:]) { all, texts in all.merge(texts) { first, _ in first } }
        let (calls, others) = Self.calls()
        #expect(others == 0)
        #expect(Set(texts.keys).symmetricDifference(calls.map(\.key)) == [])
        for call in calls where !call.slots.isEmpty {
            #expect(texts[call.key].map(Self.slots) == call.slots, "\(call.key)")
        }
        // Only a call whose slots stand in a variable may seem to have none.
        let withoutSlots = Set(calls.filter { $0.slots.isEmpty && texts[$0.key].map(Self.slots)?.isEmpty == false }.map(\.key))
        #expect(withoutSlots == ["finding.culprit.shifted", "finding.culprit.swapped"])
    }

    @Test func everyCodeHasATitle() throws {
        let examples = try JSONDecoder().decode(
            [String: [String: String]].self, from: Data(contentsOf: Self.folder.appendingPathComponent("examples.json")))
        let titles = try #require(try Self.texts(.zh)["codes.json"])
        #expect(examples.count > 100)
        #expect(Set(examples.keys).isSubset(of: titles.keys))
    }

    @Test func onlyNamesInBracesAreSlots() {
        #expect(Language.zh("compare.legend").contains("{+加上的+}"))
        #expect(Language.zh("compare.first", ["file": "{a}"]) == "第一份：{a}")
    }
}
