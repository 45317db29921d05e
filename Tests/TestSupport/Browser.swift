import Foundation
import TerminalLab

/// A headless Chromium with one page; see Python/browser.py.
public final class Browser {
  private let process: ChildProcess
  private var answers = 1

  /// Starts it and opens `url`.
  public init(_ url: String, size: String = "1000x700") async throws {
    process = try ChildProcess(
      PackageRoot.python, [Self.script, url, size])
    _ = try await process.line(0)
  }

  /// The browser and its profile go when the helper's input ends; it is given the time for that.
  deinit {
    process.closeInput()
    for _ in 0..<500 where process.status == nil { usleep(10_000) }
  }

  /// The value of a JavaScript expression.
  @discardableResult
  public func eval(_ js: String) async throws -> Any? { try await ask(["do": "eval", "js": js]) }

  /// Waits until a JavaScript expression is true.
  public func wait(_ what: String, until js: String) async throws {
    for _ in 0..<600 {
      if (try? await eval("!!(\(js))")) as? Bool == true { return }
      try await Task.sleep(for: .milliseconds(50))
    }
    throw LabFailure("in vain: \(what); the page says \(try await errors())")
  }

  /// Presses, drags over `points` and lets go, with the left button.
  public func drag(_ points: [(Double, Double)]) async throws {
    for (index, point) in points.enumerated() {
      var order: [String: Any] = ["do": "mouse", "x": point.0, "y": point.1, "button": "left"]
      if index == 0 {
        try await ask(order.merging(["type": "mouseMoved", "button": "none"]) { $1 })
        order["type"] = "mousePressed"
      } else {
        order["type"] = "mouseMoved"
        order["buttons"] = 1
      }
      try await ask(order)
    }
    let last = points[points.count - 1]
    try await ask(
      ["do": "mouse", "type": "mouseReleased", "x": last.0, "y": last.1, "button": "left"])
  }

  /// Turns the wheel at a point, in pixels of the page.
  public func wheel(_ deltaY: Double, at point: (Double, Double)) async throws {
    try await ask([
      "do": "mouse", "type": "mouseWheel", "x": point.0, "y": point.1, "deltaX": 0,
      "deltaY": deltaY,
    ])
  }

  /// Presses and releases a key, by its name in JavaScript.
  public func key(_ key: String) async throws { try await ask(["do": "key", "key": key]) }

  /// Touches with as many fingers as there are points.
  public func touch(_ type: String, _ points: [[Double]]) async throws {
    try await ask(["do": "touch", "type": type, "points": points])
  }

  /// Goes to another page.
  public func open(_ url: String) async throws { try await ask(["do": "open", "url": url]) }

  /// What the page has complained of.
  public func errors() async throws -> [String] {
    try await ask(["do": "errors"]) as? [String] ?? []
  }

  /// Leaves a picture for people.
  public func screenshot(_ name: String) async throws {
    try await ask(["do": "screenshot", "path": PackageRoot.screenshots() + "/\(name).png"])
  }

  private static var script: String {
    URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Python/browser.py")
      .path(percentEncoded: false)
  }

  @discardableResult
  private func ask(_ order: [String: Any]) async throws -> Any? {
    let line = try JSONSerialization.data(withJSONObject: order)
    process.write(String(decoding: line, as: UTF8.self) + "\n")
    let text = try await process.line(answers)
    answers += 1
    let answer = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]
    if let error = answer?["error"] { throw LabFailure("the browser: \(error)") }
    return answer?["value"]
  }
}
