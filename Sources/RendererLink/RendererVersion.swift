/// The version that a program of this package and the siblings it starts must share.
public enum RendererVersion {
  /// As `--version` prints it.
  public static let text = "0.1.0"
}
