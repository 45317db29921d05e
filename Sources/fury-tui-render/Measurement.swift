import FuryStream
import FuryWire
import SceneRenderer
import SharedMemory

/// Draws as fast as it goes, for comparisons with other renderers: the scene turns under a drag,
/// every frame goes into shared memory.
struct Measurement {
  private let renderer: SceneRenderer
  private let frames: Int

  init(_ renderer: SceneRenderer, frames: Int) {
    self.renderer = renderer
    self.frames = frames
  }

  func run() throws {
    let engine = renderer.engine
    // The first pictures compile shaders and fill buffers.
    for turn in 0..<3 { try frame(turn, first: turn == 0) }
    var times: [Double] = []
    for turn in 3..<(frames + 3) {
      let start = Clock.monotonicNanoseconds()
      try frame(turn, first: false)
      times.append(Double(Clock.monotonicNanoseconds() - start) / 1e6)
    }
    let copies = try copies()
    times.sort()
    let mean = times.reduce(0, +) / Double(times.count)
    print(
      """
      {"renderer":"\(engine.rendererName)","width":\(engine.size.width),"height":\(engine.size.height),\
      "frames":\(frames),"fps":\(1000 / mean),"ms_mean":\(mean),"ms_median":\(times[times.count / 2]),\
      "write_ms":\(copies.write),"memcpy_ms":\(copies.copy)}
      """)
  }

  /// One move of a drag, one drawing, one frame in shared memory.
  private func frame(_ turn: Int, first: Bool) throws {
    let x = 0.5 + 0.002 * Double(turn % 100)
    renderer.engine.handle(FuryEvent(id: first ? .leftPress : .move, x: x, y: 0.5))
    _ = try renderer.step(now: Clock.monotonicNanoseconds())
  }

  /// Medians in ms: a frame of this size into shared memory, and the same bytes from array to array.
  private func copies() throws -> (write: Double, copy: Double) {
    let (width, height) = renderer.engine.size
    let pixels = try renderer.engine.pixels()
    var target = pixels
    var (writes, copies): ([Double], [Double]) = ([], [])
    for round in 0..<201 {
      let start = Clock.monotonicNanoseconds()
      try renderer.owner.write(pixels, width: width, height: height)
      let middle = Clock.monotonicNanoseconds()
      unsafe target.withUnsafeMutableBytes { to in
        unsafe pixels.withUnsafeBytes { unsafe to.copyMemory(from: $0) }
      }
      let end = Clock.monotonicNanoseconds()
      guard round > 0 else { continue }
      writes.append(Double(middle - start) / 1e6)
      copies.append(Double(end - middle) / 1e6)
    }
    return (writes.sorted()[100], copies.sorted()[100])
  }
}
