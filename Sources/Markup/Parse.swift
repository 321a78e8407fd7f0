import Findings
import Foundation
import FoundationXML

/// Parses one part and hands its events to `handler`.
///
/// The bytes are UTF-8, or UTF-16 with a byte order mark. The root element must have the local name `root` and be in one
/// of the `namespaces`, under any prefix. Throws what `handler` throws, or a refusal (`X101` to `X108`) that names
/// the part and, where it is known, line and column; `handler` may have had events by then.
public func parse<Handler: MarkupHandler>(
    _ bytes: [UInt8], part: String, root: String, namespaces: Set<String>, into handler: inout Handler
) throws(Finding) {
    let clean = try decoded(bytes, part: part)
    var prescan = Prescan(clean, part: part)
    try prescan.run()
    let delegate = Delegate(Events(handler, part: part, root: root, namespaces: namespaces))
    let data = Data(clean)
    // From data the parser fails above some 10 MB; from a stream it costs a tenth more.
    let parser = data.count < 8 << 20 ? XMLParser(data: data) : XMLParser(stream: InputStream(data: data))
    parser.delegate = delegate
    let answer = parser.parse()
    handler = delegate.events.handler
    if let refusal = delegate.refusal { throw refusal }
    // The parser answers true for cut and empty input.
    guard answer, parser.parserError == nil, delegate.events.isComplete else {
        throw Finding(.notWellFormed, facts: place(of: clean.count, in: clean, part: part))
    }
}

/// What the handler is told: names as the root's namespace has them.
private struct Events<Handler: MarkupHandler> {
    private(set) var handler: Handler
    let part: String
    private let root: String
    private let namespaces: Set<String>
    private var scopes = Namespaces()
    /// The names of the open elements as they were delivered.
    private var open: [String] = []
    private var hasRoot = false

    var isComplete: Bool { hasRoot && open.isEmpty }

    init(_ handler: Handler, part: String, root: String, namespaces: Set<String>) {
        self.handler = handler
        self.part = part
        self.root = root
        self.namespaces = namespaces
    }

    mutating func start(_ name: String, _ attributes: [String: String]) throws(Finding) {
        guard scopes.open(attributes, depth: open.count + 1) else {
            throw Finding(.tooManyNamespaces, expected: "\(Namespaces.limit)", facts: ["part": part])
        }
        if !hasRoot { try begin(name) }
        let delivered = scopes.name(name)
        open.append(delivered)
        try handler.start(Element(name: delivered, attributes: attributes, bindings: scopes.bindings))
    }

    private mutating func begin(_ name: String) throws(Finding) {
        hasRoot = true
        scopes.home = scopes.namespace(of: name)
        guard scopes.name(name) == root, namespaces.contains(scopes.home) else {
            throw Finding(.unexpectedRoot, found: "\(name) {\(scopes.home)}", expected: root, facts: ["part": part])
        }
    }

    mutating func text(_ piece: String) throws(Finding) { try handler.text(piece) }

    mutating func end() throws(Finding) {
        guard let delivered = open.popLast() else { return }
        scopes.close(depth: open.count + 1)
        try handler.end(delivered)
    }
}

private final class Delegate<Handler: MarkupHandler>: NSObject, XMLParserDelegate {
    /// In one value: every access to a property of a class is checked for being the only one.
    var events: Events<Handler>
    /// The first thing that went wrong; the parser goes on after an error, and its further events are not heard.
    private(set) var refusal: Finding?
    private var isRefused = false

    init(_ events: Events<Handler>) { self.events = events }

    func parser(
        _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
        attributes: [String: String]
    ) {
        guard !isRefused else { return }
        do throws(Finding) { try events.start(name, attributes) } catch { refuse(error, parser) }
    }

    func parser(_ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?) {
        guard !isRefused else { return }
        do throws(Finding) { try events.end() } catch { refuse(error, parser) }
    }

    func parser(_ parser: XMLParser, foundCharacters piece: String) {
        guard !isRefused else { return }
        do throws(Finding) { try events.text(piece) } catch { refuse(error, parser) }
    }

    func parser(_ parser: XMLParser, foundCDATA block: Data) {
        self.parser(parser, foundCharacters: String(decoding: block, as: UTF8.self))
    }

    func parser(_ parser: XMLParser, parseErrorOccurred error: Error) {
        guard !isRefused else { return }
        let (line, column) = (parser.lineNumber, parser.columnNumber)
        refuse(Finding(.notWellFormed, facts: ["part": events.part, "line": "\(line)", "column": "\(column)"]), parser)
    }

    private func refuse(_ finding: Finding, _ parser: XMLParser) {
        refusal = finding
        isRefused = true
        parser.abortParsing()
    }
}
