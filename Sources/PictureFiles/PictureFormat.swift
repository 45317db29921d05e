/// The picture file formats that are read and written here.
public enum PictureFormat: String, CaseIterable, Sendable {
  case png
  case jpg
  case ppm

  /// The format that a file name's extension stands for, in any case and without its dot.
  public init?(fileExtension: String) {
    switch fileExtension.lowercased() {
    case "png": self = .png
    case "jpg", "jpeg": self = .jpg
    case "ppm": self = .ppm
    default: return nil
    }
  }
}
