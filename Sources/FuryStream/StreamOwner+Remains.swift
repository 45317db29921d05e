internal import SharedMemory

extension StreamOwner {
  /// Seconds after which a segment without a live owner counts as left behind: one that is just
  /// being made has no owner's lock yet.
  private static let newness = 10.0

  /// Removes what streams of this user left in `/dev/shm` when their owners were killed.
  ///
  /// An owner alive holds the lock on its info segment; nothing else is believed.
  public static func removeDeadStreams() {
    let now = Clock.wallMilliseconds() / 1000
    var dead: [OwnNames: Bool] = [:]
    for entry in SystemFile.entries(SharedSegment.folder) {
      guard let names = OwnNames(segment: entry), names.isOfThisUser,
        let status = SystemFile.status(SharedSegment.folder + entry),
        now - status.changed > newness
      else { continue }
      if dead[names] == nil { dead[names] = !OwnStreams.isOwned(names) }
      if dead[names] == true { SharedSegment.unlink(named: entry) }
    }
  }

  /// The names of the stream's segments below `/dev/shm`; empty for anonymous memory.
  public var segmentNames: [String] { memory.segments.compactMap(\.name) }
}
