import Forms
import Foundation
import Model
import Subprocess
import Templates
import TestSupport
import Testing

@testable import Documents

@Suite struct TemplatesTests {
    private func render(_ template: String, _ values: TemplateValues) throws -> String {
        try DocumentTemplates(["t": [UInt8](template.utf8)], folder: "f").text(of: "t", values, escape: OutputEscaping.markup)
    }

    @Test func textsComeEscapedHoweverTheyAreNamed() throws {
        let values: TemplateValues = [
            "a": .text("<"), "list": .texts(["&"]), "group": .group(["b": .text("'")]), "raw": .markup("<b>"),
        ]
        #expect(try render("{{a}}{{{a}}}{{&a}}{{#list}}{{.}}{{/list}}{{group.b}}{{raw}}", values) == "&lt;&lt;&lt;&amp;&#39;<b>")
        #expect(try render("{{.}}{{list}}{{group}}{{nothing}}{{}}", values) == "")
    }

    @Test func flagsAndAbsences() throws {
        let values: TemplateValues = ["yes": .flag(true), "no": .flag(false), "none": .texts([])]
        #expect(try render("{{#yes}}1{{/yes}}{{#no}}2{{/no}}{{^no}}3{{/no}}{{^none}}4{{/none}}", values) == "134")
    }

    @Test func aTemplateIsNamedWithItsLine() throws {
        let finding = refusal { () throws(Finding) in
            try DocumentTemplates(["t": [UInt8]("甲\n乙\n{{#a}}{{/b}}".utf8)], folder: "模板").text(of: "t", [:], escape: \.self)
        }
        #expect(finding?.code == .templateBroken)
        #expect(finding?.facts == ["file": "模板/t", "line": "3"])
        #expect(finding?.found == "sectionCloseNameIncorrect")
    }

    @Test func aListWithinItselfEnds() throws {
        let values: TemplateValues = ["list": .list((0..<100).map { ["n": .text("\($0)")] })]
        #expect(try render("{{#list}}{{n}} {{/list}}", values).split(separator: " ").count == 100)
        let nested = String(repeating: "{{#list}}", count: 20) + "x" + String(repeating: "{{/list}}", count: 20)
        #expect(throws: Finding.self) { try render(nested, values) }
    }

    /// Our own templates with bytes changed, cut or doubled: written, or refused with a finding.
    @Test(arguments: 0..<150) func damagedTemplatesAreRefusedOrWritten(seed: UInt64) throws {
        var generator = SplitMix(seed: seed)
        let signs = Array("{}#^/!&.()<>%=$*| \n".utf8)
        var files = Dictionary(Templates.documents.map { ($0.name, $0.bytes) }, uniquingKeysWith: { first, _ in first })
        for name in files.keys.sorted() {
            var bytes = files[name] ?? []
            for _ in 0..<Int.random(in: 0...3, using: &generator) {
                let at = Int.random(in: 0..<bytes.count, using: &generator)
                switch Int.random(in: 0..<4, using: &generator) {
                case 0: bytes[at] = signs.randomElement(using: &generator) ?? 0
                case 1: bytes.insert(signs.randomElement(using: &generator) ?? 0, at: at)
                case 2: bytes.removeSubrange(at..<min(bytes.count, at + 20))
                default:
                    bytes.insert(
                        contentsOf: bytes[at..<min(bytes.count, at + 40)], at: Int.random(in: 0..<bytes.count, using: &generator))
                }
            }
            files[name] = bytes
        }
        let templates = DocumentTemplates(files, folder: "f")
        for format in [DocumentFormat.word, .html, .markdown, .text] {
            do {
                _ = try format.bytes(of: Document(report("city"), form: form2021, templates: templates), templates: templates)
            } catch {
                let code = (error as? Finding)?.code.description ?? ""
                #expect(code.hasPrefix("D40"), "\(error)")
            }
        }
    }
}

@Suite struct LibreOfficeTests {
    private func scratch() throws -> URL {
        let folder = FileManager.default.temporaryDirectory.appending(path: "nianbao-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        return folder
    }

    private func finding(of program: String, limit: Duration = .seconds(300)) async throws -> (Finding?, Duration) {
        let folder = try scratch()
        defer { try? FileManager.default.removeItem(at: folder) }
        let path = folder.appending(path: "program")
        try Data("#!/bin/sh\n\(program)\n".utf8).write(to: path)
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path.path)
        var office = LibreOffice()
        (office.programs, office.timeLimit) = ([.name("no-such-program"), .path(.init(path.path))], limit)
        let document = try DocumentFormat.word.bytes(of: Document(Report(form: form2021), form: form2021))
        let start = ContinuousClock.now
        var finding: Finding?
        do { _ = try await office.pdf(of: document, in: folder) } catch let error as Finding { finding = error }
        return (finding, ContinuousClock.now - start)
    }

    @Test func oneThatIsNotThere() async throws {
        var office = LibreOffice()
        office.programs = [.name("no-such-program"), .name("nor-this")]
        let document = try DocumentFormat.word.bytes(of: Document(Report(form: form2021), form: form2021))
        let folder = try scratch()
        defer { try? FileManager.default.removeItem(at: folder) }
        await #expect { try await office.pdf(of: document, in: folder) } throws: { ($0 as? Finding)?.code == .printerMissing }
    }

    @Test func oneThatFails() async throws {
        let (finding, _) = try await finding(of: "echo first >&2; echo second >&2; exit 3")
        #expect(finding?.code == .printerFailed)
        #expect(finding?.found == "second")
    }

    @Test func oneThatHangsIsEndedWithWhatItStarted() async throws {
        let (finding, time) = try await finding(of: "sleep 300 & sleep 300", limit: .seconds(1))
        #expect(finding?.code == .printerTooSlow)
        #expect(time < .seconds(200))
    }

    @Test func fontsHaveTheAlternativesThatTheDocumentNames() throws {
        let document = try DocumentFormat.word.bytes(of: Document(Report(form: form2021), form: form2021))
        let fonts = try FontAlternatives(ofDocument: document).fonts
        #expect(fonts.map(\.name).contains("仿宋_GB2312"))
        #expect(fonts.allSatisfy { !$0.alternatives.isEmpty })
    }
}
