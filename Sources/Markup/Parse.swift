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
    let delegate = Delegate(handler, part: part, root: root, namespaces: namespaces)
    // From a stream, because from data the parser fails above some 10 MB.
    let parser = XMLParser(stream: InputStream(data: Data(clean)))
    parser.delegate = delegate
    let answer = parser.parse()
    handler = delegate.handler
    if let refusal = delegate.refusal { throw refusal }
    // The parser answers true for cut and empty input.
    guard answer, parser.parserError == nil, delegate.isComplete else {
        throw Finding(.notWellFormed, facts: place(of: clean.count, in: clean, part: part))
    }
}

private final class Delegate<Handler: MarkupHandler>: NSObject, XMLParserDelegate {
    var handler: Handler
    /// The first thing that went wrong; the parser goes on after an error, and its further events are not heard.
    private(set) var refusal: Finding?
    private let part: String
    private let root: String
    private let namespaces: Set<String>
    private var scopes = Namespaces()
    private var depth = 0
    private var hasRoot = false

    var isComplete: Bool { hasRoot && depth == 0 }

    init(_ handler: Handler, part: String, root: String, namespaces: Set<String>) {
        self.handler = handler
        self.part = part
        self.root = root
        self.namespaces = namespaces
    }

    func parser(
        _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
        attributes: [String: String]
    ) {
        hear(parser) { () throws(Finding) in
            depth += 1
            guard scopes.open(attributes, depth: depth) else {
                throw Finding(.tooManyNamespaces, expected: "\(Namespaces.limit)", facts: ["part": part])
            }
            if !hasRoot {
                hasRoot = true
                scopes.home = scopes.namespace(of: name)
                guard scopes.name(name) == root, namespaces.contains(scopes.home) else {
                    throw Finding(
                        .unexpectedRoot, found: "\(name) {\(scopes.home)}", expected: root, facts: ["part": part])
                }
            }
            let element = Element(name: scopes.name(name), attributes: attributes, bindings: scopes.bindings)
            try handler.start(element)
        }
    }

    func parser(_ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?) {
        hear(parser) { () throws(Finding) in
            try handler.end(scopes.name(name))
            scopes.close(depth: depth)
            depth -= 1
        }
    }

    func parser(_ parser: XMLParser, foundCharacters piece: String) {
        hear(parser) { () throws(Finding) in try handler.text(piece) }
    }

    func parser(_ parser: XMLParser, foundCDATA block: Data) {
        hear(parser) { () throws(Finding) in try handler.text(String(decoding: block, as: UTF8.self)) }
    }

    func parser(_ parser: XMLParser, parseErrorOccurred error: Error) {
        hear(parser) { () throws(Finding) in
            throw Finding(
                .notWellFormed,
                facts: ["part": part, "line": "\(parser.lineNumber)", "column": "\(parser.columnNumber)"])
        }
    }

    private func hear(_ parser: XMLParser, _ event: () throws(Finding) -> Void) {
        if case .some = refusal { return }
        do { try event() } catch {
            refusal = error
            parser.abortParsing()
        }
    }
}
