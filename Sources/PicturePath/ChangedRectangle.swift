internal import Glibc
public import Raster

/// Finds where two pictures of the same size differ.
public enum ChangedRectangle {
  /// The smallest rectangle outside of which both pictures are alike; nil where they are alike
  /// altogether.
  public static func find(_ old: Picture, _ new: Picture) -> PixelRect? {
    precondition(old.size == new.size, "pictures of different sizes")
    guard new.width > 0, new.height > 0 else { return nil }
    return unsafe old.pixels.withUnsafeBytes { old in
      unsafe new.pixels.withUnsafeBytes { fresh in
        unsafe find(old.baseAddress!, fresh.baseAddress!, rows: new.height, width: new.width)
      }
    }
  }

  private static func find(
    _ old: UnsafeRawPointer, _ new: UnsafeRawPointer, rows: Int, width: Int
  ) -> PixelRect? {
    let stride = width * 3
    func isSame(_ row: Int) -> Bool {
      unsafe memcmp(old + row * stride, new + row * stride, stride) == 0
    }
    guard let top = (0..<rows).first(where: { !isSame($0) }) else { return nil }
    let bottom = (top..<rows).last { !isSame($0) } ?? top
    // Bytes of a row that are alike at its left and at its right end, in every row.
    var left = stride
    var right = stride
    for row in top...bottom {
      let (a, b) = unsafe (old + row * stride, new + row * stride)
      left = unsafe sameBytes(a, b, most: left)
      right = unsafe sameBytesAtEnd(a + stride, b + stride, most: min(right, stride - left))
    }
    let first = left / 3
    let end = width - right / 3
    return PixelRect(x: first, y: top, width: end - first, height: bottom + 1 - top)
  }

  /// How many of the first `most` bytes are alike, a word at a time.
  private static func sameBytes(
    _ a: UnsafeRawPointer, _ b: UnsafeRawPointer, most: Int
  ) -> Int {
    var count = 0
    while count + 8 <= most {
      let difference = unsafe word(a, count) ^ word(b, count)
      if difference != 0 { return count + difference.trailingZeroBitCount / 8 }
      count += 8
    }
    while count < most,
      unsafe a.load(fromByteOffset: count, as: UInt8.self)
        == b.load(fromByteOffset: count, as: UInt8.self)
    {
      count += 1
    }
    return count
  }

  /// How many of the `most` bytes before `a` and `b` are alike, from the end.
  private static func sameBytesAtEnd(
    _ a: UnsafeRawPointer, _ b: UnsafeRawPointer, most: Int
  ) -> Int {
    var count = 0
    while count + 8 <= most {
      let difference = unsafe word(a, -count - 8) ^ word(b, -count - 8)
      if difference != 0 { return count + difference.leadingZeroBitCount / 8 }
      count += 8
    }
    while count < most,
      unsafe a.load(fromByteOffset: -count - 1, as: UInt8.self)
        == b.load(fromByteOffset: -count - 1, as: UInt8.self)
    {
      count += 1
    }
    return count
  }

  /// The eight bytes there, the first one the lowest.
  @inline(__always)
  private static func word(_ bytes: UnsafeRawPointer, _ offset: Int) -> UInt64 {
    unsafe UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
  }
}
