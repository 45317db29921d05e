import TestSupport

extension Viewing {
  /// The picture as it stands on the screen.
  struct ShownPicture {
    /// Where it is, in screen pixels.
    var box: Pixels.Box
    /// The cells between the title and the status line, which it may use.
    var room: Pixels.Box
    /// One cell's size, in pixels.
    var cell: (width: Int, height: Int)
    /// The pixels in the box.
    var pixels: Pixels

    /// The screen pixel at a place of the picture, 0…1 from its top left corner.
    func pixel(at place: (x: Double, y: Double)) -> (x: Int, y: Int) {
      (box.x + Int(place.x * Double(box.width)), box.y + Int(place.y * Double(box.height)))
    }
  }

  /// Waits until a picture stands still in the terminal's middle rows, saves the screen as `name`,
  /// and returns what is there. `columns` and `rows` are the terminal's present size; it stands
  /// still when so many looks in a row, `still`, show the same.
  func shownPicture(
    _ name: String, columns: Int = 80, rows: Int = 24, still: Int = 2
  ) async throws -> ShownPicture {
    let text = try await terminal.textArea()
    let cell = (width: text.width / columns, height: text.height / rows)
    let room = Pixels.Box(
      x: text.x, y: text.y + cell.height, width: cell.width * columns,
      height: cell.height * (rows - 2))
    let title = Pixels.Box(x: text.x, y: text.y, width: room.width, height: cell.height)
    var last: Pixels?
    var same = 1
    for _ in 0..<100 {
      if hasEnded { throw TestFailure("the viewer has ended; \(complaints)") }
      let screen = try await display.pixels()
      let middle = screen.cropped(to: room)
      same = middle == last ? same + 1 : 1
      // A window that has just come up may be all black; with a picture there is a title above it.
      if same >= still, screen.box(within: title, otherThan: screen[title.x, title.y]) != nil,
        let box = screen.box(within: room, otherThan: TerminalLook.background),
        box.width > room.width / 5, box.height > room.height / 3
      {
        try await screenshot(name)
        return ShownPicture(
          box: box, room: room, cell: cell, pixels: screen.cropped(to: box))
      }
      last = middle
      try await Task.sleep(for: .milliseconds(100))
    }
    try await screenshot(name)
    throw TestFailure("no picture in the terminal, see \(name).png; \(complaints)")
  }

  /// Waits until the picture on the screen is `least` away from `before`; by default as far as two
  /// different views are.
  func pictureHasChanged(
    from before: ShownPicture, by least: Double = 1, _ name: String
  ) async throws {
    for _ in 0..<100 {
      let now = try await display.pixels().cropped(to: before.box)
      if now.difference(from: before.pixels) > least {
        try await screenshot(name)
        return
      }
      try await Task.sleep(for: .milliseconds(100))
    }
    throw TestFailure("the picture on the screen stays as it was")
  }

  /// Waits until the picture on the screen is exactly `before`.
  func standsAs(_ before: ShownPicture, _ name: String) async throws {
    for _ in 0..<100 {
      if try await display.pixels().cropped(to: before.box) == before.pixels {
        return try await screenshot(name)
      }
      try await Task.sleep(for: .milliseconds(100))
    }
    try await screenshot(name)
    throw TestFailure("the picture is not as it was, see \(name).png")
  }
}
