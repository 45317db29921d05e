import Glibc

/// A terminal's line settings, as `stty -a` shows them, to compare before and after a program.
public struct TerminalModes: Equatable, Sendable, CustomStringConvertible {
  /// The words c_iflag, c_oflag, c_cflag and c_lflag of termios(3).
  public var input: UInt32, output: UInt32, control: UInt32, local: UInt32
  /// The special characters c_cc, in their order.
  public var characters: [UInt8]

  /// Reads the settings of the terminal that `descriptor` is open on.
  public init(of descriptor: Int32) throws {
    var modes = termios()
    guard unsafe tcgetattr(descriptor, &modes) == 0 else {
      throw LabFailure("tcgetattr: error \(errno)")
    }
    (input, output) = (modes.c_iflag, modes.c_oflag)
    (control, local) = (modes.c_cflag, modes.c_lflag)
    characters = unsafe withUnsafeBytes(of: &modes.c_cc) { unsafe Array($0) }
  }

  /// True where what is typed arrives line by line.
  public var isCanonical: Bool { local & UInt32(ICANON) != 0 }
  /// True where what is typed is shown.
  public var echoes: Bool { local & UInt32(ECHO) != 0 }

  public var description: String {
    let words = [input, output, control, local].map { String($0, radix: 8) }
    return words.joined(separator: ":") + (isCanonical ? " cooked" : " raw")
  }
}
