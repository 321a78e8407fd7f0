import Conversion
import Files
import Foundation
import Messages
import Model
import TestSupport
import Testing

@testable import Batch

/// Runs into a folder after each other.
@Suite final class ResumeTests {
    private let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    private var out: String { folder.appendingPathComponent("out").path }

    init() throws { try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true) }
    deinit { try? FileManager.default.removeItem(at: folder) }

    private func report(_ agency: String, _ year: Int = 2024, received: Int = 1) -> [UInt8] {
        Array(
            #"{"form": "2021", "year": \#(year), "agency": {"name": "\#(agency)"}, "requests": {"received": {"total": \#(received)}}}"#
                .utf8)
    }

    @discardableResult
    private func run(_ files: (name: String, bytes: [UInt8])..., origins: Bool = false, jobs: Int = 2) throws
        -> [ConversionOutcome]
    {
        try run(
            files.map { file in Input(name: file.name, absolutePath: "/收/" + file.name) { file.bytes } }, origins: origins,
            jobs: jobs
        ).outcomes
    }

    private func run(_ inputs: [Input], origins: Bool = false, jobs: Int = 2) throws -> (
        outcomes: [ConversionOutcome], remarks: [Finding]
    ) {
        var conversion = BatchConversion(converter: Converter(), jobs: jobs, version: "1", sentences: Sentences(.zh))
        conversion.origins = origins
        var outcomes: [ConversionOutcome] = []
        let remarks = try conversion.run(inputs, to: .folder(out, .json)) { outcomes.append($0) }
        return (outcomes, remarks)
    }

    /// Files that stand in a folder, and are its only ones.
    private func run(inFolder files: (name: String, bytes: [UInt8])...) throws -> (
        outcomes: [ConversionOutcome], remarks: [Finding]
    ) {
        let inbox = folder.appendingPathComponent("in")
        try? FileManager.default.removeItem(at: inbox)
        try FileManager.default.createDirectory(at: inbox, withIntermediateDirectories: true)
        for file in files { try Data(file.bytes).write(to: inbox.appendingPathComponent(file.name)) }
        var finder = InputFinder()
        try finder.add(FilePath(inbox.path))
        return try run(finder.inputs)
    }

    private var results: [String] {
        get throws { try FileManager.default.contentsOfDirectory(atPath: out).filter { !$0.hasPrefix(".") }.sorted() }
    }
    private func received(_ name: String) throws -> Int? {
        let report = try Converter().read(FileIO.read("\(out)/\(name)", limit: 1 << 20)).report
        return report.value("requests.received.total").flatMap { Int($0.description) }
    }

    @Test func whatIsUnchangedIsNotConvertedAgain() throws {
        #expect(try run(("a", report("甲")), ("b", report("乙"))).map(\.state) == [.converted, .converted])
        #expect(
            try run(("a", report("甲")), ("b", report("乙", received: 2)), ("c", report("丙"))).map(\.state) == [
                .unchanged, .converted, .converted,
            ])
        #expect(try results == ["丙-2024.json", "乙-2024.json", "甲-2024.json"])
        #expect(try received("乙-2024.json") == 2)
    }

    @Test func otherSettingsConvertAgain() throws {
        try run(("a", report("甲")))
        #expect(try run(("a", report("甲")), origins: true).map(\.state) == [.converted])
        #expect(try results == ["甲-2024.json"])
    }

    @Test func twoReportsOfOneAgencyAndYearAreBothKeptAndTold() throws {
        for _ in 1...2 {
            let outcomes = try run(("a", report("甲")), ("b", report("甲", received: 2)), ("c", report("甲", 2023)))
            #expect(outcomes.map { $0.remarks.first?.code } == [nil, .repeatedReport, nil])
            #expect((outcomes[1].remarks.first?.found, outcomes[1].remarks.first?.expected) == ("b", "a"))
            #expect(outcomes.map(\.errors) == [0, 1, 0])
        }
        #expect(try results == ["甲-2023.json", "甲-2024-2.json", "甲-2024.json"])
        #expect(try received("甲-2024.json") == 1)
        #expect(try received("甲-2024-2.json") == 2)
        // Also where the other one is no input any more but its result is still there.
        #expect(try run(("d", report("甲", 2023, received: 5))).map { $0.remarks.first?.expected } == ["c"])
    }

    @Test func aResultGoesWithWhatItsInputWas() throws {
        try run(("a", report("甲")), ("b", report("乙")))
        let outcomes = try run(("a", report("丁")), ("b", []))
        #expect(outcomes.map(\.state) == [.converted, .failed])
        #expect(outcomes[1].findings.map(\.code) == [.init("W201")])
        #expect(try results == ["丁-2024.json"])
    }

    @Test func anInputThatWasMovedIsKnownByItsContent() throws {
        try run(("a", report("甲")), ("b", report("乙")))
        for _ in 1...2 {
            let outcomes = try run(("x/a", report("甲")), ("b", report("乙")))
            #expect(outcomes.map(\.state) == [.unchanged, .unchanged])
            #expect(outcomes.map(\.remarks) == [[], []])
        }
    }

    @Test(arguments: [1, 4]) func whichOfTwoCopiesWasMovedDependsOnTheirOrderOnly(jobs: Int) throws {
        let bytes = report("甲")
        try run(("a", bytes))
        // The first takes longer to load.
        let copies = [("y/a", 100_000), ("z/a", 0)].map { name, wait in
            Input(name: name, absolutePath: "/收/" + name) {
                usleep(UInt32(wait))
                return bytes
            }
        }
        let outcomes = try run(copies, jobs: jobs).outcomes
        #expect(outcomes.map(\.state) == [.unchanged, .converted])
        #expect(outcomes.map { $0.remarks.map(\.code) } == [[], [.repeatedReport]])
        #expect(try results == ["甲-2024-2.json", "甲-2024.json"])
        // Both have results now, and keep them where both move.
        #expect(try run(("1", bytes), ("2", bytes), jobs: jobs).map(\.state) == [.unchanged, .unchanged])
    }

    @Test func anAlteredResultIsMadeAgainAndTold() throws {
        try run(("a", report("甲")), ("b", report("乙")))
        let path = "\(out)/甲-2024.json"
        let whole = try FileIO.read(path, limit: 1 << 20)
        for damaged in [Array(whole.dropLast(100)), [], whole.map { $0 == UInt8(ascii: "1") ? UInt8(ascii: "7") : $0 }] {
            try Data(damaged).write(to: URL(fileURLWithPath: path))
            let outcomes = try run(("a", report("甲")), ("b", report("乙")))
            #expect(outcomes.map(\.state) == [.converted, .unchanged])
            #expect(outcomes.map { $0.remarks.map(\.code) } == [[.resultAltered], []])
            #expect(outcomes[0].errors == 0)
            #expect(try FileIO.read(path, limit: 1 << 20) == whole)
        }
        // An input that moved gets no remark: it takes no damaged result over.
        try Data().write(to: URL(fileURLWithPath: path))
        #expect(try run(("c", report("甲")), ("b", report("乙"))).map(\.state) == [.converted, .unchanged])
    }

    @Test func aResultWhoseInputIsGoneStaysAndIsTold() throws {
        #expect(try run(inFolder: ("a", report("甲")), ("b", report("乙"))).remarks == [])
        for _ in 1...2 {
            let (outcomes, remarks) = try run(inFolder: ("b", report("乙")))
            #expect(outcomes.map(\.state) == [.unchanged])
            #expect(remarks.map(\.code) == [.resultsLeft])
            #expect((remarks.first?.found, remarks.first?.expected) == ("1", "甲-2024.json"))
            #expect(try results == ["乙-2024.json", "甲-2024.json"])
        }
        // A corrected report under another name comes in its place, and is no second one.
        let (outcomes, remarks) = try run(inFolder: ("a 改", report("甲", received: 2)), ("b", report("乙")))
        #expect(outcomes.map(\.remarks) == [[], []])
        #expect(remarks == [])
        #expect(try results == ["乙-2024.json", "甲-2024.json"])
        #expect(try received("甲-2024.json") == 2)
        // One that was only renamed is known by its content.
        #expect(
            try run(inFolder: ("a 2", report("甲", received: 2)), ("b", report("乙"))).outcomes.map(\.state) == [
                .unchanged, .unchanged,
            ])
        // Where the whole folder is away, a disk may be missing: nothing is replaced.
        try FileManager.default.removeItem(at: folder.appendingPathComponent("in"))
        let away = try run([Input(name: "c", absolutePath: "/别处/c") { [bytes = report("甲", received: 3)] in bytes }])
        #expect(away.outcomes.map { $0.remarks.map(\.code) } == [[.repeatedReport]])
        #expect(away.remarks == [])
        #expect(try received("甲-2024.json") == 2)
    }

    @Test func goesOnFromAStateThatWasCutOff() throws {
        try run(("a", report("甲")), ("b", report("乙")), ("c", report("丙")))
        let path = out + "/.nianbao.state"
        let state = try Data(contentsOf: URL(fileURLWithPath: path))
        for count in stride(from: 0, through: state.count, by: 7) {
            try state.prefix(count).write(to: URL(fileURLWithPath: path))
            let states = try run(("a", report("甲")), ("b", report("乙")), ("c", report("丙"))).map(\.state)
            #expect(states.contains(.converted) == (count < state.count - 1), "\(count) bytes")
            #expect(try results == ["丙-2024.json", "乙-2024.json", "甲-2024.json"])
        }
        try FileManager.default.removeItem(atPath: out + "/乙-2024.json")
        #expect(try run(("a", report("甲")), ("b", report("乙"))).map(\.state) == [.unchanged, .converted])
    }

    @Test func theFolderIsOneRunsAlone() throws {
        try run(("a", report("甲")))
        let journal = try Journal(out, settings: [], inputs: [])
        #expect { try self.run(("a", self.report("甲"))) } throws: { ($0 as? Finding)?.code == .outputBusy }
        withExtendedLifetime(journal) {}
    }
}

