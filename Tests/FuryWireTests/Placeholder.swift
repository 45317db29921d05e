import Testing

@testable import FuryWire
