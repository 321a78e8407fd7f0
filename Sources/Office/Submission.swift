import Conversion
import Findings
import Forms
import Foundation

public struct Submission: Sendable {
    public let name: String
    public let modified: Date?
    public let bytes: [UInt8]?
    public let outcome: Result<ReportReading, Finding>
    public init(name: String, modified: Date?, bytes: [UInt8]?, outcome: Result<ReportReading, Finding>) {
        self.name = name
        self.modified = modified
        self.bytes = bytes
        self.outcome = outcome
    }
}
