import Foundation

/// One annual report: agency, year, the figures of the three tables, and the prose.
public struct Report: Equatable, Sendable {
    /// The id of its form: `2021`, `2019`.
    public let form: String
    /// The fields of its form.
    package let fields: FieldList
    /// The year that the report covers, such as 2024; nil if the input gives none.
    public var year: Int?
    /// Contacts by id (`name`, `phone`). A contact that the input does not give has no entry.
    public var agency: [String: String]
    /// The written sections by id (`overview`), their paragraphs joined by "\n". An empty section has no entry.
    public var narrative: [String: String]
    /// The figure of each field, at the field's index in `fields`.
    package var figures: [Figure]
    /// The origin of each figure, at the field's index; empty if origins were not read.
    package var origins: [Origin?] = []

    /// Makes a report whose figures are blank except those given. Paths that the form does not have are ignored.
    package init(
        form: String, fields: FieldList, year: Int? = nil, agency: [String: String] = [:], narrative: [String: String] = [:],
        figures: [FieldPath: Figure] = [:]
    ) {
        self.form = form
        self.fields = fields
        self.year = year
        self.agency = agency
        self.narrative = narrative
        self.figures = Array(repeating: .blank, count: fields.paths.count)
        for (path, figure) in figures { self[path] = figure }
    }

    /// The figure of a path. Where the form has no such field, it is blank and setting it does nothing.
    public subscript(path: FieldPath) -> Figure {
        get { fields.index[path].map { figures[$0] } ?? .blank }
        set { if let index = fields.index[path] { figures[index] = newValue } }
    }

    /// The value of a figure; nil where it is not filled or not applicable.
    public func value(_ path: FieldPath) -> Decimal? { self[path].value?.decimal }

    /// The sum of the figures of these paths; marks add nothing. Nil if one of them is blank or none has a value.
    package func sum(_ paths: [FieldPath]) -> Decimal? {
        var sum: FigureValue?
        for path in paths {
            switch self[path] {
            case .blank, .unreadable: return nil
            case .mark: break
            case .value(let value): sum = (sum ?? .zero) + value
            }
        }
        return sum?.decimal
    }

    /// The origin of a figure; nil if no workbook gave it or origins were not read.
    public func origin(_ path: FieldPath) -> Origin? {
        fields.index[path].flatMap { origins.indices.contains($0) ? origins[$0] : nil }
    }

    /// Sets the origin of a figure. A path that the form does not have is ignored.
    package mutating func setOrigin(_ origin: Origin?, of path: FieldPath) {
        guard let index = fields.index[path] else { return }
        if origins.isEmpty { origins = Array(repeating: nil, count: figures.count) }
        origins[index] = origin
    }

    /// The agency's name; nil if the input gives none.
    public var agencyName: String? {
        get { agency["name"] }
        set { agency["name"] = newValue }
    }

    /// The part of the report that JSON and workbooks must keep: no origins, and unreadable figures as blanks.
    /// An output that is read back must equal it.
    package var withoutOrigins: Report {
        var report = self
        report.origins = []
        for (index, figure) in figures.enumerated() where figure == .unreadable { report.figures[index] = .blank }
        return report
    }
}

/// The paths of a form's fields and their indices. A class, because all reports of a form share one.
package final class FieldList: Sendable {
    /// The paths in the form's order.
    package let paths: [FieldPath]
    /// The index in `paths` of each path.
    package let index: [FieldPath: Int]

    /// Makes a list of these paths. If a path repeats, `index` has its first position.
    package init(_ paths: [FieldPath]) {
        self.paths = paths
        index = Dictionary(paths.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    }
}

extension FieldList: Equatable {
    /// Whether both have the same paths in the same order.
    package static func == (a: FieldList, b: FieldList) -> Bool { a === b || a.paths == b.paths }
}
