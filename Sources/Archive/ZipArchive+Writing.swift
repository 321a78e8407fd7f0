import CZip
import Foundation
import Model

extension ZipArchive {
    /// The bytes of a new archive with these entries in their order, deflated. All have one fixed time, so that the same entries
    /// give the same bytes. Throws `A117` with libzip's reason.
    package static func bytes(of entries: [(name: String, bytes: [UInt8])]) throws(Finding) -> [UInt8] {
        let draft = try ArchiveDraft(of: [])
        for entry in entries { try draft.add(entry.name, entry.bytes) }
        return try draft.close()
    }

    /// The bytes of the archive with some entries replaced or added (by name, in any case) and some removed. All others keep
    /// their order and their stored bytes. `\` between folders in a name becomes `/`: hardly any program but Excel finds the
    /// part otherwise. Throws `A117` with libzip's reason.
    package func changed(
        replacing parts: [(name: String, bytes: [UInt8])], removing removed: [String] = []
    ) throws(Finding) -> [UInt8] {
        let draft = try ArchiveDraft(of: bytes)
        for (index, entry) in entries.enumerated() where entry.rawName.contains(UInt8(ascii: "\\")) {
            try draft.rename(index, to: entry.name)
        }
        for part in parts {
            if let index = index(of: part.name) {
                try draft.replace(index, part.bytes)
            } else {
                try draft.add(part.name, part.bytes)
            }
        }
        for index in removed.compactMap(index) { try draft.remove(index) }
        return try draft.close()
    }
}

/// An archive being written in memory. Owns libzip's archive and the source that it is written to.
private final class ArchiveDraft {
    private let archive: OpaquePointer
    private let source: OpaquePointer
    private var isOpen = true

    /// Starts from the bytes of an archive, or from nothing if they are empty.
    init(of bytes: [UInt8]) throws(Finding) {
        guard let source = zipSource(copying: bytes) else { throw Self.failure("zip_source_buffer") }
        guard let archive = zip_open_from_source(source, bytes.isEmpty ? ZIP_CREATE | ZIP_TRUNCATE : 0, nil) else {
            zip_source_free(source)
            throw Self.failure("zip_open")
        }
        // Closing the archive frees the source, and the result is read from it afterwards.
        zip_source_keep(source)
        (self.archive, self.source) = (archive, source)
    }

    deinit {
        if isOpen { zip_discard(archive) }
        zip_source_free(source)
    }

    func add(_ name: String, _ bytes: [UInt8]) throws(Finding) {
        try put(bytes) { zip_file_add(archive, name, $0, zip_flags_t(ZIP_FL_ENC_UTF_8)) }
    }

    func replace(_ index: Int, _ bytes: [UInt8]) throws(Finding) {
        try put(bytes) { zip_file_replace(archive, UInt64(index), $0, 0) == 0 ? Int64(index) : -1 }
    }

    func remove(_ index: Int) throws(Finding) {
        guard zip_delete(archive, UInt64(index)) == 0 else { throw failure() }
    }

    func rename(_ index: Int, to name: String) throws(Finding) {
        guard zip_file_rename(archive, UInt64(index), name, zip_flags_t(ZIP_FL_ENC_UTF_8)) == 0 else { throw failure() }
    }

    private func put(_ bytes: [UInt8], _ enter: (OpaquePointer) -> Int64) throws(Finding) {
        guard let entry = zipSource(copying: bytes) else { throw Self.failure("zip_source_buffer") }
        let index = enter(entry)
        guard index >= 0 else {
            zip_source_free(entry)
            throw failure()
        }
        // 1 January 1980, the earliest date of a zip file.
        guard zip_file_set_dostime(archive, UInt64(index), 0, 0x21, 0) == 0,
            zip_set_file_compression(archive, UInt64(index), ZIP_CM_DEFLATE, 0) == 0
        else { throw failure() }
    }

    /// Writes the archive and returns its bytes.
    func close() throws(Finding) -> [UInt8] {
        guard zip_close(archive) == 0 else { throw failure() }
        isOpen = false
        var status = zip_stat_t()
        guard zip_source_stat(source, &status) == 0, zip_source_open(source) == 0 else { throw Self.failure("zip_source_open") }
        defer { zip_source_close(source) }
        let size = Int(status.size)
        let bytes = [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
            count = max(0, Int(zip_source_read(source, buffer.baseAddress, UInt64(size))))
        }
        guard bytes.count == size else { throw Self.failure("zip_source_read") }
        return bytes
    }

    private func failure() -> Finding { Self.failure(String(cString: zip_strerror(archive))) }
    private static func failure(_ reason: String) -> Finding { Finding(.archiveNotWritten, found: reason) }
}
