public import FuryWire
public import Raster
public import TerminalInput

/// What can happen to the viewer.
public enum Message: Sendable {
  /// The terminal sent something.
  case input(Input, at: Moment)
  /// Time passed; see ``Model/deadline``.
  case tick(Moment)
  /// The terminal has another size, or its cells have.
  case screen(ScreenGeometry)
  /// A frame of that size was read.
  case frame(PixelSize)
  /// What became of an event.
  case fate(token: UInt64, EventRecord.Fate)
  /// Who drives has changed.
  case control(Control)
  /// What the producer takes beyond FURY's protocol; nothing, but for this project's renderer.
  case extensions(ExtensionCapabilities)
  /// What the producer says is under the pointer, for ``Effect/askUnderPointer(_:)``; nil where
  /// nothing is, and where no answer has come.
  case underPointer(String?, at: Moment)
  /// The statistics of the last second.
  case statistics(Statistics)
  /// Something to tell the user.
  case notice(String, at: Moment)
  /// The terminal lost the picture: draw everything.
  case disturbed
  /// The viewer is about to leave the terminal, for good or for a while: whatever is held must be
  /// released.
  case leaving(Moment)
}

/// What the viewer wants done; the shell around it does it.
public enum Effect: Sendable, Equatable {
  case send(EventRecord)
  /// Ask the producer for what FURY's protocol lacks; only where it offers that.
  case extend(ExtensionCommand)
  /// Ask the producer what is there, for ``Message/underPointer(_:at:)``, which must follow.
  case askUnderPointer(PicturePoint)
  /// Clear the screen and draw everything.
  case repaint
  /// Save the frame as a PNG file.
  case save
  case takeControl
  case releaseControl
  case nextStream
  case suspend
  case quit
}
