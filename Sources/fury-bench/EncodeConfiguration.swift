import LibsixelEncoder
import Raster
import SixelCoding

/// The encoders that are compared.
enum EncodeConfiguration: String, CaseIterable {
  case native256 = "native-256"
  case native64 = "native-64"
  case native32 = "native-32"
  case libsixel
  case libsixelKept = "libsixel-kept"

  /// A fresh encoder.
  func makeEncoder() -> (Picture) throws -> [UInt8] {
    switch self {
    case .native256: return Self.native(colors: 256)
    case .native64: return Self.native(colors: 64)
    case .native32: return Self.native(colors: 32)
    case .libsixel:
      let encoder = LibsixelEncoder()
      return { try encoder.encode($0) }
    case .libsixelKept:
      let encoder = LibsixelEncoder()
      encoder.keepsPalette = true
      encoder.dither = .none
      return { try encoder.encode($0) }
    }
  }

  private static func native(colors: Int) -> (Picture) throws -> [UInt8] {
    let encoder = SixelEncoder()
    encoder.colors = colors
    return { encoder.encode($0) }
  }
}
