private import Dispatch

/// The processors of this machine.
enum Processors {
  /// Calls `work` with 0 and the numbers that follow, `count` in all, at once where there are
  /// processors for it; returns after the last.
  @Sendable static func share(_ count: Int, _ work: (Int) -> Void) {
    withoutActuallyEscaping(work) { work in
      // Whoever hands it over sees to it that its parts do not touch each other.
      nonisolated(unsafe) let work = work
      DispatchQueue.concurrentPerform(iterations: count) { unsafe work($0) }
    }
  }
}
