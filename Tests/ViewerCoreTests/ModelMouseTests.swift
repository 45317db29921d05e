import FuryWire
import Raster
import Testing

@testable import ViewerCore

@Suite struct ModelMouseTests {
  // The picture is 469x352 pixels at (80, 16) of the terminal.
  @Test func aDragReachesTheScene() {
    var scene = Scenario()
    scene.type("\u{1b}[<0;315;193M")
    scene.type("\u{1b}[<32;432;281M\u{1b}[<0;432;281m")
    #expect(
      scene.takeEvents()
        == [
          "left_btn_press 0.5 0.501", "mouse_move 0.749 0.751", "left_btn_release 0.749 0.751",
        ])
  }

  @Test func letterboxIsNotTheScene() {
    var scene = Scenario()
    scene.type("\u{1b}[<0;40;100M\u{1b}[<32;300;100M\u{1b}[<0;300;100m")
    #expect(scene.takeEvents() == [])
  }

  @Test func theWheelZooms() {
    var scene = Scenario()
    scene.type("\u{1b}[<65;315;193M\u{1b}[<64;315;193M\u{1b}[<66;315;193M")
    #expect(scene.takeEvents() == ["mouse_weel 60.0", "mouse_weel -63.83"])
  }

  @Test func modifiersReportedAndLatched() {
    var scene = Scenario()
    scene.type("\u{1b}[<4;315;193M\u{1b}[<4;315;193m\u{1b}[<18;315;193M\u{1b}[<18;315;193m")
    #expect(
      scene.takeEvents()
        == [
          "left_btn_press 0.5 0.501 shift", "left_btn_release 0.5 0.501 shift",
          "right_btn_press 0.5 0.501 ctrl", "right_btn_release 0.5 0.501 ctrl",
        ])
    scene.type("C\u{1b}[<0;315;193M\u{1b}[<32;316;193M\u{1b}[<0;316;193m")
    scene.type("\u{1b}[<0;315;193M\u{1b}[<0;315;193m")
    let events = scene.takeEvents()
    #expect(events.prefix(3).allSatisfy { $0.hasSuffix("ctrl") })
    #expect(events.suffix(2).allSatisfy { !$0.hasSuffix("ctrl") })
  }

  @Test func modifiersThatTheTerminalKeepsAreKnownFromTheKittyProtocol() {
    var scene = Scenario()
    scene.type("\u{1b}[57441;2u\u{1b}[<0;315;193M\u{1b}[<0;315;193m\u{1b}[57441;1:3u")
    scene.type("\u{1b}[<0;315;193M\u{1b}[<0;315;193m")
    #expect(scene.takeEvents().map { $0.hasSuffix("shift") } == [true, true, false, false])
  }

  @Test func losingTheFocusReleases() {
    var scene = Scenario()
    scene.type("\u{1b}[<0;315;193M\u{1b}[O")
    #expect(scene.takeEvents() == ["left_btn_press 0.5 0.501", "left_btn_release 0.5 0.501"])
    scene.type("\u{1b}[<2;315;193M")
    scene.tell(.leaving(scene.now))
    #expect(scene.takeEvents() == ["right_btn_press 0.5 0.501", "right_btn_release 0.5 0.501"])
  }

  @Test func watchersDoNotDrive() {
    for control in [Control.other(pid: 7), .released, .unavailable("takes no events")] {
      var scene = Scenario(control: control)
      scene.type("\u{1b}[<0;315;193M\u{1b}[<0;315;193m\u{1b}[A\u{1b}[<64;1;1M+[")
      #expect(scene.takeEvents() == [])
      #expect(scene.model.notice != nil)
    }
  }

  @Test func eventsCarryTheTimeAtWhichTheUserActed() {
    var scene = Scenario()
    scene.now.wall = 123_456.5
    scene.type("\u{1b}[<0;315;193M")
    #expect(scene.sent.map(\.userTimestamp) == [123_456.5])
  }
}
