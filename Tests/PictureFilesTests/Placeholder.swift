import Testing

@testable import PictureFiles
