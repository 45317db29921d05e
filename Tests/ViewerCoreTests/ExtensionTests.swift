import FuryWire
import Raster
import Testing

@testable import ViewerCore

/// What the viewer asks of this project's own renderer, and of nobody else.
@Suite struct ExtensionTests {
  private func commands(_ scenario: Scenario) -> [ExtensionCommand] {
    scenario.effects.compactMap {
      guard case .extend(let command) = $0 else { return nil }
      return command
    }
  }

  @Test func aFURYProducerIsAskedNothing() {
    var scenario = Scenario()
    scenario.type("13795rws")
    scenario.type("\u{1b}[<0;100;100M\u{1b}[<0;100;100m")
    scenario.tell(
      .screen(ScreenGeometry(rows: 50, columns: 100, cell: PixelSize(width: 8, height: 16))))
    #expect(commands(scenario).isEmpty)
    scenario.type("r")
    #expect(scenario.picture.last?.contains("reset: not offered by this producer") == true)
  }

  @Test func keysBecomeCommands() {
    var scenario = Scenario()
    scenario.tell(.extensions(.keys))
    scenario.type("13795rws")
    #expect(
      commands(scenario) == [
        .view(.front), .view(.right), .view(.top), .view(.opposite), .toggleProjection,
        .resetCamera, .wireframe(true), .wireframe(false),
      ])
    #expect(scenario.sent.isEmpty, "nothing goes into FURY's queue")
  }

  @Test func whoWatchesAsksNothing() {
    var scenario = Scenario(control: .other(pid: 7))
    scenario.tell(.extensions([.keys, .resize, .pick]))
    scenario.type("1r")
    scenario.tell(
      .screen(ScreenGeometry(rows: 50, columns: 100, cell: PixelSize(width: 8, height: 16))))
    #expect(commands(scenario).isEmpty)
    scenario.tell(.control(.mine))
    #expect(commands(scenario) == [.resize(width: 800, height: 48 * 16)])
  }

  @Test func picturesFitTheScreen() {
    var scenario = Scenario()
    scenario.tell(.extensions(.resize))
    #expect(commands(scenario) == [.resize(width: 640, height: 22 * 16)])
    scenario.effects = []
    scenario.tell(.frame(PixelSize(width: 640, height: 352)))
    #expect(commands(scenario).isEmpty, "asked once")
    #expect(scenario.model.placement?.extent == PixelSize(width: 640, height: 352), "one to one")
    scenario.tell(
      .screen(
        ScreenGeometry(
          rows: 60, columns: 200, cell: PixelSize(width: 8, height: 16),
          largestImage: PixelSize(width: 1000, height: 1000))))
    #expect(commands(scenario) == [.resize(width: 1000, height: 928)])
  }

  @Test func aClickAsksWhatIsThere() throws {
    var scenario = Scenario()
    scenario.tell(.extensions(.pick))
    let place = try #require(scenario.model.placement)
    let middle =
      "\(place.left + place.extent.width / 2 + 1);\(place.top + place.extent.height / 2 + 1)"
    scenario.type("\u{1b}[<0;\(middle)M")
    #expect(commands(scenario).isEmpty)
    scenario.type("\u{1b}[<0;\(middle)m")
    guard case .pick(let x, let y) = commands(scenario).first else {
      Issue.record("no pick")
      return
    }
    #expect(abs(x - 0.5) < 0.01 && abs(y - 0.5) < 0.02)
    scenario.effects = []
    scenario.type("\u{1b}[<0;321;193M\u{1b}[<32;330;193M\u{1b}[<32;321;193M\u{1b}[<0;321;193m")
    #expect(commands(scenario).isEmpty, "that was a drag")
  }
}
