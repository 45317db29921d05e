import CSystem
import Glibc

/// Signals as events of a descriptor (signalfd), so that no handler runs in the middle of anything.
///
/// Make it before any thread is started: threads inherit the blocked signals.
public final class SignalQueue {
  public let descriptor: Int32

  public init(_ signals: [Int32]) throws(TerminalError) {
    descriptor = unsafe fury_signal_descriptor(signals, Int32(signals.count))
    guard descriptor >= 0 else { throw .system(call: "signalfd", errno: errno) }
  }

  deinit { close(descriptor) }

  /// The next signal that came, or nil.
  public func next() -> Int32? {
    let signal = fury_next_signal(descriptor)
    return signal == 0 ? nil : signal
  }
}
