import FuryWire
import Raster
import Testing

@testable import ViewerCore

@Suite struct ScreenTests {
  @Test func titlePictureStatus() {
    let scene = Scenario()
    #expect(
      scene.picture == [
        " psm_1b1df4d3  scene.py (42)  800x600                                     sixel ",
        "…",
        " drag rotates, wheel zooms, arrows orbit                         ? help  q quit ",
      ])
  }

  @Test func ratesWhenThereAreSome() {
    var scene = Scenario()
    var statistics = Statistics()
    statistics.fpsShown = 29.8
    statistics.fpsSource = 120
    statistics.latencyMilliseconds = .init([14.2])
    scene.tell(.statistics(statistics))
    #expect(scene.picture[0].hasSuffix("sixel 469x352  29.8/120 fps  14.2 ms "))
  }

  @Test func panelsTakeRowsFromThePicture() {
    var scene = Scenario()
    #expect(scene.model.pictureArea == CellRect(row: 2, column: 1, rows: 22, columns: 80))
    scene.type("ie")
    #expect(scene.model.pictureArea?.rows == 22 - StatusPanel.rows - EventPanel.rows)
    #expect(scene.picture.contains(" STATISTICS" + String(repeating: " ", count: 69)))
    scene.type("+")
    scene.tell(.fate(token: 1, .sent))
    #expect(scene.picture.contains { $0.hasPrefix("  key  mouse_weel  weel -63.8  – sent") })
    scene.type("ie")
    #expect(scene.model.pictureArea?.rows == 22)
  }

  @Test func helpCoversThePictureAndStopsIt() {
    var scene = Scenario()
    scene.type("?")
    #expect(scene.model.pictureRequest == nil)
    #expect(scene.effects == [.repaint])
    scene.effects = []
    #expect(scene.picture.count == 24)
    #expect(scene.picture.contains { $0.contains("q Ctrl-C") && $0.contains("quit") })
    let before = scene.model.generation
    scene.type("z")
    #expect(scene.model.pictureRequest != nil)
    #expect(scene.model.generation > before)
    #expect(scene.effects == [.repaint])
  }

  /// Every row is on the screen, once, at any size; the picture never has the last row.
  @Test(arguments: [(1, 1), (2, 10), (3, 2), (6, 20), (12, 40), (24, 80), (100, 300)])
  func anySize(rows: Int, columns: Int) {
    for keys in ["", "i", "ie", "?"] {
      var scene = Scenario(rows: rows, columns: columns)
      scene.type(keys)
      let lines = scene.model.view.lines
      #expect(Set(lines.map(\.row)).count == lines.count)
      #expect(lines.allSatisfy { (0..<rows).contains($0.row) })
      if let area = scene.model.pictureArea {
        #expect(area.row >= 2 && area.row + area.rows <= rows)
        if keys != "?" {
          let covered = Set(area.row - 1..<area.row - 1 + area.rows)
          #expect(covered.isDisjoint(with: lines.map(\.row)))
        }
      }
    }
  }

  @Test func noticesFade() {
    var scene = Scenario()
    scene.tell(.notice("saved fury.png", at: scene.now))
    #expect(scene.picture.last!.hasPrefix(" saved fury.png"))
    #expect(scene.model.deadline != nil)
    scene.wait(Model.noticeTime)
    #expect(!scene.picture.last!.contains("saved"))
    #expect(scene.model.deadline == nil)
  }

  @Test func aNewSizeSendsEverythingAgain() {
    var scene = Scenario()
    let before = scene.model.pictureRequest
    scene.tell(
      .screen(ScreenGeometry(rows: 40, columns: 100, cell: PixelSize(width: 8, height: 16))))
    #expect(scene.effects == [.repaint])
    #expect(scene.model.pictureRequest != before)
    #expect(scene.model.pictureArea?.rows == 38)
  }

  /// Parts of a picture are placed by cells: in any renderer the cell must be the terminal's own.
  /// Images of kitty's protocol lie in layers, whatever becomes of sixel's.
  @Test(arguments: [true, false], [true, false])
  func partsNeedACertainCell(_ isCertain: Bool, _ keepsPixels: Bool) throws {
    var scene = Scenario(renderers: [.kitty, .sixel, .blocks])
    scene.model.screen.isCellCertain = isCertain
    scene.model.keepsPixels = keepsPixels
    #expect(scene.model.renderer == .kitty)
    #expect(try #require(scene.model.pictureRequest).keepsPixels == isCertain)
    scene.type("m")
    #expect(scene.model.renderer == .sixel)
    let sixel = try #require(scene.model.pictureRequest)
    #expect(sixel.keepsPixels == (isCertain && keepsPixels))
  }

  @Test func namesFromOutsideAreCleaned() {
    let evil = "a\u{1b}]0;x\u{7}\u{9b}31m\u{202e}b\u{2066}\nc\u{7f}"
    #expect(SafeText.clean(evil) == "a]0;x31mbc")
    #expect(SafeText.clean(String(repeating: "x", count: 500), limit: 80).count == 80)
    #expect(SafeText.clean("gehirn-ä 脑") == "gehirn-ä 脑")
    let model = Model(
      streamName: evil, producer: evil, screen: Scenario().model.screen, renderers: [.blocks],
      control: .mine)
    #expect(
      model.view.lines.allSatisfy { line in
        line.text.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control }
      })
  }
}
