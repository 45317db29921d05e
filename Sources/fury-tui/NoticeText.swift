import FuryStream

/// What the event producer's notices say to a user.
enum NoticeText {
  static func text(_ notice: EventProducer.Notice) -> String {
    switch notice {
    case .staleLockCleared:
      "the event queue was locked by a process that died; the lock was cleared"
    case .bestEffortQueue:
      "the scene's event queue holds one event: delivery is best effort"
    case .controlLost(let pid): "process \(pid) has taken control; t takes it back"
    case .controlGained: "this viewer drives"
    case .streamEnded(let reason): "the stream takes no more events: \(reason)"
    case .streamFollowed: "the stream was published again"
    }
  }
}
