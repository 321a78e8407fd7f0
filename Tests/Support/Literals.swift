import Model

extension CellAddress: ExpressibleByStringLiteral {
    /// `D7`; A1 for what is no reference.
    public init(stringLiteral reference: String) { self = CellAddress(reference) ?? CellAddress(row: 0, column: 0) }
}

extension FigureValue: ExpressibleByIntegerLiteral {
    public init(integerLiteral value: Int) { self = .whole(value) }
}
