import Archive
import Markup
import Model
import Readers

/// Replaces, adds and removes parts of an Office package, and keeps its content types and relationships in step (ECMA-376
/// part 2). All other parts stay byte for byte.
struct PackageEditor {
    let archive: ZipArchive
    /// The new parts, in the order in which they were first written.
    private var changed: [(name: String, bytes: [UInt8])] = []
    private var removed: [String] = []

    private static let contentTypes = "[Content_Types].xml"
    private static let contentTypesNamespace = "http://schemas.openxmlformats.org/package/2006/content-types"
    private static let relationshipsNamespace = "http://schemas.openxmlformats.org/package/2006/relationships"

    init(_ archive: ZipArchive) { self.archive = archive }

    /// The package with its changes. Throws `A117`.
    func bytes() throws(Finding) -> [UInt8] { try archive.changed(replacing: changed, removing: removed) }

    func isChanged(_ part: String) -> Bool { index(of: part) != nil }

    func contains(_ part: String) -> Bool { index(of: part) != nil || archive.contains(part) && !removed.contains(part) }

    func read(_ part: String) throws(Finding) -> [UInt8] {
        if let index = index(of: part) { return changed[index].bytes }
        return try archive.read(part)
    }

    func text(of part: String, root: String, namespaces: Set<String>) throws(Finding) -> PartText {
        try PartText(read(part), part: part, root: root, namespaces: namespaces)
    }

    mutating func write(_ bytes: [UInt8], to part: String) {
        if let index = index(of: part) { changed[index].bytes = bytes } else { changed.append((part, bytes)) }
    }

    mutating func write(_ text: PartText) {
        if text.isChanged { write(text.changed, to: text.part) }
    }

    /// Adds a part with its content type. Throws what reading the content types throws.
    mutating func add(_ bytes: [UInt8], as part: String, type: String) throws(Finding) {
        write(bytes, to: part)
        try declare("<Override PartName=\"/\(Escaping.escaped(part))\" ContentType=\"\(type)\"/>")
    }

    /// Removes a part, its content type, and the relationships of `source` that lead to it.
    mutating func remove(_ part: String, from source: String) throws(Finding) {
        removed.append(part)
        var types = try text(of: Self.contentTypes, root: "Types", namespaces: [Self.contentTypesNamespace])
        for element in try types.root(depth: 1).children
        where types.attribute("PartName", of: element.start)?.lowercased() == "/\(part)".lowercased() {
            types.replace(element.range, with: "")
        }
        write(types)
        let ids = try Relationships(of: source, in: archive).all.filter { $0.target == part }.map(\.id)
        var relationships = try text(
            of: Relationships.part(of: source), root: "Relationships", namespaces: [Self.relationshipsNamespace])
        for element in try relationships.root(depth: 1).children
        where relationships.attribute("Id", of: element.start).map(ids.contains) == true {
            relationships.replace(element.range, with: "")
        }
        write(relationships)
    }

    /// Removes a part's relationships, for when the part names none any more.
    mutating func removeRelationships(of part: String) {
        let name = Relationships.part(of: part)
        if archive.contains(name) { removed.append(name) }
    }

    /// The content type declared for a part by its name; nil if the part has no declaration of its own.
    func type(of part: String) throws(Finding) -> String? {
        let types = try text(of: Self.contentTypes, root: "Types", namespaces: [Self.contentTypesNamespace])
        return try types.root(depth: 1).children.first {
            types.attribute("PartName", of: $0.start)?.lowercased() == "/\(part)".lowercased()
        }.flatMap { types.attribute("ContentType", of: $0.start) }
    }

    /// Declares the content type of all parts with a file extension, unless there is one.
    mutating func declare(extension ending: String, type: String) throws(Finding) {
        let types = try text(of: Self.contentTypes, root: "Types", namespaces: [Self.contentTypesNamespace])
        let isKnown = try types.root(depth: 1).all("Default").contains {
            types.attribute("Extension", of: $0.start)?.lowercased() == ending
        }
        if !isKnown { try declare("<Default Extension=\"\(ending)\" ContentType=\"\(type)\"/>") }
    }

    private mutating func declare(_ element: String) throws(Finding) {
        var types = try text(of: Self.contentTypes, root: "Types", namespaces: [Self.contentTypesNamespace])
        types.append(types.prefixed(element), to: try types.root(depth: 1))
        write(types)
    }

    /// Adds a relationship from a part to another; returns its id.
    mutating func relate(_ source: String, to target: String, type: String) throws(Finding) -> String {
        let name = Relationships.part(of: source)
        let element = "Type=\"\(type)\" Target=\"/\(Escaping.escaped(target))\"/>"
        guard contains(name) else {
            write(
                Array(
                    "<Relationships xmlns=\"\(Self.relationshipsNamespace)\"><Relationship Id=\"rId1\" \(element)</Relationships>"
                        .utf8),
                to: name)
            return "rId1"
        }
        var relationships = try text(of: name, root: "Relationships", namespaces: [Self.relationshipsNamespace])
        let root = try relationships.root(depth: 1)
        let taken = Set(root.children.compactMap { relationships.attribute("Id", of: $0.start) })
        let id = Self.free({ "rId\($0)" }, isTaken: taken.contains)
        relationships.append(relationships.prefixed("<Relationship Id=\"\(id)\" \(element)"), to: root)
        write(relationships)
        return id
    }

    /// The first free name for a new part, such as `xl/comments3.xml`; `name` gives that of a number from 1.
    func freeName(_ name: (Int) -> String) -> String { Self.free(name, isTaken: contains) }

    /// The first of the numbered names that is not taken.
    private static func free(_ name: (Int) -> String, isTaken: (String) -> Bool) -> String {
        var number = 1
        while isTaken(name(number)) { number += 1 }
        return name(number)
    }

    private func index(of part: String) -> Int? { changed.firstIndex { $0.name.lowercased() == part.lowercased() } }
}
