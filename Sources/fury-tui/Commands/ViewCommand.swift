import ArgumentParser
import RendererLink

/// `fury-tui view`: files, rendered here without an X server.
struct ViewCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "view",
    abstract: "Render files and see them in this terminal; no X server needed.",
    discussion:
      "Surfaces, volumes and streamlines, several at once: .vtp .vtu .vti .vtk .stl .ply .obj .gltf .glb .nii .nii.gz .trk .tck"
  )

  @Argument(help: "The files to show together.")
  var files: [String]

  @OptionGroup(title: "Rendering") var options: RendererOptions
  @OptionGroup(title: "Viewing") var viewing: ViewerOptions

  func run() throws { try OwnScene.show(["--"] + files, options, viewing) }
}
