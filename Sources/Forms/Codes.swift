import Model

extension Finding.Code {
    /// The text is neither a number nor a mark.
    package static let notFigure = Self("F311")
    /// The figure is below zero, which its field does not allow.
    package static let negativeCount = Self("F312")
    /// The figure has decimals, but its field is a count.
    package static let fractionalCount = Self("F313")
    /// The figure is 10^15 or more.
    package static let figureTooLarge = Self("F314")
    /// The cell holds an error such as `#REF!`.
    package static let errorCell = Self("F315")
    /// The formula was saved without its value.
    package static let uncomputedFormula = Self("F316")
    /// The input is not JSON, or not an object.
    package static let notJSON = Self("J601")
    /// No form has the id that is given.
    package static let unknownForm = Self("J602")
    /// The JSON is larger than a report can be.
    package static let jsonTooLarge = Self("J603")
    /// The form has no such member.
    package static let unknownMember = Self("J611")
    /// The value of a member is of the wrong type.
    package static let wrongMember = Self("J612")
}
