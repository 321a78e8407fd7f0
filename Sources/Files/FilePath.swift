import Foundation
import Text

/// A path as the system keeps it: bytes that need not be UTF-8. Names of files from a Chinese Windows are often GBK.
package struct FilePath: Hashable, Sendable {
    private let characters: ContiguousArray<CChar>

    /// Takes the bytes up to the first NUL.
    package init(_ bytes: some Sequence<UInt8>) {
        characters = ContiguousArray(bytes.prefix { $0 != 0 }.map(CChar.init(bitPattern:))) + [0]
    }

    /// Takes the UTF-8 of a text.
    package init(_ path: String) { self.init(path.utf8) }

    /// The bytes without the closing NUL.
    package var bytes: some BidirectionalCollection<UInt8> { characters.dropLast().lazy.map(UInt8.init(bitPattern:)) }

    /// The path as text, decoded from UTF-8 or GBK.
    package var name: String { fileName(Array(bytes)) ?? String(decoding: bytes, as: UTF8.self) }

    /// The paths of a list: separated by NUL if there is one in it, else a path a line.
    package static func list(_ bytes: [UInt8]) -> [FilePath] {
        let bytes = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes[3...] : bytes[...]
        guard !bytes.contains(0) else { return bytes.split(separator: 0).map { FilePath($0) } }
        let lines = bytes.split { $0 == 0x0A || $0 == 0x0D }
        return lines.map { FilePath($0) }
    }

    /// The path of an entry of this folder.
    package func appending(_ name: [UInt8]) -> FilePath {
        FilePath(Array(bytes) + (bytes.last == UInt8(ascii: "/") ? [] : [UInt8(ascii: "/")]) + name)
    }

    /// Calls `body` with the bytes and a closing NUL.
    package func withCString<Result>(_ body: (UnsafePointer<CChar>) throws -> Result) rethrows -> Result {
        // The array ends in NUL, so there is always a base address.
        try characters.withUnsafeBufferPointer { buffer in
            guard let start = buffer.baseAddress else { return try "".withCString(body) }
            return try body(start)
        }
    }

    /// The absolute path without links; the path itself if nothing exists there.
    package var real: FilePath {
        guard let path = withCString({ realpath($0, nil) }) else { return self }
        defer { free(path) }
        return FilePath(UnsafeRawBufferPointer(start: path, count: strlen(path)))
    }

    /// The folder of an absolute path, with its closing slash.
    package var parent: FilePath {
        FilePath(bytes.lastIndex(of: UInt8(ascii: "/")).map { Array(bytes[..<$0]) + [0x2F] } ?? Array(".".utf8))
    }

    /// The last part of the path as text.
    package var lastName: String { FilePath(bytes.split(separator: UInt8(ascii: "/")).last ?? []).name }

    /// The `stat` of the file, links followed; nil if there is none.
    package var status: stat? {
        var status = stat()
        return withCString { stat($0, &status) } == 0 ? status : nil
    }

    /// The names in a folder, sorted by bytes; nil if it cannot be listed.
    package var entries: [[UInt8]]? {
        guard let folder = withCString({ opendir($0) }) else { return nil }
        defer { closedir(folder) }
        var names: [[UInt8]] = []
        while let entry = readdir(folder) {
            // Swift imports the array `d_name` as a tuple.
            let start = UnsafeRawPointer(entry).advanced(by: MemoryLayout<dirent>.offset(of: \.d_name) ?? 0)
            names.append(Array(UnsafeRawBufferPointer(start: start, count: strlen(start.assumingMemoryBound(to: CChar.self)))))
        }
        return names.sorted { $0.lexicographicallyPrecedes($1) }
    }
}

/// Identifies a file, whichever paths lead to it.
package struct FileIdentity: Hashable {
    let device: UInt64
    let number: UInt64

    /// Takes device and inode number.
    package init(_ status: stat) { (device, number) = (UInt64(status.st_dev), UInt64(status.st_ino)) }
}
