/// Loops over pictures whose colours are all in the palette.
enum ExactKernel {
  /// Counts the colours of `picture`; false as soon as there are more than `limit`.
  static func count(_ picture: Picture, limit: Int, into counter: inout ColorCounter) -> Bool {
    let count = picture.width * picture.height
    precondition(picture.pixels.count >= count * 3)
    return unsafe picture.pixels.withUnsafeBufferPointer { pixels in
      var at = 0
      while at < count {
        let color = unsafe TableKernel.color(pixels.baseAddress! + 3 * at)
        var end = at + 1
        while end < count, unsafe TableKernel.color(pixels.baseAddress! + 3 * end) == color {
          end += 1
        }
        guard counter.add(color, UInt32(end - at)), counter.count <= limit else { return false }
        at = end
      }
      return true
    }
  }

  /// Writes the number of every pixel's colour; false when `colors` lacks one.
  ///
  /// Reads `width` pixels of 3 bytes, writes `width` bytes that are `stride` apart.
  static func quantize(
    row: UnsafePointer<UInt8>, width: Int, colors: ColorCounter,
    into target: UnsafeMutablePointer<UInt8>, stride: Int
  ) -> Bool {
    var last: UInt32 = 0xFFFF_FFFF
    var index: UInt8 = 0
    for x in 0..<width {
      let color = unsafe TableKernel.color(row + 3 * x)
      if color != last {
        guard let known = colors[color] else { return false }
        index = UInt8(truncatingIfNeeded: known)
        last = color
      }
      unsafe target[x * stride] = index
    }
    return true
  }
}
