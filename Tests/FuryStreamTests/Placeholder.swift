import Testing

@testable import FuryStream
