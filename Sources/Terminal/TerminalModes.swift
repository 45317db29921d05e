import KittyCoding

/// The sequences that enter and leave the interface, for one terminal.
public struct TerminalModes: Sendable, Equatable {
  /// The first thing written: the alternate screen, and no cursor.
  public static let begin: [UInt8] = Array("\u{1b}[?1049h\u{1b}[?25l".utf8)

  /// Around a picture, where the terminal offers to show it in one go (mode 2026).
  public static let beginUpdate: [UInt8] = Array("\u{1b}[?2026h".utf8)
  public static let endUpdate: [UInt8] = Array("\u{1b}[?2026l".utf8)

  /// Ends a picture of which the rest is missing, and restores the cursor that was saved before it.
  public static let abandonPicture: [UInt8] = Array("\u{1b}\\\u{1b}8".utf8)

  public var traits: TerminalTraits
  /// The number of registers to give back, where it was raised.
  public var originalRegisters: Int?
  /// The pointer is reported also while no button is held (1003).
  public var followsPointer = false

  /// - Parameter registers: what the terminal said before it was asked for more; nil where it said
  ///   nothing.
  public init(_ traits: TerminalTraits, registers: Int?) {
    self.traits = traits
    if traits.hasSixel, let registers, registers < 256 { originalRegisters = registers }
  }

  /// Switches on what is used, after the probe.
  ///
  /// Mouse drags (1002), then SGR reports (1006), then pixels (1016) where offered: 1016 without
  /// 1006 would give X10 bytes on terminals that lack it. Focus reports, bracketed paste, and shift
  /// with the mouse where xterm allows it.
  public var enter: [UInt8] {
    var text = followsPointer ? "\u{1b}[?1003h" : "\u{1b}[?1002h"
    text += "\u{1b}[?1006h"
    if traits.pointerUnit != .cells { text += "\u{1b}[?1016h" }
    text += "\u{1b}[?1004h\u{1b}[?2004h\u{1b}[>1s"
    // Disambiguate, event types, alternate keys, all keys: the state of modifiers by themselves.
    if traits.hasKittyKeyboard { text += "\u{1b}[>15u" }
    if traits.hasSixel {
      text += "\u{1b}[?1070h"
      if traits.needsSixelScrolling { text += "\u{1b}[?80l" }
      if originalRegisters != nil { text += "\u{1b}[?1;3;256S" }
    }
    return Array(text.utf8)
  }

  /// Lets the terminal report the pointer at all times, or while a button is held.
  public static func pointer(isFollowed: Bool) -> String {
    isFollowed ? "\u{1b}[?1003h" : "\u{1b}[?1003l\u{1b}[?1002h"
  }

  /// Undoes everything, in an order that works from any state, also from the middle of an image:
  /// CAN and ST end whatever sequence was cut off. Modes that were never set are reset too, since
  /// it costs nothing.
  public var leave: [UInt8] {
    var text = Self.leaveStart
    if traits.hasKittyKeyboard { text += "\u{1b}[<u" }
    if traits.needsSixelScrolling { text += "\u{1b}[?80h" }
    if let originalRegisters { text += "\u{1b}[?1;3;\(originalRegisters)S" }
    // An image may have been cut off between its parts.
    let images =
      traits.hasKittyGraphics ? KittyCommand.endTransmission + KittyCommand.deleteAll : []
    return Array(text.utf8) + images + Array(Self.leaveEnd.utf8)
  }

  /// Undoes ``begin`` and what any terminal may have been told, before the traits are known.
  public static let leaveEarly: [UInt8] = Array((leaveStart + leaveEnd).utf8)

  private static let leaveStart =
    "\u{18}\u{1b}\\\u{1b}[?2026l\u{1b}[?1016l\u{1b}[?1006l\u{1b}[?1003l\u{1b}[?1002l\u{1b}[?1000l"
    + "\u{1b}[?1004l\u{1b}[>0s"
  private static let leaveEnd =
    "\u{1b}[?2004l\u{1b}[m\u{1b}[r\u{1b}[?7h\u{1b}[2J\u{1b}[?25h\u{1b}[?1049l"
}
