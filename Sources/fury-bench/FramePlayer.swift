import FuryStream
import Raster
import SharedMemory
import Synchronization

/// Publishes numbered frames at a steady pace on a thread of its own.
final class FramePlayer: Sendable {
  private struct State: Sendable {
    var published: [Int64] = []
    var isStopped = false
    var failure: String?
  }

  private let state = Mutex(State())
  private let thread = Mutex<SystemThread?>(nil)

  /// Starts to publish `pictures` in turns, frame 0 first, each with its number in the corner.
  init(
    _ owner: StreamOwner, pictures: [Picture], framesPerSecond: Double
  ) throws {
    let box = Box(owner: owner)
    let started = try SystemThread(name: "frame-player") { [self] in
      do {
        try play(box.owner, pictures, framesPerSecond)
      } catch {
        state.withLock { $0.failure = "\(error)" }
      }
    }
    thread.withLock { $0 = started }
  }

  /// When frame `number` was there to be read, in nanoseconds of the monotonic clock.
  func moment(of number: Int) -> Int64? {
    state.withLock { $0.published.indices.contains(number) ? $0.published[number] : nil }
  }

  /// Ends it and returns how many frames there were.
  @discardableResult
  func stop() throws -> Int {
    state.withLock { $0.isStopped = true }
    thread.withLock { $0 }?.join()
    let last = state.withLock { $0 }
    if let failure = last.failure { throw BenchError(failure) }
    return last.published.count
  }

  private func play(_ owner: StreamOwner, _ pictures: [Picture], _ rate: Double) throws {
    let start = Clock.monotonicNanoseconds()
    var number = 0
    while !state.withLock({ $0.isStopped }) {
      let picture = pictures[number % pictures.count]
      var pixels = picture.bottomUpPixels
      FrameNumber.draw(number, into: &pixels, size: picture.size)
      try owner.write(pixels, width: picture.width, height: picture.height)
      let now = Clock.monotonicNanoseconds()
      state.withLock { $0.published.append(now) }
      number += 1
      Clock.sleep(untilMonotonic: start + Int64(Double(number) / rate * 1e9))
    }
  }

  /// The owner belongs to the player's thread while that runs.
  private struct Box: @unchecked Sendable { let owner: StreamOwner }
}

extension Picture {
  /// The pixels as FURY sends them: the bottom row first.
  var bottomUpPixels: [UInt8] {
    var turned: [UInt8] = []
    turned.reserveCapacity(pixels.count)
    for row in (0..<height).reversed() {
      turned += pixels[row * width * 3..<(row + 1) * width * 3]
    }
    return turned
  }
}
