import Synchronization
import WebRTC

/// A picture that moves, shown to a relay by a task until it is stopped: red, green, blue and white
/// quarters, from the top left, and a yellow square that wanders between them.
final class MovingPicture: Sendable {
  /// A point in the middle of each quarter, and what colour it has there.
  static let quarters: [(point: [Double], color: [Int])] = [
    ([0.2, 0.2], [255, 0, 0]), ([0.8, 0.2], [0, 255, 0]), ([0.2, 0.8], [0, 0, 255]),
    ([0.8, 0.8], [255, 255, 255]),
  ]

  private let size: Mutex<(width: Int, height: Int)>
  private let moves = Atomic<Bool>(true)
  private let task = Mutex<Task<Void, Never>?>(nil)

  init(width: Int, height: Int, rate: Int = 60, channels: Int = 3, to relay: WebRTCRelay) {
    size = Mutex((width, height))
    task.withLock { task in
      task = Task { [weak self] in
        var step = 0
        while let self, !Task.isCancelled {
          let (width, height) = self.size.withLock { $0 }
          if self.moves.load(ordering: .relaxed) {
            let pixels = Self.pixels(width, height, channels: channels, step: step)
            relay.show(pixels.span, width: width, height: height, channels: channels)
          }
          step += 1
          try? await Task.sleep(for: .microseconds(1_000_000 / rate))
        }
      }
    }
  }

  /// Has other sides from now on.
  func resize(width: Int, height: Int) { size.withLock { $0 = (width, height) } }

  /// Stands still from now on, or moves again.
  func move(_ moves: Bool) { self.moves.store(moves, ordering: .relaxed) }

  func stop() async {
    let last = task.withLock { $0 }
    last?.cancel()
    await last?.value
  }

  /// The picture, bottom row first.
  static func pixels(_ width: Int, _ height: Int, channels: Int, step: Int) -> [UInt8] {
    let square = 16
    let left = step * 3 % max(1, width - square)
    var pixels = [UInt8](repeating: 255, count: width * height * channels)
    for row in 0..<height {
      let fromTop = height - 1 - row
      let isInSquare = abs(fromTop - height / 2) < square / 2
      for column in 0..<width {
        let quarter = (fromTop * 2 / height) * 2 + column * 2 / width
        var color = quarters[quarter].color
        if isInSquare && column >= left && column < left + square { color = [255, 255, 0] }
        let start = (row * width + column) * channels
        for part in 0..<3 { pixels[start + part] = UInt8(color[part]) }
      }
    }
    return pixels
  }
}
