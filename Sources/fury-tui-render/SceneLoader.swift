import RendererLink
import SceneRenderer
import SharedMemory

/// Fills the scene with what the command line names, and tells how far it is.
struct SceneLoader {
  private let renderer: SceneRenderer
  private let files: [String]
  private let scene: String?
  private let colormap: String?
  private let output: LineOutput

  init(
    _ renderer: SceneRenderer, files: [String], scene: String?, colormap: String?,
    _ output: LineOutput
  ) {
    self.renderer = renderer
    self.files = files
    self.scene = scene
    self.colormap = colormap
    self.output = output
  }

  func load() throws {
    defer { SceneEngine.guardAgainstCrash(nil) }
    do {
      let remains = renderer.segmentNames.map { SharedSegment.folder + $0 }
      if let scene { try renderer.engine.add(scene: scene) }
      for file in files {
        SceneEngine.guardAgainstCrash(
          LineOutput.plain("\(file): the file is damaged: its reader crashed"), removing: remains)
        try add(file)
      }
      renderer.engine.finish()
    } catch {
      renderer.close()
      throw error
    }
  }

  /// Progress is told ten times a second, beginning when a file takes long enough to wonder.
  private func add(_ file: String) throws {
    var next = Clock.monotonicNanoseconds() + 300_000_000
    var isTold = false
    try renderer.engine.add(file: file, colormap: colormap) { fraction in
      let now = Clock.monotonicNanoseconds()
      guard now >= next else { return }
      next = now + 100_000_000
      isTold = true
      output.write(.loading(file, fraction: (min(max(fraction, 0), 1) * 1000).rounded() / 1000))
    }
    if let warning = renderer.engine.warning {
      // The name alone: a status line has no room for a path.
      output.write(.notice("\(file.split(separator: "/").last ?? ""): \(warning)"))
    }
    if isTold { output.write(.loading(file, fraction: 1)) }
  }
}
