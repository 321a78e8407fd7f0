import Archive
import Batch
import Files
import Foundation
import Model
import Synchronization

/// The folder of the workbooks that go back to be mended. Nothing in it changes before all are marked. Then those of an
/// earlier run go, as its list (`.nianbao.returned`) has them, unless somebody changed them since; nothing else is touched.
package final class ReturnFolder: Sendable {
    /// A workbook in the folder, as it was left.
    private struct Entry: Codable, Hashable {
        let name: String
        let size: Int64
        /// When it was written, in nanoseconds.
        let modified: Int64

        /// The entry of a file at a path, under a name; nil where there is no file.
        init?(_ path: String, name: String) {
            var status = stat()
            guard lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
            self.name = name
            size = Int64(status.st_size)
            modified = Int64(status.st_mtim.tv_sec) * 1_000_000_000 + Int64(status.st_mtim.tv_nsec)
        }
    }

    /// As it was given.
    package let path: String
    private let lock: Int32
    /// The workbooks marked so far, by the names of their inputs.
    private let marked = Mutex<[String: String]>([:])

    /// Locks the folder for this run, and creates it if needed. Throws `O702`, `O710`.
    package init(_ path: String) throws {
        self.path = path
        lock = try FileIO.takeFolder(path)
        try FileIO.makeScratch(scratch)
    }

    deinit {
        FileIO.removeScratch(scratch)
        close(lock)
    }

    /// The folder of workbooks that have no names yet.
    private var scratch: String { path + "/.nianbao-returned" }
    private static let list = "/.nianbao.returned"

    /// The files that the last run left in a folder, by its list; empty if the list is absent or cannot be read.
    private static func listed(in folder: String) -> Set<Entry> {
        let entries = try? JSONDecoder().decode([Entry].self, from: Data(contentsOf: URL(fileURLWithPath: folder + list)))
        return Set(entries ?? [])
    }

    /// The inputs without the marked workbooks of an earlier run, which go out to the agencies, unless somebody changed them.
    /// `named` are the paths as given: what is named itself, or lies in a folder that is, stays.
    package static func leavingOutReturned(_ inputs: [Input], named: [String]) -> [Input] {
        let named = Set(named.map { URL(fileURLWithPath: $0).path })
        var known: [String: Set<Entry>] = [:]
        return inputs.filter { input in
            let file = URL(fileURLWithPath: input.name)
            let folder = file.deletingLastPathComponent().path
            if named.contains(folder) || named.contains(file.path) { return true }
            let entries = known[folder] ?? listed(in: folder)
            known[folder] = entries
            guard !entries.isEmpty, let entry = Entry(input.name, name: file.lastPathComponent) else { return true }
            return !entries.contains(entry)
        }
    }

    /// Keeps the workbook that `marking` makes for a path, until `publish` names it. `marking` is called again with the ending
    /// that it wants where it throws `O705`; all else that it throws is thrown, and `O702`.
    func keep(_ input: String, marking: (_ path: String) throws -> [UInt8]) throws {
        let base = marked.withLock { marked in
            marked[input] = ""
            return "\(scratch)/\(marked.count)"
        }
        do { try write(input, to: base + ".xlsx", marking) } catch let finding as Finding where finding.code == .wrongExtension {
            // A workbook with macros keeps its own ending.
            try write(input, to: base + (finding.expected ?? ""), marking)
        }
    }

    private func write(_ input: String, to path: String, _ marking: (String) throws -> [UInt8]) throws {
        try FileIO.write(marking(path), to: path)
        marked.withLock { $0[input] = path }
    }

    /// Names the workbooks by agency and year, and takes away those of an earlier run. Gives the name of each by the file
    /// that came in, and how many of an earlier run were removed. Throws `O702`, and what listing the folder throws.
    package func publish(_ register: Register) throws -> (names: [String: String], removed: Int) {
        let present = try FileManager.default.contentsOfDirectory(atPath: path)
        let known = Self.listed(in: path)
        let old = present.compactMap { Entry("\(path)/\($0)", name: $0) }.filter(known.contains)
        let kept = Set(present).subtracting(old.map(\.name))
        var taken = OutputNames(taken: Array(kept))
        var moves: [(file: String, from: String, entry: Entry)] = []
        for entry in register.entries {
            for filing in entry.filings {
                guard let from = marked.withLock({ $0[filing.file] }), !from.isEmpty else { continue }
                let base = OutputNames.safe(entry.agency, ending: filing.report?.year.map { "-\($0)" } ?? "")
                let name = taken.take(base, suffix: "." + URL(fileURLWithPath: from).pathExtension)
                if let entry = Entry(from, name: name) { moves.append((filing.file, from, entry)) }
            }
        }
        // Old and new, so that the next run knows every file even if this one is killed here.
        try save(old + moves.map(\.entry))
        for move in moves where rename(move.from, "\(path)/\(move.entry.name)") != 0 {
            throw Finding(.outputNotWritable, found: FileIO.reason(errno))
        }
        let names = Set(moves.map(\.entry.name))
        let stale = old.filter { !names.contains($0.name) }
        for each in stale { unlink("\(path)/\(each.name)") }
        try save(moves.map(\.entry))
        return (Dictionary(moves.map { ($0.file, $0.entry.name) }, uniquingKeysWith: { first, _ in first }), stale.count)
    }

    private func save(_ entries: [Entry]) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        try FileIO.write(Array(encoder.encode(entries)), to: path + Self.list)
    }
}
