import Testing

@testable import SixelCoding
