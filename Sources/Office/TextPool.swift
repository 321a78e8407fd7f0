import Synchronization

/// Texts that many findings share, each kept once and known by its number. Texts are never given up.
package final class TextPool: Sendable {
    /// Equal byte by byte: Strings are equal by Unicode's normal form, which is slow and takes two spellings for one.
    private struct Key: Hashable {
        let text: String

        static func == (a: Self, b: Self) -> Bool { a.text.utf8.elementsEqual(b.text.utf8) }

        func hash(into hasher: inout Hasher) {
            var text = text
            text.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
        }
    }

    private struct State {
        var texts: [String] = []
        var numbers: [Key: UInt32] = [:]
    }

    private let state = Mutex(State())

    /// An empty pool.
    package init() {}

    /// The number of a text, which is added where it is new; 0 for nil.
    func number(of text: String?) -> UInt32 {
        guard let text else { return 0 }
        return state.withLock { state in
            let key = Key(text: text)
            if let number = state.numbers[key] { return number }
            state.texts.append(text)
            let number = UInt32(state.texts.count)
            state.numbers[key] = number
            return number
        }
    }

    /// The text of a number that this pool gave; nil for 0.
    func text(_ number: UInt32) -> String? {
        number == 0 ? nil : state.withLock { $0.texts[Int(number) - 1] }
    }
}
