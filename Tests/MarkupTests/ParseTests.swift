import Markup
import Model
import TestSupport
import Testing

/// Writes down what it is told: `<name a=1>`, text, `</name>`.
private struct Record: MarkupHandler {
    var events = ""
    var attributes: [String] = []
    var namespaced: Set<String> = []

    mutating func start(_ element: Element) throws(Finding) {
        if element.name == "stop" { throw Finding(Finding.Code("stopped")) }
        let given = attributes.compactMap { name in element[name].map { " \(name)=\($0)" } }
        let id = element["id", in: namespaced].map { " {}id=\($0)" } ?? ""
        events += "<\(element.name)\(given.joined())\(id)>"
    }
    mutating func text(_ piece: String) { events += piece }
    mutating func end(_ name: String) { events += "</\(name)>" }
}

@Suite struct ParseTests {
    private func events(
        _ bytes: [UInt8], attributes: [String] = [], namespaced: Set<String> = []
    ) throws(Finding) -> String {
        var record = Record(attributes: attributes, namespaced: namespaced)
        try parse(bytes, part: "p", root: "r", namespaces: ["urn:r", "urn:strict"], into: &record)
        return record.events
    }

    private func events(_ text: String, attributes: [String] = [], namespaced: Set<String> = []) throws -> String {
        try events(Array(text.utf8), attributes: attributes, namespaced: namespaced)
    }

    private func refused(_ bytes: [UInt8]) -> Finding? {
        refusal { () throws(Finding) in try events(bytes) }
    }

    private func refused(_ text: String) -> Finding? { refused(Array(text.utf8)) }

