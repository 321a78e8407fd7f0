import Foundation

/// One annual report: who, which year, the figures of the three tables, the prose.
public struct Report: Equatable, Sendable {
    /// The id of its form, such as `2021`.
    public let form: String
    /// The fields of its form.
    package let fields: FieldList
    /// The year reported on; nil if none was given.
    public var year: Int?
    /// Contacts by id (`name`, `phone`); what is not given is absent.
    public var agency: [String: String]
    /// The written sections by id (`overview`), paragraphs joined by "\n"; what is empty is absent.
    public var narrative: [String: String]
    /// The figure of each field, at the field's index in `fields`.
    package var figures: [Figure]
    /// The origin of each figure, at the field's index; empty if origins were not read.
    package var origins: [Origin?] = []

    /// A report whose figures are all blank but those given. Paths that are not the form's are left out.
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

    /// The figure of a path. If the form has no such field it is blank, and setting it does nothing.
    public subscript(path: FieldPath) -> Figure {
        get { fields.index[path].map { figures[$0] } ?? .blank }
        set { if let index = fields.index[path] { figures[index] = newValue } }
    }

    /// The number of a figure (a count, or 万元 for an amount); nil for a blank, a mark, and what could not be read.
    public func value(_ path: FieldPath) -> Decimal? { self[path].value?.decimal }

    /// What figures add up to, marks adding nothing; nil where one is not filled, or none has a value.
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

    /// Sets where a figure was read.
    package mutating func setOrigin(_ origin: Origin?, of path: FieldPath) {
        guard let index = fields.index[path] else { return }
        if origins.isEmpty { origins = Array(repeating: nil, count: figures.count) }
        origins[index] = origin
    }

    /// The agency's name; nil if none was given.
    public var agencyName: String? {
        get { agency["name"] }
        set { agency["name"] = newValue }
    }

    /// What JSON and workbooks must keep: the report without origins, and blank where a cell could not be read.
    package var withoutOrigins: Report {
        var report = self
        report.origins = []
        for (index, figure) in figures.enumerated() where figure == .unreadable { report.figures[index] = .blank }
        return report
    }
}

/// The paths of a form's fields, in the form's order, and the index of each.
package final class FieldList: Sendable {
    /// By the fields' indices.
    package let paths: [FieldPath]
    /// The index of each path, from 0.
    package let index: [FieldPath: Int]

    /// Of a path that comes twice the first counts.
    package init(_ paths: [FieldPath]) {
        self.paths = paths
        index = Dictionary(paths.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    }
}

extension FieldList: Equatable {
    package static func == (a: FieldList, b: FieldList) -> Bool { a === b || a.paths == b.paths }
}
