/// Sorts the segments of one process into streams; pure.
///
/// Python creates images, then info, then queue and head_tail, and tmpfs inodes ascend. So a stream
/// is a run of images of one size that an info with their number closes, and its queue is the pair
/// next to it. Where two pairs could be a stream's, or two streams' a pair, the streams are
/// view-only.
struct StreamGrouping: Sendable, Hashable {
  /// One stream's segments.
  struct Group: Sendable, Hashable {
    var images: [MappedSegment]
    var info: MappedSegment
    var queue: MappedSegment?
    var headTail: MappedSegment?
    var viewOnlyReason: String?
  }

  /// A group and the places of its images and its info among the segments.
  private struct Run {
    var range: Range<Int>
    var group: Group
  }

  private let segments: [MappedSegment]

  /// - `segments`: in any order.
  init(_ segments: [MappedSegment]) {
    self.segments = segments.sorted { $0.inode < $1.inode }
  }

  /// The streams, in the order of their info segments.
  func groups() -> [Group] {
    var runs: [Run] = []
    var infos: [Int] = []
    for (index, segment) in segments.enumerated() {
      guard case .info(let buffers) = segment.kind else { continue }
      infos.append(index)
      guard let images = images(before: index, count: buffers) else { continue }
      let group = Group(images: images.map { segments[$0] }, info: segment)
      runs.append(Run(range: images[0]..<index + 1, group: group))
    }
    return assignQueues(to: runs, infos: infos)
  }

  /// The `count` images right before `index`, passing over queue pairs; nil when they are not
  /// there.
  private func images(before index: Int, count: Int) -> [Int]? {
    var found: [Int] = []
    var position = index - 1
    while found.count < count, position >= 0 {
      let segment = segments[position]
      switch segment.kind {
      case .image:
        if let first = found.first, segments[first].size != segment.size { return nil }
        found.append(position)
      case .info: return nil
      case .queue, .headTail: break
      }
      position -= 1
    }
    return found.count == count ? found.reversed() : nil
  }

  /// Positions of the queues that a head_tail follows.
  private var pairs: [Int] {
    segments.indices.dropLast().filter {
      segments[$0].kind == .queue && segments[$0 + 1].kind == .headTail
    }
  }

  private func assignQueues(to runs: [Run], infos: [Int]) -> [Group] {
    let pairs = pairs
    // As many pairs as streams: whatever the order of creation within a stream, it is the same
    // pair. A stream whose images are not in order still counts, as it has its info and its queue.
    if pairs.count == infos.count {
      return runs.map { run in
        let number = infos.firstIndex(of: run.range.upperBound - 1)
        return number.map { adding(pairs[$0], to: run.group) } ?? run.group
      }
    }
    let candidates = runs.map { run in
      pairs.filter { $0 == run.range.upperBound || $0 + 2 == run.range.lowerBound }
    }
    return runs.indices.map { index in
      var group = runs[index].group
      guard let pair = candidates[index].first else { return group }
      let rivals = candidates.filter { $0.contains(pair) }.count
      guard candidates[index].count == 1, rivals == 1 else {
        group.viewOnlyReason = "which event queue is this stream's cannot be told"
        return group
      }
      return adding(pair, to: group)
    }
  }

  private func adding(_ pair: Int, to group: Group) -> Group {
    var group = group
    group.queue = segments[pair]
    group.headTail = segments[pair + 1]
    return group
  }
}
