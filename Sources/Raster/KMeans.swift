/// Lloyd's refinement of colour clusters.
enum KMeans {
  /// One round: every point joins its nearest cluster, clusters move to their mean.
  ///
  /// Clusters that lose all their points disappear.
  static func refine(_ clusters: [ColorCluster], points: ColorPoints) -> [ColorCluster] {
    guard !clusters.isEmpty else { return [] }
    let search = NearestColor(clusters.map(\.center))
    var moved = [ColorCluster](
      repeating: ColorCluster(center: .zero, weight: 0, light: .zero), count: clusters.count)
    for at in 0..<points.count {
      let nearest = search.index(of: points.positions[at])
      let weight = points.light[at].w
      moved[nearest].center += points.positions[at] * weight
      moved[nearest].weight += weight
      moved[nearest].light += points.light[at] * weight
    }
    return moved.filter { $0.weight > 0 }.map {
      ColorCluster(center: $0.center / $0.weight, weight: $0.weight, light: $0.light)
    }
  }
}
