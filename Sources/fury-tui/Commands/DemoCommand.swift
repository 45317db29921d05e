import ArgumentParser
import RendererLink

/// `fury-tui demo`: a built-in scene, rendered here without an X server.
struct DemoCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "demo",
    abstract: "See a built-in scene in this terminal: tracts, spheres, surface or spin.")

  @Argument(help: "tracts, spheres, surface or spin.")
  var scene = "tracts"

  @OptionGroup(title: "Rendering") var options: RendererOptions
  @OptionGroup(title: "Viewing") var viewing: ViewerOptions

  func run() throws { try OwnScene.show(["--scene=\(scene)"], options, viewing) }
}
