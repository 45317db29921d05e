import CFuryVTK

extension SceneEngine {
  /// The names of the built-in scenes.
  public static var scenes: [String] { unsafe words(fury_vtk_scenes()) }
  /// The names of the colour maps.
  public static var colormaps: [String] { unsafe words(fury_vtk_colormaps()) }
  /// The suffixes of the files that can be drawn, with their dots.
  public static var suffixes: [String] { unsafe words(fury_vtk_suffixes()) }

  /// Adds a built-in scene.
  public func add(scene: String) throws(SceneError) {
    try check(unsafe fury_vtk_scene(handle, scene))
  }

  /// Adds a file; its suffix says what it is.
  ///
  /// - `colormap`: for its scalars, one of ``colormaps``; nil is the default.
  /// - `progress`: called while it is read, with 0 to 1.
  ///
  /// Throws a line with the file's name. VTK's readers crash on some damaged files; around a call
  /// with files of unknown origin stands ``guardAgainstCrash(_:removing:)``.
  public func add(
    file path: String, colormap: String? = nil, progress: (Double) -> Void = { _ in }
  ) throws(SceneError) {
    let result = withoutActuallyEscaping(progress) { closure in
      var box = ProgressBox(report: closure)
      return unsafe withUnsafeMutablePointer(to: &box) { context in
        unsafe fury_vtk_load(handle, path, colormap, reportProgress, context)
      }
    }
    try check(result)
  }

  /// What is odd about the file that was added last, one line; nil where nothing is.
  public var warning: String? {
    let text = unsafe String(cString: fury_vtk_warning(handle))
    return text.isEmpty ? nil : text
  }

  /// After everything was added: colour bars, and a camera that sees all of it.
  public func finish() { unsafe fury_vtk_finish(handle) }

  /// From now on, a crash of this process writes `text` to standard error, removes `files` and exits
  /// with status 1, and what libraries print to standard error goes nowhere; a `text` of nil ends
  /// that.
  public static func guardAgainstCrash(_ text: String?, removing files: [String] = []) {
    unsafe fury_vtk_guard(text, files.map { $0 + "\n" }.joined())
  }

  private static func words(_ text: UnsafePointer<CChar>?) -> [String] {
    guard let text = unsafe text else { return [] }
    return unsafe String(cString: text).split(separator: " ").map(String.init)
  }
}

private struct ProgressBox {
  let report: (Double) -> Void
}

private func reportProgress(_ fraction: Double, _ context: UnsafeMutableRawPointer?) {
  unsafe context?.assumingMemoryBound(to: ProgressBox.self).pointee.report(fraction)
}
