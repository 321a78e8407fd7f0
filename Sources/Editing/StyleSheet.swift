import Markup
import Model

/// The styles part (ECMA-376 part 1, §18.8.39). Elements that a format needs are appended unless they are there, so that no index
/// changes and marking again adds nothing.
struct StyleSheet {
    private(set) var text: PartText
    private let root: PartElement
    private var appended: [String: [String]] = [:]

    /// The order of elements in CT_Stylesheet.
    private static let order = [
        "numFmts", "fonts", "fills", "borders", "cellStyleXfs", "cellXfs", "cellStyles", "dxfs", "tableStyles", "colors",
        "extLst",
    ]

    /// The content of a styles part without any formats.
    static let minimal = """
        <fonts count="1"><font><sz val="11"/><name val="宋体"/></font></fonts>\
        <fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>\
        <borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>\
        <cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>\
        <cellXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/></cellXfs>
        """

    init(_ text: PartText) throws(Finding) {
        self.text = text
        root = try text.root(depth: 2)
    }

    /// The index of an element in a list such as `fonts`, which it is appended to if it is missing.
    mutating func index(of element: String, in list: String) -> Int {
        let present = root.first(list)?.children ?? []
        let wanted = text.prefixed(element)
        if let index = present.firstIndex(where: { text.source($0.range) == wanted }) { return index }
        let index = appended[list]?.firstIndex(of: element) ?? appended[list, default: []].count
        if index == appended[list]?.count ?? 0 { appended[list, default: []].append(element) }
        return present.count + index
    }

    /// The part with all that was appended.
    mutating func finished() -> PartText {
        for (name, elements) in appended.sorted(by: { $0.key < $1.key }) {
            if let list = root.first(name) {
                text.append(text.prefixed(elements.joined()), to: list)
                text.set("count", "\(list.children.count + elements.count)", of: list.start)
            } else {
                let list = text.prefixed("<\(name) count=\"\(elements.count)\">\(elements.joined())</\(name)>")
                text.insert(list, named: name, into: root, order: Self.order)
            }
        }
        appended = [:]
        return text
    }
}
