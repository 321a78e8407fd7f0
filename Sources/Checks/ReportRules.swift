import Forms
import Foundation
import Model
import Text

/// Rules over a whole report: is it one, is it of the right year, may the body do what it says, are its sections written.
extension Subject {
    /// Nothing was filled: every figure is blank or a formula's 0. Formulas over other sheets give a report like any other.
    var isUntouched: Bool {
        form.fields.allSatisfy { field in
            let figure = report.figures[field.index]
            let isNothing = figure.mark == nil && (figure.value ?? .zero) == .zero
            return report.origin(field.path)?.formula != nil ? isNothing : figure == .blank
        }
    }

    func formOfYear() -> [Finding] {
        guard let year = report.year, !form.definition.years.contains(year) else { return [] }
        return [
            Finding(
                .formOfOtherYear, .warning, found: form.id, expected: form.definition.years.description,
                basis: form.definition.basis,
                facts: ["year": "\(year)"])
        ]
    }

    func powers() -> [Finding] {
        guard let powers = form.definition.powers else { return [] }
        let given = powers.bodies.first { $0.id == self.body }
        guard let body = given ?? powers.body(named: report.agencyName ?? ""), !body.may else { return [] }
        let fields = powers.fields.map { FieldPath($0) }.filter { value($0) ?? 0 > 0 }
        guard let first = fields.first, let found = value(first) else { return [] }
        return [
            Finding(
                .notEmpowered, .warning, fields: fields, found: "\(found)", expected: "0", basis: powers.basis,
                facts: ["label": label(first), "body": body.label, "agency": report.agencyName ?? ""])
        ]
    }

    /// Sections that are empty, too short to say anything, or silent on what they must report.
    func sections() -> [Finding] {
        let wanted = form.definition.narrative.filter { $0.least != nil }
        let empty = wanted.filter { report.narrative[$0.id] == nil }
        var findings: [Finding] = []
        if !empty.isEmpty {
            findings.append(
                Finding(
                    .sectionEmpty, .warning, expected: empty.map(\.label).joined(separator: "；"), basis: form.definition.basis))
        }
        for section in wanted {
            guard let text = report.narrative[section.id] else { continue }
            if let least = section.least, text.unicodeScalars.count < least {
                findings.append(
                    Finding(
                        .sectionTooShort, .warning, found: text, basis: form.definition.basis,
                        facts: ["section": section.label, "length": "\(text.unicodeScalars.count)"]))
            } else if let mentions = section.mentions, !mentions.words.contains(where: text.contains(bytesOf:)) {
                findings.append(
                    Finding(
                        .sectionSilent, .warning, expected: mentions.words.first, basis: mentions.basis,
                        facts: ["section": section.label]))
            }
        }
        return findings
    }

    /// A statistical period in the prose that is not the report's year: a sentence left over from another.
    func period() -> [Finding] {
        guard let year = report.year else { return [] }
        return form.definition.narrative.compactMap { section -> Finding? in
            let text = prose(section.id)
            // Looked for by bytes first: prose is long, and splitting it and patterns go by characters.
            guard text.contains(bytesOf: "统计") else { return nil }
            for sentence in text.split(whereSeparator: { "。\n；".contains($0) }) where String(sentence).contains(bytesOf: "统计") {
                let years = sentence.matches(of: /(20\d\d)\s*年\s*(?:0?1\s*月\s*0?1\s*日|12\s*月\s*31\s*日)/).compactMap { Int($0.1) }
                guard let other = years.first(where: { $0 != year }) else { continue }
                return Finding(
                    .periodOfOtherYear, .warning, found: "\(other)", expected: "\(year)", basis: form.definition.basis,
                    facts: ["section": section.label, "quote": String(sentence)])
            }
            return nil
        }
    }
}

extension Subject {
    /// Who the prose says has written the report, where that is another body of the agency's own kind: a sentence taken
    /// over from its report. Offices of the agency and shortened names are it too.
    func author() -> [Finding] {
        guard let name = report.agencyName else { return [] }
        return form.definition.narrative.compactMap { section -> Finding? in
            let text = prose(section.id)
            guard text.contains(bytesOf: "编制") || text.contains(bytesOf: "编写") else { return nil }
            let authors = text.matches(of: /由([^，。；、（）(),由]{2,40}?)(?:编制|编写)/).map { String($0.1) }
            guard let other = authors.first(where: { !$0.contains(name) && $0.last == name.last && !$0.isSubsequence(of: name) })
            else { return nil }
            return Finding(.authorOfOtherName, .warning, found: other, expected: name, facts: ["section": section.label])
        }
    }
}

extension FormDefinition.Powers {
    /// The kind of body that a name tells: by its beginning, else by its longest ending.
    func body(named name: String) -> Body? {
        if let body = bodies.first(where: { ($0.beginnings ?? []).contains(where: name.hasPrefix) }) { return body }
        let endings = bodies.flatMap { body in body.endings.filter(name.hasSuffix).map { (body, $0.count) } }
        guard let longest = endings.max(by: { $0.1 < $1.1 })?.0 else { return nil }
        guard let nested = longest.nested, name.components(separatedBy: nested.word).count > 2 else { return longest }
        return bodies.first { $0.id == nested.body }
    }
}
