import Model

/// A national form as its definition file in Templates/Forms gives it. Members have the names of the file.
package struct FormDefinition: Sendable {
    /// The label of the year.
    package struct Label: Sendable {
        /// The label in our own workbooks.
        package let label: String
        /// Other labels that people write for it.
        package let aliases: [String]?
        /// Help for the person who fills in the workbook.
        package let hint: String?
    }

    /// A written part of the report with a label: a contact or a section.
    package struct Entry: Sendable {
        /// The key in the JSON, such as `overview`.
        package let id: String
        /// The label in our own workbooks, such as `一、总体情况`.
        package let label: String
        /// Other labels that people write for it.
        package let aliases: [String]?
        /// Help for the person who fills in the workbook.
        package let hint: String?
        /// For a contact: the characters that its value has inside prose, where nothing else shows its end. Nil if it is
        /// never read from prose.
        package let spelling: Spelling?
        /// For a section: whether it may stand between the title and the first heading, without a heading of its own.
        package let untitled: Bool?
        /// For a section: the least number of characters; nil if the section may be left out.
        package let least: Int?
        /// For a section: the subject that it must mention.
        package let mentions: Mention?
    }

    /// The characters that the value of a contact consists of.
    package enum Spelling: String, Sendable { case number, email, url, text }

    /// A subject that a section must mention.
    package struct Mention: Sendable {
        /// The words for it, any one of which is enough.
        package let words: [String]
        /// The clause that demands it.
        package let basis: String
    }

    /// Figures whose large change from one year to the next is a finding.
    package struct Jump: Sendable {
        /// The code of the finding.
        package let code: String
        /// The larger figure is at least this many times the smaller.
        package let ratio: Int
        /// The figures differ by at least this much.
        package let least: Int
        /// The paths of the figures.
        package let fields: [String]
    }

    /// Figures that may be above zero only for some kinds of body, such as those with a power to make rules.
    package struct Powers: Sendable {
        /// A kind of body, such as a county government, recognised by an agency's name.
        package struct Body: Sendable {
            /// The id that `--body` takes.
            package let id: String
            /// The name of the kind, for a person.
            package let label: String
            /// Whether such a body may have figures above zero.
            package let may: Bool
            /// Endings of names. An agency is of the kind with the longest ending that its name has.
            package let endings: [String]
            /// Beginnings of names, which count before any ending.
            package let beginnings: [String]?
            /// The exception for names that contain a word more than once: 苏州市昆山市人民政府 is a county's.
            package let nested: Nested?

            /// A word, and the kind of a body whose name contains it more than once.
            package struct Nested: Sendable {
                /// The word, such as 市.
                package let word: String
                /// The id of the other kind.
                package let body: String
            }
        }

        /// The clause behind the rule.
        package let basis: String
        /// The paths of the figures.
        package let fields: [String]
        /// The kinds of body.
        package let bodies: [Body]
    }

    /// The report years that the form holds for.
    package struct Years: Sendable, CustomStringConvertible {
        /// The first year.
        package let from: Int
        /// nil for a form without a last year, of which only the newest is left so (`Form.older`).
        package var through: Int?

        /// Whether the form holds for a year.
        package func contains(_ year: Int) -> Bool { year >= from && year <= through ?? .max }
        /// `2019—2020`, or `2021—` for the form in force.
        package var description: String { through.map { "\(from)—\($0)" } ?? "\(from)—" }
    }

    /// A row or a column: either a leaf, which carries figures, or a group of those below it.
    package struct Node: Sendable {
        /// The id in paths; nil if the node gives no step of a path.
        package let id: String?
        /// The label as the notice prints it.
        package let label: String
        /// Other labels that people write for it.
        package let aliases: [String]?
        /// The kind of the figures in a column leaf; nil for groups and rows.
        package let kind: Form.Kind?
        /// The nodes below a group; nil for a leaf.
        package let children: [Node]?
        /// The keys of label and aliases, the label's first; empty keys are left out. Stored, because every sheet is
        /// searched for them.
        package let keys: [LabelKey]
    }

    /// A part of a table: rows crossed with columns.
    package struct Block: Sendable {
        /// The title above the block, if it has one of its own.
        package let title: String?
        /// The text of the cell above the row labels.
        package let corner: String?
        /// The rows as trees, from top to bottom.
        package let rows: [Node]
        /// The columns as trees, from left to right.
        package let columns: [Node]
    }

    /// A table as the notice prints it.
    package struct Table: Sendable {
        /// The id, the first step of its paths.
        package let id: String
        /// The title as the notice prints it.
        package let title: String
        /// Short names for it in prose.
        package let aliases: [String]?
        /// The blocks, from top to bottom.
        package let blocks: [Block]
    }

    /// A rule that gives relations: both sides add up to the same.
    ///
    /// In a term, `*` stands for one run of ids, the same in every term, and `#` for each id that fits there, added up.
    package struct RelationRule: Sendable {
        /// The code of the finding where it is broken.
        package let code: String
        /// The severity of that finding.
        package let severity: Finding.Severity
        /// The rule in words.
        package let title: String
        /// The clause behind the rule.
        package let basis: String
        /// The terms of the left side. The first one decides where the rule holds.
        package let left: [String]
        /// The terms of the right side.
        package let right: [String]
    }

    /// A part of the published report.
    package enum DocumentPart: Sendable {
        /// The section with this id, before the first heading and without one of its own. A sentence on the period of the
        /// figures is added if its text contains none of the `period` words.
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
        /// The content of a sheet.
        package enum Content: Sendable {
            /// Instructions, one line per row.
            case guide([String])
            /// The year and the contacts.
            case identity
            /// The sections with these ids.
            case narrative([String])
            /// The table with this id.
            case table(String)
        }

        /// The name on the sheet's tab.
        package let name: String
        /// The content of the sheet.
        package let content: Content
    }

    /// The label of each further cell of a section that is too long for one cell.
    package static let continuation = "（续）"

    /// The id, such as `2021`.
    package let id: String
    /// The words after the year in the report's title: `政府信息公开工作年度报告`.
    package let title: String
    /// Other words that people write for it.
    package let titleAliases: [String]
    /// The notice that prescribes the form.
    package let basis: String
    /// The report years that the form holds for.
    package var years: Years
    /// The label of the year.
    package let year: Label
    /// The contacts, the agency's name among them as `name`.
    package let agency: [Entry]
    /// The written sections in their order.
    package let narrative: [Entry]
    /// Beginnings of lines that belong to the web page around a report, such as 发布日期.
    package let pageWords: [String]
    /// The tables in their order.
    package let tables: [Table]
    /// The rules that give relations.
    package let relations: [RelationRule]
    /// The figures whose large change from year to year is a finding.
    package let jumps: [Jump]
    /// The figures that may be above zero only for some kinds of body; nil if the form has none.
    package let powers: Powers?
    /// The text that the published report shows for an empty section. Reading leaves it out.
    package let blankSection: String
    /// The parts of the published report in their order.
    package let document: [DocumentPart]
    /// The sheets of our own workbook in their order.
    package let sheets: [SheetPlan]
}

extension FormDefinition.Entry {
    /// The section as findings name it.
    package var asSection: Finding.Section { Finding.Section(id: id, label: label) }
}
