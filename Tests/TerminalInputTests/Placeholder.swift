import Testing

@testable import TerminalInput
