import CFuryVTK

extension SceneEngine {
  /// Where the camera is and what it sees.
  public struct Camera: Sendable, Hashable {
    /// In the scene's units.
    public var position: SIMD3<Double>
    /// What it looks at.
    public var focalPoint: SIMD3<Double>
    /// What is up in the picture.
    public var viewUp: SIMD3<Double>
    /// The opening angle from top to bottom, in degrees.
    public var viewAngle: Double
    /// Half the height of what a parallel projection shows, in the scene's units.
    public var parallelScale: Double
    /// Without perspective.
    public var isParallel: Bool
  }

  /// One of the views that keys choose.
  public enum View: Sendable, Hashable, CaseIterable {
    /// From the front, along +y, with z up.
    case front
    /// From the right, along -x, with z up.
    case right
    /// From the top, along -z, with y up.
    case top
    /// From behind what is seen now.
    case opposite
  }

  /// The camera as it is; setting it moves it.
  public var camera: Camera {
    get {
      var found = FuryCamera()
      unsafe fury_vtk_get_camera(handle, &found)
      return Camera(
        position: SIMD3(found.position), focalPoint: SIMD3(found.focal_point),
        viewUp: SIMD3(found.view_up), viewAngle: found.view_angle,
        parallelScale: found.parallel_scale, isParallel: found.parallel != 0)
    }
    set {
      var wanted = FuryCamera(
        position: newValue.position.tuple, focal_point: newValue.focalPoint.tuple,
        view_up: newValue.viewUp.tuple, view_angle: newValue.viewAngle,
        parallel_scale: newValue.parallelScale, parallel: newValue.isParallel ? 1 : 0)
      unsafe fury_vtk_set_camera(handle, &wanted)
    }
  }

  /// Divides the view angle by `factor`, within bounds: it never leaves 0.1° to 120°.
  public func zoom(by factor: Double) { unsafe fury_vtk_zoom(handle, factor) }

  /// Shows everything, from the present direction.
  public func resetCamera() { unsafe fury_vtk_reset_camera(handle) }

  /// Looks from another side, as far away as now.
  public func look(_ view: View) {
    let wanted =
      switch view {
      case .front: FURY_VIEW_FRONT
      case .right: FURY_VIEW_RIGHT
      case .top: FURY_VIEW_TOP
      case .opposite: FURY_VIEW_OPPOSITE
      }
    unsafe fury_vtk_view(handle, wanted)
  }

  /// Parallel instead of perspective, or back; what is in focus keeps its size.
  public func toggleProjection() { unsafe fury_vtk_toggle_projection(handle) }

  /// Edges only, or faces.
  public func showWireframe(_ isOn: Bool) { unsafe fury_vtk_wireframe(handle, isOn ? 1 : 0) }
}

extension SIMD3<Double> {
  fileprivate init(_ values: (Double, Double, Double)) {
    self.init(values.0, values.1, values.2)
  }

  fileprivate var tuple: (Double, Double, Double) { (x, y, z) }
}
