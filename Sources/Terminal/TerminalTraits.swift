/// What will be used of a terminal, decided from what it answered.
public struct TerminalTraits: Sendable, Equatable {
  /// The unit and origin of mouse coordinates.
  public enum PointerUnit: Sendable, Hashable {
    /// Cells, the first one 1.
    case cells
    /// Pixels (mode 1016), the first one 1: xterm, foot, wezterm.
    case pixelsFromOne
    /// Pixels (mode 1016), the first one 0: kitty, contour.
    case pixelsFromZero
  }

  public var hasSixel: Bool
  /// Kitty's graphics protocol.
  public var hasKittyGraphics: Bool
  /// An opaque sixel image that covers whole cells changes only those: what older images show
  /// around it stays. Else only whole pictures may be sent.
  public var keepsPixels: Bool
  /// Sixel colour registers, at most 256.
  public var registers: Int
  /// The largest sixel image that is drawn at all, in pixels; nil where none is known.
  public var largestImage: TerminalProbe.Extent?
  public var pointerUnit: PointerUnit
  public var hasKittyKeyboard: Bool
  /// Synchronised output, mode 2026.
  public var hasSynchronizedOutput: Bool
  /// Sixel scrolling is off (mode 80 is set) where that means what it says, so it must be reset and
  /// set again.
  public var needsSixelScrolling: Bool
  /// The answer to XTVERSION; not sanitised.
  public var version: String
  /// Nothing was answered at all.
  public var isMute: Bool

  /// Decides. `inTmux` tells whether tmux stands between: without a pixel size of its panes it
  /// would show a text in place of the image.
  public init(_ probe: TerminalProbe, inTmux: Bool = false) {
    version = probe.version ?? ""
    isMute = probe == TerminalProbe()
    // Attribute 4 counts only after the first parameter, which is the terminal's class.
    let attributes = probe.attributes?.dropFirst() ?? []
    let tmux = inTmux || version.hasPrefix("tmux")
    hasSixel = attributes.contains(4) && !(tmux && probe.cell == nil && probe.textArea == nil)
    hasKittyGraphics = probe.hasKittyGraphics
    keepsPixels = hasSixel && !tmux && Self.keepsPixels(probe)
    registers = min(probe.registers ?? 256, 256)
    largestImage = probe.maximumGeometry
    let offersPixels = [1, 2, 3].contains(probe.modes[1016] ?? 0)
    let name = version.lowercased()
    let countsFromZero = name.hasPrefix("kitty") || name.hasPrefix("contour")
    pointerUnit = !offersPixels ? .cells : countsFromZero ? .pixelsFromZero : .pixelsFromOne
    hasKittyKeyboard = probe.hasKittyKeyboard
    hasSynchronizedOutput = [1, 2, 3].contains(probe.modes[2026] ?? 0)
    // Inverted in older xterm, foot and mintty: touched only where the version is known to have it
    // right.
    needsSixelScrolling = probe.modes[80] == 1 && (Self.xtermVersion(version) ?? 0) >= 369
  }

  /// 379 of "XTerm(379)".
  static func xtermVersion(_ version: String) -> Int? {
    guard version.hasPrefix("XTerm("), version.hasSuffix(")") else { return nil }
    return Int(version.dropFirst(6).dropLast())
  }
}
