internal import FuryStream
internal import PictureFiles
internal import SharedMemory
internal import Synchronization

/// Encodes the newest frame once for all viewers, on a thread of its own, while there are any.
final class JPEGFeed: Sendable {
  /// What was done since the last time it was asked.
  struct Counts: Sendable {
    var encoded = 0
    var nanoseconds: Int64 = 0
    var byteCount = 0
    var width = 0
    var height = 0
  }

  /// The newest part; ends with the error that ended the stream.
  let parts = Newest<PicturePart>()

  private struct State {
    var viewers = 0
    var counts = Counts()
    var stop = false
  }

  private let feed: FrameFeed
  private let quality: Int
  /// Nanoseconds between two encodings, 0 for every frame.
  private let interval: Int64
  private let state = Mutex(State())
  private let parker = ThreadParker()
  private let thread = Mutex<SystemThread?>(nil)

  init(_ feed: FrameFeed, quality: Int, milliseconds: Double) throws {
    self.feed = feed
    self.quality = quality
    interval = Int64(milliseconds * 1_000_000)
    let encoder = HandOver(encoder: try JPEGEncoder())
    let started = try SystemThread(name: "jpeg") { [self] in run(encoder.encoder) }
    thread.withLock { $0 = started }
  }

  /// Somebody wants pictures until ``leave()``.
  func join() {
    state.withLock { $0.viewers += 1 }
    parker.unpark()
  }

  func leave() { state.withLock { $0.viewers -= 1 } }

  /// Who has joined.
  var viewers: Int { state.withLock { $0.viewers } }

  func takeCounts() -> Counts {
    state.withLock { state in
      let counts = state.counts
      state.counts.encoded = 0
      state.counts.nanoseconds = 0
      return counts
    }
  }

  /// Ends the thread.
  func stop() {
    state.withLock { $0.stop = true }
    parker.unpark()
    thread.withLock { $0 }?.join()
    parts.finish(CancellationError())
  }

  private func run(_ encoder: JPEGEncoder) {
    var subscription: FrameSubscription?
    var due = Int64.min
    do {
      while true {
        let (viewers, stop) = state.withLock { ($0.viewers, $0.stop) }
        if stop { return }
        guard viewers > 0 else {
          if subscription != nil { parts.clear() }
          subscription = nil
          // The stream's end is told also while nobody looks.
          _ = try feed.frames.waitForNext(after: .max, nanoseconds: 0)
          parker.park(nanoseconds: 250_000_000)
          continue
        }
        let reader = subscription ?? feed.subscribe()
        subscription = reader
        guard var frame = try reader.waitForNext(nanoseconds: 250_000_000) else { continue }
        var now = Clock.monotonicNanoseconds()
        if now < due {
          Clock.sleep(untilMonotonic: due)
          now = due
          frame = try reader.waitForNext(nanoseconds: 0) ?? frame
        }
        // A frame that is a little late does not put off the next one.
        due = max(due, now - interval) + interval
        try encode(frame, encoder)
      }
    } catch {
      parts.finish(error)
    }
  }

  private func encode(_ frame: Frame, _ encoder: JPEGEncoder) throws(PictureFileError) {
    let time = Clock.wallMilliseconds()
    let start = Clock.monotonicNanoseconds()
    let part = try encoder.encode(
      bottomUp: frame.pixels, width: frame.width, height: frame.height, quality: quality
    ) { PicturePart(jpeg: $0, time: time) }
    let end = Clock.monotonicNanoseconds()
    state.withLock { state in
      state.counts.encoded += 1
      state.counts.nanoseconds += end - start
      state.counts.byteCount = part.jpegByteCount
      state.counts.width = frame.width
      state.counts.height = frame.height
    }
    parts.publish(part)
  }
}

/// Carries the encoder, which belongs to one thread, into that thread; nobody else keeps it.
private struct HandOver: @unchecked Sendable {
  let encoder: JPEGEncoder
}
