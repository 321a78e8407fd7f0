import CZip
import Foundation
import Model

/// A zip archive in memory. Its directory is checked when it is opened; entries are inflated when they are read.
package struct ZipArchive {
    let entries: [Entry]
    /// Indices of `entries` by their names in small letters.
    private let indices: [String: Int]
    private let handle: Handle
    /// The bytes of the archive.
    let bytes: [UInt8]

    /// Opens an archive and checks its directory: count, sizes, ratios, names, encryption, methods, overlaps. Inflates nothing.
    ///
    /// Throws `A101` to `A111`, `A116`.
    package init(_ bytes: [UInt8], limits: ArchiveLimits = ArchiveLimits()) throws(Finding) {
        let file = ZipBytes(bytes)
        let directory = try CentralDirectory(file, limits: limits)
        try directory.check(against: limits, in: file)
        entries = directory.entries
        indices = Dictionary(
            entries.enumerated().map { ($1.name.lowercased(), $0) }, uniquingKeysWith: { first, _ in first })
        handle = try Handle(bytes)
        self.bytes = bytes
        guard handle.agrees(with: entries) else { throw file.contradiction(at: directory.start) }
    }

    /// The names of the entries, with `/` between folders, in the order of the directory.
    package var entryNames: [String] { entries.map(\.name) }

    /// Whether an entry has this name, in any case (part names: ECMA-376 part 2, §6.2.2.3).
    package func contains(_ name: String) -> Bool { index(of: name) != nil }

    /// The index in `entries` of a name, taken in any case.
    func index(of name: String) -> Int? { indices[name.lowercased()] }

    /// The inflated bytes of the entry of this name, in any case.
    ///
    /// Throws `A112` if there is none, `A113` to `A115` if the data contradict the directory.
    package func read(_ name: String) throws(Finding) -> [UInt8] {
        guard let index = index(of: name) else { throw Finding(.noSuchEntry, facts: ["part": name]) }
        return try handle.read(entries[index], at: index)
    }
}

/// A libzip source that owns a copy of the bytes, so that ours need not outlive it. Nil if memory is short.
func zipSource(copying bytes: [UInt8]) -> OpaquePointer? {
    guard !bytes.isEmpty else { return zip_source_buffer_create(nil, 0, 0, nil) }
    guard let copy = malloc(bytes.count) else { return nil }
    UnsafeMutableRawBufferPointer(start: copy, count: bytes.count).copyBytes(from: bytes)
    guard let source = zip_source_buffer_create(copy, UInt64(bytes.count), 1, nil) else {
        free(copy)
        return nil
    }
    return source
}

/// Owns libzip's archive, which owns the copy of the bytes that it reads.
private final class Handle {
    private let archive: OpaquePointer

    init(_ bytes: [UInt8]) throws(Finding) {
        guard let source = zipSource(copying: bytes) else { throw Finding(.notAnArchive) }
        guard let archive = zip_open_from_source(source, ZIP_RDONLY, nil) else {
            zip_source_free(source)
            throw ZipBytes(bytes).contradiction(at: bytes.count)
        }
        self.archive = archive
    }

    deinit { zip_discard(archive) }

    /// Whether libzip reads the directory that was checked: a file may have two.
    func agrees(with entries: [Entry]) -> Bool {
        zip_get_num_entries(archive, 0) == entries.count
            && entries.enumerated().allSatisfy { index, entry in
                var status = zip_stat_t()
                guard zip_stat_index(archive, UInt64(index), zip_flags_t(ZIP_FL_ENC_RAW), &status) == 0,
                    let name = status.name
                else { return false }
                return status.size == entry.size && status.comp_size == entry.compressedSize
                    && status.crc == entry.checksum && status.comp_method == entry.method
                    && UnsafeRawBufferPointer(start: name, count: strlen(name)).elementsEqual(entry.rawName)
            }
    }

    func read(_ entry: Entry, at index: Int) throws(Finding) -> [UInt8] {
        guard let file = zip_fopen_index(archive, UInt64(index), 0) else {
            throw Finding(.damagedEntryData, facts: ["part": entry.name])
        }
        defer { zip_fclose(file) }
        var last: zip_int64_t = 0
        // One byte more than declared shows whether there are more, and only a read after the last byte checks the CRC.
        // Deflate gives at most 1,032 bytes for one, so a false size takes no more memory than that.
        let room = min(entry.size, 64 + 1_032 * entry.compressedSize) + 1
        let bytes = [UInt8](unsafeUninitializedCapacity: room) { buffer, count in
            repeat {
                last = zip_fread(file, buffer.baseAddress?.advanced(by: count), UInt64(room - count))
                count += max(0, Int(last))
            } while last > 0 && count < room
        }
        let problem = last < 0 ? zip_error_code_zip(zip_file_get_error(file)) : ZIP_ER_OK
        guard problem == ZIP_ER_OK || problem == ZIP_ER_INCONS else {
            throw Finding(problem == ZIP_ER_CRC ? .wrongChecksum : .damagedEntryData, facts: ["part": entry.name])
        }
        guard problem == ZIP_ER_OK, bytes.count == entry.size else {
            let found = bytes.count > entry.size ? "> \(entry.size)" : "\(bytes.count)"
            throw Finding(.wrongEntrySize, found: found, expected: "\(entry.size)", facts: ["part": entry.name])
        }
        return bytes
    }
}
