import Foundation
import TestSupport
import Testing

@Suite struct MessagesTests {
    /// Both languages of a sentence name the same facts.
    @Test func languagesAgree() throws {
        let url = repository.appendingPathComponent("Templates/Messages/claims.json")
        let sentences = try JSONDecoder().decode([String: [String: String]].self, from: Data(contentsOf: url))
        #expect(sentences.count == 5)
        for (phrase, languages) in sentences {
            let places = languages.mapValues { Set($0.matches(of: /\{\w+\}/).map { String($0.0) }) }
            #expect(Set(languages.keys) == ["zh", "en"], "\(phrase)")
            #expect(places["zh"] == places["en"], "\(phrase)")
        }
    }
}
