import Foundation
import ReportModel
import Findings

/// A national form as its definition file in Templates/Forms says it.
public struct FormDefinition: Decodable, Sendable {
    /// What stands in the workbook, and what else people write for it.
    public struct Label: Decodable, Sendable {
        public let label: String
        public let aliases: [String]?
        public let hint: String?
    }

    /// A labelled piece of text: a contact, a section.
    public struct Entry: Decodable, Sendable {
        public let id: String
        public let label: String
        public let aliases: [String]?
        public let hint: String?
    }

    /// The report years the form holds for, both included.
    public struct Years: Decodable, Sendable, CustomStringConvertible {
        public let from: Int
        public let through: Int?

        public func contains(_ year: Int) -> Bool { year >= from && year <= through ?? .max }
        public var description: String { through.map { "\(from)—\($0)" } ?? "\(from)—" }
    }

    public enum Kind: String, Decodable, Sendable {
        case count, signedCount
        /// In 万元, a decimal.
        case amount
    }

    /// A row or a column: a leaf carries figures, any other groups those below it. One without an id gives no path step.
    public struct Node: Decodable, Sendable {
        public let id: String?
        public let label: String
        public let aliases: [String]?
        public let kind: Kind?
        public let children: [Node]?
    }

    /// Rows crossed with columns.
    public struct Block: Decodable, Sendable {
        public let title: String?
        public let corner: String?
        public let rows: [Node]
        public let columns: [Node]
    }

    public struct Table: Decodable, Sendable {
        public let id: String
        public let title: String
        public let blocks: [Block]
    }

    /// A linear relation: both sides add up to the same. In a term `*` stands for one run of ids, the same in every
    /// term, and `#` for each id that fits there, added up.
    public struct RelationRule: Decodable, Sendable {
        public let code: String
        public let severity: String
        public let title: String
        public let basis: String
        public let left: [String]
        public let right: [String]
    }

    /// A sheet of our own workbook; just one of the contents is given.
    public struct SheetPlan: Decodable, Sendable {
        public let name: String
        public let guide: [String]?
        public let identity: Bool?
        public let narrative: [String]?
        public let table: String?
    }

    public let id: String
    public let title: String
    public let titleAliases: [String]
    public let basis: String
    public let years: Years
    public let year: Label
    public let agency: [Entry]
    public let narrative: [Entry]
    public let tables: [Table]
    public let relations: [RelationRule]
    public let sheets: [SheetPlan]
}
