import Raster

extension Picture {
  /// The pieces, of 20 pixels and more, that differ clearly from the upper left pixel.
  var objects: Int {
    let background = self[0, 0]
    func isObject(_ at: Int) -> Bool {
      let pixel = self[at % width, at / width]
      return abs(Int(pixel.red) - Int(background.red))
        + abs(Int(pixel.green) - Int(background.green))
        + abs(Int(pixel.blue) - Int(background.blue)) > 60
    }
    var isLeft = (0..<(width * height)).map(isObject)
    var count = 0
    for start in isLeft.indices where isLeft[start] {
      var (border, size) = ([start], 0)
      isLeft[start] = false
      while let at = border.popLast() {
        size += 1
        let (x, y) = (at % width, at / width)
        for (x, y) in [(x - 1, y), (x + 1, y), (x, y - 1), (x, y + 1)]
        where (0..<width).contains(x) && (0..<height).contains(y) && isLeft[y * width + x] {
          isLeft[y * width + x] = false
          border.append(y * width + x)
        }
      }
      if size >= 20 { count += 1 }
    }
    return count
  }
}
