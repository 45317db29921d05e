/// Chooses the segments of a band that are painted first, and solid.
///
/// What is painted first and painted over later may be wrong. So a segment may paint all rows of its
/// columns, which takes a handful of bytes, when the segments of the other colours come after it. In
/// a shaded or dithered surface, where every column has two or three colours, that saves a third of
/// everything. Segments of this layer must not overlap; the set that saves most is found exactly, by
/// dynamic programming over the columns (weighted interval scheduling).
@unsafe struct BaseLayer {
  /// About what a solid segment costs where an exact one would have its runs and a gap: `!45~`.
  private static let solidBytes: Int32 = 2

  /// The best choice of segments that end at a column or before it.
  struct End {
    /// Bytes that it saves.
    var saved: Int32
    /// Its last segment where that ends at this very column, else -1.
    var segment: Int32

    static let none = End(saved: 0, segment: -1)
  }

  private let ends: UnsafeMutablePointer<End>

  /// `ends` has room for one more than there are columns.
  init(_ ends: UnsafeMutablePointer<End>) { unsafe self.ends = ends }

  /// Marks the best of `count` segments, which come in the order of their starts, and chains them by
  /// their `next`; the first of the chain, -1 for none.
  func choose(
    _ segments: UnsafeMutablePointer<BandEncoder.Segment>, count: Int, width: Int
  ) -> Int32 {
    unsafe ends.update(repeating: .none, count: width + 1)
    var column = 0
    for number in 0..<count {
      let segment = unsafe segments + number
      let (start, end) = unsafe (Int(segment.pointee.start), Int(segment.pointee.end))
      unsafe advance(&column, to: start)
      let saved = unsafe ends[start].saved &+ segment.pointee.bytes &- Self.solidBytes
      if unsafe saved > ends[end].saved {
        unsafe ends[end] = End(saved: saved, segment: Int32(truncatingIfNeeded: number))
      }
    }
    unsafe advance(&column, to: width)
    return unsafe chain(segments, from: width)
  }

  /// What is saved up to a column is saved up to the next.
  @inline(__always)
  private func advance(_ column: inout Int, to target: Int) {
    var saved = unsafe ends[column].saved
    while column < target {
      column &+= 1
      if unsafe ends[column].saved < saved {
        unsafe ends[column] = End(saved: saved, segment: -1)
      } else {
        saved = unsafe ends[column].saved
      }
    }
  }

  private func chain(
    _ segments: UnsafeMutablePointer<BandEncoder.Segment>, from width: Int
  ) -> Int32 {
    var first: Int32 = -1
    var column = width
    while column > 0 {
      let number = unsafe ends[column].segment
      guard number >= 0 else {
        column &-= 1
        continue
      }
      let segment = unsafe segments + Int(number)
      unsafe segment.pointee.next = first
      unsafe segment.pointee.isBase = true
      first = number
      column = unsafe Int(segment.pointee.start)
    }
    return first
  }
}
