import FuryWire
import TerminalInput
import Testing

@testable import ViewerCore

@Suite struct PointerTrackerTests {
  private let inside = PicturePoint(x: 0.25, y: 0.5)
  private let outside = PicturePoint(x: -0.5, y: 2)

  private func report(
    _ button: MouseReport.Button, _ kind: MouseReport.Kind, leftWindow: Bool = false
  ) -> MouseReport {
    MouseReport(button, kind, x: 0, y: 0, leftWindow: leftWindow)
  }

  @Test func aDragIsPressMovesRelease() {
    var tracker = PointerTracker()
    #expect(
      tracker.take(report(.left, .press), at: inside) == [.init(id: .leftPress, point: inside)])
    #expect(
      tracker.take(report(.left, .motion), at: outside)
        == [.init(id: .move, point: PicturePoint(x: 0, y: 1))])
    #expect(
      tracker.take(report(.left, .release), at: outside)
        == [.init(id: .leftRelease, point: PicturePoint(x: 0, y: 1))])
    #expect(tracker.held.isEmpty)
  }

  @Test func whatBeginsOutsideIsNotTheScenes() {
    var tracker = PointerTracker()
    #expect(tracker.take(report(.left, .press), at: outside).isEmpty)
    #expect(tracker.take(report(.left, .motion), at: inside).isEmpty)
    #expect(tracker.take(report(.left, .release), at: inside).isEmpty)
  }

  @Test func lostReleasesAreMadeUp() {
    var tracker = PointerTracker()
    _ = tracker.take(report(.left, .press), at: inside)
    // Motion without a button: it was released out of sight.
    #expect(
      tracker.take(report(.none, .motion), at: inside) == [.init(id: .leftRelease, point: inside)])
    _ = tracker.take(report(.right, .press), at: inside)
    #expect(
      tracker.take(report(.right, .press), at: inside).map(\.id) == [.rightRelease, .rightPress])
    #expect(tracker.releaseAll() == [.init(id: .rightRelease, point: inside)])
    #expect(tracker.releaseAll().isEmpty)
  }

  @Test func x10ReleasesReleaseEverything() {
    var tracker = PointerTracker()
    _ = tracker.take(report(.left, .press), at: inside)
    _ = tracker.take(report(.right, .press), at: inside)
    #expect(
      tracker.take(report(.none, .release), at: inside).map(\.id) == [.leftRelease, .rightRelease])
  }

  @Test func aPointerThatLeftTheWindowHasNoPlace() {
    var tracker = PointerTracker()
    _ = tracker.take(report(.left, .press), at: inside)
    #expect(tracker.take(report(.left, .motion, leftWindow: true), at: outside).isEmpty)
    #expect(tracker.last == inside)
  }

  /// Whatever a terminal reports: presses and releases alternate for each button, and points are in
  /// 0…1.
  @Test func anyReports() {
    var dice = SystemRandomNumberGenerator()
    let buttons: [MouseReport.Button] = [.left, .middle, .right, .none, .wheelUp, .other(9)]
    for _ in 0..<300 {
      var tracker = PointerTracker()
      var down: Set<MouseButton> = []
      var steps: [PointerTracker.Step] = []
      for _ in 0..<60 {
        let kind = [MouseReport.Kind.press, .release, .motion].randomElement(using: &dice)!
        let point = PicturePoint(
          x: .random(in: -1...2, using: &dice), y: .random(in: -1...2, using: &dice))
        steps += tracker.take(report(buttons.randomElement(using: &dice)!, kind), at: point)
      }
      steps += tracker.releaseAll()
      for step in steps {
        #expect(step.point.isInside)
        guard let button = step.id.button else {
          #expect(!down.isEmpty)
          continue
        }
        if step.id.isPress {
          #expect(down.insert(button).inserted)
        } else {
          #expect(down.remove(button) != nil)
        }
      }
      #expect(down.isEmpty)
    }
  }
}
