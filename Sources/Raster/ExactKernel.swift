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
  static func quantize(_ band: QuantizedBand, colors: ColorCounter) -> Bool {
    var last: UInt32 = 0xFFFF_FFFF
    var index: UInt8 = 0
    for row in unsafe 0..<band.rows {
      let (line, target) = unsafe (band.line(row), band.target(row))
      for x in unsafe 0..<band.width {
        let color = unsafe TableKernel.color(line + 3 * x)
        if color != last {
          guard let known = colors[color] else { return false }
          index = UInt8(truncatingIfNeeded: known)
          last = color
        }
        unsafe target[8 * x] = index
      }
    }
    return true
  }
}
