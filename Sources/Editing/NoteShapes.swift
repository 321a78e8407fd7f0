import Foundation
import Model

/// The boxes of notes: a drawing in VML (ECMA-376 part 4, §14). Excel does not write it as well-formed XML, so it is searched as
/// text.
struct NoteShapes {
    private(set) var text: String

    /// A drawing without shapes.
    static let empty = "<xml \(namespaces)>\(layout)\(shapeType)</xml>"

    /// Declared in each shape too, since not every program declares all of them at the root.
    private static let namespaces = """
        xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" \
        xmlns:x="urn:schemas-microsoft-com:office:excel"
        """
    private static let layout = """
        <o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="1"/></o:shapelayout>
        """
    private static let shapeStart = "<v:shape "
    private static let shapeTypeID = "_x0000_t202"
    private static let shapeType = """
        <v:shapetype \(namespaces) id="\(shapeTypeID)" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe">\
        <v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>
        """

    /// A drawing that is cut off is replaced by an empty one.
    init(_ bytes: [UInt8]) {
        let text = String(decoding: bytes, as: UTF8.self)
        self.text = text.contains("</xml>") ? text : Self.empty
    }

    /// Removes the boxes of these cells' notes.
    mutating func remove(_ cells: Set<CellAddress>) {
        guard !cells.isEmpty else { return }
        let pieces = text.components(separatedBy: Self.shapeStart)
        text =
            (pieces.first ?? "")
            + pieces.dropFirst().map { piece -> String in
                let whole = Self.shapeStart + piece
                guard let end = whole.range(of: "</v:shape>"), Self.cell(of: whole[..<end.upperBound]).map(cells.contains) == true
                else { return whole }
                return String(whole[end.upperBound...])
            }.joined()
    }

    /// The cell whose note a shape shows; nil where it shows none.
    private static func cell(of shape: Substring) -> CellAddress? {
        func number(_ name: String) -> Int? {
            guard let open = shape.range(of: "<x:\(name)>") else { return nil }
            return Int(shape[open.upperBound...].prefix { $0 != "<" })
        }
        guard shape.contains("\"Note\""), let row = number("Row"), let column = number("Column") else { return nil }
        return CellAddress(row: row, column: column)
    }

    /// Adds a box, high enough for that many lines, to each of these cells that has none.
    mutating func add(_ cells: [(address: CellAddress, lines: Int)]) {
        let shown = Set(text.components(separatedBy: Self.shapeStart).dropFirst().compactMap { Self.cell(of: $0[...]) })
        let ids = text.components(separatedBy: "_x0000_s").dropFirst().compactMap {
            Int32($0.prefix { $0.isASCII && $0.isNumber })
        }
        var id = max(1024, Int(ids.max() ?? 0))
        let shapes = cells.filter { !shown.contains($0.address) }.map { cell -> String in
            id += 1
            return Self.shape(id, at: cell.address, lines: cell.lines)
        }
        guard !shapes.isEmpty, let end = text.range(of: "</xml>", options: .backwards) else { return }
        let shapeType = text.contains("\"\(Self.shapeTypeID)\"") ? "" : Self.shapeType
        text.insert(contentsOf: shapeType + shapes.joined(), at: end.lowerBound)
    }

    private static func shape(_ id: Int, at address: CellAddress, lines: Int) -> String {
        let (row, column) = (address.row, address.column)
        let anchor = [column + 1, 12, max(0, row - 1), 6, column + 5, 12, row + 2 + min(lines, 20), 6]
        return """
            <v:shape \(namespaces) id="_x0000_s\(id)" type="#\(shapeTypeID)" style="position:absolute;margin-left:80pt;margin-top:5pt;\
            width:220pt;height:\(16 * (3 + min(lines, 20)))pt;z-index:\(id - 1024);visibility:hidden" fillcolor="#ffffe1" o:insetmode="auto">\
            <v:fill color2="#ffffe1"/><v:shadow on="t" color="black" obscured="t"/><v:path o:connecttype="none"/>\
            <v:textbox style="mso-direction-alt:auto"><div style="text-align:left"></div></v:textbox>\
            <x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/>\
            <x:Anchor>\(anchor.map(String.init).joined(separator: ", "))</x:Anchor><x:AutoFill>False</x:AutoFill>\
            <x:Row>\(row)</x:Row><x:Column>\(column)</x:Column></x:ClientData></v:shape>
            """
    }
}
