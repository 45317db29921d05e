import ArgumentParser
import CSystem
import Glibc
import RendererLink

/// `fury-tui render`: a producer alone, for viewers that attach to it.
struct RenderCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "render",
    abstract: "Render files or a built-in scene into a stream, without showing it.",
    discussion:
      "Prints the stream's name once there is a frame, and runs until it is stopped. FURY's own classes, its web page and `fury-tui attach` can all open the stream."
  )

  @Argument(help: "The files to render together.")
  var files: [String] = []

  @Option(help: "A built-in scene: tracts, spheres, surface or spin.")
  var scene: String?

  @OptionGroup(title: "Rendering") var options: RendererOptions

  func validate() throws {
    guard !files.isEmpty || scene != nil else {
      throw ValidationError("name files, or a scene with --scene")
    }
  }

  func run() throws {
    var words = options.arguments
    if let scene { words.append("--scene=\(scene)") }
    let renderer = try RendererProcess(words + ["--"] + files)
    // It ends in its own time, and takes its stream's names with it; then this one ends.
    fury_forward_signals(renderer.pid)
    let stream = try renderer.waitUntilReady()
    Console.output(stream.name)
    let status = renderer.run()
    if status != 0 { throw ExitCode(status) }
  }
}
