import Pacing

/// What the picture thread may make next.
struct PictureGrant: Sendable, Equatable {
  /// For a picture that has changed.
  var moving: PictureQuality
  /// For one that stands still and looks worse than this; nil where none may be made now.
  var still: PictureQuality?
}
