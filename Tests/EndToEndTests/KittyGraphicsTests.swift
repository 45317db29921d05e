import Foundation
import Glibc
import TestSupport
import Testing

/// Kitty's graphics protocol with terminals of all manners: whatever they do, pictures go on.
@Suite(.serialized)
struct KittyGraphicsTests {
  private static let spinning = ["surface", "--size", "320x240", "--spin", "3"]

  /// xterm's answers with images added, as Konsole offers both.
  private static func profile(_ manner: GraphicsManner) -> TerminalProfile {
    var profile = TerminalProfile.xtermWithSixel
    profile.graphics = manner
    return profile
  }

  /// The shared memory objects that viewers of this supervisor have offered and nobody has taken.
  private func offered(by viewing: PlainViewing) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: "/dev/shm").filter {
      $0.hasPrefix("fury-tui-\(viewing.program.pid)-")
    }
  }

  private func quit(_ viewing: PlainViewing) async throws {
    viewing.terminal.type("q")
    #expect(try await viewing.program.waitForExit() == .exited(0))
    try await eventually("the terminal is as it was") { try viewing.isRestored }
    #expect(viewing.terminal.imagesShown == 0)
    #expect(viewing.terminal.graphicsMistakes == [])
    #expect(try offered(by: viewing) == [])
  }

  @Test func anAbleTerminalOnThisMachineGetsSharedMemory() async throws {
    let scene = try await FuryScene(Self.spinning)
    let viewing = try PlainViewing(["attach", "\(scene.names.pid)"], on: Self.profile(.able))
    var most = 0
    try await eventually("images arrive") {
      most = max(most, try offered(by: viewing).count)
      return viewing.terminal.images.fromMemory >= 10
    }
    #expect(most <= 2)
    #expect(viewing.terminal.images.fromLine == 0 && viewing.terminal.pictures == 0)
    // A whole picture and the parts of it that changed since.
    #expect((1...9).contains(viewing.terminal.imagesShown))
    try await quit(viewing)
  }

  @Test func aTerminalOnAnotherMachineGetsPixels() async throws {
    let scene = try await FuryScene(Self.spinning)
    let viewing = try PlainViewing(["attach", "\(scene.names.pid)"], on: Self.profile(.remote))
    try await eventually("images arrive") { viewing.terminal.images.fromLine >= 5 }
    #expect(viewing.terminal.images.fromMemory == 0 && viewing.terminal.pictures == 0)
    try await quit(viewing)
  }

  @Test func sharedMemoryThatIsRefusedLaterIsGivenUp() async throws {
    let scene = try await FuryScene(Self.spinning)
    let viewing = try PlainViewing(["attach", "\(scene.names.pid)"], on: Self.profile(.fickle))
    try await eventually("images arrive") { viewing.terminal.images.fromLine >= 5 }
    #expect(viewing.terminal.writtenText.contains("cannot read shared memory"))
    try await quit(viewing)
  }

  @Test func aTerminalThatRefusesImagesGetsSixel() async throws {
    let scene = try await FuryScene(Self.spinning)
    let viewing = try PlainViewing(["attach", "\(scene.names.pid)"], on: Self.profile(.refusing))
    try await eventually("pictures arrive") { viewing.terminal.pictures >= 5 }
    #expect(viewing.terminal.writtenText.contains("kitty graphics refused"))
    try await quit(viewing)
  }

  /// What a terminal says of itself after it has refused an image does not bring images back.
  @Test func aRefusalOutlastsALateAnswerToTheProbe() async throws {
    let scene = try PlayedScene()
    scene.play(every: 20, isMoving: true)
    var profile = Self.profile(.refusing)
    let attributes = try #require(profile.replies["\u{1b}[c"])
    profile.replies["\u{1b}[c"] = nil
    let viewing = try PlainViewing(["attach", scene.name], on: profile)
    try await eventually("images are given up") {
      viewing.terminal.writtenText.contains("kitty graphics refused, using blocks")
    }
    func images() -> Int {
      viewing.terminal.writtenText.matches(of: /\u{1b}_Ga=T/).count
    }
    let before = images()
    viewing.terminal.type(attributes)
    try await eventually("pictures arrive") { viewing.terminal.pictures >= 5 }
    #expect(images() == before)
    try await quit(viewing)
  }

  /// The viewer's patience ends twice and more meanwhile: objects that nobody took give way to
  /// newer ones, and the terminal finds them missing when it goes on.
  @Test func aTerminalThatStopsForLongKeepsSharedMemory() async throws {
    let scene = try PlayedScene()
    scene.play(every: 20, isMoving: true)
    let viewing = try PlainViewing(["attach", scene.name], on: Self.profile(.able))
    try await eventually("images arrive") { viewing.terminal.images.fromMemory >= 5 }
    viewing.terminal.stop()
    var seen: Set<String> = []
    try await eventually("some give way to others", within: .seconds(60)) {
      seen.formUnion(try offered(by: viewing))
      return seen.count >= 4
    }
    let before = viewing.terminal.images.fromMemory
    viewing.terminal.goOn()
    try await eventually("images arrive again") {
      viewing.terminal.images.fromMemory >= before + 10
    }
    #expect(viewing.terminal.images.fromLine == 0)
    #expect(!viewing.terminal.writtenText.contains("cannot read shared memory"))
    #expect(viewing.terminal.images.missing >= 2)
    try await quit(viewing)
  }

  @Test func imagesWithoutAnAnswerAreAskedFor() async throws {
    let scene = try await FuryScene(Self.spinning)
    let viewing = try PlainViewing(["attach", "\(scene.names.pid)"], on: Self.profile(.silent))
    // The first few wait for the pacer's patience each, the others for the answer.
    try await eventually("images arrive", within: .seconds(120)) {
      viewing.terminal.images.fromMemory >= 15
    }
    try await quit(viewing)
  }

  @Test func whatAKilledViewerOfferedIsRemoved() async throws {
    let scene = try await FuryScene(Self.spinning)
    let viewing = try PlainViewing(["attach", "\(scene.names.pid)"], on: Self.profile(.stuck))
    try await eventually("an image is offered") { try !offered(by: viewing).isEmpty }
    let viewer = try #require(ProcessTree.children(of: viewing.program.pid).first)
    kill(viewer, SIGKILL)
    #expect(try await viewing.program.waitForExit() == .exited(137))
    try await eventually("nothing is left") { try offered(by: viewing).isEmpty }
    try await eventually("the terminal is as it was") { try viewing.isRestored }
    #expect(viewing.terminal.imagesShown == 0)
  }

  @Test func theKeyGoesThroughAllRenderers() async throws {
    let scene = try await FuryScene(Self.spinning)
    let viewing = try PlainViewing(["attach", "\(scene.names.pid)"], on: Self.profile(.able))
    try await eventually("images arrive") { viewing.terminal.imagesShown > 0 }
    viewing.terminal.type("m")
    try await eventually("sixel") { viewing.terminal.pictures > 2 }
    #expect(viewing.terminal.imagesShown == 0)
    let images = viewing.terminal.images.fromMemory
    viewing.terminal.type("m")
    try await eventually("half blocks") { viewing.terminal.writtenText.contains("\u{2580}") }
    #expect(viewing.terminal.images.fromMemory == images)
    viewing.terminal.type("m")
    try await eventually("images again") { viewing.terminal.images.fromMemory > images + 2 }
    try await quit(viewing)
  }

  @Test func aTerminalWithoutImagesIsRefusedThem() async throws {
    let scene = try await FuryScene(Self.spinning)
    let viewing = try PlainViewing(
      ["attach", "\(scene.names.pid)", "--renderer", "kitty"], on: .xtermWithSixel)
    #expect(try await viewing.program.waitForExit() == .exited(5))
    #expect(viewing.messages.count == 1, "\(viewing.messages)")
    #expect(try viewing.isRestored)
  }
}
