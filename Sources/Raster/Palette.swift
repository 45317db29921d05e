/// The colours that a sequence of pictures is drawn with, and which of them are exact.
struct Palette {
  /// At most 256 distinct colours, the most used first.
  let colors: [GridColor]
  /// Colours (0xRRGGBB) of the picture that have a register of their own and never dither, with
  /// the position of that register; the picture's most frequent colour comes first.
  let exact: [(color: UInt32, index: UInt8)]
  /// Whether `exact` holds every colour of the picture, so that nothing needs to be approximated.
  let isComplete: Bool

  /// The palette in which each of `counted` (0xRRGGBB, most frequent first) is itself.
  init(complete counted: [UInt32]) {
    var colors: [GridColor] = []
    var exact: [(color: UInt32, index: UInt8)] = []
    for color in counted {
      exact.append((color, Self.register(for: color, in: &colors)))
    }
    self.colors = colors
    self.exact = exact
    isComplete = true
  }

  /// A palette of `frequent` (0xRRGGBB, never dithered) and of `others`, as long as 256 and
  /// `limit` allow.
  init(frequent: [UInt32], others: [GridColor], limit: Int) {
    var colors: [GridColor] = []
    var exact: [(color: UInt32, index: UInt8)] = []
    for color in frequent where colors.count < limit {
      exact.append((color, Self.register(for: color, in: &colors)))
    }
    var seen = Set(colors)
    for color in others where colors.count < limit && seen.insert(color).inserted {
      colors.append(color)
    }
    self.colors = colors
    self.exact = exact
    isComplete = false
  }

  private static func register(for color: UInt32, in colors: inout [GridColor]) -> UInt8 {
    let nearest = GridColor(
      nearestRed: UInt8(color >> 16 & 255), green: UInt8(color >> 8 & 255),
      blue: UInt8(color & 255))
    if let known = colors.firstIndex(of: nearest) { return UInt8(known) }
    colors.append(nearest)
    return UInt8(colors.count - 1)
  }
}
