import BlockCoding
import PicturePath
import Raster
import Terminal
import ViewerCore

/// What the terminal can do, and what follows from it.
extension Viewer {
  /// Tells the model what the terminal can do.
  func useTraits() {
    let traits = modes.traits
    // The best first; by what the terminal answers, whatever its name.
    model.renderers =
      (traits.hasKittyGraphics && !refusesKitty ? [.kitty] : [])
      + (traits.hasSixel ? [.sixel] : []) + [.blocks]
    let isGivenUp = refusesKitty && settings.renderer == .kitty
    model.renderer = isGivenUp ? model.renderers[0] : settings.renderer ?? model.renderers[0]
    model.keepsPixels = traits.keepsPixels
    model.sharesImages = kitty.usesSharedMemory
    model.pointerUnit = PointerUnit(traits.pointerUnit)
    model.mostColors = traits.registers
    describeTerminal()
  }

  /// The terminal's name and cell, for the statistics panel.
  func describeTerminal() {
    model.terminalName = SafeText.clean(
      "\(modes.traits.version)  cell \(model.screen.cell.width)x\(model.screen.cell.height)"
        + " (\(cellSource.rawValue))")
  }

  /// 24-bit colours where the terminal says so, or is known to have them although ssh dropped the
  /// variable.
  var blockDepth: BlockRenderer.ColorDepth {
    let said = EnvironmentSetting.text("COLORTERM") ?? ""
    if ["truecolor", "24bit"].contains(said) { return .truecolor }
    let term = EnvironmentSetting.text("TERM") ?? ""
    if term.hasSuffix("-direct") || term.contains("kitty") || term.hasPrefix("foot") {
      return .truecolor
    }
    let known = ["XTerm(", "foot(", "kitty(", "WezTerm", "contour", "ghostty", "Konsole", "iTerm2"]
    return known.contains { modes.traits.version.hasPrefix($0) } ? .truecolor : .indexed256
  }

  /// Says what the terminal's own limits cost, and how to lift them.
  func tellLimits() {
    let traits = modes.traits
    if !traits.hasSixel && !traits.hasKittyGraphics {
      var text =
        traits.isMute ? "the terminal answers nothing" : "the terminal does not offer sixel"
      text += ": half blocks"
      if traits.version.hasPrefix("XTerm") { text += " (for sixel: xterm -ti vt340)" }
      return perform(.notice(text, at: Self.moment()))
    }
    guard model.renderer == .sixel else { return }
    let area = PixelSize(
      width: model.screen.columns * model.screen.cell.width,
      height: (model.screen.rows - 2) * model.screen.cell.height)
    guard let most = model.screen.largestImage,
      most.width < area.width || most.height < area.height
    else { return }
    let hint =
      modes.traits.version.hasPrefix("XTerm")
      ? " (xterm -xrm 'XTerm*maxGraphicSize: 2048x2048')" : ""
    perform(
      .notice(
        "this terminal shows images up to \(most.width)x\(most.height)\(hint)", at: Self.moment()))
  }
}

extension PointerUnit {
  init(_ unit: TerminalTraits.PointerUnit) {
    self =
      switch unit {
      case .cells: .cells
      case .pixelsFromOne: .pixelsFromOne
      case .pixelsFromZero: .pixelsFromZero
      }
  }
}
