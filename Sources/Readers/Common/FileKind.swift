import Archive
import Markup
import Model
import Text

/// The kind of a file by its bytes, whatever its name.
package enum FileKind: Hashable, Sendable, CaseIterable {
    /// .xlsx, .xlsm, .xltx, .xltm
    case xlsx
    /// .ods, .ots
    case ods
    /// Text that begins with `{`, such as a report of this program.
    case json
    /// No bytes, or only white space.
    case empty
    /// An Office file under a password.
    case encrypted
    /// .xls, and .et of WPS
    case xls
    /// .xls of Excel 5 and 95
    case olderWorkbook
    /// Another compound file: .doc, .wps, .ppt.
    case otherCompound
    /// .odt, .odp …
    case openDocument
    /// .docx, .docm, .dotx, .dotm
    case docx
    /// .rtf
    case richText
    /// .xlsb
    case binaryWorkbook
    /// A zip archive of another kind.
    case otherArchive
    /// HTML, also as .xls
    case html
    /// .mht
    case webArchive
    /// Text without markup, CSV too.
    case plainText
    case pdf
    /// "XML Spreadsheet 2003"
    case xmlSpreadsheet
    case unknown

    /// Why a file of this kind is not read; nil for the kinds that have a reader.
    package var refusal: Finding? {
        switch self {
        case .xlsx, .ods, .xls, .docx, .html, .json: nil
        case .empty: Finding(.emptyFile)
        case .encrypted: Finding(.encryptedWorkbook)
        case .olderWorkbook: Finding(.olderWorkbook)
        case .otherCompound: Finding(.otherCompoundFile)
        case .openDocument: Finding(.openDocument)
        case .richText: Finding(.richText)
        case .binaryWorkbook: Finding(.binaryWorkbook)
        case .otherArchive: Finding(.otherArchive)
        case .webArchive: Finding(.webArchive)
        case .plainText: Finding(.plainText)
        case .pdf: Finding(.pdf)
        case .xmlSpreadsheet: Finding(.xmlSpreadsheet)
        case .unknown: Finding(.unknownFile)
        }
    }

    /// Determines the kind of a file. Throws what opening an archive throws: the kind of a damaged one is not known.
    package init(of bytes: [UInt8], limits: ArchiveLimits = ArchiveLimits()) throws(Finding) {
        self = try InputFile(bytes, limits: limits).kind
    }

    /// The kind of a file that is not a zip archive.
    init(ofPlain bytes: [UInt8]) {
        if bytes.starts(with: [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]) {
            self = Self.ofCompound(bytes)
        } else {
            self = Self.ofText(bytes)
        }
    }

    /// The kind of a zip archive.
    init(of archive: ZipArchive) throws(Finding) {
        let contentTypes = "[Content_Types].xml"
        guard archive.contains(contentTypes) else {
            self = archive.contains("mimetype") ? try Self.ofMediaType(in: archive) : .otherArchive
            return
        }
        let types = try ContentTypes.known.read(
            contentTypes, in: archive, root: "Types",
            namespaces: ["http://schemas.openxmlformats.org/package/2006/content-types"], into: ContentTypes())
        self = types.kind
    }

    /// The kind by the `mimetype` of an OpenDocument package. Its manifest says what is encrypted (ODF 1.3 part 2, §4.4); searching
    /// its bytes is enough.
    private static func ofMediaType(in archive: ZipArchive) throws(Finding) -> FileKind {
        let type = try archive.read("mimetype")
        let family = "application/vnd.oasis.opendocument."
        guard type.starts(with: family.utf8) else { return .otherArchive }
        guard type.starts(with: (family + "spreadsheet").utf8) else { return .openDocument }
        let manifest = "META-INF/manifest.xml"
        guard archive.contains(manifest) else { return .ods }
        return try archive.read(manifest).contains("encryption-data".utf8) ? .encrypted : .ods
    }

    /// The kind by the names of streams in a compound file ([MS-CFB] 2.6.1). Compares at every offset where a directory entry may
    /// begin, without following chains of sectors, in any case.
    private static func ofCompound(_ bytes: [UInt8]) -> FileKind {
        func holds(_ name: String) -> Bool {
            let letters = name.lowercased().utf8.flatMap { letter -> [UInt8] in [letter, 0] }
            return stride(from: 512, to: bytes.count - 127, by: 128).contains { entry in
                Int(bytes[entry + 64]) == letters.count + 2
                    && bytes[entry...].prefix(letters.count).map(\.lowercased) == letters
            }
        }
        if holds("EncryptedPackage") { return .encrypted }
        if holds("Workbook") { return .xls }
        return holds("Book") ? .olderWorkbook : .otherCompound
    }

    private static func ofText(_ bytes: [UInt8]) -> FileKind {
        let isUTF16 = bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF])
        let text = bytes.dropFirst(bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0)
            .drop { [0x20, 0x09, 0x0A, 0x0D].contains($0) }
        // Without its NUL bytes, UTF-16 can be compared as ASCII.
        let head = text.prefix(4_096).filter { $0 != 0 }.map(\.lowercased)
        func mentions(_ words: String...) -> Bool { words.contains { head.contains($0.utf8) } }
        let isMarkup = head.first == UInt8(ascii: "<") || isUTF16

        if text.isEmpty { return .empty }
        if head.starts(with: "{\\rtf".utf8) { return .richText }
        if text.first == UInt8(ascii: "{") { return .json }
        if head.starts(with: "%pdf-".utf8) { return .pdf }
        if isMarkup, mentions("urn:schemas-microsoft-com:office:spreadsheet") { return .xmlSpreadsheet }
        if isMarkup, mentions("<html", "<!doctype html", "<head", "<meta", "<table", "<body", "<div", "<p>") { return .html }
        if head.starts(with: "mime-version:".utf8) || head.starts(with: "from: <saved by".utf8) { return .webArchive }
        return isUTF16 || text.isPlainText ? .plainText : .unknown
    }
}

/// The kind by the content types of an OPC package (ECMA-376 part 2, §7.2.3).
private struct ContentTypes: MarkupHandler, Sendable {
    var kind = FileKind.otherArchive

    static let known = KnownParts<ContentTypes>()

    mutating func start(_ element: Element) {
        guard let type = element["ContentType"]?.lowercased(), type.contains(bytesOf: ".main") else { return }
        if type.contains("ms-excel.sheet.binary") {
            kind = .binaryWorkbook
        } else if type.contains("spreadsheetml") || type.contains("ms-excel") {
            kind = .xlsx
        } else if type.contains("wordprocessingml") || type.contains("ms-word") {
            kind = .docx
        }
    }
}

extension UInt8 {
    /// The small letter for a capital of ASCII; any other byte itself.
    fileprivate var lowercased: UInt8 { (0x41...0x5A).contains(self) ? self + 0x20 : self }
}

extension ArraySlice<UInt8> {
    /// Whether there are no control characters, and all is UTF-8 or GBK (a lead byte 81 to FE, then 40 to FE but 7F).
    fileprivate var isPlainText: Bool {
        guard !contains(where: { $0 < 0x20 && ![0x09, 0x0A, 0x0D, 0x0C].contains($0) }) else { return false }
        if String(validating: self, as: UTF8.self) != nil { return true }
        var follows = false
        for byte in self {
            if follows {
                guard byte >= 0x40, byte != 0x7F, byte != 0xFF else { return false }
                follows = false
            } else if byte >= 0x80 {
                guard (0x81...0xFE).contains(byte) else { return false }
                follows = true
            }
        }
        return !follows
    }
}
