import Foundation
import TestSupport
import Testing

/// Pictures are written while they are still being made: whatever happens meanwhile must wait for
/// their end, or end them.
@Suite(.serialized)
struct InterruptedPictureTests {
  /// What may come in the middle of a picture.
  private enum Interruption: CaseIterable {
    case resize, otherStream, panel, focus, repaint, suspension
  }

  @Test func nothingComesBetweenThePartsOfAPicture() async throws {
    let scenes = [try PlayedScene(), try PlayedScene()]
    defer { for scene in scenes { scene.close() } }
    for scene in scenes { scene.play(every: 15, isMoving: true) }
    // Made of many slices, and slowly.
    let viewing = try PlainViewing(
      ["attach", scenes[0].name, "--dither", "diffusion"], on: .xtermWithSixel)
    let line = viewing.terminal.line
    line.resize(columns: 200, rows: 60, pixels: (1600, 960))
    try await eventually("a picture") { viewing.terminal.pictures > 0 }
    for round in 0..<10 {
      for interruption in Interruption.allCases.shuffled() {
        // Somewhere in a picture, or between two.
        try await Task.sleep(for: .milliseconds(Int.random(in: 0...25)))
        switch interruption {
        case .resize:
          let (columns, rows) = (Int.random(in: 80...200), Int.random(in: 24...60))
          line.resize(columns: columns, rows: rows, pixels: (columns * 8, rows * 16))
        case .otherStream: viewing.terminal.type("x")
        case .panel: viewing.terminal.type("i")
        case .focus: viewing.terminal.type("\u{1b}[I")
        case .repaint: viewing.terminal.type("\u{0c}")
        case .suspension:
          viewing.terminal.type("\u{1a}")
          try await eventually("the terminal is given back") { try viewing.isRestored }
          // It stops a moment later; a signal that comes before is lost.
          try await eventually("the viewer goes on") {
            viewing.program.signal(SIGCONT)
            return try !viewing.isRestored
          }
        }
      }
      let before = viewing.terminal.pictures
      try await eventually("pictures go on after round \(round)") {
        viewing.terminal.pictures > before
      }
    }
    viewing.terminal.type("q")
    #expect(try await viewing.program.waitForExit() == .exited(0))
    try await eventually("the terminal is as it was") { try viewing.isRestored }
    expectWholePictures(viewing.terminal.written)
  }

  /// Every picture ends by itself, or by the first bytes of leaving; nothing else is in it.
  private func expectWholePictures(_ written: [UInt8]) {
    let start = Array("\u{1b}P0;0;0q".utf8)
    var (whole, cut) = (0, 0)
    for at in written.indices where written[at...].starts(with: start) {
      let rest = written[(at + start.count)...]
      guard let end = rest.firstIndex(where: { $0 < 0x20 || $0 > 0x7E }) else { break }
      let isCut = rest[end] == 0x18
      (whole, cut) = isCut ? (whole, cut + 1) : (whole + 1, cut)
      let expected = isCut ? "\u{18}\u{1b}\\" : "\u{1b}\\"
      #expect(rest[end...].starts(with: expected.utf8), "\(rest[end...].prefix(20))")
    }
    // One a suspension, and the last one, at most.
    #expect(whole > 20 && cut <= 11, "\(whole) whole, \(cut) cut")
  }
}
