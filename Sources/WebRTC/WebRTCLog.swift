import CFuryRTC
import Synchronization

/// Where the libraries below WebRTC send what they would print; nowhere, unless this is told.
public enum WebRTCLog {
  private static let handler = Mutex<(@Sendable (String) -> Void)?>(nil)

  /// Hands each line to `handler` from now on, on any thread; nil: nowhere again.
  public static func send(to handler: (@Sendable (String) -> Void)?) {
    self.handler.withLock { $0 = handler }
    guard handler != nil else { return fury_rtc_set_log(nil, nil) }
    unsafe fury_rtc_set_log(
      { line, _ in
        guard let line = unsafe line else { return }
        let text = unsafe String(cString: line)
        WebRTCLog.handler.withLock { $0 }?(text)
      }, nil)
  }
}
