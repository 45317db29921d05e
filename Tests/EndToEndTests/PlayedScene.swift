import Foundation
import FuryStream
import Glibc
import Synchronization
import TestSupport

/// A stream of this process, without FURY: its frames come when the test wants them.
final class PlayedScene: Sendable {
  static let (width, height) = (320, 240)

  /// What `fury-tui attach` finds it by.
  let name: String
  private let box: Mutex<Box>

  private struct Box: @unchecked Sendable {
    let owner: StreamOwner
    var turn = 0
    var isStopped = false
  }

  /// Opens the stream and writes the first frame.
  init() throws {
    let short = "test-" + String(UInt32.random(in: .min ... .max), radix: 16)
    name = "fury-\(getuid())-\(short)-info"
    let owner = try StreamOwner(
      .init(name: short, maxWidth: Self.width, maxHeight: Self.height))
    box = Mutex(Box(owner: owner))
    try show(0)
  }

  /// Removes the stream's memory; to be called at a test's end, since the thread of ``play`` may hold
  /// the last reference when the process exits.
  func close() {
    box.withLock {
      $0.isStopped = true
      $0.owner.close()
    }
  }

  /// Writes a frame: many colours, and a bright square whose place depends on `turn`.
  func show(_ turn: Int) throws {
    try box.withLock { box in
      guard !box.isStopped else { return }
      box.turn = turn
      try box.owner.write(Self.pixels(turn), width: Self.width, height: Self.height)
    }
  }

  /// Writes frames from now on, every `milliseconds`; always the same one unless `isMoving`.
  func play(every milliseconds: Int, isMoving: Bool) {
    Thread.detachNewThread { [weak self] in
      while let turn = self?.next(isMoving) {
        try? self?.show(turn)
        usleep(UInt32(milliseconds * 1000))
      }
    }
  }

  private func next(_ isMoving: Bool) -> Int? {
    box.withLock { $0.isStopped ? nil : $0.turn + (isMoving ? 1 : 0) }
  }

  private static func pixels(_ turn: Int) -> [UInt8] {
    var pixels: [UInt8] = []
    pixels.reserveCapacity(width * height * 3)
    let left = 10 + turn * 7 % (width - 60)
    for y in 0..<height {
      for x in 0..<width {
        let isSquare = (left..<left + 40).contains(x) && (40..<80).contains(y)
        pixels += isSquare ? [250, 250, 0] : [UInt8(x * 199 / width), UInt8(y * 255 / height), 90]
      }
    }
    return pixels
  }
}
