import Foundation
import Templates

/// A chart as `Templates/Charts/charts.json` says it; just one of `bars` and `years` is given. One file serves every
/// form: a bar of which a form has no figure is none.
struct ChartDefinition: Decodable {
    struct Bar: Decodable {
        let label: String
        /// Paths of the figures that are added up; `#` stands for each id that fits there.
        let figures: [String]
    }

    let id: String
    /// The id of the table that the figures stand in.
    let table: String
    /// `{year}` stands for `2024年`, or nothing where the year is not known.
    let title: String
    let bars: [Bar]?
    /// The figures that are added up for a bar a year.
    let years: [String]?

    static let known = Templates.decoded { try JSONDecoder().decode([ChartDefinition].self, from: Data(Templates.charts)) }
}
