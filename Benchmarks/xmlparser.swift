// What reading cannot go below: the parts that hold a workbook's values, inflated by libzip and parsed by Foundation's
// XMLParser with a delegate that does nothing.
import CZip
import Foundation
import FoundationXML

final class Ignoring: NSObject, XMLParserDelegate {
    func parser(
        _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
        attributes: [String: String]
    ) {}
    func parser(_ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?) {}
    func parser(_ parser: XMLParser, foundCharacters text: String) {}
}

func isRead(_ name: String) -> Bool {
    name.hasPrefix("xl/worksheets/sheet")
        || ["xl/sharedStrings.xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "_rels/.rels", "[Content_Types].xml"]
            .contains(name)
}

func bytes(_ archive: OpaquePointer, _ place: zip_uint64_t) -> Data? {
    var status = zip_stat_t()
    guard zip_stat_index(archive, place, 0, &status) == 0, let file = zip_fopen_index(archive, place, 0) else { return nil }
    defer { zip_fclose(file) }
    var data = Data(count: Int(status.size))
    let count = data.withUnsafeMutableBytes { zip_fread(file, $0.baseAddress, status.size) }
    return count == Int64(status.size) ? data : nil
}

// The files' paths, one a line.
while let path = readLine() {
    guard let archive = zip_open(path, ZIP_RDONLY, nil) else { fatalError("\(path) cannot be opened") }
    for place in 0..<zip_uint64_t(zip_get_num_entries(archive, 0)) {
        guard let name = zip_get_name(archive, place, 0).map({ String(cString: $0) }), isRead(name) else { continue }
        guard let data = bytes(archive, place) else { fatalError("\(name) is damaged") }
        let parser = XMLParser(data: data)
        let delegate = Ignoring()
        parser.delegate = delegate
        guard parser.parse() else { fatalError("\(name) cannot be parsed") }
    }
    zip_discard(archive)
}
