import JSON
import Model

extension Sentences {
    /// The findings as SARIF 2.1.0 (OASIS), which editors and code hosts show. Cells are logical locations in the file.
    package func sarif(_ findings: [Finding], file: String, version: String) -> JSONValue {
        let codes = Set(findings.map(\.code.description)).sorted()
        let rules = codes.map {
            JSONValue.object([("id", .string($0)), ("shortDescription", .object([("text", .string(title($0)))]))])
        }
        let driver = JSONValue.object([("name", .string("nianbao")), ("version", .string(version)), ("rules", .array(rules))])
        let run = JSONValue.object([
            ("tool", .object([("driver", driver)])),
            ("results", .array(findings.map { result($0, file: file) })),
        ])
        return .object([
            ("$schema", .string("https://json.schemastore.org/sarif-2.1.0.json")),
            ("version", .string("2.1.0")),
            ("runs", .array([run])),
        ])
    }

    private func result(_ finding: Finding, file: String) -> JSONValue {
        let cells = finding.origins.map { JSONValue.object([("fullyQualifiedName", .string("\($0.sheet)!\($0.cell)"))]) }
        let location = JSONValue.object([
            ("physicalLocation", .object([("artifactLocation", .object([("uri", .string(Self.uri(file)))]))])),
            ("logicalLocations", .array(cells)),
        ])
        var members: [(key: String, value: JSONValue)] = [
            ("ruleId", .string(finding.code.description)),
            ("level", .string(finding.severity.rawValue)),
            ("message", .object([("text", .string(sentence(finding)))])),
            ("locations", .array([location])),
        ]
        if let reason = finding.accepted {
            members.append(
                ("suppressions", .array([.object([("kind", .string("external")), ("justification", .string(reason))])])))
        }
        return .object(members)
    }

    /// A path as a URI reference (RFC 3986): everything but unreserved characters and slashes percent-encoded.
    private static func uri(_ path: String) -> String {
        path.utf8.reduce(into: "") { uri, byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"),
                UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "~"), UInt8(ascii: "/"):
                uri.unicodeScalars.append(Unicode.Scalar(byte))
            default: uri += "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
            }
        }
    }
}
