import CFuryVTK

/// A VTK scene in a window that nobody sees, on a graphics card or the processor; no X server.
///
/// Used by one thread at a time, of one process: VTK's own state is global.
@safe
public final class SceneEngine {
  let handle: OpaquePointer
  /// The present size of the window in pixels.
  public private(set) var size: (width: Int, height: Int)

  /// Opens a window of `width` x `height` pixels, 1 to 16384 each, with an empty scene.
  ///
  /// Throws a line with the reason where no OpenGL 3.2 is to be had.
  public init(width: Int, height: Int) throws(SceneError) {
    let sides = 1...16_384
    guard sides.contains(width), sides.contains(height) else {
      throw SceneError("a window is 1 to 16384 pixels wide and high, not \(width)x\(height)")
    }
    var reason = [CChar](repeating: 0, count: 256)
    guard
      let opened = unsafe fury_vtk_open(Int32(width), Int32(height), &reason, reason.count)
    else { throw SceneError(Self.text(reason)) }
    unsafe handle = opened
    size = (width, height)
  }

  deinit { unsafe fury_vtk_close(handle) }

  /// Who draws, as OpenGL calls it.
  public var rendererName: String { unsafe String(cString: fury_vtk_renderer(handle)) }

  /// True where the processor draws; smooth edges then cost several times as much.
  public var isSoftware: Bool { unsafe fury_vtk_is_software(handle) != 0 }

  /// True when what is drawn has changed since the last ``render(samples:)``.
  public var needsRender: Bool { unsafe fury_vtk_needs_render(handle) != 0 }

  /// Gives the window another size, 1 to 16384 pixels each way.
  public func resize(width: Int, height: Int) {
    size = (min(max(width, 1), 16_384), min(max(height, 1), 16_384))
    unsafe fury_vtk_set_size(handle, Int32(size.width), Int32(size.height))
  }

  /// Draws the scene with `samples` samples a pixel; 0 is fastest and jagged.
  public func render(samples: Int) throws(SceneError) {
    unsafe fury_vtk_set_samples(handle, Int32(samples))
    try check(unsafe fury_vtk_render(handle))
  }

  /// Copies what was drawn last: RGB, bottom row first, `width · height · 3` bytes. Draws nothing.
  public func readPixels(into bytes: UnsafeMutableRawBufferPointer) throws(SceneError) {
    let target = unsafe bytes.bindMemory(to: UInt8.self)
    try check(unsafe fury_vtk_read_pixels(handle, target.baseAddress, target.count))
  }

  /// What was drawn last, as a picture: RGB, bottom row first.
  public func pixels() throws(SceneError) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: size.width * size.height * 3)
    var failure: SceneError?
    unsafe bytes.withUnsafeMutableBytes { buffer in
      do throws(SceneError) { try unsafe readPixels(into: buffer) } catch { failure = error }
    }
    if let failure { throw failure }
    return bytes
  }

  /// What is drawn at a pixel, counted from the upper left corner; nil where nothing is.
  public func pick(x: Int, y: Int) -> String? {
    var text = [CChar](repeating: 0, count: 256)
    let found = unsafe fury_vtk_pick(
      handle, Int32(x), Int32(size.height - 1 - y), &text, text.count)
    return found == 0 ? nil : Self.text(text)
  }

  func check(_ result: Int32) throws(SceneError) {
    guard result == 0 else { return }
    throw SceneError(unsafe String(cString: fury_vtk_error(handle)))
  }

  private static func text(_ characters: [CChar]) -> String {
    String(decoding: characters.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }
}
