import Archive
import Files
import Foundation
import Synchronization

/// The journal of a folder of results, by which a run continues an interrupted one: `.nianbao.state`, a JSON object a line.
/// The first line has the settings; each other line an input that is done, added after its result was renamed into the
/// folder. A later line about the same result replaces an earlier one; a last line that was cut off is ignored.
final class Journal: Sendable {
    /// An input that is done.
    struct Entry: Codable, Sendable {
        /// Its absolute path.
        var input: String
        var name: String
        /// The SHA-256 of its content.
        let content: String
        /// The name of its result in the folder.
        let output: String
        /// The SHA-256 of its result.
        let result: String
        let identity: Identity?
        let errors: Int
        let brokenRelations: Int
    }

    /// The entries of other inputs that no input of this run has taken over. Each list is in reverse order, for `popLast`.
    private struct Left {
        var outputs: Set<String>
        var byContent: [String: [Entry]]
        var byIdentity: [Identity?: [Entry]]
    }

    private struct Settings: Codable, Equatable { let settings: [String] }

    /// Entries of earlier runs for inputs of this run, by their absolute paths.
    let own: [String: Entry]
    /// Entries of earlier runs for other inputs, sorted by the names of the results.
    let others: [Entry]
    /// The results among `others` whose input is gone.
    let gone: Set<String>
    private let contents: Set<String>
    private let left: Mutex<Left>
    private let folder: String
    private let folderDescriptor: Int32
    private let descriptor: Int32

    /// Locks the folder for this run, and makes it if it is missing. Entries with other settings, or whose result is gone, are
    /// dropped. `inputs` are the absolute paths of this run. Throws `O702` if the folder cannot be written, `O710` if another
    /// run holds it.
    init(_ folder: String, settings: [String], inputs: Set<String>) throws {
        self.folder = folder
        folderDescriptor = try FileIO.takeFolder(folder)
        Self.sweep(folder)
        let path = folder + "/.nianbao.state"
        let entries = Self.entries(at: path, settings: Settings(settings: settings), in: folder)
        own = Dictionary(entries.filter { inputs.contains($0.input) }.map { ($0.input, $0) }, uniquingKeysWith: { $1 })
        others = entries.filter { !inputs.contains($0.input) }
        gone = Self.gone(others)
        contents = Set(others.map(\.content))
        let latest = others.reversed()
        left = Mutex(
            Left(
                outputs: Set(others.map(\.output)), byContent: Dictionary(grouping: latest, by: \.content),
                byIdentity: Dictionary(grouping: latest.filter { [gone] in gone.contains($0.output) }, by: \.identity)))
        // Written anew without the lines that were dropped.
        let lines = try [Self.line(Settings(settings: settings))] + entries.map(Self.line)
        do { try FileIO.write(lines.flatMap { $0 }, to: path) } catch {
            close(folderDescriptor)
            throw error
        }
        descriptor = open(path, O_WRONLY | O_APPEND | O_CLOEXEC)
    }

    deinit {
        close(descriptor)
        close(folderDescriptor)
    }

    /// Whether another input with this content has an entry: this one may be that file, renamed or moved.
    func mayBeMoved(_ content: String) -> Bool { contents.contains(content) }

    /// Whether the result still has the bytes that were written.
    func isWhole(_ entry: Entry) -> Bool {
        (try? FileIO.read("\(folder)/\(entry.output)", limit: 1 << 30)).map(sha256) == entry.result
    }

    /// Takes over the entry of another input with this content. Each entry is given once, so call this in the order of the
    /// inputs.
    func adopt(_ content: String) -> Entry? { takeOver(\.byContent[content], if: isWhole) }

    /// Takes over the entry of a vanished input of that agency and year. Each entry is given once.
    func succeed(_ identity: Identity) -> Entry? { takeOver(\.byIdentity[identity]) { _ in true } }

    private func takeOver(_ list: WritableKeyPath<Left, [Entry]?> & Sendable, if fits: (Entry) -> Bool) -> Entry? {
        left.withLock { left in
            while let entry = left[keyPath: list]?.popLast() {
                if fits(entry), left.outputs.remove(entry.output) != nil { return entry }
            }
            return nil
        }
    }

    /// The results whose input is gone and that no input of this run replaced.
    var orphans: [String] { left.withLock(\.outputs).filter(gone.contains).sorted() }

    /// Unlocks the folder now: threads of this run may keep the journal alive for a moment longer.
    func finish() { flock(folderDescriptor, LOCK_UN) }

    /// Appends an entry. Throws `O702`.
    func add(_ entry: Entry) throws { try FileIO.write(Self.line(entry), to: descriptor) }

    /// The results whose input is no longer in its folder. If the folder is missing too, a disk may only be unmounted.
    private static func gone(_ entries: [Entry]) -> Set<String> {
        let folders = Dictionary(grouping: entries) { FilePath($0.input).parent }
        return folders.reduce(into: []) { gone, folder in
            guard let names = folder.key.entries else { return }
            let present = Set(names.map { FilePath($0).name })
            for entry in folder.value where !present.contains(FilePath(entry.input).lastName) { gone.insert(entry.output) }
        }
    }

    /// Removes the scratch folders of killed runs (`FileIO.withScratch`).
    private static func sweep(_ folder: String) {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        for name in names where name.hasPrefix(".nianbao-") && name.utf8.count == ".nianbao-XXXXXX".utf8.count {
            try? FileManager.default.removeItem(atPath: "\(folder)/\(name)")
        }
    }

    private static func entries(at path: String, settings: Settings, in folder: String) -> [Entry] {
        guard let text = try? Data(contentsOf: URL(fileURLWithPath: path)) else { return [] }
        let lines = text.split(separator: UInt8(ascii: "\n"))
        let decoder = JSONDecoder()
        guard let first = lines.first, (try? decoder.decode(Settings.self, from: first)) == settings else { return [] }
        let entries = lines.dropFirst().compactMap { try? decoder.decode(Entry.self, from: $0) }
        let latest = Dictionary(entries.map { ($0.output, $0) }, uniquingKeysWith: { $1 })
        return latest.values.filter { !$0.output.contains("/") && access("\(folder)/\($0.output)", F_OK) == 0 }
            .sorted { $0.output < $1.output }
    }

    private static func line(_ value: some Encodable) throws -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return try Array(encoder.encode(value)) + [0x0A]
    }
}
