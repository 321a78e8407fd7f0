import Files
import Foundation
import Messages
import Model
import Testing

@testable import Conversion

@Suite final class FilesTests {
    private let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)

    init() throws { try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true) }
    deinit { try? FileManager.default.removeItem(at: folder) }

    private func path(_ name: String) -> String { folder.appendingPathComponent(name).path }
    private func text(_ name: String) throws -> String { try String(contentsOfFile: path(name), encoding: .utf8) }
    private var names: [String] { get throws { try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() } }

    @Test func writesAndReplacesWhole() throws {
        try FileIO.write(Array("one".utf8), to: path("a.json"))
        try FileIO.write(Array("two".utf8), to: path("a.json"))
        #expect(try text("a.json") == "two")
        #expect(try names == ["a.json"])
    }

    @Test func keepsTheModeAndTheLink() throws {
        try FileIO.write(Array("one".utf8), to: path("a.json"))
        chmod(path("a.json"), 0o640)
        symlink("a.json", path("link.json"))
        try FileIO.write(Array("two".utf8), to: path("link.json"))
        var status = stat()
        #expect(lstat(path("link.json"), &status) == 0 && status.st_mode & S_IFMT == S_IFLNK)
        #expect(stat(path("a.json"), &status) == 0 && status.st_mode & 0o777 == 0o640)
        #expect(try text("a.json") == "two")
    }

    @Test func aNewFileHasTheUsualMode() throws {
        let mask = umask(0o027)
        defer { umask(mask) }
        try FileIO.write([], to: path("a.json"))
        var status = stat()
        #expect(stat(path("a.json"), &status) == 0 && status.st_mode & 0o777 == 0o640)
    }

    @Test func doesNotReplaceItsInput() throws {
        try FileIO.write(Array("one".utf8), to: path("a.json"))
        link(path("a.json"), path("b.json"))
        symlink("a.json", path("c.json"))
        for output in ["a.json", "b.json", "c.json"] {
            #expect { try FileIO.write([], to: path(output), unless: [path("a.json")]) } throws: {
                ($0 as? Finding)?.code == .outputIsInput
            }
        }
        #expect(try text("a.json") == "one")
    }

    @Test func saysWhatCannotBeWritten() throws {
        for output in ["missing/a.json", ".", "a\0b/c"] {
            #expect { try FileIO.write([1], to: path(output)) } throws: { ($0 as? Finding)?.code == .outputNotWritable }
        }
        #expect(try names == [])
    }

    @Test func aPendingFileIsOneRunsAlone() throws {
        let first = try PendingFile(path("a.csv"))
        try first.write(Array("one".utf8))
        #expect { try PendingFile(self.path("a.csv")) } throws: { ($0 as? Finding)?.code == .outputBusy }
        try first.write(Array("two".utf8))
        try first.finish()
        #expect(try text("a.csv") == "onetwo")
        #expect(try names == ["a.csv"])
    }

    @Test func filesThatBelongTogetherGetTheirNamesTogether() throws {
        let files = try ["a", "b"].map { try PendingFile(path($0)) }
        for (file, word) in zip(files, ["one", "two"]) { try file.write(Array(word.utf8)) }
        #expect(try names == [".a.part", ".b.part"])
        try PendingFile.finish(files)
        #expect(try names == ["a", "b"])
        // What stands in the way is met before there is work to lose.
        #expect { try PendingFile(self.folder.path) } throws: { ($0 as? Finding)?.found == FileIO.reason(EISDIR) }
    }

    /// As where the file system in memory is full.
    @Test func scratchIsBesideTheOutputWhereMemoryFails() throws {
        let output = folder.appendingPathComponent("out.xlsx").path
        var tried: [String] = []
        let answer = try FileIO.withScratchInMemory(orBeside: output) { scratch -> Int in
            tried.append(scratch.path)
            guard scratch.path.hasPrefix(folder.path) else { throw Finding(Finding.Code("full")) }
            return 1
        }
        #expect(answer == 1 && tried.count <= 2)
        #expect(tried.allSatisfy { !FileManager.default.fileExists(atPath: $0) })
        #expect(throws: Finding.self) {
            try FileIO.withScratchInMemory(orBeside: output) { _ in throw Finding(Finding.Code("full")) }
        }
    }

    @Test func whatFoundationThrowsIsAFinding() {
        let error = CocoaError(.fileWriteOutOfSpace)
        #expect((Finding(error).code, Finding(error).found) == (.notDone, FileIO.reason(ENOSPC)))
        #expect(Sentences(.zh).sentence(Finding(error)).contains("磁盘已满"))
        #expect(Finding(Finding(.fileTooLarge) as any Error).code == .fileTooLarge)
    }

    @Test func aPendingFileIsWrittenOverWhatARunThatWasKilledLeft() throws {
        try Data("left, and longer".utf8).write(to: URL(fileURLWithPath: path(".a.csv.part")))
        let file = try PendingFile(path("a.csv"))
        try file.write(Array("one".utf8))
        try file.finish()
        #expect(try text("a.csv") == "one")
        #expect(try names == ["a.csv"])
    }

    @Test func readsWithinTheLimit() throws {
        let bytes = [UInt8](repeating: 7, count: 100_000)
        try FileIO.write(bytes, to: path("a"))
        #expect(try FileIO.read(path("a"), limit: 100_000) == bytes)
        #expect { try FileIO.read(self.path("a"), limit: 99_999) } throws: { ($0 as? Finding)?.code == .fileTooLarge }
        #expect { try FileIO.read(self.path("b"), limit: 9) } throws: { ($0 as? Finding)?.code == .fileNotFound }
        #expect { try FileIO.read(self.folder.path, limit: 9) } throws: { ($0 as? Finding)?.code == .fileNotReadable }
    }
}
