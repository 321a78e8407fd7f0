import Conversion
import Files
import Forms
import Testing

@Suite struct OutputFormatTests {
    @Test func everyFormatHasANameAndAnEndingOfItsOwn() {
        let names = OutputFormat.all.map(\.name)
        #expect(Set(names).count == names.count)
        for format in OutputFormat.all {
            #expect(OutputFormat(name: format.name) == format)
            #expect(OutputFormat(path: "报告\(format.ending.uppercased())") == format)
        }
    }

    @Test(arguments: ListFormat.allCases) func listsAreWrittenInFormatsOfReports(list: ListFormat) throws {
        let format = try #require(OutputFormat(list))
        #expect(list == .text || format.ending == list.ending)
        #expect(ListFormat.ofFiles.contains(list) == (list != .text))
    }

    @Test(
        arguments: [
            ("a.htm", "html"), ("a.b/c", nil), ("a", nil), ("a.json/", nil), (".md", "md"), ("a.doc", nil), ("a.", nil),
        ] as [(String, String?)])
    func theEndingTells(path: String, name: String?) { #expect(OutputFormat(path: path)?.name == name) }

    @Test(arguments: [("收/附件 1.v2.xlsx", "附件 1.v2"), ("a", "a"), ("a.b/c", "c"), (".md", ""), ("", "")])
    func theStemIsTheLastPart(path: String, stem: String) { #expect(FileName.stem(of: path) == stem) }

    /// The ids are known before any form is decoded.
    @Test func idsOfFormsAreThoseOfTheirFiles() { #expect(Form.knownIDs == Form.known.map(\.id)) }
}
