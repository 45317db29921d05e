extension KeyEvent: ExpressibleByUnicodeScalarLiteral {
  /// A key that types a character.
  public init(unicodeScalarLiteral value: Unicode.Scalar) { self.init(.character(value)) }
}

extension Key: ExpressibleByUnicodeScalarLiteral {
  public init(unicodeScalarLiteral value: Unicode.Scalar) { self = .character(value) }
}
