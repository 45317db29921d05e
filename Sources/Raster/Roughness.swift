/// How rough a picture is: what tells whether mixed pixels will blend.
///
/// The eye averages a dither pattern over a few pixels. On a smooth surface it sees the mean there,
/// and dithering helps; where lines and edges are as fine as the pattern it only sees noise.
enum Roughness {
  /// Rows looked at.
  private static let rows = 48
  /// A larger difference is an edge and says no more than this one.
  private static let most: Int32 = 32

  /// The mean over pixels other than `background` (0xRRGGBB) of how far a channel is from the mean of
  /// its two neighbours in the row, doubled, the largest of the channels; 0...32.
  ///
  /// Measured: 0.7 for pure gradients, 2 for shaded spheres, 5 for a mesh, 10 and more for
  /// streamlines.
  static func mean(of picture: Picture, without background: UInt32) -> Float {
    let width = picture.width
    precondition(picture.pixels.count >= width * picture.height * 3)
    var (sum, count): (Int32, Int32) = (0, 0)
    unsafe picture.pixels.withUnsafeBufferPointer { pixels in
      for row in stride(from: 0, to: picture.height, by: max(1, picture.height / rows)) {
        let line = unsafe pixels.baseAddress! + row * width * 3
        for x in 1..<max(1, width - 1) {
          let pixel = unsafe line + 3 * x
          if unsafe TableKernel.color(pixel) == background { continue }
          var largest: Int32 = 0
          for channel in 0..<3 {
            let (before, here, after) = unsafe (
              pixel[channel - 3], pixel[channel], pixel[channel + 3]
            )
            largest = max(largest, abs(Int32(before) + Int32(after) - 2 * Int32(here)))
          }
          sum &+= min(largest, most)
          count &+= 1
        }
      }
    }
    return count > 0 ? Float(sum) / Float(count) : 0
  }
}
