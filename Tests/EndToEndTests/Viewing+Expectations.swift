import TestSupport
import Testing

extension Viewing.ShownPicture {
  /// The picture keeps its aspect, fills its room one way, and is in its middle, to within `slack`
  /// cells.
  func expectFitted(
    aspect: Double, slack: Int = 1,
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let cell = (width: self.cell.width * slack, height: self.cell.height * slack)
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
}

extension Viewing {
  /// What is on the screen is the present frame – and is not any mirror image of it. `limit` is a
  /// mean difference of colour parts, of 255: palette and dithering stay below it, other pictures
  /// do not.
  func expectTheFrame(
    _ shown: ShownPicture, within limit: Double,
    sourceLocation: SourceLocation = #_sourceLocation
  ) async throws {
    let frame = try await snapshot(scaledTo: (shown.box.width, shown.box.height))
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

  /// Nothing of a picture stays in the middle rows of the terminal.
  func expectNoPicture(in room: Pixels.Box, _ name: String) async throws {
    for _ in 0..<100 {
      let screen = try await display.pixels()
      if screen.box(within: room, otherThan: TerminalLook.background) == nil {
        return try await screenshot(name)
      }
      try await Task.sleep(for: .milliseconds(100))
    }
    try await screenshot(name)
    throw TestFailure("something stays on the screen, see \(name).png")
  }
}
