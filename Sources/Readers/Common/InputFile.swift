import Archive
import Model

/// A file with what it is. A zip is opened, and its directory checked, once.
package struct InputFile {
    package let kind: FileKind
    /// Of a zip of any kind.
    package let archive: ZipArchive?
    private let bytes: [UInt8]

    /// Throws what opening an archive throws, since a damaged one does not tell its kind.
    package init(_ bytes: [UInt8], limits: ArchiveLimits = ArchiveLimits()) throws(Finding) {
        self.bytes = bytes
        let archive = bytes.starts(with: "PK\u{3}\u{4}".utf8) ? try ZipArchive(bytes, limits: limits) : nil
        self.archive = archive
        if let archive { kind = try FileKind(of: archive) } else { kind = FileKind(ofPlain: bytes) }
    }

    /// The sheets of a workbook, or those that a text document or a web page reads as. Throws why it cannot be read.
    package func workbook() throws(Finding) -> Workbook {
        if let refusal = kind.refusal { throw refusal }
        switch (kind, archive) {
        case (.ods, let archive?): return try ODSReader.read(archive)
        case (.docx, let archive?): return try DOCXReader.read(archive)
        case (.xlsx, let archive?): return try XLSXReader.read(archive)
        case (.xls, _): return try XLSReader.read(bytes)
        case (.html, _): return try HTMLReader.read(bytes)
        default: throw Finding(.unknownFile)
        }
    }
}
