import Findings
import ReportModel

/// A national form as its definition file in Templates/Forms says it.
public struct FormDefinition: Sendable {
    /// What stands in the workbook, and what else people write for it.
    public struct Label: Sendable {
        public let label: String
        public let aliases: [String]?
        public let hint: String?
    }

    /// A labelled piece of text: a contact, a section.
    public struct Entry: Sendable {
        public let id: String
        public let label: String
        public let aliases: [String]?
        public let hint: String?
        /// How its value looks where it stands in prose: by its label alone it could not be told from what follows.
        public let spelling: Spelling?
        /// Of a section: it may stand between the title and the first heading, without one of its own.
        public let untitled: Bool?
        /// Of a section: how many characters say anything at all; none where it may be left out.
        public let least: Int?
        /// Of a section: what it must speak of.
        public let mentions: Mention?
    }

    /// What a contact is written with.
    public enum Spelling: String, Sendable { case number, email, url, text }

    /// Something a section must speak of, in one of these words.
    public struct Mention: Sendable {
        public let words: [String]
        public let basis: String
    }

    /// Figures that an evaluator asks about when they change much from one year to the next.
    public struct Jump: Sendable {
        public let code: String
        /// The larger is at least this many times the smaller, and this much more.
        public let ratio: Int
        public let least: Int
        public let fields: [String]
    }

    /// Figures that only some kinds of body may have above zero.
    public struct Powers: Sendable {
        /// A kind of body, such as a county, and whether it may.
        public struct Body: Sendable {
            public let id: String
            public let label: String
            public let may: Bool
            /// The kind of a body is that of the longest ending of its name.
            public let endings: [String]
            /// … or of a beginning, which counts before any ending.
            public let beginnings: [String]?
            /// A name that has the word more than once is of another kind: 苏州市昆山市人民政府 is a county's.
            public let nested: Nested?

            /// The word, and the id of the other kind.
            public struct Nested: Sendable {
                public let word: String
                public let body: String
            }
        }

        public let basis: String
        public let fields: [String]
        public let bodies: [Body]
    }

    /// The report years the form holds for, both included.
    public struct Years: Sendable, CustomStringConvertible {
        public let from: Int
        public let through: Int?

        public func contains(_ year: Int) -> Bool { year >= from && year <= through ?? .max }
        public var description: String { through.map { "\(from)—\($0)" } ?? "\(from)—" }
    }

    /// What a figure counts; only a `signedCount` may be below zero.
    public enum Kind: String, Sendable {
        case count, signedCount
        /// In 万元, a decimal.
        case amount
    }

    /// A row or a column: a leaf carries figures, any other groups those below it. One without an id gives no path step.
    public struct Node: Sendable {
        public let id: String?
        public let label: String
        public let aliases: [String]?
        public let kind: Kind?
        public let children: [Node]?
        /// Every spelling the label may have, the form's own first; made once, since every sheet is asked for them.
        let keys: [LabelKey]
    }

    /// Rows crossed with columns.
    public struct Block: Sendable {
        public let title: String?
        public let corner: String?
        public let rows: [Node]
        public let columns: [Node]
    }

    /// A table as the notice prints it.
    public struct Table: Sendable {
        public let id: String
        public let title: String
        /// Short names that prose may call it by.
        public let aliases: [String]?
        public let blocks: [Block]
    }

    /// A linear relation: both sides add up to the same. In a term `*` stands for one run of ids, the same in every
    /// term, and `#` for each id that fits there, added up.
    public struct RelationRule: Sendable {
        public let code: String
        public let severity: String
        public let title: String
        public let basis: String
        public let left: [String]
        public let right: [String]
    }

    /// A part of the published report, in its order; just one of the three is given.
    public struct DocumentPart: Sendable {
        /// The id of the section that stands before the first heading, without one of its own.
        public let preface: String?
        /// Of the preface: the words that speak of the period of the figures; a sentence is added where none stands.
        public let period: [String]?
        /// The id of a section.
        public let section: String?
        /// The id of a table.
        public let table: String?
    }

    /// A sheet of our own workbook; just one of the contents is given.
    public struct SheetPlan: Sendable {
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
    /// What lines begin with that a web page puts around a report.
    public let pageWords: [String]
    public let tables: [Table]
    public let relations: [RelationRule]
    public let jumps: [Jump]
    public let powers: Powers?
    /// What the published report shows of a section that has nothing yet; it is none when it is read back.
    public let blankSection: String
    public let document: [DocumentPart]
    public let sheets: [SheetPlan]
}
