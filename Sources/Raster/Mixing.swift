/// How the colours of a palette stand for those that it lacks.
enum Mixing: Equatable {
  /// The nearest one does.
  case none
  /// Two of them do, mixed; the penalty tells how much their contrast counts.
  case pairs(penalty: Float)
  /// The nearest one does, and the error goes to the pixels around.
  case diffusion

  var metric: ColorMetric { self == .diffusion ? .stored : .perceived }
}
