import Glibc
import TerminalInput

extension TerminalDevice {
  /// Gives the terminal back: writes `sequence`, swallows what is still on its way, restores the
  /// line settings.
  ///
  /// Mouse reports and replies that the terminal sent before it read `sequence` would otherwise be
  /// typed into the shell, so device attributes are asked for after `sequence`, and input is
  /// dropped until those come, at most `patience` milliseconds. On a line that takes nothing, what
  /// is still on its way gives place to `sequence`, which ends it whatever it was. In the background
  /// nothing is read, and the settings are the shell's, unless they are still the raw ones.
  public func leave(_ sequence: [UInt8], patience: Int) {
    let farewell = sequence + Array("\u{1b}[c".utf8)
    if !writeBlocking(farewell, patience: max(patience, 1000)), isForeground {
      _ = tcflush(descriptor, TCOFLUSH)
      _ = writeBlocking(farewell, patience: 0)
    }
    if isForeground {
      drain(patience: patience)
      restoreSettings()
    } else if isStillRaw {
      // The shell went on without minding the settings: it would stay in raw mode.
      restoreSettings()
    }
  }

  private func drain(patience: Int) {
    var parser = InputParser()
    var end = monotonicMilliseconds() + Double(patience)
    while true {
      let left = end - monotonicMilliseconds()
      guard left > 0, waitForInput(milliseconds: Int32(left.rounded(.up))) else { return }
      guard let bytes = read() else { return }
      for input in parser.next(bytes) {
        // The answer came; only what was asked before in the same words can still follow.
        if case .reply(.deviceAttributes) = input.event {
          end = min(end, monotonicMilliseconds() + 20)
        }
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
