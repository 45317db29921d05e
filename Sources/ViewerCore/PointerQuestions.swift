/// When the renderer is asked what is under the pointer as it moves: for the newest place only, one
/// question at a time, ten times a second at most, and for a fifth of the renderer's time at most,
/// since in a large scene an answer can take longer than a picture. Times are milliseconds.
struct PointerQuestions: Sendable, Equatable {
  static let interval = 100.0
  /// Rest after an answer, in times that it took.
  static let rest = 4.0

  private var place: PicturePoint?
  private var askedAt: Double?
  private var nextAt = -Double.infinity

  /// The pointer is at `place` now; nil: not in the picture.
  mutating func moved(to place: PicturePoint?) { self.place = place }

  /// The place to ask for now, which counts as asked.
  mutating func next(at now: Double) -> PicturePoint? {
    guard let place, askedAt == nil, now >= nextAt else { return nil }
    self.place = nil
    askedAt = now
    return place
  }

  /// The answer has come, or will not come.
  mutating func answered(at now: Double) {
    guard let asked = askedAt else { return }
    nextAt = max(asked + Self.interval, now + Self.rest * (now - asked))
    askedAt = nil
  }

  /// When ``next(at:)`` will have something; nil while it has not.
  var deadline: Double? { place == nil || askedAt != nil ? nil : nextAt }
}
