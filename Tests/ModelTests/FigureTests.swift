import Foundation
import Model
import TestSupport
import Testing

@Suite struct FigureTests {
    @Test func aFigureTakesSixteenBytes() { #expect(MemoryLayout<Figure>.stride == 16) }

    @Test(arguments: [("5.0", "5"), ("-3", "-3"), ("0.1", "0.1"), ("72701.2578", "72701.2578"), ("1e16", "10000000000000000")])
    func valuesAreWholeWhereTheyCanBe(text: String, description: String) throws {
        let value = FigureValue(try #require(Decimal(string: text)))
        #expect(value.description == description)
        if case .whole = value { #expect(!description.contains(".")) }
    }

    @Test(arguments: [
        ("0.1", "0.2", "0.3"), ("9999999999999999", "1", "10000000000000000"), ("1.5", "-0.5", "1"), ("2", "3", "5"),
    ])
    func sumsAreExact(a: String, b: String, sum: String) throws {
        let values = try [a, b, sum].map { FigureValue(try #require(Decimal(string: $0))) }
        #expect(values[0] + values[1] == values[2] && values[2] - values[1] == values[0] && values[0] < values[2] + 1)
    }
}