@Suite struct OutputNameTests {
    private func name(_ agency: String, _ names: inout OutputNames) throws -> String {
        let report = try Converter().read(Array(#"{"form": "2021", "year": 2024, "agency": {"name": "\#(agency)"}}"#.utf8)).report
        let outcome = ConversionOutcome(
            name: "收/附件 1.v2.xlsx", state: .converted, findings: [], identity: Identity(report))
        return names.take(outcome.baseName, suffix: ".json")
    }

    @Test(arguments: [
        ("望川市教育局", "望川市教育局-2024.json"), ("../a/b", "_a_b-2024.json"), (#"a:b*c?d|e<f>g"#, "a_b_c_d_e_f_g-2024.json"),
        ("..", "_-2024.json"),
        ("", "附件 1.v2.json"),
    ])
    func isSafeEverywhere(agency: String, expected: String) throws {
        var names = OutputNames()
        #expect(try name(agency, &names) == expected)
    }

    @Test func isShortAndTakenOnce() throws {
        var names = OutputNames(taken: ["A局-2024.json"])
        #expect(try name("a局", &names) == "a局-2024-2.json")
        #expect(try name("a局", &names) == "a局-2024-3.json")
        names.release("a局-2024-2.json")
        #expect(try name("A局", &names) == "A局-2024-2.json")
        let long = try name(String(repeating: "长", count: 500), &names)
        #expect(long.utf8.count < 200)
        #expect(long.hasSuffix("长-2024.json"))
        #expect(try name(String(repeating: "长", count: 501), &names).hasSuffix("长-2024-2.json"))
    }
}

@Suite struct ContentTests {
    /// FIPS 180-4's examples, and lengths around the block's.
    @Test(arguments: [
        ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
        ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
        (
            "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
        ),
        (String(repeating: "a", count: 64), "ffe054fe7ae0cb6dc65c3af9b61d5209f439851db43d0ba5997337df154668eb"),
        (String(repeating: "a", count: 55), "9f4390f8d30c2dd92ec9f095b65e2b9ae9b0a925a5258e241c9f1e910f734318"),
        (String(repeating: "a", count: 1_000_000), "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"),
    ])
    func sha(text: String, expected: String) { #expect(sha256(Array(text.utf8)) == expected) }

    @Test func quotesWhatCSVNeedsQuoted() {
        let rows: [[String?]] = [
            ["a", nil, "", "b,c"], ["say \"x\"", "two\nlines", "=1+1", "-5"], ["@x", "+3.5", "-a", "年"],
            ["＝1+1", "＋5", "－5", "＠x", "\n=1"],
        ]
        #expect(
            String(decoding: CSVSink.lines(rows), as: UTF8.self)
                == "a,,,\"b,c\"\r\n\"say \"\"x\"\"\",\"two\nlines\",'=1+1,-5\r\n'@x,+3.5,'-a,年\r\n'＝1+1,'＋5,'－5,'＠x,\"'\n=1\"\r\n"
        )
    }

    @Test func splitsListsByNULOrLine() {
        #expect(FilePath.list(Array("a b\0c\nd\0".utf8)).map(\.name) == ["a b", "c\nd"])
        #expect(FilePath.list(Array("\u{FEFF}甲.xlsx\r\n\r\n乙.xlsx".utf8)).map(\.name) == ["甲.xlsx", "乙.xlsx"])
        #expect(FilePath.list([0xBC, 0xD7, 0x0A]).map(\.name) == ["甲"])
        #expect(FilePath.list([]) == [])
    }
}
