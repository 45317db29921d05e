import Foundation
import TestSupport
import Testing

/// What a person's hands do, as FURY gets it.
@Suite(.serialized)
struct InputTests {
  private let wheel = 1
  private let move = 2
  private let leftPress = 3
  private let leftRelease = 4

  @Test func aDragArrivesAtThePixelsWhereItWasMadeAndTurnsTheCamera() async throws {
    let viewing = try await Viewing(scene: ["surface", "--size", "800x600"])
    let shown = try await viewing.shownPicture("drag-before")
    let path = [(0.30, 0.35), (0.40, 0.40), (0.50, 0.50), (0.60, 0.55)].map {
      shown.pixel(at: $0)
    }
    let start = viewing.scene.names.camera
    try await viewing.pointer.drag(through: path)
    let events = try await viewing.scene.events("press, moves and release") {
      $0.last?.id == leftRelease
    }

    #expect(events.first?.id == leftPress)
    #expect(events.filter { $0.id == leftPress }.count == 1)
    let moves = events.dropFirst().dropLast()
    #expect(!moves.isEmpty && moves.allSatisfy { $0.id == move })
    #expect(events.allSatisfy { !$0.ctrl && !$0.shift })
    try expect(#require(events.first), isAt: path[0], in: shown.box)
    try expect(#require(events.last), isAt: path[3], in: shown.box)
    try expect(#require(moves.last), isAt: path[3], in: shown.box)
    #expect(moves.map(\.x) == moves.map(\.x).sorted())
    #expect(moves.map(\.y) == moves.map(\.y).sorted())

    // The scene follows the hand. To the right: seen from above, the camera goes round clockwise.
    // Downwards: the camera rises.
    let end = try #require(events.last).camera
    #expect(start[0] * end[1] - start[1] * end[0] < 0)
    #expect(end[2] > start[2] + 0.1)
    try await viewing.pictureHasChanged(from: shown, "drag-after")
  }

  @Test func theWheelZoomsInAndOutByInverseSteps() async throws {
    let viewing = try await Viewing(scene: ["surface", "--size", "640x480"])
    let shown = try await viewing.shownPicture("wheel-before")
    let middle = shown.pixel(at: (0.5, 0.5))
    try await viewing.pointer.move(middle.x, middle.y)
    try await viewing.pointer.click(.wheelUp)
    let into = try await viewing.scene.events("one step in") { !$0.isEmpty }
    #expect(into.allSatisfy { $0.id == wheel && $0.weel < 0 })
    #expect(try #require(into.last).viewAngle < 29)
    try await viewing.pictureHasChanged(from: shown, "wheel-after")

    try await viewing.pointer.click(.wheelDown)
    let out = try await viewing.scene.events("one step out") { $0.count > into.count }
    #expect(out.dropFirst(into.count).allSatisfy { $0.id == wheel && $0.weel > 0 })
    #expect(abs(try #require(out.last).viewAngle - 30) < 1e-9)
  }

  @Test(arguments: ["shift", "ctrl"])
  func aHeldModifierArrivesWithTheDrag(_ key: String) async throws {
    let viewing = try await Viewing(scene: ["surface", "--size", "640x480"])
    let shown = try await viewing.shownPicture("modifier-\(key)")
    let path = [(0.4, 0.4), (0.5, 0.45), (0.6, 0.5)].map { shown.pixel(at: $0) }
    try await viewing.keyboard.hold(key) { try await viewing.pointer.drag(through: path) }
    let events = try await viewing.scene.events("a drag with \(key)") {
      $0.last?.id == leftRelease
    }
    #expect(events.first?.id == leftPress)
    #expect(events.allSatisfy { $0.shift == (key == "shift") && $0.ctrl == (key == "ctrl") })
    try await viewing.pictureHasChanged(from: shown, "modifier-\(key)-after")
  }

  @Test func arrowKeysOrbitTheCamera() async throws {
    let viewing = try await Viewing(scene: ["surface", "--size", "640x480"])
    _ = try await viewing.shownPicture("keys-before")
    let start = viewing.scene.names.camera

    var seen = 0
    func turned(by key: String) async throws -> [Double] {
      try await viewing.keyboard.type(key)
      let events = try await viewing.scene.events("\(key) as a drag") {
        $0.count > seen && $0.last?.id == leftRelease
      }
      #expect(events[seen].id == leftPress)
      seen = events.count
      return try #require(events.last).camera
    }

    let left = try await turned(by: "Left")
    #expect(abs(angle(between: start, left) - 5) < 1.5)
    let back = try await turned(by: "Right")
    #expect(angle(between: start, back) < 0.5)
    let far = try await turned(by: "shift+Right")
    #expect(abs(angle(between: back, far) - 15) < 3)
    let up = try await turned(by: "Up")
    #expect(abs(angle(between: far, up) - 5) < 1.5)
    #expect(abs(up[2] - far[2]) > 0.3)
  }

  @Test func theDumpTellsTheSameStoryAsFury() async throws {
    let viewing = try await Viewing(scene: ["surface", "--size", "640x480"])
    let shown = try await viewing.shownPicture("dump")
    let path = [(0.4, 0.5), (0.5, 0.5)].map { shown.pixel(at: $0) }
    try await viewing.pointer.drag(through: path)
    let handled = try await viewing.scene.events("a drag") { $0.last?.id == leftRelease }
    var sent: [[String: Any]] = []
    try await eventually("the dump has them all") {
      sent = try viewing.dumpedEvents().filter { $0["fate"] as? String == "sent" }
      return sent.count >= handled.count
    }
    #expect(sent.compactMap { $0["id"] as? Int } == handled.map(\.id))
    // The dump writes milliseconds with fewer digits than the queue holds.
    let stamps = sent.compactMap { $0["user_timestamp"] as? Double }
    #expect(zip(stamps, handled).allSatisfy { abs($0 - $1.row[6]) < 0.01 })
    #expect(stamps.count == handled.count)
    #expect(sent.allSatisfy { $0["from"] as? String == "mouse" })
    #expect(sent.first?["event"] as? String == "left_btn_press")
    #expect(sent.last?["event"] as? String == "left_btn_release")
  }

  // MARK: Where and how far

  /// The event lies within two screen pixels of where the pointer was.
  private func expect(
    _ event: HandledEvent, isAt point: (x: Int, y: Int), in box: Pixels.Box,
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let x = event.x * Double(box.width) + Double(box.x)
    let y = event.y * Double(box.height) + Double(box.y)
    #expect(
      abs(x - Double(point.x)) <= 2 && abs(y - Double(point.y)) <= 2,
      "(\(x), \(y)) is not \(point)", sourceLocation: sourceLocation)
  }

  /// The angle between two camera positions as the focal point, the origin, sees them, in degrees.
  private func angle(between a: [Double], _ b: [Double]) -> Double {
    let dot = zip(a, b).map { $0 * $1 }.reduce(0, +)
    let lengths = [a, b].map { $0.map { $0 * $0 }.reduce(0, +).squareRoot() }
    return acos(min(1, dot / lengths[0] / lengths[1])) * 180 / .pi
  }
}
