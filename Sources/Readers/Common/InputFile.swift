import Archive
import Model

/// A file and its kind. A zip archive is opened, and its directory checked, once.
package struct InputFile {
    /// The kind of the file by its bytes.
    package let kind: FileKind
    /// The archive, if the file is a zip of any kind.
    package let archive: ZipArchive?
    private let bytes: [UInt8]

    /// Throws what opening an archive throws: the kind of a damaged one is not known.
    package init(_ bytes: [UInt8], limits: ArchiveLimits = ArchiveLimits()) throws(Finding) {
        self.bytes = bytes
        let archive = bytes.starts(with: "PK\u{3}\u{4}".utf8) ? try ZipArchive(bytes, limits: limits) : nil
        self.archive = archive
        if let archive { kind = try FileKind(of: archive) } else { kind = FileKind(ofPlain: bytes) }
    }

    /// The workbook in the file; paragraphs and tables of a document or web page become sheets. Throws the refusal of its kind, or of
    /// its reader.
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
