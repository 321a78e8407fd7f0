/// The automaton that finds words: a trie in flat arrays, made once a form. The first letter of a word is one look-up in a
/// table, every further one a walk along the few letters that may follow, side by side in memory. Nothing is hashed, since every
/// character of the prose is looked up.
struct WordTrie<Value: Sendable>: Sendable {
    /// The last letter of each node's word, level by level. Node 0 is the root.
    private var letters: [Unicode.Scalar] = ["\0"]
    /// The meaning of each node's word; nil if it is only the beginning of words.
    private var values: [Value?] = [nil]
    /// The children of node `n` are the nodes from `firstChildren[n]` up to `firstChildren[n + 1]`.
    private var firstChildren: [Int32] = []
    /// The node of each scalar that begins a word, else 0.
    private(set) var firstNodes = ScalarTable()

    /// Of equal words the first one's meaning counts.
    init(_ words: [(word: [Unicode.Scalar], value: Value)]) {
        let words = words.filter { !$0.word.isEmpty }
        let order = words.indices.sorted { a, b in
            let (one, other) = (words[a].word, words[b].word)
            for (x, y) in zip(one, other) where x != y { return x < y }
            return (one.count, a) < (other.count, b)
        }
        // For each node the words that begin with its letters.
        var ranges = [order.indices]
        var depth = 0
        var endOfLevel = 1
        var node = 0
        while node < ranges.count {
            if node == endOfLevel { (depth, endOfLevel) = (depth + 1, ranges.count) }
            firstChildren.append(Int32(ranges.count))
            var rest = ranges[node]
            if depth > 0, let first = rest.first, words[order[first]].word.count == depth {
                values[node] = words[order[first]].value
                rest = rest.drop { words[order[$0]].word.count == depth }
            }
            while let first = rest.first {
                let letter = words[order[first]].word[depth]
                let child = rest.prefix { words[order[$0]].word[depth] == letter }
                if depth == 0 { firstNodes[letter] = Int32(ranges.count) }
                letters.append(letter)
                values.append(nil)
                ranges.append(child)
                rest = rest[child.endIndex...]
            }
            node += 1
        }
        firstChildren.append(Int32(ranges.count))
    }

    /// The longest word that begins at an index of the text, and the index after it.
    func longest(in text: [Unicode.Scalar], at start: Int) -> (value: Value, end: Int)? {
        guard start < text.count else { return nil }
        var node = Int(firstNodes[text[start]])
        var best: (Value, Int)?
        var end = start + 1
        while node != 0 {
            if let value = values[node] { best = (value, end) }
            guard end < text.count else { break }
            node = child(of: node, text[end])
            end += 1
        }
        return best
    }

    /// 0 if no word goes on so.
    private func child(of node: Int, _ letter: Unicode.Scalar) -> Int {
        let end = Int(firstChildren[node + 1])
        var child = Int(firstChildren[node])
        while child < end {
            if letters[child] == letter { return child }
            child += 1
        }
        return 0
    }
}
