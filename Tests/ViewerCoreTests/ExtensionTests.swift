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

  private func questions(_ scenario: Scenario) -> [PicturePoint] {
    scenario.effects.compactMap {
      guard case .askUnderPointer(let point) = $0 else { return nil }
      return point
    }
  }

  @Test func aFURYProducerIsAskedNothing() {
    var scenario = Scenario()
    scenario.type("13795rws")
    scenario.type("\u{1b}[<0;100;100M\u{1b}[<0;100;100m\u{1b}[<35;321;193M")
    scenario.tell(
      .screen(ScreenGeometry(rows: 50, columns: 100, cell: PixelSize(width: 8, height: 16))))
    #expect(commands(scenario).isEmpty && questions(scenario).isEmpty)
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

  @Test func whatIsUnderThePointerIsAskedForTheNewestPlace() {
    var scenario = Scenario()
    scenario.tell(.extensions(.pick))
    scenario.type("\u{1b}[<35;321;193M\u{1b}[<35;330;193M\u{1b}[<35;340;193M")
    #expect(questions(scenario).count == 1, "one at a time")
    scenario.wait(20)
    scenario.tell(.underPointer("gyroid at 1, 2, 3", at: scenario.now))
    #expect(scenario.picture.last?.contains("gyroid at 1, 2, 3") == true)
    #expect(questions(scenario).count == 1, "ten a second at most")
    scenario.wait(80)
    #expect(questions(scenario).count == 2)
    #expect(questions(scenario)[1].x > questions(scenario)[0].x, "only the last place counts")
    scenario.wait(5000)
    #expect(questions(scenario).count == 2, "no answer, no further question")
    scenario.tell(.underPointer(nil, at: scenario.now))
    #expect(scenario.picture.last?.contains("gyroid") == false)
    #expect(scenario.sent.isEmpty, "nothing goes into FURY's queue")
  }

  @Test func slowAnswersAreAskedForSeldom() {
    var scenario = Scenario()
    scenario.tell(.extensions(.pick))
    scenario.type("\u{1b}[<35;321;193M")
    scenario.wait(300)
    scenario.tell(.underPointer("a large thing", at: scenario.now))
    scenario.type("\u{1b}[<35;330;193M")
    scenario.wait(1100)
    #expect(questions(scenario).count == 1)
    scenario.wait(101)
    #expect(questions(scenario).count == 2, "four times 300 ms after the answer")
  }

  @Test func whatWasUnderThePointerIsForgotten() {
    var scenario = Scenario()
    scenario.tell(.extensions(.pick))
    func shown() -> Bool { scenario.picture.last?.contains("sphere") == true }
    for gone in ["\u{1b}[<35;1;1M", "l", "\u{1b}[<0;321;193M"] {
      scenario.wait(200)
      scenario.type("\u{1b}[<35;321;193M")
      scenario.tell(.underPointer("sphere", at: scenario.now))
      #expect(shown())
      scenario.type(gone)
      #expect(!shown(), "\(gone)")
    }
    scenario.effects = []
    scenario.type("\u{1b}[<32;330;193M")
    #expect(questions(scenario).isEmpty, "not during a drag")
  }

  @Test func answersAreMadeFitForTheScreen() {
    var scenario = Scenario()
    scenario.tell(.extensions(.pick))
    scenario.tell(.underPointer("evil\u{1b}]52;c;QQ\u{7}\nname", at: scenario.now))
    #expect(scenario.picture.last?.contains("evil]52;c;QQname") == true)
  }
}
