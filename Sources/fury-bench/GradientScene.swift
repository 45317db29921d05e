import Raster

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#endif

/// Smooth gradients of every colour over the whole picture: nothing is flat, nothing repeats.
struct GradientScene {
  /// The colours moved on by `degrees`.
  func picture(size: PixelSize, degrees: Float) -> Picture {
    let angle = degrees * .pi / 180
    var pixels: [UInt8] = []
    pixels.reserveCapacity(size.width * size.height * 3)
    let across = (0..<size.width).map { 3 * Float($0) / Float(size.height) }
    for row in 0..<size.height {
      let y = 3 * Float(row) / Float(size.height)
      let (red, green) = (sinf(y + angle), cosf(1.3 * y - angle))
      for x in across {
        pixels.append(Self.byte(0.5 + 0.3 * sinf(x + 2 * red) + 0.2 * red))
        pixels.append(Self.byte(0.5 + 0.3 * cosf(0.7 * x + y + angle) + 0.2 * green))
        pixels.append(Self.byte(0.5 + 0.5 * sinf(0.5 * x * green + angle)))
      }
    }
    return Picture(width: size.width, height: size.height, pixels: pixels)
  }

  private static func byte(_ value: Float) -> UInt8 { UInt8(max(0, min(1, value)) * 255) }
}
