import Foundation
import Glibc
import Synchronization

/// Everything that has come out of a descriptor so far, collected by a thread of its own.
public final class CollectedOutput: Sendable {
  private struct State {
    var bytes: [UInt8] = []
    var ended = false
  }

  private let state = Mutex(State())

  /// Output that starts empty and has not ended.
  init() {}

  /// Starts a thread that reads `descriptor` to its end and then closes it.
  func collect(from descriptor: Int32) {
    Thread.detachNewThread { [self] in
      var chunk = [UInt8](repeating: 0, count: 65_536)
      while true {
        let count = unsafe chunk.withUnsafeMutableBytes { buffer in
          unsafe read(descriptor, buffer.baseAddress, buffer.count)
        }
        if count > 0 {
          state.withLock { $0.bytes += chunk[..<count] }
        } else if !(count < 0 && errno == EINTR) {
          break
        }
      }
      close(descriptor)
      state.withLock { $0.ended = true }
    }
  }

  /// The bytes so far.
  public var bytes: [UInt8] { state.withLock { $0.bytes } }

  /// The bytes so far as text; what is not UTF-8 is replaced.
  public var text: String { String(decoding: bytes, as: UTF8.self) }

  /// True when the other end is closed and everything has been read.
  public var hasEnded: Bool { state.withLock { $0.ended } }

  /// The complete lines so far, without their ends.
  public var lines: [String] {
    text.split(separator: "\n", omittingEmptySubsequences: false).dropLast().map(String.init)
  }
}
