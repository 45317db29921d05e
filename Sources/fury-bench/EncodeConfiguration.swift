import LibsixelEncoder
import Raster
import SixelCoding

/// The encoders that are compared.
enum EncodeConfiguration: String, CaseIterable {
  case native256 = "native-256"
  case native192 = "native-192"
  case native64 = "native-64"
  case native48 = "native-48"
  case native32 = "native-32"
  case libsixel
  case libsixelKept = "libsixel-kept"

  /// A fresh encoder; `dither` is for the native ones.
  func makeEncoder(dither: Dither) -> (Picture) throws -> [UInt8] {
    switch self {
    case .native256: return Self.native(colors: 256, dither: dither)
    case .native192: return Self.native(colors: 192, dither: dither)
    case .native64: return Self.native(colors: 64, dither: dither)
    case .native48: return Self.native(colors: 48, dither: dither)
    case .native32: return Self.native(colors: 32, dither: dither)
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

  private static func native(colors: Int, dither: Dither) -> (Picture) throws -> [UInt8] {
    let encoder = SixelEncoder()
    encoder.colors = colors
    encoder.dither = dither
    return { encoder.encode($0) }
  }
}
