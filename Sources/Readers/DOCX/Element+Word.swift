import Markup

extension Element {
    /// An attribute in one of the namespaces of WordprocessingML, `w:val` in most elements.
    func word(_ attribute: String = "val") -> String? { self[attribute, in: DOCXContent.namespaces] }

    /// An attribute that is a whole number, by the same rule.
    func wordNumber(_ attribute: String = "val") -> Int? { word(attribute).flatMap(Int.init(digits:)) }

    /// Whether a property is on (ECMA-376 part 1, §17.17.4).
    var isOn: Bool { !["0", "false", "off"].contains(word() ?? "") }
}
