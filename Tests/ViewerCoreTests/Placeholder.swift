import Testing

@testable import ViewerCore
