extension Pixels {
  /// The part in `box`, which must lie in the picture.
  public func cropped(to box: Box) -> Pixels {
    var part: [UInt8] = []
    part.reserveCapacity(box.width * box.height * 3)
    for y in box.y..<box.y + box.height {
      let start = (y * width + box.x) * 3
      part += rgb[start..<start + box.width * 3]
    }
    return Pixels(width: box.width, height: box.height, rgb: part)
  }

  /// The same picture upside down.
  public var flippedVertically: Pixels {
    let stride = width * 3
    var rows: [UInt8] = []
    rows.reserveCapacity(rgb.count)
    for y in (0..<height).reversed() { rows += rgb[y * stride..<(y + 1) * stride] }
    return Pixels(width: width, height: height, rgb: rows)
  }

  /// The same picture with left and right exchanged.
  public var flippedHorizontally: Pixels {
    var mirrored = rgb
    for y in 0..<height {
      for x in 0..<width {
        for part in 0..<3 {
          mirrored[(y * width + x) * 3 + part] = rgb[(y * width + width - 1 - x) * 3 + part]
        }
      }
    }
    return Pixels(width: width, height: height, rgb: mirrored)
  }

  /// The mean absolute difference of all colour parts, 0 to 255. Both must have the same size.
  public func difference(from other: Pixels) -> Double {
    precondition(width == other.width && height == other.height)
    var sum = 0
    // By index: the tests are built without optimisation, where a zip of arrays takes seconds.
    for index in rgb.indices {
      let difference = Int(rgb[index]) - Int(other.rgb[index])
      sum += difference < 0 ? -difference : difference
    }
    return Double(sum) / Double(max(rgb.count, 1))
  }

  /// The smallest box in `region` that holds every pixel whose colour differs from `color`; nil
  /// where there is none.
  public func box(within region: Box, otherThan color: Color) -> Box? {
    let pixel = [color.red, color.green, color.blue]
    let empty = (0..<region.width).flatMap { _ in pixel }
    let busy = (region.y..<min(region.y + region.height, height)).filter { y in
      let start = (y * width + region.x) * 3
      return Array(rgb[start..<start + empty.count]) != empty
    }
    guard let top = busy.first, let bottom = busy.last else { return nil }
    var left = region.x + region.width
    var right = region.x - 1
    for y in busy {
      // Only columns outside what is already known to be busy need a look.
      if let first = (region.x..<left).first(where: { self[$0, y] != color }) { left = first }
      let after = max(right, left)..<region.x + region.width
      if let last = after.last(where: { self[$0, y] != color }) { right = max(right, last) }
    }
    return Box(x: left, y: top, width: right - left + 1, height: bottom - top + 1)
  }
}
