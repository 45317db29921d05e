internal import FuryStream
internal import FuryWire

extension SceneEngine {
  /// Does what a viewer asks for beyond FURY's protocol; answers what is to be replied.
  ///
  /// A size that has more pixels than the stream's largest frame is made smaller, its shape kept.
  func handle(_ command: ExtensionCommand, largest: StreamOwner.Options) -> String? {
    switch command {
    case .view(let view): look(View(view))
    case .toggleProjection: toggleProjection()
    case .resetCamera: resetCamera()
    case .wireframe(let isOn): showWireframe(isOn)
    case .resize(let width, let height):
      let most = Double(largest.maxWidth * largest.maxHeight)
      let shrink = min(1, (most / Double(width * height)).squareRoot())
      resize(width: Int(Double(width) * shrink), height: Int(Double(height) * shrink))
    case .pick(let x, let y):
      let found = pick(
        x: min(Int(x * Double(size.width)), size.width - 1),
        y: min(Int(y * Double(size.height)), size.height - 1))
      return found ?? ExtensionCommand.nothingThere
    }
    return nil
  }
}

extension SceneEngine.View {
  init(_ view: ExtensionCommand.View) {
    self =
      switch view {
      case .front: .front
      case .right: .right
      case .top: .top
      case .opposite: .opposite
      }
  }
}
