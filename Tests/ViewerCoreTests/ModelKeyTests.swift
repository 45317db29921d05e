import FuryWire
import Pacing
import Raster
import TerminalInput
import Testing

@testable import ViewerCore

@Suite struct ModelKeyTests {
  @Test func arrowsOrbitByADrag() {
    var scene = Scenario()
    scene.type("\u{1b}[C")
    scene.wait(KeyGesture.linger)
    #expect(
      scene.takeEvents()
        == ["left_btn_press 0.5 0.5", "mouse_move 0.525 0.5", "left_btn_release 0.525 0.5"])
    scene.type("\u{1b}[1;2A")
    scene.wait(KeyGesture.linger)
    #expect(scene.takeEvents()[1] == "mouse_move 0.5 0.425")
    scene.type("\u{1b}[1;3D")
    scene.wait(KeyGesture.linger)
    #expect(scene.takeEvents()[1] == "mouse_move 0.495 0.5")
  }

  @Test func aHeldKeyIsOneDrag() {
    var scene = Scenario()
    for _ in 0..<4 {
      scene.type("l")
      scene.wait(30)
    }
    #expect(
      scene.takeEvents().map { $0.split(separator: " ")[0] }
        == ["left_btn_press", "mouse_move", "mouse_move", "mouse_move", "mouse_move"])
    // Another gesture ends it; so does the wheel.
    scene.type("L")
    #expect(
      scene.takeEvents()
        == [
          "left_btn_release 0.6 0.5", "left_btn_press 0.5 0.5 shift", "mouse_move 0.55 0.5 shift",
        ])
    scene.type("+")
    #expect(scene.takeEvents() == ["left_btn_release 0.55 0.5 shift", "mouse_weel -63.83"])
  }

  @Test func aLongDragStartsAnew() {
    var scene = Scenario()
    for _ in 0..<100 { scene.type("l") }
    scene.wait(KeyGesture.linger)
    let events = scene.sent
    #expect(events.allSatisfy { (0...1).contains($0.x) && (0...1).contains($0.y) })
    var (turned, from) = (0.0, 0.5)
    for event in events {
      if event.id == .move { turned += event.x - from }
      from = event.x
    }
    #expect(abs(turned - 100 * 5.0 / 200) < 1e-9)
  }

  @Test func rollingGoesAboutTheCentre() {
    var scene = Scenario()
    scene.type("[")
    scene.wait(KeyGesture.linger)
    let events = scene.sent
    #expect(events.map(\.id) == [.leftPress, .move, .leftRelease])
    #expect(events.allSatisfy { $0.ctrl })
    // In pixels both points are equally far from the centre, five degrees apart.
    let radii = events.map {
      (($0.x - 0.5) * 800 * ($0.x - 0.5) * 800
        + ($0.y - 0.5) * 600 * ($0.y - 0.5) * 600).squareRoot()
    }
    #expect(abs(radii[0] - radii[1]) < 1e-6)
    #expect(events[1].y < events[0].y)
  }

  @Test func everyKeyOfTheHelpDoesSomething() {
    for row in KeyMap.rows {
      for (key, action) in row.keys { #expect(KeyMap.action(for: key) == action) }
    }
    #expect(KeyMap.action(for: KeyEvent("Z")) == nil)
  }

  @Test func keysWithoutAMeaningForThisProducerSayThat() {
    for key in ["1", "3", "7", "9", "5", "r", "w", "s"] {
      var scene = Scenario()
      scene.type(key)
      #expect(scene.effects == [])
      #expect(scene.picture.last!.contains("not offered by this producer"))
    }
  }

  @Test func localKeys() {
    var scene = Scenario()
    scene.type("p")
    scene.type("x")
    scene.type("q")
    scene.type("\u{3}")
    scene.type("\u{1a}")
    #expect(scene.effects == [.save, .nextStream, .quit, .quit, .suspend])
    scene.type(" ")
    #expect(scene.model.pictureRequest == nil)
    #expect(scene.picture.last!.contains("PAUSED"))
    scene.type(" ")
    #expect(scene.model.pictureRequest != nil)
    scene.type("m")
    #expect(scene.model.renderer == .blocks)
  }

  @Test func qualityIsFixedByKeysAndFreedAgain() {
    var scene = Scenario()
    func limits() -> QualityLimits? { scene.model.pictureRequest?.limits }
    #expect(limits() == QualityLimits())
    scene.type("cc")
    #expect(limits()?.colors == 128)
    scene.type("ddd")
    #expect(limits()?.dither == .diffusion)
    scene.type("zzz")
    #expect(limits()?.scale == .half)
    #expect(scene.picture.last!.contains("scale: 1/2"))
    #expect(
      limits()?.best == PictureQuality(colors: 128, dither: .diffusion, scale: .half))
    scene.type("ccccdzz")
    #expect(limits() == QualityLimits())
    #expect(scene.picture.last!.contains("scale: as the connection allows"))
  }

  @Test func whatCanBeMadeCheaperDependsOnTheRenderer() {
    var scene = Scenario()
    scene.model.encoder = .libsixel
    #expect(scene.model.pictureRequest?.limits.means == .colors)
    scene.type("m")
    #expect(scene.model.pictureRequest?.limits.means == .nothing)
  }

  @Test func coloursStopAtTheTerminalsRegisters() {
    var scene = Scenario()
    scene.model.mostColors = 16
    #expect(scene.model.pictureRequest?.limits.best.colors == 16)
    for _ in 0..<3 {
      scene.type("c")
      #expect(scene.model.pictureRequest?.limits.best.colors == 16)
    }
  }

  @Test func control() {
    var scene = Scenario(control: .other(pid: 99))
    #expect(scene.picture.last!.contains("process 99 drives"))
    scene.type("t")
    #expect(scene.effects == [.takeControl])
    scene.tell(.control(.mine))
    scene.effects = []
    scene.type("v")
    #expect(scene.effects == [.releaseControl])
    #expect(scene.model.control == .released)
  }

  @Test func pastedTextIsNoCommand() {
    var scene = Scenario()
    scene.type("\u{1b}[200~qqxp\u{1b}[201~")
    #expect(scene.effects == [])
  }

  @Test func kittyReleasesAreNoSecondPress() {
    var scene = Scenario()
    scene.type("\u{1b}[112u\u{1b}[112;1:3u")
    #expect(scene.effects == [.save])
  }
}
