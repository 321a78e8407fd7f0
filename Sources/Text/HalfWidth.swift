extension Unicode.Scalar {
    /// The ASCII character for a full-width one (U+FF01 to U+FF5E); any other scalar itself.
    package var halfWidth: Unicode.Scalar {
        (0xFF01...0xFF5E).contains(value) ? Unicode.Scalar(value - 0xFEE0) ?? self : self
    }
}
