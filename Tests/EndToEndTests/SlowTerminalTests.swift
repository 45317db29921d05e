import Foundation
import SixelCoding
import TestSupport
import Testing

/// The viewer on terminals whose answers come late, several times, in parts, or not at all.
@Suite(.serialized)
struct SlowTerminalTests {
  /// Milliseconds of the answers to the questions, in turns.
  private static let manners: [[[Int]]] = [
    [[40]],
    [[120], [0], [60, 80], [], [10]],
    [[300], [5]],
    [[2500], [0], [0]],
  ]

  @Test(arguments: manners)
  func picturesGoOnAndInputIsTaken(_ manner: [[Int]]) async throws {
    let scene = try PlayedScene()
    defer { scene.close() }
    scene.play(every: 30, isMoving: true)
    var profile = TerminalProfile.xtermWithSixel
    profile.statusAnswers = { manner[$0 % manner.count] }
    let viewing = try PlainViewing(["attach", scene.name], on: profile)
    try await eventually("twelve pictures") { viewing.terminal.pictures >= 12 }
    // A key is taken while frames are waited for: the help covers the picture.
    viewing.terminal.type("?")
    try await eventually("the help") { viewing.terminal.writtenText.contains("orbit 5°") }
    viewing.terminal.type("q")
    let before = viewing.terminal.pictures
    try await eventually("pictures again") { viewing.terminal.pictures > before }
    viewing.terminal.type("q")
    #expect(try await viewing.program.waitForExit() == .exited(0))
    try await eventually("the terminal is as it was") { try viewing.isRestored }
  }

  /// In the middle of a picture on a line that takes nothing more, `q` ends the viewer all the same;
  /// the rest of the picture is not waited for.
  @Test func quittingDoesNotWaitForABlockedLine() async throws {
    let scene = try PlayedScene()
    defer { scene.close() }
    var profile = TerminalProfile.xtermWithSixel
    profile.stallsInPicture = 1
    let viewing = try PlainViewing(["attach", scene.name], on: profile)
    try await stall(viewing)
    viewing.terminal.type("q")
    #expect(try await viewing.program.waitForExit(within: .seconds(20)) == .exited(0))
    #expect(viewing.terminal.isStalled && viewing.terminal.pictures == 1)
    #expect(try viewing.terminal.line.modes == viewing.modesBefore)
    viewing.terminal.readOn()
    try await eventually("the terminal is as it was") { try viewing.isRestored }
    #expect(viewing.terminal.pictures == 1, "the picture was cut off")
  }

  @Test func aLineThatGoesOnTakesTheLeaveSequence() async throws {
    let scene = try PlayedScene()
    defer { scene.close() }
    var profile = TerminalProfile.xtermWithSixel
    profile.stallsInPicture = 1
    let viewing = try PlainViewing(["attach", scene.name], on: profile)
    try await stall(viewing)
    viewing.terminal.type("q")
    viewing.terminal.readOn()
    #expect(try await viewing.program.waitForExit() == .exited(0))
    try await eventually("the terminal is as it was") { try viewing.isRestored }
  }

  /// Has a second whole picture made, in whose middle the terminal stops to read, so that
  /// the line fills up.
  private func stall(_ viewing: PlainViewing) async throws {
    try await eventually("a picture") { viewing.terminal.pictures == 1 }
    viewing.terminal.type("\u{0c}")
    try await eventually("the terminal stops to read") { viewing.terminal.isStalled }
    // The kernel moves bytes between its buffers meanwhile, which makes room now and then.
    var refusals = 0
    try await eventually("the line is full") {
      refusals = viewing.terminal.line.fill() == 0 ? refusals + 1 : 0
      return refusals == 15
    }
  }

  @Test func withoutAnyAnswerToPicturesTheyGoOnSlowly() async throws {
    let scene = try PlayedScene()
    defer { scene.close() }
    scene.play(every: 30, isMoving: true)
    var profile = TerminalProfile.xtermWithSixel
    profile.statusAnswers = { _ in [] }
    let viewing = try PlainViewing(["attach", scene.name], on: profile)
    try await eventually("three pictures") { viewing.terminal.pictures >= 3 }
    viewing.terminal.type("q")
    #expect(try await viewing.program.waitForExit() == .exited(0))
  }

  @Test func answersInPartsAreAnswers() async throws {
    let scene = try PlayedScene()
    defer { scene.close() }
    scene.play(every: 30, isMoving: true)
    var profile = TerminalProfile.xtermWithSixel
    profile.stutters = true
    let viewing = try PlainViewing(["attach", scene.name], on: profile)
    try await eventually("twelve pictures") { viewing.terminal.pictures >= 12 }
    viewing.terminal.type("q")
    #expect(try await viewing.program.waitForExit() == .exited(0))
    try await eventually("the terminal is as it was") { try viewing.isRestored }
  }

