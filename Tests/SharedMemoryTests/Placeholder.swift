import Testing

@testable import SharedMemory
