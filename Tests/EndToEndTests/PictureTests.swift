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
    expectFitted(shown, aspect: 1024.0 / 720)
    try await expectTheFrame(shown, of: viewing, within: 6)
  }

  @Test func aTallPictureIsCentredBetweenItsSides() async throws {
    let viewing = try await Viewing(scene: ["surface", "--size", "300x600"])
    let shown = try await viewing.shownPicture("attach-tall")
    expectFitted(shown, aspect: 0.5)
    try await expectTheFrame(shown, of: viewing, within: 6)
  }

  @Test func aResizedWindowGetsThePictureFittedAgain() async throws {
    let viewing = try await Viewing(scene: ["surface", "--size", "800x600"])
    let before = try await viewing.shownPicture("resize-before")
    let (columns, rows) = (110, 44)
    try await viewing.xterm.resize(
      width: columns * before.cell.width + 4, height: rows * before.cell.height + 4)
    var after = before
    for _ in 0..<20 where after.box.width <= before.box.width {
      after = try await viewing.shownPicture("resize-after", columns: columns, rows: rows)
    }
    #expect(after.box.width > before.box.width)
    expectFitted(after, aspect: 800.0 / 600)
    try await expectTheFrame(after, of: viewing, within: 6)
  }

  @Test func withoutSixelThePictureIsMadeOfHalfBlocks() async throws {
    let viewing = try await Viewing(scene: ["surface", "--size", "800x600"], graphics: .none)
    let shown = try await viewing.shownPicture("attach-blocks")
    expectFitted(shown, aspect: 800.0 / 600, slack: 2)
    try await expectTheFrame(shown, of: viewing, within: 20)
  }

  /// The picture keeps its aspect, fills its room one way, and is in its middle, to within `slack`
  /// cells.
  private func expectFitted(
    _ shown: Viewing.ShownPicture, aspect: Double, slack: Int = 1,
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let (box, room) = (shown.box, shown.room)
    let cell = (width: shown.cell.width * slack, height: shown.cell.height * slack)
    let wide = Double(box.height) * aspect
    #expect(
      abs(Double(box.width) - wide) <= Double(cell.width) + Double(cell.height) * aspect,
      "\(box) has not the frame's aspect", sourceLocation: sourceLocation)
    #expect(
      room.width - box.width <= cell.width || room.height - box.height <= cell.height,
      "\(box) does not fill \(room)", sourceLocation: sourceLocation)
    let left = box.x - room.x
    let right = room.x + room.width - box.x - box.width
    #expect(
      abs(left - right) <= 2 * cell.width, "\(box) is not in the middle of \(room)",
      sourceLocation: sourceLocation)
  }

  /// What is on the screen is the present frame – and is not any mirror image of it. `limit` is a
  /// mean difference of colour parts, of 255: palette and dithering stay below it, other pictures
  /// do not.
  private func expectTheFrame(
    _ shown: Viewing.ShownPicture, of viewing: Viewing, within limit: Double,
    sourceLocation: SourceLocation = #_sourceLocation
  ) async throws {
    let frame = try await viewing.snapshot(scaledTo: (shown.box.width, shown.box.height))
    let upright = shown.pixels.difference(from: frame)
    let wrong = [frame.flippedVertically, frame.flippedHorizontally].map {
      shown.pixels.difference(from: $0)
    }
    #expect(upright < limit, sourceLocation: sourceLocation)
    for other in wrong {
      #expect(
        other > 2 * upright + 2, "a mirror image fits as well", sourceLocation: sourceLocation)
    }
  }
}
