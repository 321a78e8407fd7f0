/// The data that the program carries: form definitions and the sentences of its findings, as the JSON files they are.
public enum Templates {
    /// The definition of the form in force.
    public static let newestForm: [UInt8] = PackageResources.form_2021_json

    /// Those before it, newest first.
    public static let olderForms: [[UInt8]] = [PackageResources.form_2019_json]

    /// The sentences of every finding, by stage.
    public static let messages: [[UInt8]] = [
        PackageResources.input_json, PackageResources.report_json, PackageResources.claims_json,
        PackageResources.documents_json, PackageResources.office_json,
    ]

    /// What each code means, with facts for an example.
    public static let codes: [UInt8] = PackageResources.codes_json

    /// The words that a report's prose has for the figures of the tables.
    public static let vocabulary: [UInt8] = PackageResources.vocabulary_json

    /// What stands for a change, a share and a gap where names in the prose are filled in.
    public static let wording: [UInt8] = PackageResources.wording_json

    /// The sentences of drafts, with the names of their figures.
    public static let draft: [UInt8] = PackageResources.draft_json

    /// Which figures charts show.
    public static let charts: [UInt8] = PackageResources.charts_json

    /// The templates of the published report, one set for all formats.
    public static let documents: [(name: String, bytes: [UInt8])] = [
        ("preface.txt", PackageResources.preface_txt),
        ("document.xml", PackageResources.document_xml),
        ("styles.xml", PackageResources.styles_xml),
        ("fontTable.xml", PackageResources.fontTable_xml),
        ("footer.xml", PackageResources.footer_xml),
        ("chart.xml", PackageResources.chart_xml),
        ("report.html", PackageResources.report_html),
        ("report.md", PackageResources.report_md),
        ("report.txt", PackageResources.report_txt),
    ]

    /// How the names of agencies are spelt in other ways, and what they begin and end with.
    public static let names: [UInt8] = PackageResources.names_json
}
