/// Divides colour points into groups by splitting, again and again, the one that varies most.
///
/// The method of Wan, Wong and Prusinkiewicz (1990): each group is cut across the axis of its
/// largest variance, at the mean.
enum VarianceSplit {
  private struct Box {
    var range: Range<Int>
    var cluster: ColorCluster
    /// Weighted sum of squared distances from the mean, along each axis.
    var spread: SIMD4<Float>
  }

  /// At most `count` clusters of `points`.
  static func clusters(of points: ColorPoints, count: Int) -> [ColorCluster] {
    guard points.count > 0, count > 0 else { return [] }
    var order = Array(0..<points.count)
    var boxes = [box(of: order[...], points: points)]
    while boxes.count < count {
      guard let widest = boxes.indices.max(by: { boxes[$0].spread.max() < boxes[$1].spread.max() }),
        boxes[widest].spread.max() > 0.01, boxes[widest].range.count > 1
      else { break }
      let box = boxes[widest]
      let axis = (0..<3).max { box.spread[$0] < box.spread[$1] } ?? 0
      let border = box.cluster.center[axis]
      let middle = order[box.range].partition { points.positions[$0][axis] > border }
      guard middle > box.range.lowerBound, middle < box.range.upperBound else {
        boxes[widest].spread = .zero
        continue
      }
      boxes[widest] = Self.box(of: order[box.range.lowerBound..<middle], points: points)
      boxes.append(Self.box(of: order[middle..<box.range.upperBound], points: points))
    }
    return boxes.map(\.cluster)
  }

  private static func box(of members: ArraySlice<Int>, points: ColorPoints) -> Box {
    var weight: Float = 0
    var sum = SIMD4<Float>.zero
    var squares = SIMD4<Float>.zero
    var light = SIMD4<Float>.zero
    for member in members {
      let position = points.positions[member]
      let share = points.light[member].w
      weight += share
      sum += position * share
      squares += position * position * share
      light += points.light[member] * share
    }
    let center = sum / weight
    return Box(
      range: members.startIndex..<members.endIndex,
      cluster: ColorCluster(center: center, weight: weight, light: light),
      spread: squares - center * sum)
  }
}
