import WebRTC

/// What Chromium 156 offers when a page asks as FURY's does: to receive video, and sound that there
/// is none of. Other codecs than VP8 and VP9 are left out.
enum RecordedOffer {
  static let chromium = lines(
    """
    v=0
    o=- 3956969034917224337 2 IN IP4 127.0.0.1
    s=-
    t=0 0
    a=group:BUNDLE 0 1
    m=video 9 UDP/TLS/RTP/SAVPF 96 97 98
    c=IN IP4 0.0.0.0
    a=candidate:4088074632 1 udp 2113937151 c0458fc1-d5bb-463a-a04b-f18c491fed05.local 45271 typ host generation 0 network-cost 999
    a=candidate:4107894072 1 udp 2113942271 7c1d7dde-75ad-4e2f-bfc2-42756e9df4b2.local 42050 typ host generation 0 network-cost 999
    a=ice-ufrag:Zolf
    a=ice-pwd:8zO7+63OqEIOJf/i+xGj6ZcS
    a=ice-options:trickle
    a=fingerprint:sha-256 15:F9:83:00:6E:35:DF:CC:3E:59:FA:9B:A6:DC:17:DA:C0:9B:1C:C3:54:36:E8:0E:B1:97:55:57:5C:37:94:8C
    a=setup:actpass
    a=mid:0
    a=extmap:2 http://www.webrtc.org/experiments/rtp-hdrext/abs-send-time
    a=recvonly
    a=rtcp-mux
    a=rtcp-rsize
    a=rtpmap:96 VP8/90000
    a=rtcp-fb:96 goog-remb
    a=rtcp-fb:96 transport-cc
    a=rtcp-fb:96 ccm fir
    a=rtcp-fb:96 nack
    a=rtcp-fb:96 nack pli
    a=rtpmap:97 rtx/90000
    a=fmtp:97 apt=96
    a=rtpmap:98 VP9/90000
    a=rtcp-fb:98 goog-remb
    a=rtcp-fb:98 transport-cc
    a=rtcp-fb:98 ccm fir
    a=rtcp-fb:98 nack
    a=rtcp-fb:98 nack pli
    a=fmtp:98 profile-id=0
    m=audio 9 UDP/TLS/RTP/SAVPF 111
    c=IN IP4 0.0.0.0
    a=candidate:4088074632 1 udp 2113937151 c0458fc1-d5bb-463a-a04b-f18c491fed05.local 49278 typ host generation 0 network-cost 999
    a=candidate:4107894072 1 udp 2113942271 7c1d7dde-75ad-4e2f-bfc2-42756e9df4b2.local 43123 typ host generation 0 network-cost 999
    a=ice-ufrag:Zolf
    a=ice-pwd:8zO7+63OqEIOJf/i+xGj6ZcS
    a=ice-options:trickle
    a=fingerprint:sha-256 15:F9:83:00:6E:35:DF:CC:3E:59:FA:9B:A6:DC:17:DA:C0:9B:1C:C3:54:36:E8:0E:B1:97:55:57:5C:37:94:8C
    a=setup:actpass
    a=mid:1
    a=extmap:2 http://www.webrtc.org/experiments/rtp-hdrext/abs-send-time
    a=recvonly
    a=rtcp-mux
    a=rtcp-rsize
    a=rtpmap:111 opus/48000/2
    a=rtcp-fb:111 transport-cc
    a=fmtp:111 minptime=10;useinbandfec=1
    """)

  /// The offer with every `old` replaced.
  static func changed(_ old: String, to new: String) -> String {
    precondition(chromium.contains(old))
    return chromium.replacing(old, with: new)
  }

  private static func lines(_ text: String) -> String {
    text.replacing("\n", with: "\r\n") + "\r\n"
  }
}

extension WebRTCOptions {
  /// No deadline that a busy machine could miss: between two lines of a test, others may run for
  /// half a minute.
  static var patient: WebRTCOptions {
    var options = WebRTCOptions()
    options.gatheringTime = .seconds(600)
    options.connectingTime = .seconds(600)
    return options
  }
}
