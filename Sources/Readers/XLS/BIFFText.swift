import Model

/// Reads the texts of a record, which may continue in the records after it.
struct BIFFText {
    private var pieces: ArraySlice<ArraySlice<UInt8>>
    private var piece: ArraySlice<UInt8> = []
    private let damage: Finding

    init(_ pieces: [ArraySlice<UInt8>], damage: Finding) {
        self.pieces = pieces[...]
        self.damage = damage
    }

    var isAtEnd: Bool { piece.isEmpty && pieces.allSatisfy(\.isEmpty) }

    /// Reads a little-endian number of up to four bytes.
    mutating func number(bytes count: Int) throws(Finding) -> Int {
        var number = 0
        for index in 0..<count {
            while piece.isEmpty { try turn() }
            number |= Int(piece.removeFirst()) << (8 * index)
        }
        return number
    }

    /// Reads a text without formats: its length, a flag for UTF-16, its characters ([MS-XLS] 2.5.240, 2.5.294).
    mutating func text(lengthBytes: Int = 2) throws(Finding) -> String {
        let count = try number(bytes: lengthBytes)
        let flags = try number(bytes: 1)
        return try characters(count, areWide: flags & 1 != 0)
    }

    /// Reads a shared text and skips its formats and phonetic hints ([MS-XLS] 2.5.293).
    mutating func sharedText() throws(Finding) -> String {
        let count = try number(bytes: 2)
        let flags = try number(bytes: 1)
        let runs = flags & 8 != 0 ? try number(bytes: 2) : 0
        let hints = flags & 4 != 0 ? try number(bytes: 4) : 0
        let text = try characters(count, areWide: flags & 1 != 0)
        try skip(runs * 4 + hints)
        return text
    }

    /// Reads UTF-16 units, or only their lower bytes. Each record that continues the text begins with a flag for that.
    private mutating func characters(_ count: Int, areWide: Bool) throws(Finding) -> String {
        var units: [UInt16] = []
        var areWide = areWide
        while units.count < count {
            if piece.isEmpty {
                try turn()
                areWide = try number(bytes: 1) & 1 != 0
            }
            let missing = count - units.count
            guard areWide else {
                units += piece.prefix(missing).map(UInt16.init)
                piece = piece.dropFirst(missing)
                continue
            }
            let available = min(missing, piece.count / 2)
            guard available > 0 || piece.isEmpty else { throw damage }
            units += (0..<available).compactMap { piece.number(UInt16.self, at: $0 * 2) }
            piece = piece.dropFirst(available * 2)
        }
        let text = String(decoding: units, as: UTF16.self)
        return units.contains(0x0D) ? text.replacing("\r\n", with: "\n") : text
    }

    private mutating func skip(_ count: Int) throws(Finding) {
        var count = count
        while count > 0 {
            if piece.isEmpty { try turn() }
            let step = min(count, piece.count)
            piece = piece.dropFirst(step)
            count -= step
        }
    }

    private mutating func turn() throws(Finding) {
        guard let next = pieces.popFirst() else { throw damage }
        piece = next
    }
}
