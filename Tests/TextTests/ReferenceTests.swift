import TestSupport
import Testing
import Text

/// What looks at bytes, for speed, gives what the plain way gives.
@Suite struct ReferenceTests {
    private static let pieces = [
        "a", "甲", "，", "　", " ", "\n", "\r\n", "\t", "\u{85}", "\u{2028}", "\u{200B}", "\u{FEFF}", "\u{3000}\u{3000}", "\u{FFFE}",
        "\u{FFFF}", "\u{1}", "\u{7F}", "\u{A0}", "é", "\u{D7FF}", "\u{E000}", "\u{FF00}", "\u{FF61}", "𠮷", "😀", "&", "]", "行政复议、",
        "0123456789",
    ]

    private func text(_ generator: inout SplitMix) -> String {
        (0..<Int.random(in: 0...12, using: &generator)).map { _ in Self.pieces.randomElement(using: &generator) ?? "" }.joined()
    }

    @Test func paragraphs() {
        var generator = SplitMix(seed: 1)
        for _ in 0..<5_000 {
            let text = text(&generator)
            let lines = plainLines(text)
            #expect(Prose.paragraphs(text) == (lines.isEmpty ? nil : lines.joined(separator: "\n")), "\(text.debugDescription)")
            #expect(Prose.line(text) == (lines.isEmpty ? nil : lines.joined(separator: " ")), "\(text.debugDescription)")
            #expect(Prose.isBlank(text) == lines.isEmpty, "\(text.debugDescription)")
        }
    }

    /// Split at Unicode line breaks, without what XML cannot carry, trimmed of blanks; empty lines dropped.
    private func plainLines(_ text: String) -> [String] {
        let breaks: Set<UInt32> = [0x0A, 0x0B, 0x0C, 0x0D, 0x85, 0x2028, 0x2029]
        return text.unicodeScalars.split { breaks.contains($0.value) }.map { line in
            var kept = Array(line.filter { ($0.value >= 0x20 || $0 == "\t") && ![0xFFFE, 0xFFFF].contains($0.value & 0xFFFF) })
            func isBlank(_ scalar: Unicode.Scalar) -> Bool {
                scalar.properties.isWhitespace || [0x200B, 0x200C, 0x200D, 0xFEFF].contains(scalar.value)
            }
            while let last = kept.last, isBlank(last) { kept.removeLast() }
            return String(String.UnicodeScalarView(kept.drop(while: isBlank)))
        }.filter { !$0.isEmpty }
    }

    @Test func byteSearch() {
        var generator = SplitMix(seed: 2)
        for _ in 0..<5_000 {
            let (text, part) = (text(&generator), text(&generator))
            let bytes = Array(text.utf8)
            #expect(
                bytes.isSame(as: Array(part.utf8)) == (text.utf8.elementsEqual(part.utf8)) && bytes.isSame(as: Array(text.utf8)))
            #expect(
                text.contains(bytesOf: part) == (part.isEmpty || bytes.indices.contains { bytes[$0...].starts(with: part.utf8) }))
            let range = Int.random(in: 0...bytes.count, using: &generator)..<bytes.count
            #expect(bytes.offset(of: 0xBF, in: range) == bytes[range].firstIndex(of: 0xBF))
            #expect(bytes.offset(of: 0xBF, from: range.lowerBound) == bytes[range].firstIndex(of: 0xBF))
            let (one, other) = (UInt8(ascii: "&"), UInt8(ascii: "]"))
            #expect(
                bytes.offsetOfControl(or: one, other, in: range)
                    == bytes[range].firstIndex { $0 < 0x20 || $0 == one || $0 == other })
        }
    }

    @Test func invalidUTF8() {
        var generator = SplitMix(seed: 3)
        for _ in 0..<20_000 {
            var bytes = Array((text(&generator) + "行政复议").utf8)
            bytes[Int.random(in: bytes.indices, using: &generator)] = .random(in: 0...255, using: &generator)
            // The standard library repairs the first invalid sequence where it begins.
            let valid = String(validating: bytes, as: UTF8.self)
            #expect((bytes.offsetOfInvalidUTF8 == nil) == (valid != nil))
            guard let offset = bytes.offsetOfInvalidUTF8 else { continue }
            #expect(String(validating: bytes[..<offset], as: UTF8.self) != nil)
            #expect(String(decoding: bytes[offset...], as: UTF8.self).unicodeScalars.first == "\u{FFFD}")
        }
    }

    @Test(arguments: ["报告😀", "", "a"]) func utf16(text: String) {
        for isBigEndian in [false, true] {
            let units = text.utf16.flatMap { unit -> [UInt8] in
                let bytes = [UInt8(unit & 0xFF), UInt8(unit >> 8)]
                return isBigEndian ? bytes.reversed() : bytes
            }
            let read = utf8(fromUTF16: units[...], isBigEndian: isBigEndian, repairing: false)
            #expect(read.text == Array(text.utf8) && read.isWhole)
            #expect(!utf8(fromUTF16: (units + [0x61])[...], isBigEndian: isBigEndian, repairing: true).isWhole)
        }
        let half: [UInt8] = [0x3C, 0xD8, 0x61, 0x00]
        #expect(utf8(fromUTF16: half[...], isBigEndian: false, repairing: true).text == Array("\u{FFFD}a".utf8))
        #expect(utf8(fromUTF16: half[...], isBigEndian: false, repairing: false).text.isEmpty)
    }
}
