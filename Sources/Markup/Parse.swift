import Foundation
import FoundationXML
import Model

/// Parses one part and hands its events to `handler`.
///
/// `bytes` are UTF-8, or UTF-16 with a byte order mark. The root element must have the local name `root` and be in one of the
/// `namespaces`, under any prefix. What follows after the handler is done is not judged. With `isAbridged` false, XMLParser
/// gets the part whole, which is slower and gives the same.
///
/// Throws what `handler` throws, or a refusal (`X101` to `X108`) that names the part and, where it is known, line and column;
/// `handler` may have had events by then.
package func parse<Handler: MarkupHandler>(
    _ bytes: [UInt8], part: String, root: String, namespaces: Set<String>, into handler: inout Handler,
    isAbridged: Bool = true
) throws(Finding) {
    let bytes = try decoded(bytes, part: part)
    var checks = SafetyChecks(bytes, part: part)
    var abridgement = Abridgement(of: bytes, Handler.abridged)
    var tokens = MarkupTokens(bytes, attributeLimit: SafetyChecks.attributeLimit)
    while let token = tokens.next() {
        try checks.check(token)
        if isAbridged { abridgement.take(token) }
    }
    let start = Events(handler, part: part, root: root, namespaces: namespaces)
    var events = start
    if isAbridged {
        abridgement.finish()
        events.run(over: abridgement.bytes, texts: abridgement.texts)
    }
    // An error is located in the part as it is.
    if !events.isWhole {
        events = start
        events.run(over: checks.bytes)
    }
    if let done = events.handler as? Handler { handler = done }
    if let refusal = events.refusal { throw refusal }
    guard events.isWhole else { throw Finding(.notWellFormed, facts: position(of: bytes.count, in: checks.bytes, part: part)) }
}

/// Hands XMLParser's events to the handler, with names by the root's namespace, up to the first error.
private struct Events {
    /// Not generic: the runtime would look its metadata up for every event.
    private(set) var handler: any MarkupHandler
    /// The first error.
    private(set) var refusal: Finding?
    /// There was an error, or the handler needs nothing more. XMLParser goes on for a while; its further events are ignored.
    private var isOver = false
    /// Whether the part has no error, as far as the handler needs it.
    private(set) var isWhole = false
    private let part: String
    private let root: String
    private let namespaces: Set<String>
    private var scopes = Namespaces()
    /// The names of the open elements, as `Element.name` has them.
    private var open: [String] = []
    private var hasRoot = false

    init(_ handler: any MarkupHandler, part: String, root: String, namespaces: Set<String>) {
        self.handler = handler
        self.part = part
        self.root = root
        self.namespaces = namespaces
    }

    /// Like the other events, returns whether parsing can stop.
    mutating func start(_ name: String, _ attributes: [String: String]) -> Bool {
        if isOver { return true }
        do throws(Finding) {
            guard scopes.open(attributes, depth: open.count + 1) else {
                throw Finding(.tooManyNamespaces, expected: "\(Namespaces.limit)", facts: ["part": part])
            }
            if !hasRoot { try begin(name) }
            let delivered = scopes.name(name)
            open.append(delivered)
            try handler.start(Element(name: delivered, attributes: attributes, bindings: scopes.bindings))
        } catch { refuse(error) }
        return isOver
    }

    private mutating func begin(_ name: String) throws(Finding) {
        hasRoot = true
        scopes.home = scopes.namespace(of: name)
        guard scopes.name(name) == root, namespaces.contains(scopes.home) else {
            throw Finding(.unexpectedRoot, found: "\(name) {\(scopes.home)}", expected: root, facts: ["part": part])
        }
    }

    mutating func text(_ piece: String) -> Bool {
        if isOver { return true }
        do throws(Finding) { try handler.text(piece) } catch { refuse(error) }
        return isOver
    }

    mutating func end() -> Bool {
        guard !isOver, let delivered = open.popLast() else { return isOver }
        scopes.close(depth: open.count + 1)
        do throws(Finding) { try handler.end(delivered) } catch { refuse(error) }
        if open.count == 1, handler.isDone { isOver = true }
        return isOver
    }

    /// Runs XMLParser over the bytes; its nth processing instruction stands for the nth of the texts.
    mutating func run(over bytes: [UInt8], texts: [String] = []) {
        let delegate = Delegate(self, texts)
        let data = Data(bytes)
        // XMLParser fails on data above some 10 MB; a stream costs a tenth more.
        let parser = data.count < 8 << 20 ? XMLParser(data: data) : XMLParser(stream: InputStream(data: data))
        parser.delegate = delegate
        delegate.events.finish(isRead: parser.parse() && parser.parserError == nil)
        self = delegate.events
    }

    /// `isRead` alone does not say that the part was whole: XMLParser also gives it for cut and empty input.
    private mutating func finish(isRead: Bool) { isWhole = refusal == nil && (isOver || isRead && hasRoot && open.isEmpty) }

    mutating func fail(line: Int, column: Int) {
        refuse(Finding(.notWellFormed, facts: ["part": part, "line": "\(line)", "column": "\(column)"]))
    }

    private mutating func refuse(_ finding: Finding) {
        guard !isOver else { return }
        refusal = finding
        isOver = true
    }
}

private final class Delegate: NSObject, XMLParserDelegate {
    /// Exclusive access need not be checked for every event: only XMLParser calls, one event at a time.
    @exclusivity(unchecked) var events: Events
    private var texts: ArraySlice<String>

    init(_ events: Events, _ texts: [String]) { (self.events, self.texts) = (events, texts[...]) }

    func parser(
        _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
        attributes: [String: String]
    ) {
        if events.start(name, attributes) { parser.abortParsing() }
    }

    func parser(_ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?) {
        if events.end() { parser.abortParsing() }
    }

    func parser(_ parser: XMLParser, foundCharacters piece: String) {
        if events.text(piece) { parser.abortParsing() }
    }

    func parser(_ parser: XMLParser, foundProcessingInstructionWithTarget target: String, data: String?) {
        if let text = texts.popFirst(), events.text(text) { parser.abortParsing() }
    }

    func parser(_ parser: XMLParser, foundCDATA block: Data) {
        if events.text(String(decoding: block, as: UTF8.self)) { parser.abortParsing() }
    }

    func parser(_ parser: XMLParser, parseErrorOccurred error: Error) {
        events.fail(line: parser.lineNumber, column: parser.columnNumber)
        parser.abortParsing()
    }
}
