import TestSupport
import Testing

/// What `attach` shows, as a person sees it: on a screen.
@Suite(.serialized)
struct PictureTests {
  @Test(arguments: ["tracts", "surface"])
  func theTerminalShowsTheFrameThatSnapshotSaves(_ scene: String) async throws {
    let (columns, rows) = (112, 40)
    let viewing = try await Viewing(
      scene: [scene, "--size", "1024x720"], columns: columns, rows: rows)
    let shown = try await viewing.shownPicture("attach-\(scene)", columns: columns, rows: rows)
    shown.expectFitted(aspect: 1024.0 / 720)
    try await viewing.expectTheFrame(shown, within: 6)
  }

  @Test func aTallPictureIsCentredBetweenItsSides() async throws {
    let viewing = try await Viewing(scene: ["surface", "--size", "300x600"])
    let shown = try await viewing.shownPicture("attach-tall")
    shown.expectFitted(aspect: 0.5)
    try await viewing.expectTheFrame(shown, within: 6)
  }

  @Test func aResizedWindowGetsThePictureFittedAgain() async throws {
    let viewing = try await Viewing(scene: ["surface", "--size", "800x600"])
    let before = try await viewing.shownPicture("resize-before")
    let (columns, rows) = (110, 44)
    let xterm = try #require(viewing.terminal as? XTerm)
    try await xterm.window.resize(
      width: columns * before.cell.width + 4, height: rows * before.cell.height + 4)
    var after = before
    for _ in 0..<20 where after.box.width <= before.box.width {
      after = try await viewing.shownPicture("resize-after", columns: columns, rows: rows)
    }
    #expect(after.box.width > before.box.width)
    after.expectFitted(aspect: 800.0 / 600)
    try await viewing.expectTheFrame(after, within: 6)
  }

  @Test func withoutSixelThePictureIsMadeOfHalfBlocks() async throws {
    let viewing = try await Viewing(scene: ["surface", "--size", "800x600"], in: .plainXterm)
    let shown = try await viewing.shownPicture("attach-blocks")
    shown.expectFitted(aspect: 800.0 / 600, slack: 2)
    try await viewing.expectTheFrame(shown, within: 20)
  }
}
