import Foundation
import Templates

/// A chart in `Templates/Charts/charts.json`, with either `bars` or `years`. The file serves every form: bars whose figures a form
/// does not have are left out.
struct ChartDefinition: Decodable {
    struct Bar: Decodable {
        let label: String
        /// Paths of the figures that are added up; `#` stands for each id that fits there.
        let figures: [String]
    }

    let id: String
    /// The id of the table that the figures are in.
    let table: String
    /// `{year}` in it becomes `2024年`, or nothing where the year is not known.
    let title: String
    let bars: [Bar]?
    /// Paths of the figures that are added up, for a bar a year.
    let years: [String]?

    static let known = Templates.decoded { try JSONDecoder().decode([ChartDefinition].self, from: Data(Templates.charts)) }
}
