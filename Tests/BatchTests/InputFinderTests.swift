import Archive
import Conversion
import Files
import Foundation
import Model
import TestSupport
import Testing

@testable import Batch

@Suite final class InputFinderTests {
    private let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)

    init() throws { try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true) }
    deinit { try? FileManager.default.removeItem(at: folder) }

    private func path(_ name: String) -> String { folder.appendingPathComponent(name).path }

    private func put(_ name: String, _ bytes: [UInt8] = [1]) throws {
        try FileManager.default.createDirectory(
            atPath: (path(name) as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
        try Data(bytes).write(to: URL(fileURLWithPath: path(name)))
    }

    /// The inputs' names below the folder.
    private func found(_ names: String..., excluding: String? = nil) -> [String] {
        inputs(names, excluding: excluding).map(\.name)
    }

    private func inputs(_ names: [String], excluding: String? = nil) -> [Input] {
        var finder = InputFinder(excluding: excluding.map { [path($0)] } ?? [])
        for name in names { try? finder.add(FilePath(path(name))) }
        return finder.inputs.map { input in
            Input(name: String(input.name.dropFirst(folder.path.count + 1)), modified: input.modified, load: input.load)
        }
    }

    @Test func walksFoldersInTheOrderOfNames() throws {
        for name in ["收/b.xlsx", "收/a/2.xls", "收/a/1.ods", "收/c", "单.json"] { try put(name) }
        #expect(found("收", "单.json") == ["收/a/1.ods", "收/a/2.xls", "收/b.xlsx", "收/c", "单.json"])
        #expect(found("单.json", "收/b.xlsx", "收") == ["单.json", "收/b.xlsx", "收/a/1.ods", "收/a/2.xls", "收/c"])
    }

    @Test func leavesOutWhatIsBesideTheFiles() throws {
        for name in [
            "a/~$甲.xlsx", "a/.~lock.甲.xlsx#", "a/.git/x", "a/Thumbs.db", "a/desktop.ini", "a/__MACOSX/甲.xlsx", "a/甲.xlsx",
        ] {
            try put(name)
        }
        #expect(found("a") == ["a/甲.xlsx"])
        #expect(found("a/~$甲.xlsx") == ["a/~$甲.xlsx"])
    }

    @Test func readsAFileOnceWhateverLeadsToIt() throws {
        for name in ["a/b/甲.xlsx", "out/乙.json"] { try put(name) }
        symlink("..", path("a/b/up"))
        symlink("甲.xlsx", path("a/b/丙.xlsx"))
        symlink("nowhere", path("a/z"))
        #expect(found("a", "a/b/甲.xlsx", "a") == ["a/b/丙.xlsx", "a/z"])
        symlink("../out", path("a/out"))
        #expect(found("a", excluding: "out") == ["a/b/丙.xlsx", "a/z"])
    }

    @Test func expandsPatternsUnlessAFileHasThatName() throws {
        for name in ["a/1.xlsx", "a/2.xlsx", "b/3.xlsx", "b/3.xls", "[1].xlsx"] { try put(name) }
        #expect(found("*/*.xlsx") == ["a/1.xlsx", "a/2.xlsx", "b/3.xlsx"])
        #expect(found("[1].xlsx") == ["[1].xlsx"])
        let missing = inputs(["*.doc"])
        #expect(missing.map(\.name) == ["*.doc"])
        #expect { try missing[0].load() } throws: { ($0 as? Finding)?.code == .fileNotFound }
    }

    @Test func doesNotWaitForPipesOfAFolder() throws {
        try put("a/甲.xlsx")
        mkfifo(path("a/pipe"), 0o600)
        #expect(found("a") == ["a/甲.xlsx"])
        symlink("pipe", path("a/link"))
        #expect(found("a") == ["a/甲.xlsx"])
        // Nor for those that a pattern fits, or that are named: they are refused with the reason.
        for name in ["a/p*", "a/pipe", "a/link"] {
            let inputs = inputs([name])
            #expect(inputs.count == 1)
            #expect { try inputs[0].load() } throws: { ($0 as? Finding)?.code == .fileNotReadable }
        }
    }

    @Test func readsNamesThatAreNotUTF8() throws {
        try put("a/x")
        let name: [UInt8] = [0xBC, 0xD7, 0x2E, 0x78]  // 甲.x in GBK
        let made = FilePath(path("a")).appending(name).withCString { creat($0, 0o600) }
        #expect(made >= 0)
        close(made)
        #expect(found("a") == ["a/x", "a/甲.x"])
        #expect(try inputs(["a"]).map { try $0.load().count } == [1, 0])
    }

    @Test func opensZipsWithNamesInEitherEncoding() throws {
        var gbk = Zip.Entry("", Array("1".utf8))
        gbk.name = [0xCA, 0xD0, 0x2F, 0xBD, 0xCC, 0xD3, 0xFD, 0xBE, 0xD6, 0x2E, 0x78]  // 市/教育局.x
        var backslash = Zip.Entry("", Array("2".utf8))
        backslash.name = [0x88, 0xD2, 0x81, 0x5C, 0x2E, 0x78]  // 堃乗.x, the last byte of a character that of a backslash
        // 中 and 逐 differ in GBK as C and c do in Latin-1.
        var (first, second) = (Zip.Entry("", Array("3".utf8)), Zip.Entry("", Array("4".utf8)))
        (first.name, second.name) = ([0xD6, 0xD0], [0xD6, 0xF0])
        let entries = [
            gbk, backslash, first, second, Zip.Entry("乡/乙.x", "5"), Zip.Entry("乡/"), Zip.Entry("~$乙.x"),
            Zip.Entry("__MACOSX/._乙.x"),
        ]
        try put("收.zip", Zip(entries).bytes)
        let all = inputs(["收.zip"])
        #expect(all.map(\.name) == ["收.zip/中", "收.zip/乡/乙.x", "收.zip/堃乗.x", "收.zip/市/教育局.x", "收.zip/逐"])
        #expect(try all.map { String(decoding: try $0.load(), as: UTF8.self) } == ["3", "5", "2", "1", "4"])
        // Once more, after all members were read and the zip was closed.
        #expect(try all[1].load() == Array("5".utf8))
    }

    @Test func aZipMayBeAWorkbookOrDamaged() throws {
        try put("a/1.zip", Book("").bytes)
        try put("a/2.zip", Array(Zip(Zip.Entry("甲", "1")).bytes.dropLast(9)))
        try put("a/3.ZIP", Zip(Zip.Entry("../甲", "1")).bytes)
        let all = inputs(["a"])
        #expect(all.map(\.name) == ["a/1.zip", "a/2.zip", "a/3.ZIP"])
        #expect(try all[0].load() == Book("").bytes)
        #expect { try all[1].load() } throws: { ($0 as? Finding)?.code == .notAnArchive }
        #expect { try all[2].load() } throws: { ($0 as? Finding)?.code == .unsafeEntryName }
    }
}
