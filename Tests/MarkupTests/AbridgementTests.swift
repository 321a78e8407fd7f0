import Markup
import Model
import TestSupport
import Testing

/// Reads `r` and `t` of `c`, of which empty ones say nothing, and writes down all events.
private struct CellRecord: MarkupHandler {
    static let abridged = [AbridgedElement("c", reading: ["r", "t"]), AbridgedElement("col", reading: [])]
    var events = ""

    mutating func start(_ element: Element) throws(Finding) {
        let attributes = element.attributes.sorted { $0.key < $1.key }.map { " \($0)=\($1)" }
        events += "<\(element.name)\(attributes.joined())>"
    }
    mutating func text(_ piece: String) { events += piece }
    mutating func end(_ name: String) { events += "</\(name)>" }
}

@Suite struct AbridgementTests {
    private func events(_ content: String) throws(Finding) -> String {
        var record = CellRecord()
        try parse(
            Array("<s xmlns=\"urn:s\" xmlns:x=\"urn:x\">\n\(content)</s>".utf8), part: "p", root: "s", namespaces: ["urn:s"],
            into: &record)
        return String(record.events.dropFirst("<s xmlns=urn:s xmlns:x=urn:x>\n".count).dropLast("</s>".count))
    }

    @Test func leavesOutWhatIsNotRead() throws {
        #expect(
            try events(
                "<col min=\"1\"/><c r=\"A1\" s=\"3\" t=\"s\"><v s=\"1\">7</v></c><c r=\"B1\" s=\"4\"/>\n<c  s=\"2\" r=\"C1\" />.")
                == "<c r=A1 t=s><v s=1>7</v></c>\n.")
        #expect(try events("<c x:d=\"0\" r=\"A1\" s=\"1\"></c><d s=\"1\"/>") == "<c r=A1></c><d s=1></d>")
    }

    /// Its position is counted from the elements before it.
    @Test(arguments: [
        ("<c s=\"2\"/>", "<c></c>"), ("<c><v/></c>", "<c><v></v></c>"), ("<c/>", "<c></c>"),
        ("<m:c xmlns:m=\"urn:s\" t=\"s\"/>", "<c t=s xmlns:m=urn:s></c>"), ("<c t='s'/>", "<c t=s></c>"),
    ])
    func keepsEmptyElementsWhereOneHasNoReference(written: String, read: String) throws {
        #expect(try events("<c r=\"A1\" s=\"1\"/>\(written)") == "<c r=A1></c>\(read)")
    }

    @Test(arguments: [
        ("<c r='A1' s=\"1\"/>", "<c r=A1 s=1></c>"), ("<c r=\"A1\" s=\"&lt;\"/>", "<c r=A1 s=<></c>"),
        ("<c r=\"A1\" s = \"1\"/>", "<c r=A1 s=1></c>"), ("<c r=\"A1\" s=\"1\n\"/>", "<c r=A1 s=1 ></c>"),
        ("<c r=\"A1\" s-t=\"1\"/>", "<c r=A1 s-t=1></c>"), ("<cc r=\"A1\" s=\"1\"/>", "<cc r=A1 s=1></cc>"),
    ])
    func leavesAloneWhatIsWrittenOddly(written: String, read: String) throws { #expect(try events(written) == read) }

    @Test func leavesAloneElementsThatDeclareANamespace() throws {
        #expect(
            try events("<c r=\"A1\" s=\"1\" xmlns:m=\"urn:s\"><m:v/></c><c r=\"B1\" xmlns=\"urn:o\"><v/></c>")
                == "<c r=A1 s=1 xmlns:m=urn:s><v></v></c><:c r=B1 xmlns=urn:o><:v></:v></:c>")
    }

    @Test(arguments: [
        "</d>", "<c r=\"C1\" s=\"1\"", "<c r=\"C1\"s=\"1\"/>", "<c r=\"C1\" 1=\"1\"/>", "<c r=\"C1\" s=1/>", "&nbsp;",
    ])
    func namesThePlaceInThePartAsItIs(wrong: String) {
        let cells = "<c r=\"A1\" s=\"3\"/><c r=\"B1\" s=\"3\"/>"
        func place(_ content: String) -> [String: String]? {
            refusal { () throws(Finding) in try events(content) }?.facts
        }
        // Written oddly, nothing is left out.
        let unabridged = cells.replacing("\"", with: "'")
        #expect(place(cells + wrong)?["line"] == "2")
        #expect(place(cells + wrong) == place(unabridged + wrong))
    }
}
