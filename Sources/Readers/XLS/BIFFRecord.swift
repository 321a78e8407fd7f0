import Model

/// A record of a workbook's stream ([MS-XLS] 2.1.4).
struct BIFFRecord {
    /// The types that are read ([MS-XLS] 2.3).
    enum Kind: UInt16 {
        case formula = 0x0006
        case end = 0x000A
        case filePass = 0x002F
        case continued = 0x003C
        case sheet = 0x0085
        case compactNumbers = 0x00BD
        case richText = 0x00D6
        case merges = 0x00E5
        case sharedTexts = 0x00FC
        case sharedText = 0x00FD
        case number = 0x0203
        case text = 0x0204
        case booleanOrError = 0x0205
        case formulaText = 0x0207
        case compactNumber = 0x027E
        case begin = 0x0809
    }

    let type: UInt16
    let body: ArraySlice<UInt8>
    /// Offset of the record in the stream.
    let position: Int

    var kind: Kind? { Kind(rawValue: type) }

    /// The error to throw if the record contradicts the format: `W242`.
    var damage: Finding {
        let digits = String(type, radix: 16, uppercase: true)
        let padded = String(repeating: "0", count: max(0, 4 - digits.count)) + digits
        return Finding(.damagedRecord, found: "\(position)", facts: ["record": "0x\(padded)"])
    }

    /// The little-endian number at an offset in the body. Throws `damage` if it lies outside.
    func number<Number: FixedWidthInteger>(_ type: Number.Type, at offset: Int) throws(Finding) -> Number {
        guard let number = body.number(type, at: offset) else { throw damage }
        return number
    }
}

/// The records of a stream, one after another.
struct BIFFRecords {
    let stream: [UInt8]
    private(set) var position: Int

    init(_ stream: [UInt8], from position: Int = 0) {
        self.stream = stream
        self.position = position
    }

    /// The next record. Throws `W242` at the end: a stream must end with an end record.
    mutating func next() throws(Finding) -> BIFFRecord {
        let type = stream.number(UInt16.self, at: position)
        let cut = BIFFRecord(type: type ?? 0, body: [], position: position)
        guard type != nil, let length = stream.number(UInt16.self, at: position + 2) else { throw cut.damage }
        let start = position + 4
        guard start + Int(length) <= stream.count else { throw cut.damage }
        let record = BIFFRecord(type: cut.type, body: stream[start..<start + Int(length)], position: position)
        position = start + Int(length)
        return record
    }

    /// A reader for the body of a record from an offset on, and for the records that continue it.
    mutating func text(of record: BIFFRecord, from offset: Int = 0) throws(Finding) -> BIFFText {
        var pieces = [record.body.dropFirst(offset)]
        while stream.number(UInt16.self, at: position) == BIFFRecord.Kind.continued.rawValue {
            pieces.append(try next().body)
        }
        return BIFFText(pieces, damage: record.damage)
    }
}
