import Model

/// A national form as its definition file in Templates/Forms says it.
package struct FormDefinition: Sendable {
    /// What stands in the workbook, and what else people write for it.
    package struct Label: Sendable {
        package let label: String
        package let aliases: [String]?
        package let hint: String?
    }

    /// A labelled piece of text: a contact, a section.
    package struct Entry: Sendable {
        package let id: String
        package let label: String
        package let aliases: [String]?
        package let hint: String?
        /// How its value looks where it stands in prose: by its label alone it could not be told from what follows.
        package let spelling: Spelling?
        /// Of a section: it may stand between the title and the first heading, without one of its own.
        package let untitled: Bool?
        /// Of a section: how many characters say anything at all; none where it may be left out.
        package let least: Int?
        /// Of a section: what it must speak of.
        package let mentions: Mention?
    }

    /// What a contact is written with.
    package enum Spelling: String, Sendable { case number, email, url, text }

    /// Something a section must speak of, in one of these words.
    package struct Mention: Sendable {
        package let words: [String]
        package let basis: String
    }

    /// Figures that an evaluator asks about when they change much from one year to the next.
    package struct Jump: Sendable {
        package let code: String
        /// The larger is at least this many times the smaller, and this much more.
        package let ratio: Int
        package let least: Int
        package let fields: [String]
    }

    /// Figures that only some kinds of body may have above zero.
    package struct Powers: Sendable {
        /// A kind of body, such as a county, and whether it may.
        package struct Body: Sendable {
            package let id: String
            package let label: String
            package let may: Bool
            /// The kind of a body is that of the longest ending of its name.
            package let endings: [String]
            /// … or of a beginning, which counts before any ending.
            package let beginnings: [String]?
            /// A name that has the word more than once is of another kind: 苏州市昆山市人民政府 is a county's.
            package let nested: Nested?

            /// The word, and the id of the other kind.
            package struct Nested: Sendable {
                package let word: String
                package let body: String
            }
        }

        package let basis: String
        package let fields: [String]
        package let bodies: [Body]
    }

    /// The report years the form holds for, both included.
    package struct Years: Sendable, CustomStringConvertible {
        package let from: Int
        /// nil for a form without a last year, of which only the newest is left so (`Form.older`).
        package var through: Int?

        package func contains(_ year: Int) -> Bool { year >= from && year <= through ?? .max }
        package var description: String { through.map { "\(from)—\($0)" } ?? "\(from)—" }
    }

    /// A row or a column: a leaf carries figures, any other groups those below it. One without an id gives no path step.
    package struct Node: Sendable {
        package let id: String?
        package let label: String
        package let aliases: [String]?
        package let kind: Form.Kind?
        package let children: [Node]?
        /// Every spelling the label may have, the form's own first; made once, since every sheet is asked for them.
        package let keys: [LabelKey]
    }

    /// Rows crossed with columns.
    package struct Block: Sendable {
        package let title: String?
        package let corner: String?
        package let rows: [Node]
        package let columns: [Node]
    }

    /// A table as the notice prints it.
    package struct Table: Sendable {
        package let id: String
        package let title: String
        /// Short names that prose may call it by.
        package let aliases: [String]?
        package let blocks: [Block]
    }

    /// A linear relation: both sides add up to the same. In a term `*` stands for one run of ids, the same in every
    /// term, and `#` for each id that fits there, added up.
    package struct RelationRule: Sendable {
        package let code: String
        package let severity: Finding.Severity
        package let title: String
        package let basis: String
        package let left: [String]
        package let right: [String]
    }

    /// A part of the published report.
    package enum DocumentPart: Sendable {
        /// The section with this id, before the first heading and without one of its own. A sentence on the period of the
        /// figures is added where its text has none of these words.
        case preface(String, period: [String])
        /// The section with this id.
        case section(String)
        /// The table with this id.
        case table(String)

        /// The id of its section or table.
        var id: String {
            switch self {
            case .preface(let id, _), .section(let id), .table(let id): id
            }
        }
    }

    /// A sheet of our own workbook.
    package struct SheetPlan: Sendable {
        package enum Content: Sendable {
            /// Instructions, a line a row.
            case guide([String])
            /// Year and contacts.
            case identity
            /// The sections with these ids.
            case narrative([String])
            /// The table with this id.
            case table(String)
        }

        package let name: String
        package let content: Content
    }

    /// What labels the further cells of a section that is too long for one.
    package static let continuation = "（续）"

    package let id: String
    package let title: String
    package let titleAliases: [String]
    package let basis: String
    package var years: Years
    package let year: Label
    package let agency: [Entry]
    package let narrative: [Entry]
    /// What lines begin with that a web page puts around a report.
    package let pageWords: [String]
    package let tables: [Table]
    package let relations: [RelationRule]
    package let jumps: [Jump]
    package let powers: Powers?
    /// What the published report shows of a section that has nothing yet; it is none when it is read back.
    package let blankSection: String
    package let document: [DocumentPart]
    package let sheets: [SheetPlan]
}

extension FormDefinition.Entry {
    /// The section as findings name it.
    package var asSection: Finding.Section { Finding.Section(id: id, label: label) }
}
