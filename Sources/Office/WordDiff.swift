/// Compares two texts word by word.
package enum WordDiff {
    /// A run of words that stayed, was taken out, or was put in.
    package enum Piece: Equatable, Sendable {
        case same(String)
        case out(String)
        case `in`(String)
    }

    /// Pieces in order: those that are the same and taken out give the old text, those that are the same and put in the
    /// new one. Sentences are laid side by side first, then the words of those that differ.
    package static func pieces(from old: String, to new: String) -> [Piece] {
        var pieces: [Piece] = []
        func add(_ runs: [Run<String>]) {
            for run in runs {
                switch run {
                case .same(let items): pieces.append(.same(items.joined()))
                case .changed(let out, let put):
                    if !out.isEmpty { pieces.append(.out(out.joined())) }
                    if !put.isEmpty { pieces.append(.in(put.joined())) }
                }
            }
        }
        for run in runs(sentences(old), sentences(new)) {
            switch run {
            case .same(let items): pieces.append(.same(items.joined()))
            case .changed(let out, let put) where out.isEmpty || put.isEmpty: add([run])
            case .changed(let out, let put): add(smoothed(runs(words(out.joined()), words(put.joined()))))
            }
        }
        return pieces
    }

    /// A run of items that both have, or of what stands between two such runs: the old items and the new ones.
    enum Run<Item: Equatable>: Equatable {
        case same([Item])
        case changed([Item], [Item])
    }

    /// The words of a text: numbers and Latin words whole, every other character alone.
    private static func words(_ text: String) -> [String] {
        split(text) {
            ($0.isASCII && ($0.isLetter || $0.isNumber || $0 == ".")) && ($1.isASCII && ($1.isLetter || $1.isNumber || $1 == "."))
        }
    }

    private static func sentences(_ text: String) -> [String] { split(text) { before, _ in !"。；！？\n".contains(before) } }

    private static func split(_ text: String, joins: (Character, Character) -> Bool) -> [String] {
        var pieces: [String] = []
        var last: Character?
        for character in text {
            if let last, joins(last, character) {
                pieces[pieces.count - 1].append(character)
            } else {
                pieces.append(String(character))
            }
            last = character
        }
        return pieces
    }

    /// Joins two changes with a single character between them, which read worse than one change.
    private static func smoothed(_ runs: [Run<String>]) -> [Run<String>] {
        var smoothed: [Run<String>] = []
        for (index, run) in runs.enumerated() {
            guard case .changed(let out, let put)? = smoothed.last else {
                smoothed.append(run)
                continue
            }
            switch run {
            case .same(let items) where items.count == 1 && index + 1 < runs.count:
                smoothed[smoothed.count - 1] = .changed(out + items, put + items)
            case .changed(let more, let other): smoothed[smoothed.count - 1] = .changed(out + more, put + other)
            case .same: smoothed.append(run)
            }
        }
        return smoothed
    }

    /// The most cells of the table below (4 bytes each). Beyond that, all between a common beginning and end counts as changed.
    /// The standard library's `difference(from:)` needs no table, but picks another of several equally good results in half of
    /// all cases, and its time grows with the square of the difference too.
    private static let tableLimit = 4_000_000

    /// The runs of the longest common subsequence and what stands between them.
    static func runs<Item: Equatable>(_ old: [Item], _ new: [Item]) -> [Run<Item>] {
        let head = zip(old, new).prefix { $0 == $1 }.count
        let tail = zip(old.dropFirst(head).reversed(), new.dropFirst(head).reversed()).prefix { $0 == $1 }.count
        let (a, b) = (Array(old[head..<old.count - tail]), Array(new[head..<new.count - tail]))
        var runs: [Run<Item>] = head == 0 ? [] : [.same(Array(old.prefix(head)))]
        if a.count * b.count > tableLimit || a.isEmpty || b.isEmpty {
            if !a.isEmpty || !b.isEmpty { runs.append(.changed(a, b)) }
        } else {
            runs += longest(a, b)
        }
        if tail > 0 { runs.append(.same(Array(old.suffix(tail)))) }
        return runs
    }

    private static func longest<Item: Equatable>(_ a: [Item], _ b: [Item]) -> [Run<Item>] {
        let width = b.count + 1
        // lengths[i * width + j]: of the longest run that a[i...] and b[j...] share.
        var lengths = [Int32](repeating: 0, count: (a.count + 1) * width)
        for i in a.indices.reversed() {
            for j in b.indices.reversed() {
                let at = i * width + j
                lengths[at] = a[i] == b[j] ? lengths[at + width + 1] + 1 : max(lengths[at + width], lengths[at + 1])
            }
        }
        var runs: [Run<Item>] = []
        var (i, j) = (0, 0)
        while i < a.count || j < b.count {
            if i < a.count, j < b.count, a[i] == b[j] {
                let start = i
                while i < a.count, j < b.count, a[i] == b[j] { (i, j) = (i + 1, j + 1) }
                runs.append(.same(Array(a[start..<i])))
            } else {
                let (from, to) = (i, j)
                while i < a.count || j < b.count, !(i < a.count && j < b.count && a[i] == b[j]) {
                    if j == b.count || i < a.count && lengths[(i + 1) * width + j] >= lengths[i * width + j + 1] {
                        i += 1
                    } else {
                        j += 1
                    }
                }
                runs.append(.changed(Array(a[from..<i]), Array(b[to..<j])))
            }
        }
        return runs
    }
}
