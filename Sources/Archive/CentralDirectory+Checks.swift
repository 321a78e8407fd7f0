import Model

/// Refusals that need only the directory, before memory is allocated for an entry.
extension CentralDirectory {
    /// Throws `A103` to `A111`.
    func check(against limits: ArchiveLimits, in file: ZipBytes) throws(Finding) {
        try checkNames()
        try checkSizes(limits)
        for entry in entries {
            guard !entry.isEncrypted else { throw Finding(.encryptedEntry, facts: ["part": entry.name]) }
            guard [0, 8].contains(entry.method) else {
                throw Finding(.unsupportedCompression, found: "\(entry.method)", facts: ["part": entry.name])
            }
        }
        try checkOffsets(in: file)
    }

    private func checkNames() throws(Finding) {
        var seen: [String: String] = [:]
        for name in entries.map(\.name) {
            guard !Self.isUnsafe(name) else { throw Finding(.unsafeEntryName, found: name) }
            if let other = seen.updateValue(name, forKey: name.lowercased()) {
                throw Finding(.repeatedEntryName, found: name, facts: ["other": other])
            }
        }
    }

    /// Whether a name leads outside the archive on some system, or has a NUL, where C ends it.
    private static func isUnsafe(_ name: String) -> Bool {
        let bytes = name.utf8
        return bytes.isEmpty || bytes.first == UInt8(ascii: "/") || bytes.contains(0)
            || bytes.dropFirst().first == UInt8(ascii: ":")
            || bytes.split(separator: UInt8(ascii: "/")).contains { $0.elementsEqual("..".utf8) }
    }

    private func checkSizes(_ limits: ArchiveLimits) throws(Finding) {
        var total = 0
        for entry in entries {
            guard entry.size <= limits.partSize else {
                throw Finding(
                    .partTooLarge, found: "\(entry.size)", expected: "\(limits.partSize)", facts: ["part": entry.name])
            }
            guard entry.size <= limits.totalSize - total else {
                throw Finding(.archiveTooLarge, expected: "\(limits.totalSize)", facts: ["part": entry.name])
            }
            total += entry.size
            let ratio = entry.size / max(1, entry.compressedSize)
            guard entry.size <= limits.ratioFreeSize || ratio <= limits.ratio else {
                throw Finding(
                    .suspiciousRatio, found: "\(ratio)", expected: "\(limits.ratio)", facts: ["part": entry.name])
            }
        }
    }

    /// Checks that each entry, from its local header to the end of its data, ends before the next one and the directory.
    private func checkOffsets(in file: ZipBytes) throws(Finding) {
        var before: (name: String, end: Int)?
        for entry in entries.sorted(by: { $0.offset < $1.offset }) {
            if let before, entry.offset < before.end {
                throw Finding(.overlappingEntries, facts: ["part": entry.name, "other": before.name])
            }
            before = (entry.name, try end(of: entry, in: file))
        }
        if let before, before.end > start { throw file.contradiction(at: start) }
    }

    /// The offset after the data of an entry by its local header (APPNOTE 4.3.7), which must agree with the directory.
    private func end(of entry: Entry, in file: ZipBytes) throws(Finding) -> Int {
        let header = try file.within(entry.offset)
        try file.expect("PK\u{3}\u{4}", at: header)
        let nameLength = try file.number(at: header + 26, bytes: 2)
        let extraLength = try file.number(at: header + 28, bytes: 2)
        let name = try file.slice(at: header + 30, count: nameLength)
        let method = try file.number(at: header + 8, bytes: 2)
        let sizesAgree = try sizesAgree(entry, header: header, in: file)
        guard name.elementsEqual(entry.rawName), method == entry.method, sizesAgree,
            entry.compressedSize <= start, entry.method != 0 || entry.compressedSize == entry.size
        else {
            throw file.contradiction(at: header)
        }
        return try file.within(header + 30 + nameLength + extraLength + entry.compressedSize)
    }

    /// Whether the sizes in a local header agree with the directory. They may follow the data; and a zip64 header has 0xFFFFFFFF for
    /// both, even if the directory has the sizes themselves.
    private func sizesAgree(_ entry: Entry, header: Int, in file: ZipBytes) throws(Finding) -> Bool {
        let compressed = try file.number(at: header + 18, bytes: 4)
        let size = try file.number(at: header + 22, bytes: 4)
        return entry.hasDataDescriptor || compressed == Self.unknown32
            || (compressed, size) == (entry.compressedSize, entry.size)
    }
}