  /// Over ssh the first picture is a plain one; when nothing moves, one at full quality follows, and
  /// then nothing, however often the producer sends the same frame.
  @Test func aStillSceneGetsOnePictureAtFullQuality() async throws {
    let scene = try PlayedScene()
    defer { scene.close() }
    scene.play(every: 20, isMoving: false)
    var profile = TerminalProfile.xtermWithSixel
    profile.statusAnswers = { _ in [80] }
    let viewing = try PlainViewing(
      ["attach", scene.name], on: profile, isRemote: true, writesStatistics: true)
    try await eventually("the still picture") { viewing.terminal.pictures >= 2 }
    // A palette that was chosen beside the pictures may bring one more. Then the viewer's own clock
    // tells when enough time has gone by: five lines of statistics, and none with a new picture.
    var shown = viewing.terminal.pictures
    var since = viewing.seconds
    try await eventually("pictures come no more") {
      if viewing.terminal.pictures != shown {
        (shown, since) = (viewing.terminal.pictures, viewing.seconds)
      }
      return viewing.seconds >= since + 5
    }
    #expect(shown <= 3)
    let registers = Self.pictures(in: viewing.terminal.written).map { picture in
      Set(picture.matches(of: /#(\d+);2;/).map { $0.1 }).count
    }
    #expect(registers.count == shown && registers[0] < registers[shown - 1], "\(registers)")
    // Text rows may change; a picture does not fit into this.
    let written = viewing.terminal.written.count
    since = viewing.seconds
    try await eventually("time goes by") { viewing.seconds >= since + 2 }
    #expect(viewing.terminal.written.count - written < 4000)
    #expect(viewing.terminal.pictures == shown)
    try scene.show(9)
    try await eventually("another picture") { viewing.terminal.pictures > shown }
    viewing.terminal.type("q")
    #expect(try await viewing.program.waitForExit() == .exited(0))
  }

  /// xterm keeps its pixels: of a small change a small rectangle is sent, of eight updates one whole.
  @Test func aSmallChangeIsASmallPicture() async throws {
    let scene = try PlayedScene()
    defer { scene.close() }
    let viewing = try PlainViewing(["attach", scene.name], on: .xtermWithSixel)
    try await eventually("a picture") { viewing.terminal.pictures > 0 }
    for turn in 1...20 {
      let before = viewing.terminal.pictures
      try scene.show(turn)
      try await eventually("picture \(turn)") { viewing.terminal.pictures > before }
    }
    viewing.terminal.type("q")
    #expect(try await viewing.program.waitForExit() == .exited(0))
    let heights = Self.pictures(in: viewing.terminal.written).compactMap { picture in
      picture.firstMatch(of: /"1;1;\d+;(\d+)/).flatMap { Int($0.1) }
    }
    let most = try #require(heights.max())
    let wholes = heights.map { $0 == most }
    #expect(wholes.count { !$0 } > 10, "\(heights)")
    for i in 0...wholes.count - 8 { #expect(wholes[i..<i + 8].contains(true), "\(heights)") }
    #expect(heights.filter { $0 < most }.allSatisfy { $0 % 17 == 0 && $0 < most / 2 }, "\(heights)")
  }

  @Test func synchronisedOutputIsUsedWhereItIsOffered() async throws {
    let scene = try PlayedScene()
    defer { scene.close() }
    var profile = TerminalProfile.xtermWithSixel
    profile.knownModes?.insert(2026)
    for (profile, isOffered) in [(profile, true), (.xtermWithSixel, false)] {
      let viewing = try PlainViewing(["attach", scene.name], on: profile)
      try await eventually("a picture") { viewing.terminal.pictures > 0 }
      viewing.terminal.type("q")
      #expect(try await viewing.program.waitForExit() == .exited(0))
      let text = viewing.terminal.writtenText
      let begins = text.ranges(of: "\u{1b}[?2026h\u{1b}7\u{1b}[").count
      #expect(begins == (isOffered ? viewing.terminal.pictures : 0))
    }
  }

  /// The sixel pictures in what a program wrote.
  private static func pictures(in written: [UInt8]) -> [String] {
    String(decoding: written, as: UTF8.self).components(separatedBy: "\u{1b}P0;0;0q").dropFirst()
      .map { $0.components(separatedBy: "\u{1b}\\")[0] }
  }
}
