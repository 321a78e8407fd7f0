import Archive
import Markup
import Model
import Text

/// The fonts that a Word document names, with those that may stand for each (`w:altName`, ECMA-376 §17.8.3.1), in order.
struct FontAlternatives: MarkupHandler {
    private static let word: Set = ["http://schemas.openxmlformats.org/wordprocessingml/2006/main"]
    private(set) var fonts: [(name: String, alternatives: [String])] = []

    init(ofDocument bytes: [UInt8]) throws(Finding) {
        let part = "word/fontTable.xml"
        try parse(ZipArchive(bytes).read(part), part: part, root: "fonts", namespaces: Self.word, into: &self)
    }

    mutating func start(_ element: Element) {
        switch element.name {
        case "font": fonts.append((element["name", in: Self.word] ?? "", []))
        case "altName" where !fonts.isEmpty:
            let names = element["val", in: Self.word]?.split(separator: ",").map { Prose.trimmed($0.unicodeScalars) } ?? []
            fonts[fonts.count - 1].alternatives += names
        default: break
        }
    }

    /// For fontconfig, beside the configuration in force: LibreOffice itself looks at no alternative.
    func configuration(including other: String) -> String {
        let aliases = fonts.map { font in
            let families = font.alternatives.map { "<family>\(OutputEscaping.markup($0))</family>" }.joined()
            return
                "<alias binding=\"same\"><family>\(OutputEscaping.markup(font.name))</family><accept>\(families)</accept></alias>\n"
        }
        return """
            <?xml version="1.0"?>
            <!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
            <fontconfig>
            <include ignore_missing="yes">\(OutputEscaping.markup(other))</include>
            \(aliases.joined())</fontconfig>
            """
    }
}
