/// Text as the report keeps it, whichever program wrote it.
public enum Prose {
    /// Paragraphs trimmed of blanks (the two-character indent too), empty ones dropped, joined by "\n";
    /// nil where nothing is left. Applying it again changes nothing.
    public static func paragraphs(_ text: String) -> String? {
        let lines = text.unicodeScalars.split(whereSeparator: Self.breaksLine)
        let kept = lines.compactMap { line -> String? in
            let inner = trimmed(line.filter(Self.isWritable))
            return inner.isEmpty ? nil : inner
        }
        return kept.isEmpty ? nil : kept.joined(separator: "\n")
    }

    /// One line, inner breaks turned into blanks; nil where nothing is left.
    public static func line(_ text: String) -> String? {
        paragraphs(text)?.replacing("\n", with: " ")
    }

    /// Without the blanks at both ends, full-width and zero-width ones too.
    public static func trimmed(_ scalars: some Sequence<Unicode.Scalar>) -> String {
        var view = String.UnicodeScalarView()
        var pending = String.UnicodeScalarView()
        for scalar in scalars {
            if isBlank(scalar) {
                if !view.isEmpty { pending.append(scalar) }
            } else {
                // One by one: appending a view to a view copies both.
                for blank in pending { view.append(blank) }
                view.append(scalar)
                pending.removeAll(keepingCapacity: true)
            }
        }
        return String(view)
    }

    /// Unicode white space, the zero-width blanks and the byte order mark that copying leaves behind.
    public static func isBlank(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        // Most text is here, and asking for properties costs a search.
        case 0x21...0x7E, 0x3001...0xD7FF: false
        case 0x200B...0x200D, 0xFEFF: true
        default: scalar.properties.isWhitespace
        }
    }

    private static func breaksLine(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x0A...0x0D, 0x85, 0x2028, 0x2029: true
        default: false
        }
    }

    /// What XML 1.0 §2.2 lets a document carry.
    private static func isWritable(_ scalar: Unicode.Scalar) -> Bool {
        scalar.value >= 0x20 && scalar.value & 0xFFFE != 0xFFFE || scalar == "\t"
    }
}
