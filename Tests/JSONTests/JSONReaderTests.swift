import Foundation
import Testing

@testable import JSON

@Suite struct JSONReaderTests {
    private func read(_ text: String) throws -> JSONValue { try JSONValue(parsing: [UInt8](text.utf8)) }

    @Test(arguments: [
        (" [] ", JSONValue.array([])), ("{}", .object([])), ("[1,\n2]", .array([.number(1), .number(2)])), ("null", .null),
        ("[true, false]", .array([.bool(true), .bool(false)])),
        (#"{"乙": {"甲": 1}, "丙": ""}"#, .object([("乙", .object([("甲", .number(1))])), ("丙", .string(""))])),
        // A comma too many, and a key that repeats.
        ("[1,]", .array([.number(1)])), (#"{"a": 1, "b": 2, "\u0061": 3,}"#, .object([("a", .number(1)), ("b", .number(2))])),
        (#""\"\\\/\b\f\n\r\t甲\u7532\ud83d\uDE00""#, .string("\"\\/\u{8}\u{C}\n\r\t甲甲😀")),
        ("-0.50", .number(Decimal(string: "-0.5") ?? 0)), ("12e-1", .number(Decimal(string: "1.2") ?? 0)), ("1E+2", .number(100)),
        ("-9223372036854775808", .number(Decimal(Int.min))),
        ("123456789012345678901.5", .number(Decimal(string: "123456789012345678901.5") ?? 0)),
        ("1e300", .string("1e+300")),
    ])
    func reads(text: String, value: JSONValue) throws { #expect(try read(text) == value) }

    @Test func keepsTheOrderOfMany() throws {
        let keys = (0..<100).map { "k\($0)" }
        let json = try read("{" + (keys + keys).map { "\"\($0)\": \"\($0)\"" }.joined(separator: ",") + "}")
        #expect(json.members?.map(\.key) == keys)
    }

    @Test(arguments: [
        "", " ", "[", "[1", "[1 2]", "[,]", "[1,,]", "{\"a\"}", "{\"a\":}", "{a: 1}", "{1: 2}", "[1] 2", "nul", "True", "'a'",
        "\"a", "\"a\nb\"",
        #""\x""#, #""\u12""#, #""\u+123""#, #""\ud83d""#, #""\ud83dx""#, #""\ud83d\u0041""#, #""\ude00""#, "01", "-", "+1", "1.",
        ".5",
        "1e", "1e400", "1e-500", "NaN", "[1]\u{0}",
    ])
    func refuses(text: String) { #expect(throws: JSONReader.SyntaxError.self) { try read(text) } }

    @Test(arguments: [[0x22, 0xFF, 0x22], [0x22, 0xED, 0xA0, 0x80, 0x22], [0xFF], [0, 0, 0]] as [[UInt8]])
    func refusesWhatIsNoText(bytes: [UInt8]) { #expect(throws: JSONReader.SyntaxError.self) { try JSONValue(parsing: bytes) } }

    @Test(arguments: [512, 513]) func goesSoDeep(depth: Int) {
        let text = String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
        #expect(((try? read(text)) != nil) == (depth == 512))
    }

    @Test(arguments: [
        String.Encoding.utf8, .utf16, .utf16LittleEndian, .utf16BigEndian, .utf32LittleEndian, .utf32BigEndian,
    ])
    func readsEveryUnicode(encoding: String.Encoding) throws {
        let data = try #require(#"{"甲": "乙"}"#.data(using: encoding))
        #expect(try JSONValue(parsing: [UInt8](data)) == .object([("甲", .string("乙"))]))
        #expect(try JSONValue(parsing: [0xEF, 0xBB, 0xBF, 0x31]) == .number(1))
    }
}
