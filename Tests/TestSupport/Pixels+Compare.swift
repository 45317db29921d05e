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
    for (mine, theirs) in zip(rgb, other.rgb) { sum += abs(Int(mine) - Int(theirs)) }
    return Double(sum) / Double(max(rgb.count, 1))
  }

  /// The smallest box in `region` that holds every pixel whose colour differs from `color`; nil
  /// where there is none.
  public func box(within region: Box, otherThan color: Color) -> Box? {
    var left = Int.max
    var right = -1
    var top = Int.max
    var bottom = -1
    for y in region.y..<min(region.y + region.height, height) {
      for x in region.x..<min(region.x + region.width, width) where self[x, y] != color {
        left = min(left, x)
        right = max(right, x)
        top = min(top, y)
        bottom = max(bottom, y)
      }
    }
    guard right >= 0 else { return nil }
    return Box(x: left, y: top, width: right - left + 1, height: bottom - top + 1)
  }
}
