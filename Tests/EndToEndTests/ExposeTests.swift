import TestSupport
import Testing

/// A window that is uncovered shows the picture again.
@Suite(.serialized)
struct ExposeTests {
  /// xterm keeps 16 images and draws only those again, and the first that it gives up is the one
  /// that begins highest: a picture that was updated part by part would lose what lies below.
  @Test func updatesOutliveACoveredWindow() async throws {
    // Of a fixed quality, so that pictures differ in parts only, however slow the machine.
    let viewing = try await Viewing(
      scene: ["surface", "--size", "800x600"],
      viewer: ["--colors", "256", "--dither", "ordered", "--scale", "1"])
    var shown = try await viewing.shownPicture("expose-start")
    // More updates than xterm keeps images; each is on the screen before the next is asked for.
    for count in 1...20 {
      try await viewing.keyboard.type(count <= 10 ? "Right" : "Left")
      try await viewing.pictureHasChanged(from: shown, by: 0.05, "expose-turned")
      shown = try await viewing.shownPicture("expose-turned")
    }
    // What stands still is sent whole, a quarter of a second later.
    shown = try await viewing.shownPicture("expose-covered", still: 8)
    try await viewing.expectTheFrame(shown, within: 6)

    // A window over the picture comes and goes. The pointer is not in it: xterm is told nothing but
    // to draw what was covered, which the X server has painted over.
    let box = shown.box
    let place = "\(box.width)x\(box.height)+\(box.x)+\(box.y)"
    try await Command.run(
      "xrefresh", ["-solid", "red", "-geometry", place], environment: viewing.display.environment)
    try await viewing.standsAs(shown, "expose-uncovered")
  }
}
