/// The automaton that words are found by: a trie in flat arrays, made once a form. The first letter of a word is one look-up in a
/// table, every further letter a walk along a few siblings; nothing is hashed, since every character of the prose is asked.
struct WordTrie<Value: Sendable>: Sendable {
    private struct Node {
        let letter: Unicode.Scalar
        /// Indices of other nodes; 0 for none.
        var firstChild: Int32 = 0, nextSibling: Int32 = 0
        /// The meaning of the word that ends here.
        var value: Value?
    }

    /// Node 0 stands for "none".
    private var nodes = [Node(letter: "\0")]
    /// For each 256 scalars where their entries begin in `firstNodes`; 0 leads to entries that are all 0.
    private var pages = [Int32](repeating: 0, count: 0x1100)
    /// The node of each scalar that begins a word, 256 a page.
    private var firstNodes = [Int32](repeating: 0, count: 256)

    /// Adds a word. A word that is there already keeps its meaning.
    mutating func add(_ word: some Sequence<Unicode.Scalar>, _ value: Value) {
        var node = 0
        for letter in word {
            let known = node == 0 ? firstNode(letter) : child(of: node, letter)
            node = known != 0 ? known : addNode(letter, under: node)
        }
        if node != 0, nodes[node].value == nil { nodes[node].value = value }
    }

    /// The longest word that begins at an index of the text, and the index after it.
    func longest(in text: [Unicode.Scalar], at start: Int) -> (value: Value, end: Int)? {
        guard start < text.count else { return nil }
        var best: (Value, Int)?
        var node = firstNode(text[start])
        var end = start + 1
        while node != 0 {
            if let value = nodes[node].value { best = (value, end) }
            guard end < text.count else { break }
            node = child(of: node, text[end])
            end += 1
        }
        return best
    }

    private func firstNode(_ letter: Unicode.Scalar) -> Int {
        Int(firstNodes[Int(pages[Int(letter.value >> 8)]) + Int(letter.value & 0xFF)])
    }

    private func child(of node: Int, _ letter: Unicode.Scalar) -> Int {
        var child = Int(nodes[node].firstChild)
        while child != 0, nodes[child].letter != letter { child = Int(nodes[child].nextSibling) }
        return child
    }

    private mutating func addNode(_ letter: Unicode.Scalar, under parent: Int) -> Int {
        let node = nodes.count
        nodes.append(Node(letter: letter, nextSibling: parent == 0 ? 0 : nodes[parent].firstChild))
        if parent != 0 {
            nodes[parent].firstChild = Int32(node)
            return node
        }
        let page = Int(letter.value >> 8)
        if pages[page] == 0 {
            pages[page] = Int32(firstNodes.count)
            firstNodes += [Int32](repeating: 0, count: 256)
        }
        firstNodes[Int(pages[page]) + Int(letter.value & 0xFF)] = Int32(node)
        return node
    }
}
