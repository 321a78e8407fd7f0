import Model

extension CellAddress: ExpressibleByStringLiteral {
    /// Makes an address of a literal such as `"D7"`; A1 if the literal is not a reference.
    public init(stringLiteral reference: String) { self = CellAddress(reference) ?? CellAddress(row: 0, column: 0) }
}

extension FigureValue: ExpressibleByIntegerLiteral {
    /// Makes a whole number of a literal.
    public init(integerLiteral value: Int) { self = .whole(value) }
}
