import Foundation
import FuryStream
import SharedMemory
import Synchronization

/// A stream of this project with a ``MovingPicture`` in it, 60 times a second.
final class MovingStream {
  let name = "moving-\(getpid())-\(UInt32.random(in: 0...UInt32.max))"
  private let stop = Stop()
  private let thread: SystemThread

  private final class Stop: Sendable {
    let isWanted = Atomic<Bool>(false)
  }

  init(width: Int, height: Int) throws {
    let owner = Owner(
      stream: try StreamOwner(.init(name: name, maxWidth: width, maxHeight: height)))
    thread = try SystemThread(name: "moving-stream") { [stop] in
      var step = 0
      while !stop.isWanted.load(ordering: .acquiring) {
        let pixels = MovingPicture.pixels(width, height, channels: 3, step: step)
        try? owner.stream.write(pixels, width: width, height: height)
        step += 1
        usleep(1_000_000 / 60)
      }
      owner.stream.close()
    }
  }

  deinit {
    stop.isWanted.store(true, ordering: .releasing)
    thread.join()
  }

  /// Handed to the thread that writes, and to nobody else.
  private struct Owner: @unchecked Sendable {
    let stream: StreamOwner
  }
}
