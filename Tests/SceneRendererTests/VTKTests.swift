import SceneRenderer
import Testing

/// Everything that uses VTK, one after the other: its state is the whole process's.
@Suite(.serialized) struct VTK {
  /// An engine with a scene of its own, 320x240.
  static func engine(width: Int = 320, height: Int = 240) throws -> SceneEngine {
    try SceneEngine(width: width, height: height)
  }
}
