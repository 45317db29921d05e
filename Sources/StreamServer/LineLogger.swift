internal import Foundation
internal import SharedMemory
internal import Synchronization

/// Lines for whoever runs the server, made harmless, and no more than ten a second of them: a flood
/// of bad requests must not become a flood of lines.
final class LineLogger: Sendable {
  static let perSecond = 10
  static let limit = 300

  private struct State {
    var second = Int64.min
    var written = 0
    var kept = 0
  }

  private let write: @Sendable (String) -> Void
  private let state = Mutex(State())

  init(_ write: @escaping @Sendable (String) -> Void) { self.write = write }

  func log(_ text: String) {
    let second = Clock.monotonicNanoseconds() / 1_000_000_000
    let (isWritten, kept) = state.withLock { state -> (Bool, Int) in
      var kept = 0
      if state.second != second {
        kept = state.kept
        state = State(second: second)
      }
      state.written += 1
      if state.written > Self.perSecond { state.kept += 1 }
      return (state.written <= Self.perSecond, kept)
    }
    if kept > 0 { write("… and \(kept) more lines") }
    if isWritten { write(Self.harmless(text)) }
  }

  /// Without control characters, without tokens, of bounded length.
  static func harmless(_ text: String) -> String {
    let plain = String(
      text.unicodeScalars.prefix(limit).map { scalar in
        scalar.value < 32 || (127..<160).contains(scalar.value) ? "?" : Character(scalar)
      })
    guard let token = plain.range(of: "token=") else { return plain }
    let rest = plain[token.upperBound...].drop { $0 != "&" && $0 != " " }
    return plain[..<token.upperBound] + "…" + rest
  }
}
