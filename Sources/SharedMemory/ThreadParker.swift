import CSystem
import Synchronization

/// Lets one thread sleep for a while, unless another wakes it; a futex.
///
/// For threads that look at something at short intervals: a wait that times out costs less than one
/// on a descriptor (``WakeUp``), and no more than `clock_nanosleep`, which nobody can end.
@safe
public final class ThreadParker: @unchecked Sendable {
  /// 1 while a wake-up waits for its thread.
  private let word: UnsafeMutablePointer<Atomic<UInt32>>

  public init() {
    unsafe word = .allocate(capacity: 1)
    unsafe word.initialize(to: Atomic(0))
  }

  deinit {
    unsafe word.deinitialize(count: 1)
    unsafe word.deallocate()
  }

  /// Waits for ``unpark()`` or until `nanoseconds` have passed; returns at once where that was
  /// called since the last wait. A signal may end the wait early.
  public func park(nanoseconds: Int64) {
    if unsafe word.pointee.exchange(0, ordering: .acquiringAndReleasing) == 1 { return }
    guard nanoseconds > 0 else { return }
    unsafe fury_futex_wait(address, nanoseconds)
    unsafe word.pointee.store(0, ordering: .sequentiallyConsistent)
  }

  /// Wakes the parked thread, or lets its next wait return at once.
  public func unpark() {
    if unsafe word.pointee.exchange(1, ordering: .acquiringAndReleasing) == 0 {
      unsafe fury_futex_wake(address)
    }
  }

  private var address: UnsafePointer<UInt32> {
    unsafe UnsafeRawPointer(word).assumingMemoryBound(to: UInt32.self)
  }
}
