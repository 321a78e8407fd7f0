import Conversion
import Findings
import Foundation
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
    private func run(_ files: (name: String, bytes: [UInt8])..., origins: Bool = false, jobs: Int = 2) throws -> [Done] {
        var conversion = BatchConversion(converter: try Converter(), jobs: jobs, version: "1", sentences: Sentences(.zh))
        conversion.origins = origins
        var told: [Done] = []
        let inputs = files.map { file in Input(name: file.name, place: "/收/" + file.name) { file.bytes } }
        try conversion.run(inputs, to: .folder(out, .json)) { told.append($0) }
        return told
    }

    private var results: [String] {
        get throws { try FileManager.default.contentsOfDirectory(atPath: out).filter { !$0.hasPrefix(".") }.sorted() }
    }
    private func received(_ name: String) throws -> Int? {
        let report = try Converter().read(Files.read("\(out)/\(name)", limit: 1 << 20)).report
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
            let done = try run(("a", report("甲")), ("b", report("甲", received: 2)), ("c", report("甲", 2023)))
            #expect(done.map { $0.repeated?.code } == [nil, .repeatedReport, nil])
            #expect((done[1].repeated?.found, done[1].repeated?.expected) == ("b", "a"))
            #expect(done.map(\.errors) == [0, 1, 0])
        }
        #expect(try results == ["甲-2023.json", "甲-2024-2.json", "甲-2024.json"])
        #expect(try received("甲-2024.json") == 1)
        #expect(try received("甲-2024-2.json") == 2)
        // Also where the other one is no input any more but its result is still there.
        #expect(try run(("d", report("甲", 2023, received: 5))).map { $0.repeated?.expected } == ["c"])
    }

    @Test func aResultGoesWithWhatItsInputWas() throws {
        try run(("a", report("甲")), ("b", report("乙")))
        let done = try run(("a", report("丁")), ("b", []))
        #expect(done.map(\.state) == [.converted, .failed])
        #expect(done[1].findings.map(\.code) == [.init("W201")])
        #expect(try results == ["丁-2024.json"])
    }

    @Test func anInputThatWasMovedIsKnownByItsContent() throws {
        try run(("a", report("甲")), ("b", report("乙")))
        for _ in 1...2 {
            let done = try run(("x/a", report("甲")), ("b", report("乙")))
            #expect(done.map(\.state) == [.unchanged, .unchanged])
            #expect(done.allSatisfy { $0.repeated == nil })
        }
        // Two copies of one content: one is the old input, the other another submission.
        let copies = try run(("y/a", report("甲")), ("z/a", report("甲")))
        #expect(copies.map(\.state).count { $0 == .unchanged } == 1)
        #expect(copies.count { $0.repeated != nil } == 1)
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
        return names.take(
            for: Done(name: "收/附件 1.v2.xlsx", state: .converted, findings: [], identity: Identity(report)), extension: "json")
    }

    @Test(arguments: [
        ("望川市教育局", "望川市教育局-2024.json"), ("../a/b", "_a_b-2024.json"), (#"a:b*c?d|e<f>g"#, "a_b_c_d_e_f_g-2024.json"),
        ("..", "-2024.json"),
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
        let rows: [[String?]] = [["a", nil, "", "b,c"], ["say \"x\"", "two\nlines", "=1+1", "-5"], ["@x", "+3.5", "-a", "年"]]
        #expect(
            String(decoding: CSVSink.text(rows), as: UTF8.self)
                == "a,,,\"b,c\"\r\n\"say \"\"x\"\"\",\"two\nlines\",'=1+1,-5\r\n'@x,+3.5,'-a,年\r\n")
    }

    @Test func splitsListsByNULOrLine() {
        #expect(FilePath.list(Array("a b\0c\nd\0".utf8)).map(\.name) == ["a b", "c\nd"])
        #expect(FilePath.list(Array("\u{FEFF}甲.xlsx\r\n\r\n乙.xlsx".utf8)).map(\.name) == ["甲.xlsx", "乙.xlsx"])
        #expect(FilePath.list([0xBC, 0xD7, 0x0A]).map(\.name) == ["甲"])
        #expect(FilePath.list([]) == [])
    }
}
