private import Synchronization

/// The palette that another thread is choosing: one at a time.
///
/// A job that was cancelled still occupies its thread and a copy of a picture until it returns.
/// Nothing new begins before that, so that settings which change back and forth do not pile up jobs.
final class ComingPalette: Sendable {
  private enum Work {
    case none
    case underWay
    /// Under way, and for nothing.
    case cancelled
  }

  private struct State {
    var work = Work.none
    var result: ReadyPalette?
  }

  private let state = Mutex(State())

  /// One is being chosen, or waits to be taken.
  var isOpen: Bool { state.withLock { $0.work == .underWay || $0.result != nil } }

  /// Takes the only place for a job; false where one is there, also a cancelled one. Whoever gets
  /// it calls ``finish(_:)``.
  func begin() -> Bool {
    state.withLock {
      guard $0.work == .none else { return false }
      $0.work = .underWay
      return true
    }
  }

  /// Leaves the result of the job, unless it was cancelled, and its place.
  func finish(_ palette: consuming sending ReadyPalette) {
    let palette = palette
    state.withLock {
      if $0.work == .underWay { $0.result = palette }
      $0.work = .none
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
      if $0.work == .underWay { $0.work = .cancelled }
      $0.result = nil
    }
  }
}
