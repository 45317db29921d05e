import Foundation
import TestSupport
import Testing

extension Interop {
  /// `fury-tui-serve` as a process, with aiortc and Chromium as its browsers.
  @Suite struct ServedWebRTC {
    private let points = MovingPicture.quarters.map(\.point)

    private func expectQuarters(
      _ colors: [[Int]], _ sourceLocation: SourceLocation = #_sourceLocation
    ) {
      #expect(colors.count == 4, sourceLocation: sourceLocation)
      for (color, quarter) in zip(colors, MovingPicture.quarters) {
        let off = zip(color, quarter.color).map { abs($0 - $1) }.max() ?? 255
        #expect(off < 24, "\(color) at \(quarter.point)", sourceLocation: sourceLocation)
      }
    }

    @Test func aiortcGetsTheStreamThroughOffer() async throws {
      let served = try await ServedStream(width: 320, height: 240)
      let browsers = try BrowserPeers()
      let one = try await browsers.connect { try browsers.post($0, to: served.link.url("/offer")) }
      let seen = try browsers.watch(one, count: 20, points: points)
      #expect(seen.width == 320 && seen.height == 240)
      expectQuarters(seen.colors)
      #expect(throws: (any Error).self) {
        try browsers.post("v=0\r\n\0", to: served.link.url("/offer"))
      }
      #expect(throws: (any Error).self, "no token") {
        try browsers.post(try browsers.offer(), to: served.link.base + "/offer")
      }
      try browsers.close(one)
      #expect(served.server.errors.text == "", "nothing below it prints")
    }

    @Test func itWorksWhereLoopbackIsTheOnlyInterface() async throws {
      let stream = try MovingStream(width: 320, height: 240)
      defer { withExtendedLifetime(stream) {} }
      let browsers = try BrowserPeers()
      guard try browsers.isolate() else {
        print("loopback: no network of its own is permitted here; not tested")
        return
      }
      let link = try ServedLink(
        try browsers.serve(Program.sibling("fury-tui-serve"), [stream.name]))
      let one = try await browsers.connect { offer in
        let answer = try browsers.post(offer, to: link.url("/offer"))
        let candidates = answer.split(separator: "\r\n").filter { $0.hasPrefix("a=candidate:") }
        #expect(!candidates.isEmpty && candidates.allSatisfy { $0.contains(" 127.0.0.1 ") })
        return answer
      }
      expectQuarters(try browsers.watch(one, count: 10, points: points).colors)
    }

    @Test func chromiumPlaysTheStream() async throws {
      let served = try await ServedStream(width: 640, height: 480)
      let browser = try await Browser(served.link.url("/"))
      let points = try String(
        decoding: JSONSerialization.data(withJSONObject: self.points), as: UTF8.self)
      // As FURY's own page asks; then what is on the picture.
      let value = try await browser.eval(
        """
        (async () => {
          if (document.readyState === 'loading')
            await new Promise(done => document.addEventListener('DOMContentLoaded', done));
          const peer = new RTCPeerConnection(), video = document.createElement('video');
          document.body.replaceChildren(video);
          video.muted = video.autoplay = true;
          peer.ontrack = event => { video.srcObject = event.streams[0]; };
          for (const kind of ['video', 'audio']) peer.addTransceiver(kind, {direction: 'recvonly'});
          await peer.setLocalDescription(await peer.createOffer());
          const gathered = () => peer.iceGatheringState === 'complete';
          if (!gathered()) await new Promise(done => {
            peer.onicegatheringstatechange = () => { if (gathered()) done(); };
          });
          const reply = await fetch('/offer' + location.search, {
            method: 'POST', body: JSON.stringify(peer.localDescription)});
          await peer.setRemoteDescription(await reply.json());
          for (let shown = 0; shown < 30; shown++)
            await new Promise(done => video.requestVideoFrameCallback(done));
          const canvas = document.createElement('canvas'), paint = canvas.getContext('2d');
          canvas.width = video.videoWidth; canvas.height = video.videoHeight;
          paint.drawImage(video, 0, 0);
          return \(points).map(([x, y]) => [...paint.getImageData(
            x * canvas.width, y * canvas.height, 1, 1).data].slice(0, 3))
            .concat([[canvas.width, canvas.height]]);
        })()
        """)
      let seen = try #require(value as? [[Int]])
      expectQuarters(Array(seen.prefix(4)))
      #expect(seen.last == [640, 480])
      try await browser.screenshot("webrtc-chromium")
    }

    @Test func withoutPluginsTheServerGoesOnWithMJPEGAndSaysSo() async throws {
      let nowhere = "/nonexistent"
      let served = try await ServedStream(
        width: 64, height: 48,
        environment: [
          "GST_PLUGIN_SYSTEM_PATH_1_0": nowhere, "GST_REGISTRY_1_0": nowhere + "/registry",
        ])
      try await eventually("it says so") {
        served.notices.contains {
          $0.hasPrefix(
            "no WebRTC, MJPEG only: GStreamer's plugin 'coreelements' is missing: install")
        }
      }
      let browsers = try BrowserPeers()
      let offer = try browsers.offer()
      let error = #expect(throws: (any Error).self) {
        try browsers.post(offer, to: served.link.url("/offer"))
      }
      #expect("\(error!)".hasPrefix("503: "))
    }

    @Test func withoutWebRTCNothingOfItIsThere() async throws {
      let served = try await ServedStream(width: 64, height: 48, options: ["--no-webrtc"])
      let browsers = try BrowserPeers()
      let offer = try browsers.offer()
      let error = #expect(throws: (any Error).self) {
        try browsers.post(offer, to: served.link.url("/offer"))
      }
      #expect("\(error!)".hasPrefix("503: "))
      #expect(served.notices.allSatisfy { !$0.contains("GStreamer") })
    }
  }
}
