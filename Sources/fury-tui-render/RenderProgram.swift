import ArgumentParser
import FuryStream
import FuryWire
import Glibc
import RendererLink
import SceneRenderer
import SharedMemory

/// `fury-tui-render`: draws a scene without a screen and streams it. `fury-tui` starts it; it links
/// VTK so that `fury-tui` need not.
@main
struct RenderProgram: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fury-tui-render",
    abstract: "Draw files or a built-in scene without a screen, for fury-tui to show.",
    discussion: """
      Writes JSON lines to standard output, the stream's names first, and runs until its standard \
      input, where that is a pipe, reaches its end, or until it is stopped.
      """,
    version: RendererVersion.text)

  @Argument(help: "Files: .vtp .vtu .vti .vtk .stl .ply .obj .gltf .glb .nii .nii.gz .trk .tck")
  var files: [String] = []

  @Option(help: "A built-in scene: tracts, spheres, surface or spin.")
  var scene: String?

  @OptionGroup var options: RendererOptions

  /// The first line then says where: `/proc/PID/fd/N@OFFSET+LENGTH`. FURY's RawArray flavour.
  @Flag(help: "Memory without names, which no other user and nothing in /dev/shm can reach.")
  var anonymous = false

  @Option(help: "Draw so many frames as fast as it goes, print the times as JSON, and end.")
  var measure: Int?

  func validate() throws {
    guard !anonymous || options.name == nil else {
      throw ValidationError("memory without names has no --name")
    }
    guard !files.isEmpty || scene != nil else {
      throw ValidationError("name files, or a scene with --scene")
    }
    if let scene, !SceneEngine.scenes.contains(scene) {
      throw ValidationError(
        "no scene is called \(scene); there are \(SceneEngine.scenes.joined(separator: ", "))")
    }
    if let map = options.colormap, !SceneEngine.colormaps.contains(map) {
      throw ValidationError(
        "no colour map is called \(map); there are "
          + SceneEngine.colormaps.joined(separator: ", "))
    }
  }

  func run() throws {
    let started = Clock.monotonicNanoseconds()
    let watch = try StopWatch()
    StreamOwner.removeDeadStreams()
    let renderer = try makeRenderer()
    let output = LineOutput()
    watch.onStop(remove: renderer.segmentNames)
    output.write(.stream(describe(renderer)))
    try SceneLoader(renderer, files: files, scene: scene, colormap: options.colormap, output).load()
    watch.finishLoading()
    defer { renderer.close() }
    try renderer.startFrames(everyMilliseconds: options.intervalMs)
    try renderer.startEvents()
    if let measure { return try Measurement(renderer, frames: max(1, measure)).run() }
    var loop = RenderLoop(renderer, watch, output, started: started)
    try loop.run()
  }

  private func makeRenderer() throws -> SceneRenderer {
    let size = options.size ?? options.firstSize ?? PixelExtent(width: 1024, height: 768)
    // Room for a viewer whose terminal is larger than the first one's.
    let largest =
      options.maxSize
      ?? PixelExtent(width: max(size.width, 2560), height: max(size.height, 1600))
    let name = anonymous ? nil : options.name ?? "\(scene ?? "view")-\(getpid())"
    return try SceneRenderer(
      width: size.width, height: size.height,
      stream: StreamOwner.Options(
        name: name, maxWidth: largest.width, maxHeight: largest.height, buffers: options.buffers,
        extensions: options.size == nil ? [.keys, .pick, .resize] : [.keys, .pick]),
      samples: options.samples)
  }

  private func describe(_ renderer: SceneRenderer) -> RendererLine.Stream {
    let stream = renderer.stream
    return RendererLine.Stream(
      version: RendererVersion.text, pid: getpid(), name: stream.name,
      images: stream.images.map(\.description), info: stream.info.description,
      queue: stream.queue?.description, headTail: stream.headTail?.description,
      ext: renderer.segmentNames.first { $0.hasSuffix("-ext") },
      renderer: renderer.engine.rendererName)
  }

  static func main() {
    signal(SIGPIPE, SIG_IGN)
    // Swift's own crash handler would talk to the user on a screen that shows a picture.
    for crash in [SIGSEGV, SIGBUS, SIGILL, SIGTRAP, SIGABRT, SIGFPE] { signal(crash, SIG_DFL) }
    do {
      var command = try parseAsRoot()
      try command.run()
    } catch let error as SceneError {
      complain(error.description)
    } catch let error as StreamError {
      complain(error.description)
    } catch {
      let code = exitCode(for: error)
      guard code != .success else { Self.exit(withError: error) }
      fullMessage(for: error).split(separator: "\n").map(String.init).forEach(LineOutput.error)
      Glibc.exit(code == .validationFailure ? 2 : code.rawValue)
    }
  }

  private static func complain(_ text: String) -> Never {
    LineOutput.error("fury-tui-render: \(text)")
    Glibc.exit(1)
  }
}