    @Test func deliversElementsTextAndCDATA() throws {
        #expect(
            try events(
                "<r xmlns='urn:r'><a x='1' y='&lt;'>a&amp;b<![CDATA[<!DOCTYPE c>]]></a><!-- <!x --><b/></r>",
                attributes: ["x", "y", "z"])
                == "<r><a x=1 y=<>a&b<!DOCTYPE c></a><b></b></r>")
        #expect(
            try events("<?xml version='1.0'?>\n<?go <!x?><r xmlns='urn:strict'>\n <a t=\"'>\"/></r>")
                == "<r>\n <a></a></r>")
    }

    /// Which go around the parser.
    @Test func deliversLongTextsInTheirPlaces() throws {
        let long = String(repeating: "主动公开政府信息，", count: 9)
        for text in [
            long, long + "\t\n一", long + "']'", long + "a&amp;b", long + "\r\n一", long + "\u{10FFFF}", long + "\u{E000}",
        ] {
            let read = text.replacing("&amp;", with: "&").replacing("\r\n", with: "\n")
            #expect(
                try events(
                    "<r xmlns='urn:r'>\(long)1<a>\(text)</a><a>2<b/>\(text)<![CDATA[\(long)]]><!--\(text)-->\(long)3</a></r>")
                    == "<r>\(long)1<a>\(read)</a><a>2<b></b>\(read)\(long)\(long)3</a></r>")
        }
    }

    @Test func refusesInLongTextsWhatItRefusesInShort() {
        let long = String(repeating: "行政复议", count: 30)
        for text in ["\u{FFFE}", "\u{FFFF}", "\u{1}", "]]>", "&nbsp;", "&", "</b>"] {
            let refusal = refused("<r xmlns='urn:r'>\n<a>\(text)\(long)</a></r>")
            #expect(refusal?.code == .notWellFormed && refusal?.facts["line"] == "2")
        }
        for text in ["\(long)<r xmlns='urn:r'/>", "<r xmlns='urn:r'/>\(long)"] { #expect(refused(text)?.code == .notWellFormed) }
        #expect(refused("<r xmlns='urn:r'>\n<a>\(long)</a></wrong>")?.facts["column"] == "\(long.count + 16)")
    }

    /// The parser of Foundation ends the process on the first.
    @Test(arguments: ["<?go?>", "<?go on?>", "<?t t?>", "<?xml-go?>"]) func passesInstructions(instruction: String)
        throws
    {
        let long = String(repeating: "行政复议", count: 30)
        let blanks = String(repeating: " ", count: instruction.count)
        #expect(
            try events("<r xmlns='urn:r'>\(instruction)<a>\(long)</a>\(instruction)</r>\(instruction)")
                == "<r>\(blanks)<a>\(long)</a>\(blanks)</r>")
        #expect(refused("<r xmlns='urn:r'><a>\(long)</a>\(instruction.dropLast())</r>")?.code == .notWellFormed)
    }

    @Test func namesElementsByTheRootsNamespace() throws {
        let prefixed = """
            <m:r xmlns:m="urn:r" xmlns:o="urn:o" xmlns:k="urn:k"><m:f o:id="no" k:id="yes" id="no"/><o:f/><f/>\
            <f xmlns="urn:r"><a/></f><o:f xmlns:o="urn:r"/><o:f/></m:r>
            """
        #expect(
            try events(prefixed, namespaced: ["urn:k"])
                == "<r><f {}id=yes></f><o:f></o:f><:f></:f><f><a></a></f><f></f><o:f></o:f></r>")
        #expect(
            try events("<r xmlns='urn:r'><f xmlns='urn:o'><a/></f><f/><m:f xmlns:m='urn:o'/></r>")
                == "<r><:f><:a></:a></:f><f></f><m:f></m:f></r>")
    }

    @Test(arguments: [
        ("<x xmlns='urn:r'/>", "x {urn:r}"), ("<r/>", "r {}"), ("<r xmlns='urn:o'/>", "r {urn:o}"),
        ("<m:r xmlns='urn:r' xmlns:m='urn:o'/>", "m:r {urn:o}"),
    ])
    func refusesAnotherRoot(text: String, found: String) {
        #expect(refused(text) == Finding(.unexpectedRoot, found: found, expected: "r", facts: ["part": "p"]))
    }

    @Test func decodesByTheByteOrderMark() throws {
        let text = "<?xml version='1.0' encoding='UTF-16'?><r xmlns='urn:r'>报告😀</r>"
        let low = utf16(text)
        let high = stride(from: 0, to: low.count, by: 2).flatMap { low[$0...($0 + 1)].reversed() }
        #expect(try events(low) == "<r>报告😀</r>")
        #expect(try events(high) == "<r>报告😀</r>")
        let marked: [UInt8] = [0xEF, 0xBB, 0xBF]
        #expect(
            try events(marked + Array("<?xml version='1.0' encoding='utf-8'?><r xmlns='urn:r'>报</r>".utf8))
                == "<r>报</r>")
        #expect(refused(Array(low.dropLast()))?.code == .invalidCharacters)
        #expect(refused([0xFF, 0xFE, 0x00, 0xD8, 0x3C, 0x00])?.code == .invalidCharacters)
        #expect(refused(Array(low.dropFirst(2)))?.code == .invalidCharacters)
        #expect(refused(Array(utf16("<r xmlns='urn:r'/>").dropFirst(2)))?.code == .notWellFormed)
    }

    @Test(arguments: ["GBK", "GB18030", "UTF-16", "ISO-8859-1", "utf-7", ""])
    func refusesOtherEncodings(name: String) {
        #expect(
            refused("<?xml version=\"1.0\" encoding=\"\(name)\"?><r xmlns='urn:r'/>")
                == Finding(.unsupportedEncoding, found: name.lowercased(), expected: "UTF-8", facts: ["part": "p"]))
    }

    /// The parser of Foundation ends the process on the first and third.
    @Test(arguments: [[0x3C, 0xC3, 0x28], [0x3C, 0x61, 0x20, 0xFF], [0x3C, 0xED, 0xA0, 0x80], [0x3C, 0xC0, 0x80]])
    func refusesInvalidUTF8(bytes: [UInt8]) {
        let thrown = refused(Array("<r xmlns='urn:r'>\n ".utf8) + bytes + Array("/></r>".utf8))
        #expect(thrown?.code == .invalidCharacters)
        #expect(thrown?.facts["line"] == "2")
    }

    @Test func tellsInvalidUTF8AsTheStandardLibraryDoes() {
        let text = Array("<r xmlns='urn:r'>行政复议，abc报告\u{D7FF}·\u{800}年度信息公开</r>".utf8)
        for place in text.indices {
            for value in UInt8.min...UInt8.max {
                var changed = text
                changed[place] = value
                #expect((refused(changed)?.code == .invalidCharacters) == (String(validating: changed, as: UTF8.self) == nil))
            }
        }
    }

    @Test(arguments: [
        "<!DOCTYPE r><r xmlns='urn:r'/>", "<!doctype r><r/>", "<r xmlns='urn:r'><!ENTITY a 'b'></r>",
        "<!DOCTYPE r [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;&a;'>]><r xmlns='urn:r'>&b;</r>", "<!-- --><!x><r/>",
    ])
    func refusesDeclarations(text: String) {
        #expect(refused(text)?.code == .documentType)
    }

    @Test func refusesDeclarationsInUTF16() {
        #expect(
            refused(utf16("\n<!DOCTYPE r><r/>"))
                == Finding(.documentType, facts: ["part": "p", "line": "2", "column": "1"]))
    }

    @Test func limitsAttributesAndDepth() throws {
        let attributes = (1...255).map { " a\($0)='='" }.joined()
        #expect(try events("<r xmlns='urn:r'\(attributes)/>") == "<r></r>")
        #expect(refused("<r xmlns='urn:r'\(attributes) b='' c=''/>")?.code == .tooManyAttributes)
        func nested(_ depth: Int) -> String {
            "<r xmlns='urn:r'>" + String(repeating: "<a>", count: depth - 1)
                + String(repeating: "</a>", count: depth - 1) + "</r>"
        }
        #expect(try events(nested(128)).count == 7 + 127 * 7)
        #expect(refused(nested(129))?.code == .tooDeep)
        #expect(refused(String(repeating: "<a>", count: 1_000_000))?.code == .tooDeep)
    }

    @Test func limitsNamespacesInForce() throws {
        func nested(_ each: String) -> String {
            "<r xmlns='urn:r'>" + String(repeating: each, count: 100) + String(repeating: "</a>", count: 100) + "</r>"
        }
        #expect(try events(nested("<a xmlns:x='u' xmlns:y='u'>")).count == 7 + 100 * 7)
        #expect(
            try events("<r xmlns='urn:r'>" + String(repeating: "<a xmlns:x='u'/>", count: 300) + "</r>").count == 7
                + 300 * 7)
        #expect(
            refused(nested("<a xmlns:x='u' xmlns:y='u' xmlns:z='u'>"))
                == Finding(.tooManyNamespaces, expected: "256", facts: ["part": "p"]))
    }

    @Test(arguments: [
        "", " ", "text", "{}", "<r xmlns='urn:r'>", "<r xmlns='urn:r'", "<r xmlns='urn:r'><a></r>",
        "<r xmlns='urn:r'/><r/>",
        "<r xmlns='urn:r'></a>", "<r xmlns='urn:r'/>text", "<r xmlns='urn:r'>&nbsp;</r>", "<r xmlns='urn:r'>&#0;</r>",
        "<r xmlns='urn:r'>\u{0}</r>", "<r xmlns='urn:r'>\u{1}</r>", "<r xmlns='urn:r' a='<'/>",
        "<r xmlns='urn:r' a='1' a='2'/>",
        "<r xmlns='urn:r' a=1/>", "<r xmlns='urn:r'><!-- </r>", "<r xmlns='urn:r'><![CDATA[ </r>",
        "<r xmlns='urn:r'><?a </r>",
        "</r>", "<r xmlns='urn:r'>a ]]> b</r>", "<?xml version='1.0'?><?xml version='1.0'?><r xmlns='urn:r'/>",
    ])
    func refusesWhatIsNotWellFormed(text: String) {
        #expect(refused(text)?.code == .notWellFormed, "\(text)")
    }

    @Test func namesTheLineOfAnError() {
        let thrown = refused("<r xmlns='urn:r'>\n\n  <a></b>\n</r>")
        #expect(thrown?.facts["part"] == "p")
        #expect(thrown?.facts["line"] == "3")
    }

    @Test func stopsWhereTheHandlerThrows() {
        var record = Record()
        let thrown = refusal { () throws(Finding) in
            try parse(
                Array("<r xmlns='urn:r'><a/><stop/><b/></r></r>".utf8), part: "p", root: "r", namespaces: ["urn:r"],
                into: &record)
        }
        #expect(thrown == Finding(Finding.Code("stopped")))
        #expect(record.events == "<r><a></a>")
    }

    @Test func readsPartsOverTenMegabytes() throws {
        let item = "<a>" + String(repeating: "字", count: 1_000) + "</a>"
        let text = "<r xmlns='urn:r'>" + String(repeating: item, count: 4_000) + "</r>"
        #expect(text.utf8.count > 12_000_000)
        #expect(try events(text).utf8.count == text.utf8.count - " xmlns='urn:r'".utf8.count)
    }

    /// No byte of a part, changed or missing, may end the process.
    @Test func survivesEveryChangedByte() {
        let whole = Array(
            "<?xml version='1.0' encoding='UTF-8'?><m:r xmlns:m='urn:r'><m:a b='1'>&#x5b57;<![CDATA[字]]></m:a></m:r>"
                .utf8)
        for place in whole.indices {
            for byte: UInt8 in [0, 0x20, 0x22, 0x26, 0x27, 0x3A, 0x3C, 0x3E, 0x80, 0xC3, 0xE5, 0xFF] {
                var changed = whole
                changed[place] = byte
                _ = refused(changed)
            }
            #expect(refused(Array(whole[..<place])) != nil)
        }
    }
}
