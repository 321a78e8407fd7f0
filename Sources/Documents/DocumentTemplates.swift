import Model
import Mustache
import Templates

/// The Mustache templates of documents: ours, or those of an office. They hold wording and style; what is in a table comes from
/// the form.
package struct DocumentTemplates: Sendable {
    /// The name of each template, in the order in which they are written to a folder.
    package static let names = Templates.documents.map(\.name)

    /// The templates that the program carries.
    package static let builtIn = DocumentTemplates(builtIn: Templates.documents)

    /// In bytes: more than ten times our longest. The parser's time grows with the square of it.
    package static let sizeLimit = 1 << 16
    /// The most `{`, sections, and bytes of a tag.
    private static let limits = (openings: 4_000, sections: 200, tagLength: 100)

    private let files: [String: [UInt8]]
    /// Their folder, as findings name it; nil for ours, which are known to be sound.
    private let folder: String?
    var isBuiltIn: Bool { folder == nil }

    /// The templates of a folder, by name. A missing one is an error (`D402`) when a document needs it.
    package init(_ files: [String: [UInt8]], folder: String) { (self.files, self.folder) = (files, folder) }

    private init(builtIn files: [(name: String, bytes: [UInt8])]) {
        (self.files, folder) = (Dictionary(files.map { ($0.name, $0.bytes) }, uniquingKeysWith: { first, _ in first }), nil)
    }

    /// The templates in the order of `names`, those that are there.
    package var all: [(name: String, bytes: [UInt8])] { Self.names.compactMap { name in files[name].map { (name, $0) } } }

    /// A template's path as findings name it.
    func path(of name: String) -> String { folder.map { "\($0)/\(name)" } ?? name }

    /// A template with its values filled in. Throws `D402` to `D405`, which name the file and the line.
    func text(of name: String, _ values: TemplateValues, escape: @escaping (String) -> String) throws(Finding) -> String {
        let path = path(of: name)
        guard let bytes = files[name] else { throw Finding(.templateMissing, facts: ["file": path]) }
        guard bytes.count <= Self.sizeLimit else {
            throw Finding(.templateTooLarge, expected: "\(Self.sizeLimit)", facts: ["file": path])
        }
        if let (line, found) = Self.fault(of: bytes) { throw Self.broken(path, line, found) }
        // Values come escaped for the format, so the template itself must not.
        let source = "{{%CONTENT_TYPE:TEXT}}\n" + String(decoding: bytes, as: UTF8.self)
        let template: MustacheTemplate
        do { template = try MustacheTemplate(string: source) } catch {
            let error = error as? MustacheTemplate.ParserError
            throw Self.broken(path, (error?.context.lineNumber ?? 2) - 1, error.map { "\($0.error)" } ?? "")
        }
        let budget = RenderingBudget(1_000 + 8 * values.items)
        let text = template.render(Rendering(values: values, escape: escape, budget: budget))
        guard budget.left >= 0 else { throw Finding(.templateRepeats, facts: ["file": path]) }
        return text
    }

    private static func broken(_ path: String, _ line: Int, _ found: String) -> Finding {
        Finding(.templateBroken, found: found, facts: ["file": path, "line": "\(line)"])
    }

    /// The line, from 1, and the text of the first thing that is not allowed: what swift-mustache takes without limit (depth, long
    /// names), and what would let a template reach beyond its values. Nil where there is none.
    private static func fault(of bytes: [UInt8]) -> (line: Int, found: String)? {
        guard String(validating: bytes, as: UTF8.self) != nil else { return (1, "UTF-8") }
        var (line, openings, sections) = (1, 0, 0)
        for index in bytes.indices {
            if bytes[index] == UInt8(ascii: "\n") { line += 1 }
            guard bytes[index] == UInt8(ascii: "{") else { continue }
            openings += 1
            let tag = bytes[index...].prefix(limits.tagLength)
            func start(_ count: Int) -> String { String(decoding: tag.prefix(count), as: UTF8.self) }
            guard openings <= limits.openings else { return (line, "\(openings) × {") }
            guard tag.starts(with: "{{".utf8), tag.count > 2 else { continue }
            switch Character(UnicodeScalar(bytes[index + 2])) {
            case "=", ">", "<", "$", "%": return (line, start(3))
            case "#", "^": sections += 1
            case "!": continue
            default: break
            }
            guard sections <= limits.sections else { return (line, "\(sections) × {{#") }
            guard tag.contains(UInt8(ascii: "}")) else { return (line, start(20)) }
        }
        return nil
    }
}
