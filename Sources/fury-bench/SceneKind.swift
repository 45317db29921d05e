public import ArgumentParser
import Raster

/// The scenes that this program draws itself, similar in kind to FURY's.
public enum SceneKind: String, CaseIterable, ExpressibleByArgument {
  /// Many thin coloured streamlines on black.
  case tracts
  /// Streamlines a pixel wide, in very many colours.
  case fibres
  /// A shaded isosurface and a grey slice on white.
  case surface
  /// Shaded spheres of every colour: many smooth gradients.
  case spheres
  /// Nothing but smooth gradients, everywhere.
  case gradients

  /// The scene turning, `degrees` a picture.
  func pictures(count: Int, size: PixelSize, degrees: Float = 2) -> [Picture] {
    let angles = (0..<count).map { Float($0) * degrees }
    switch self {
    case .tracts:
      let scene = TractScene(seed: 7)
      return angles.map { scene.picture(size: size, degrees: $0) }
    case .fibres:
      let scene = TractScene(seed: 7, isFine: true)
      return angles.map { scene.picture(size: size, degrees: $0) }
    case .surface:
      let scene = SurfaceScene()
      return angles.map { scene.picture(size: size, degrees: $0) }
    case .spheres:
      let scene = SphereScene(count: 300, seed: 7)
      return angles.map { scene.picture(size: size, degrees: $0) }
    case .gradients: return angles.map { GradientScene().picture(size: size, degrees: $0) }
    }
  }
}
