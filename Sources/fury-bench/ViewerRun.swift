import FuryStream
import Glibc
import Raster
import SharedMemory
import TerminalLab

/// A stream of this process, and `fury-tui attach` on a terminal of this process that shows it.
final class ViewerRun {
  /// The stream's frames: as large as an unscaled picture on ``columns`` x ``rows`` cells.
  static let size = PixelSize(width: 1280, height: 720)
  static let cell = (width: 8, height: 16)
  /// The picture, two text rows, and the bottom row that stays free.
  static let columns = 160
  static let rows = 48

  let owner: StreamOwner
  let terminal: PictureTerminal
  private(set) var viewer: ChildProcess?
  /// The viewer is to take itself for one behind ssh.
  private let isRemote: Bool
  /// The `fury-tui` to run.
  private let program: String

  /// Opens stream and terminal; `receive` gets the pictures, on the terminal's thread.
  ///
  /// - Parameter isRemote: the viewer finds `SSH_CONNECTION` set, as in every ssh session.
  init(
    program: String?, link: SlowLink.Parameters = .none, isRemote: Bool = false,
    receive: @escaping @Sendable (PictureTerminal.Arrival) -> Void
  ) throws {
    self.program = program ?? Self.neighbour
    self.isRemote = isRemote
    guard unsafe access(self.program, X_OK) == 0 else {
      throw BenchError("\(self.program) is missing: build it, or name it with --program")
    }
    owner = try StreamOwner(
      .init(
        name: "bench-\(getpid())", maxWidth: Self.size.width, maxHeight: Self.size.height))
    terminal = try PictureTerminal(
      .xtermWithSixel, columns: Self.columns, rows: Self.rows, cell: Self.cell, link: link,
      receive: receive)
  }

  deinit {
    // The viewer must not outlive its terminal: it ends in its own way, or not at all.
    terminal.type("q")
    if let viewer { for _ in 0..<100 where viewer.status == nil { usleep(20_000) } }
    viewer = nil
    terminal.close()
    owner.close()
  }

  /// Starts the viewer.
  func start(_ options: [String] = []) throws {
    viewer = try ChildProcess(
      program, ["attach", "fury-\(getuid())-bench-\(getpid())-info"] + options,
      environment: [
        "TERM": "xterm-256color", "COLORTERM": "truecolor", "TMUX": nil,
        "SSH_CONNECTION": isRemote ? "192.0.2.1 50000 192.0.2.2 22" : nil,
      ],
      terminal: terminal.line.path)
  }

  /// Waits until `count` pictures have come in all, at most `seconds`.
  func waitForPictures(_ count: Int, seconds: Double = 20) throws {
    let end = Clock.monotonicNanoseconds() + Int64(seconds * 1e9)
    while terminal.pictures < count {
      guard viewer?.status == nil else { throw BenchError("the viewer ended") }
      guard Clock.monotonicNanoseconds() < end else {
        throw BenchError("the viewer has shown \(terminal.pictures) pictures, not \(count)")
      }
      Clock.sleep(nanoseconds: 1_000_000)
    }
  }

  /// The viewer's own process, which its supervisor has started.
  func figures() throws -> ProcessFigures {
    guard let viewer, let child = ProcessTree.children(of: viewer.pid).first else {
      throw BenchError("the viewer does not run")
    }
    return ProcessFigures(pid: child)
  }

  /// This very program.
  static var thisProgram: String {
    var path = [CChar](repeating: 0, count: 4096)
    let length = unsafe readlink("/proc/self/exe", &path, path.count)
    return String(
      decoding: path.prefix(max(0, length)).map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  /// The program that was built next to this one.
  private static var neighbour: String {
    thisProgram.split(separator: "/", omittingEmptySubsequences: false).dropLast()
      .joined(separator: "/") + "/fury-tui"
  }
}
