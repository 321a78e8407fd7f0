import Markup
import Model
import TestSupport
import Testing

@Suite struct PartTextTests {
    private func part(_ text: String) throws -> PartText {
        try PartText(Array(text.utf8), part: "a.xml", root: "a", namespaces: ["urn:u"])
    }

    private func changed(_ part: PartText) -> String { String(decoding: part.changed, as: UTF8.self) }

    @Test func findsElementsAmongWhatOnlyLooksLikeOne() throws {
        let text = try part(
            "<?xml version='1.0'?><!-- <b> --><a xmlns='urn:u'><b c='>' d=\"'\"/><![CDATA[<b>]]><b>x&amp;<i>y</i><![CDATA[<z>]]></b><?p <b>?></a><!-- </a> -->"
        )
        let root = try text.root()
        #expect(root.children.map(\.name) == ["b", "b"])
        #expect(root.children.map { text.attribute("d", of: $0.start) } == ["'", nil])
        #expect(root.children.map { text.text(of: $0) } == ["", "x&y<z>"])
        #expect(try text.root(depth: 0).children.isEmpty)
        #expect(try text.root(depth: 1).children.map(\.children.count) == [0, 0])
    }

    @Test func changesOnlyWhatIsMeant() throws {
        var text = try part("\u{FEFF}<a xmlns='urn:u'>\r\n<b x='1'/>\t<c/></a>")
        let root = try text.root()
        let (b, c) = (try #require(root.first("b")), try #require(root.first("c")))
        text.set("x", "<2>", of: b.start)
        text.set("y", "3", of: b.start)
        text.append("<d/>", to: b)
        text.replace(c.range, with: "")
        text.insert("<e/>", named: "e", into: root, order: ["b", "e", "c"])
        #expect(changed(text) == "\u{FEFF}<a xmlns='urn:u'>\r\n<b y=\"3\" x='&lt;2&gt;'><d/></b>\t<e/></a>")
        #expect(changed(try part("<a xmlns='urn:u'/>")) == "<a xmlns='urn:u'/>")
        #expect(try !part("<a xmlns='urn:u'/>").isChanged)
    }

    @Test func writesUnderThePrefixOfTheRoot() throws {
        var text = try part("<p:a xmlns:p='urn:u' xmlns='urn:u'><p:b/><b/></p:a>")
        #expect(try text.root().children.map(\.name) == ["b", "b"])
        text.append(text.prefixed("<c><d>&lt;</d></c>"), to: try text.root())
        #expect(changed(text).hasSuffix("<b/><p:c><p:d>&lt;</p:d></p:c></p:a>"))
    }

    @Test func refusesWhatDoesNotParse() throws {
        for broken in ["<a xmlns='urn:u'><b></a>", "<a", "", "<!DOCTYPE a><a xmlns='urn:u'/>", "<b xmlns='urn:u'/>", "<a/>"] {
            #expect(
                refusal { () throws(Finding) in try PartText(Array(broken.utf8), part: "a.xml", root: "a", namespaces: ["urn:u"])
                }
                    != nil, "\(broken)")
        }
        let many = "<a xmlns='urn:u'>" + String(repeating: "<b/>", count: 500_000) + "</a>"
        #expect(
            refusal { () throws(Finding) in
                try PartText(Array(many.utf8), part: "a.xml", root: "a", namespaces: ["urn:u"]).root()
            }?.code == .tooManyElements)
    }

    @Test(arguments: ["a<b>&\"'", "\u{0}\u{B}x", "两\n行\t\r", "😀𠮷", "&#x;&amp"]) func escapesAndResolves(text: String) {
        let kept = String(
            String.UnicodeScalarView(text.unicodeScalars.filter { $0.value >= 0x20 || "\n\r\t".unicodeScalars.contains($0) }))
        #expect(Escaping.resolved(Escaping.escaped(text)) == kept)
    }
}
