import Foundation
import TerminalLab
import TestSupport
import Testing

extension BrowserTests {
  /// Our own page with WebRTC, as the link of `--encoding rtc` opens it: the same picture as JPEG's.
  @Test func ourOwnPageShowsVideo() async throws {
    let scene = try await FuryScene(["surface", "--size", "800x600"])
    let served = try await Served("\(scene.names.pid)", ["--encoding", "rtc"])
    let browser = try await Browser(served.drive)
    try await browser.wait(
      "the video",
      until: "(window.shown = document.querySelector('#video:not([hidden])'))?.videoWidth == 800")
    try await browser.screenshot("serve-own-page-video")
    try await browser.eval(
      """
      window.pixels = (source, turn) => {
        const canvas = document.createElement("canvas");
        canvas.width = 80; canvas.height = 60;
        const paint = canvas.getContext("2d");
        if (turn) { paint.translate(0, 60); paint.scale(1, -1); }
        paint.drawImage(source, 0, 0, 80, 60);
        return paint.getImageData(0, 0, 80, 60).data;
      };
      // The scene stands still: after a second the video is as sharp as it gets.
      new Promise(done => setTimeout(done, 1500)).then(() => {
        window.video = [pixels(shown, false), pixels(shown, true)];
        document.querySelector("#kind").click();
      })
      """)
    try await browser.wait("JPEGs", until: "document.querySelector('#picture:not([hidden])')")
    // How far each pixel of the video is from the JPEG's, upright and upside down.
    try await browser.eval(
      """
      window.distance = turned => {
        const a = video[turned], b = pixels(document.querySelector("#picture"), false);
        return a.reduce((sum, value, i) => sum + Math.abs(value - b[i]), 0) / a.length;
      };
      """)
    try await browser.wait("the same picture", until: "distance(0) < 4")
    let turned = try #require(try await browser.eval("distance(1)") as? Double)
    #expect(turned > 8, "the scene looks different upside down")
    #expect(try await browser.errors() == [])
    let status = try await served.end()
    #expect(status == .exited(0))
  }
}
