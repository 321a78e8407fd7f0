import Model

extension Finding.Code {
    package static let notFigure = Self("F311")
    package static let negativeCount = Self("F312")
    package static let fractionalCount = Self("F313")
    package static let figureTooLarge = Self("F314")
    package static let errorCell = Self("F315")
    package static let uncomputedFormula = Self("F316")
    package static let notJSON = Self("J601")
    package static let unknownForm = Self("J602")
    package static let jsonTooLarge = Self("J603")
    package static let unknownMember = Self("J611")
    package static let wrongMember = Self("J612")
}
