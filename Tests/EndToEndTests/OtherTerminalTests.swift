import Glibc
import TestSupport
import Testing

/// What a person sees and does in terminals other than xterm.
@Suite(.serialized)
struct OtherTerminalTests {
  private let leftPress = 3
  private let leftRelease = 4

  @Test(arguments: [TerminalKind.mlterm, .foot, .kitty])
  func theTerminalShowsTheFrameThatSnapshotSaves(_ kind: TerminalKind) async throws {
    let viewing = try await Viewing(scene: ["surface", "--size", "800x600"], in: kind)
    let shown = try await viewing.shownPicture("attach-\(kind.rawValue)")
    shown.expectFitted(aspect: 800.0 / 600)
    try await viewing.expectTheFrame(shown, within: 6)
  }

  /// Through the line, compressed and in parts, as from another machine: the viewer gets a /dev/shm
  /// of its own, which takes root.
  @Test(.enabled(if: geteuid() == 0))
  func aKittyThatSharesNoMemoryShowsTheFrame() async throws {
    let alone = [
      "unshare", "--mount", "sh", "-c", "mount -t tmpfs none /dev/shm && exec \"$@\"", "sh",
    ]
    let folder = try ScratchFolder()
    // A stream without names is found through its process, whatever is in /dev/shm.
    let viewing = try await Viewing(
      scene: ["surface", "--size", "800x600", "--raw-array"], in: .kitty,
      viewer: ["--stats", folder.file("stats")], prefix: alone)
    let shown = try await viewing.shownPicture("attach-distant-kitty")
    shown.expectFitted(aspect: 800.0 / 600)
    try await viewing.expectTheFrame(shown, within: 6)
    let path = [(0.3, 0.4), (0.5, 0.5)].map { shown.pixel(at: $0) }
    try await viewing.pointer.drag(through: path)
    try await viewing.pictureHasChanged(from: shown, "distant-kitty-drag-after")
    // Pixels came, not names.
    try await eventually("a frame of some size is counted") {
      (folder.text("stats") ?? "").split(separator: "\n").contains { line in
        line.contains("\"renderer\":\"kitty\"") && line.contains(/"bytes_frame":\d{5,}/)
      }
    }
  }

  @Test(arguments: [TerminalKind.mlterm, .foot, .kitty])
  func aDragTurnsTheSceneAndQuittingGivesTheTerminalBack(_ kind: TerminalKind) async throws {
    let viewing = try await Viewing(scene: ["tracts", "--size", "640x480"], in: kind)
    let shown = try await viewing.shownPicture("\(kind.rawValue)-drag-before")
    let (supervisor, viewer) = try await viewing.viewerProcesses()
    let path = [(0.3, 0.4), (0.4, 0.45), (0.5, 0.5), (0.6, 0.55)].map { shown.pixel(at: $0) }
    try await viewing.pointer.drag(through: path)
    let events = try await viewing.scene.events("press, moves and release") {
      $0.last?.id == leftRelease
    }
    #expect(events.first?.id == leftPress)
    #expect(events.filter { $0.id == leftPress }.count == 1)
    for (event, point) in zip([events[0], events[events.count - 1]], [path[0], path[3]]) {
      // mlterm reports cells: the event is at the cell's middle.
      let x = event.x * Double(shown.box.width) + Double(shown.box.x)
      let y = event.y * Double(shown.box.height) + Double(shown.box.y)
      let slack = kind == .mlterm ? (shown.cell.width, shown.cell.height) : (2, 2)
      #expect(
        abs(x - Double(point.x)) <= Double(slack.0) && abs(y - Double(point.y)) <= Double(slack.1),
        "(\(x), \(y)) is not \(point)")
    }
    let (start, end) = (viewing.scene.names.camera, try #require(events.last).camera)
    #expect(start[0] * end[1] - start[1] * end[0] < 0)
    try await viewing.pictureHasChanged(from: shown, "\(kind.rawValue)-drag-after")

    let rest = try await viewing.terminal.restingPlace()
    try await viewing.pointer.move(rest.x, rest.y)
    try await viewing.keyboard.type("q")
    #expect(try await viewing.note("status") == "0")
    try await eventually("both processes are gone") {
      !ProcessTree.isRunning(viewer) && !ProcessTree.isRunning(supervisor)
    }
    try viewing.lookAgain()
    let before = try await (viewing.note("stty-before"), viewing.note("modes-before"))
    let after = try await (viewing.note("stty-after"), viewing.note("modes-after"))
    #expect(before.0.contains("icanon") && before.1.contains("[?1006;2$y"))
    #expect(after.0 == before.0)
    #expect(after.1 == before.1)
    try await viewing.expectNoPicture(in: shown.room, "\(kind.rawValue)-quit")
  }
}
