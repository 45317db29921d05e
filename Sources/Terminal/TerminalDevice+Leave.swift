import Glibc
import TerminalInput

extension TerminalDevice {
  /// Gives the terminal back: writes `sequence`, swallows what is still on its way, restores the
  /// line settings.
  ///
  /// Mouse reports and replies that the terminal sent before it read `sequence` would otherwise be
  /// typed into the shell, so device attributes are asked for after `sequence`, and input is
  /// dropped until those come, at most `patience` milliseconds. `unanswered`: how often they were
  /// asked for before and have not come yet. On a line that takes nothing, what
  /// is still on its way gives place to `sequence`, which ends it whatever it was. In the background
  /// nothing is read, and the settings are the shell's, unless they are still the raw ones.
  public func leave(_ sequence: [UInt8], patience: Int, unanswered: Int = 0) {
    let farewell = sequence + Array("\u{1b}[c".utf8)
    var patience = patience
    if !writeBlocking(farewell, patience: 1000), isForeground {
      _ = tcflush(descriptor, TCOFLUSH)
      _ = writeBlocking(farewell, patience: 0)
      // Whoever does not read does not answer either.
      patience = min(patience, 300)
    }
    if isForeground {
      drain(patience: patience, answers: 1 + unanswered)
      restoreSettings()
    } else if isStillRaw {
      // The shell went on without minding the settings: it would stay in raw mode.
      restoreSettings()
    }
  }

  private func drain(patience: Int, answers: Int) {
    var parser = InputParser()
    var missing = answers
    var end = monotonicMilliseconds() + Double(patience)
    while true {
      let left = end - monotonicMilliseconds()
      guard left > 0, waitForInput(milliseconds: Int32(left.rounded(.up))) else { return }
      guard let bytes = read() else { return }
      for input in parser.next(bytes) {
        guard case .reply(.deviceAttributes) = input.event else { continue }
        missing -= 1
        // A little longer, for what this program does not know of.
        if missing <= 0 { end = min(end, monotonicMilliseconds() + 20) }
      }
    }
  }

  /// Writes all of `bytes`, waiting for a slow terminal at most `patience` milliseconds without
  /// progress. False where it took no more.
  private func writeBlocking(_ bytes: [UInt8], patience: Int) -> Bool {
    var rest = bytes[...]
    while !rest.isEmpty {
      let n = unsafe rest.withUnsafeBytes { unsafe write(descriptor, $0.baseAddress, $0.count) }
      if n > 0 {
        rest = rest.dropFirst(n)
      } else if n < 0, errno == EAGAIN {
        var poll = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        guard unsafe Glibc.poll(&poll, 1, Int32(patience)) > 0 else { return false }
      } else if n < 0, errno == EINTR {
        continue
      } else {
        return false
      }
    }
    return true
  }
}

/// Milliseconds of the monotonic clock.
func monotonicMilliseconds() -> Double {
  var now = timespec()
  unsafe clock_gettime(CLOCK_MONOTONIC, &now)
  return Double(now.tv_sec) * 1000 + Double(now.tv_nsec) / 1_000_000
}
