import FuryStream
public import StreamServer
public import WebRTC

extension FrameRelay: OfferAnswering {}

/// Who answers browsers' offers, and what there is to say about it.
struct Offers {
  /// Nil without WebRTC.
  var relay: FrameRelay?
  /// Why there is none though it was wanted: one line.
  var notice: String?

  /// WebRTC for a stream, unless it is not wanted or GStreamer lacks something.
  ///
  /// `log` gets what the libraries below would print.
  init(_ feed: FrameFeed, isWanted: Bool, log: @escaping @Sendable (String) -> Void) {
    guard isWanted else { return }
    WebRTCLog.send(to: { log("WebRTC: \($0)") })
    do {
      relay = try FrameRelay(feed)
    } catch {
      notice = "no WebRTC, MJPEG only: \(error)"
    }
  }
}
