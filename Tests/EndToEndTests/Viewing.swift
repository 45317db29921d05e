import Foundation
import Glibc
import TestSupport

/// A person's desk: a FURY scene somewhere, a terminal, `fury-tui attach` in it, a mouse and a
/// keyboard.
///
/// The viewer is started by a shell script that notes the terminal's settings and modes before and
/// after it.
final class Viewing: Sendable {
  let scene: FuryScene
  let terminal: any TerminalWindow
  let pointer: Pointer
  let keyboard: Keyboard
  private let folder: ScratchFolder

  /// Starts a scene with `scene`'s options, and a terminal with the viewer attached to it.
  ///
  /// - Parameter prefix: a command that runs the viewer with its arguments.
  init(
    scene options: [String], in kind: TerminalKind = .xterm, columns: Int = 80, rows: Int = 24,
    viewer: [String] = [], prefix: [String] = []
  ) async throws {
    folder = try ScratchFolder()
    scene = try await FuryScene(options)
    let attach = ["attach", "\(scene.names.pid)", "--dump-events", folder.file("dump.jsonl")]
    let script = try folder.write("session", Self.script, executable: true)
    terminal = try await kind.open(
      columns: columns, rows: rows, folder: folder,
      running: [script, folder.path] + prefix + [Program.furyTUI] + attach + viewer)
    pointer = Pointer(terminal.display)
    keyboard = Keyboard(terminal.display)
    let rest = try await terminal.restingPlace()
    try await pointer.move(rest.x, rest.y)
  }

  /// The screen that the terminal is on.
  var display: XDisplay { terminal.display }

  /// Saves the terminal's window among the pictures for people.
  func screenshot(_ name: String) async throws {
    try await terminal.screenshot(PackageRoot.screenshots() + "/\(name).png")
  }

  /// The frame that `fury-tui snapshot` saves now, scaled to a size.
  func snapshot(scaledTo size: (width: Int, height: Int)? = nil) async throws -> Pixels {
    let file = folder.file("snapshot.png")
    try await Command.run(Program.furyTUI, ["snapshot", "\(scene.names.pid)", "-o", file])
    return try await Pixels(contentsOf: file, size: size)
  }

  /// What `--dump-events` has written so far: one JSON object a line.
  func dumpedEvents() throws -> [[String: Any]] {
    let lines = (folder.text("dump.jsonl") ?? "").split(
      separator: "\n", omittingEmptySubsequences: false
    ).dropLast()
    return try lines.map { line in
      let object = try JSONSerialization.jsonObject(with: Data(line.utf8))
      guard let fields = object as? [String: Any] else { throw TestFailure("no object: \(line)") }
      return fields
    }
  }

  /// What the viewer and the terminal wrote to standard error so far.
  var complaints: String { (folder.text("complaints") ?? "") + terminal.complaints }

  /// True when the viewer has ended, or the terminal with it.
  var hasEnded: Bool { folder.text("status") != nil || terminal.status != nil }

  // MARK: Before and after

  /// What the script wrote to the file `name`, waited for.
  func note(_ name: String) async throws -> String {
    try await awaited("the session's \(name)") {
      guard let text = folder.text(name), text.hasSuffix("\n") else { return nil }
      return text.trimmingCharacters(in: .newlines)
    }
  }

  /// The viewer's processes: the one that the shell started, and the one that that one started.
  func viewerProcesses() async throws -> (supervisor: Int32, viewer: Int32) {
    guard let shell = Int32(try await note("shell")) else { throw TestFailure("no shell") }
    return try await awaited("the viewer and its supervisor run") {
      guard let supervisor = ProcessTree.children(of: shell).first,
        let viewer = ProcessTree.children(of: supervisor).first
      else { return nil }
      return (supervisor, viewer)
    }
  }

  /// Lets the script look at the terminal again, once the viewer has ended.
  func lookAgain() throws {
    try folder.write("go-on", "\n")
  }

  /// `$1` is where to write, the rest the command. The modes are asked for with DECRQM; the device
  /// attributes, which every terminal answers, mark the end of the replies. What is still unread by
  /// then is noted too: nothing of the viewer's may arrive at the shell.
  private static let script = #"""
    #!/bin/bash
    folder=$1
    shift
    modes() {
      local saved reply
      saved=$(stty -g)
      stty raw -echo
      {
        for mode in 7 25 1000 1002 1003 1004 1006 1016 1049 1070 2004; do
          printf '\033[?%d$p' $mode
        done
        printf '\033[c'
      } >/dev/tty
      IFS= read -r -s -d c -t 30 reply
      stty "$saved"
      printf '%q\n' "$reply"
    }
    stty -a >"$folder/stty-before"
    modes >"$folder/modes-before"
    echo $$ >"$folder/shell"
    "$@" 2>"$folder/complaints"
    echo $? >"$folder/status"
    while [ ! -e "$folder/go-on" ]; do sleep 0.05; done
    stty -a >"$folder/stty-after"
    modes >"$folder/modes-after"
    sleep 1000
    """#
}
