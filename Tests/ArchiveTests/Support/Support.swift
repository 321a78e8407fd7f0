import Findings
import Foundation

/// The finding that the work throws; nil where it throws none.
func refusal<Value>(_ work: () throws(Finding) -> Value) -> Finding? {
    do {
        _ = try work()
        return nil
    } catch {
        return error
    }
}

/// The files of the repository, found from this one.
let repository = URL(filePath: #filePath).resolvingSymlinksInPath()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

func fixture(_ name: String) throws -> [UInt8] {
    Array(try Data(contentsOf: repository.appending(path: "Fixtures/programs/\(name)")))
}

/// The text as UTF-16LE with a byte order mark.
func utf16(_ text: String) -> [UInt8] {
    "\u{FEFF}\(text)".utf16.flatMap { unit -> [UInt8] in [UInt8(unit & 0xFF), UInt8(unit >> 8)] }
}
