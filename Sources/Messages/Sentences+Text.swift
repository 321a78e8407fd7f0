import Model

extension Sentences {
    /// The findings for a terminal: a block for each, at most `width` columns wide, and a summary at the end. Broken relations
    /// with the same culprit share a block.
    package func text(_ findings: [Finding], file: String, width: Int = 100, isColoured: Bool = false) -> String {
        var lines: [String] = []
        var explained = Set<FieldPath>()
        for finding in findings {
            if let culprit = finding.culprit {
                guard explained.insert(culprit.field).inserted else { continue }
                lines += block(finding, others: findings.filter { $0.culprit == culprit && $0 != finding }, width, isColoured)
            } else {
                lines += block(finding, others: [], width, isColoured)
            }
        }
        return (lines + ["\(file)\(language("common.colon"))\(summary(findings))"]).joined(separator: "\n") + "\n"
    }

    /// The sentence that counts the findings by severity, and the accepted ones.
    package func summary(_ findings: [Finding]) -> String {
        func count(_ severity: Finding.Severity) -> Int { findings.count { $0.severity == severity && $0.accepted == nil } }
        let accepted = findings.count { $0.accepted != nil }
        let (errors, warnings, notes) = (count(.error), count(.warning), count(.note))
        return accepted == 0
            ? language("finding.summary", ["errors": errors, "warnings": warnings, "notes": notes])
            : language("finding.summaryAccepted", ["errors": errors, "warnings": warnings, "notes": notes, "accepted": accepted])
    }

    private func block(_ finding: Finding, others: [Finding], _ width: Int, _ isColoured: Bool) -> [String] {
        let colour =
            switch finding.severity {
            case _ where finding.accepted != nil: "32"
            case .error: "31"
            case .warning: "33"
            case .note: "36"
            }
        let head = "\(standing(of: finding)) \(finding.code)"
        let location =
            finding.culprit.map { Self.location($0.field, $0.origin) } ?? Self.cells(of: finding).first ?? finding.fields.first?
            .description ?? ""
        let body = advice(on: finding, others: others).flatMap { Self.wrapped($0, width: width - 4) }.map { "    " + $0 }
        return ["\(isColoured ? "\u{1B}[1;\(colour)m\(head)\u{1B}[0m" : head)  \(location)"] + body + [""]
    }

    /// The word for its severity, or for having been explained.
    package func standing(of finding: Finding) -> String {
        finding.accepted == nil ? name(of: finding.severity) : language("finding.accepted")
    }

    /// The paragraphs on a finding: its sentence, its culprit, the reason why it was accepted, its basis. `others` are the
    /// findings with the same culprit.
    package func advice(on finding: Finding, others: [Finding]) -> [String] {
        var advice = [sentence(finding)]
        if let culprit = finding.culprit {
            advice.append(explanation(culprit, relations: others.count + 1))
            if !others.isEmpty {
                let findings = others.map { "\($0.code) \(Self.cells(of: $0).first ?? "")" }
                advice.append(
                    language("finding.sameCause", ["findings": findings.joined(separator: language("common.listComma"))]))
            }
        }
        if let reason = finding.accepted { advice.append(language("finding.reason", ["reason": reason])) }
        if let basis = finding.basis { advice.append(language("finding.basis", ["basis": basis])) }
        return advice
    }

    private static func location(_ field: FieldPath, _ origin: Origin?) -> String {
        origin.map { printable("\($0.sheet)!\($0.cell)") } ?? field.description
    }

    /// The sentence on a culprit: which figure to change into what, so that `relations` relations hold.
    package func explanation(_ culprit: Culprit, relations: Int) -> String {
        let slip =
            switch culprit.slip {
            case .transposedDigits: language("finding.slip.transposedDigits")
            case .extraDigit: language("finding.slip.extraDigit")
            case .missingDigit: language("finding.slip.missingDigit")
            case .countedTwice: language("finding.slip.countedTwice")
            case .swapped, .shifted, nil: ""
            }
        let location = Self.location(culprit.field, culprit.origin)
        if let other = culprit.other.map({ Self.location($0, culprit.otherOrigin) }) {
            let slots: Language.Slots = [
                "place": location, "other": other, "found": culprit.found, "value": culprit.value, "relations": relations,
            ]
            return culprit.slip == .shifted
                ? language("finding.culprit.shifted", slots) : language("finding.culprit.swapped", slots)
        }
        return language(
            "finding.culprit.wrong",
            ["place": location, "found": culprit.found, "value": culprit.value, "relations": relations, "slip": slip])
    }

    /// Breaks a text into lines of at most `width` columns. A character from U+1100 on takes two columns; words of Latin letters
    /// or digits stay whole.
    package static func wrapped(_ text: String, width: Int) -> [String] {
        var lines: [String] = []
        var line = ""
        var used = 0
        for piece in pieces(text) {
            let columns = piece.unicodeScalars.reduce(0) { $0 + ($1.value < 0x1100 ? 1 : 2) }
            // A closing mark may stand beyond the edge: it must not begin a line.
            if used + columns > width, used > 0, !"，。；：、）”".contains(piece) {
                lines.append(line)
                (line, used) = ("", 0)
            }
            if !(used == 0 && piece == " ") {
                line += piece
                used += columns
            }
        }
        return (lines + (line.isEmpty ? [] : [line])).map { $0.last == " " ? String($0.dropLast()) : $0 }
    }

    private static func pieces(_ text: String) -> [String] {
        text.reduce(into: []) { pieces, character in
            let joins =
                character.isASCII && character != " "
                && pieces.last.map { $0 != " " && $0.utf8.count < 60 && $0.last?.isASCII == true } == true
            if joins { pieces[pieces.count - 1].append(character) } else { pieces.append(String(character)) }
        }
    }
}
