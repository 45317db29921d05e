private import Synchronization

/// The palette that another thread is choosing: one at a time, the last one begun counts.
final class ComingPalette: Sendable {
  private struct State {
    /// Grows with every job, so that a job that was cancelled finds its number gone.
    var job = 0
    var isWorking = false
    var result: ReadyPalette?
  }

  private let state = Mutex(State())

  /// One is being chosen, or waits to be taken.
  var isOpen: Bool { state.withLock { $0.isWorking || $0.result != nil } }

  /// The number of a new job; nil while one is under way.
  func begin() -> Int? {
    state.withLock {
      guard !$0.isWorking else { return nil }
      $0.job += 1
      $0.isWorking = true
      return $0.job
    }
  }

  /// Leaves the result of a job, unless it was cancelled.
  func finish(_ job: Int, _ palette: consuming sending ReadyPalette) {
    let palette = palette
    state.withLock {
      guard $0.job == job else { return }
      $0.isWorking = false
      $0.result = palette
    }
  }

  /// The result, once.
  func take() -> ReadyPalette? {
    state.withLock { state in
      defer { state.result = nil }
      return state.result
    }
  }

  /// Whatever is under way comes to nothing.
  func cancel() {
    state.withLock {
      $0.job += 1
      $0.isWorking = false
      $0.result = nil
    }
  }
}
