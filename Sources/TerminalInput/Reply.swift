/// An answer of the terminal to a query, recognised by its shape alone.
public enum Reply: Sendable, Hashable {
  /// Primary device attributes, `CSI ? … c`. Attribute 4 after the first one means sixel.
  case deviceAttributes([Int])
  /// Secondary device attributes, `CSI > … c`.
  case secondaryAttributes([Int])
  /// XTVERSION, `DCS > | text ST`. The text is the terminal's: show it only sanitised.
  case version(String)
  /// XTSMGRAPHICS, `CSI ? item ; status ; values S`: item 1 colour registers, 2 sixel geometry;
  /// status 0 is success.
  case graphics(item: Int, status: Int, values: [Int])
  /// DECRPM, `CSI ? mode ; setting $ y`: 0 unknown, 1 set, 2 reset, 3 and 4 permanent.
  case mode(Int, setting: Int)
  /// Window report `CSI operation ; height ; width t`: 4 text area in pixels, 6 cell in pixels, 8
  /// text area in cells.
  case window(operation: Int, height: Int, width: Int)
  /// In-band resize, `CSI 48 ; rows ; columns ; height ; width t` (mode 2048).
  case resize(rows: Int, columns: Int, height: Int, width: Int)
  /// Device status, `CSI n n`; 0 is ready: our acknowledgement.
  case status(Int)
  /// Cursor position, `CSI row ; column R`.
  case cursor(row: Int, column: Int)
  /// Kitty keyboard flags, `CSI ? flags u`.
  case keyboardFlags(Int)
  /// Kitty graphics, `APC G i=id ; text ST`: the image that was sent is on the screen where `ok`,
  /// else `text` says why not, as in `ENOENT:…`. At most 80 printable ASCII characters of it are
  /// kept.
  case graphicsReply(id: Int, ok: Bool, text: String)
  /// Any other well-formed sequence, known to be no key.
  case other
}
