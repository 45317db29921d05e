/// Pixels of a picture at regular distances, as 0xRRGGBB.
struct ColorSample {
  /// The sampled colours in reading order.
  let colors: [UInt32]

  /// Every `step`-th pixel of every `step`-th row.
  init(_ picture: Picture, step: Int) {
    let (width, height) = (picture.width, picture.height)
    guard width > 0, height > 0 else {
      colors = []
      return
    }
    let columns = (width + step - 1) / step
    let rows = (height + step - 1) / step
    colors = unsafe [UInt32](unsafeUninitializedCapacity: columns * rows) { colors, count in
      unsafe picture.pixels.withUnsafeBufferPointer { pixels in
        for row in 0..<rows {
          var at = row * step * width * 3
          for _ in 0..<columns {
            unsafe colors[count] =
              UInt32(pixels[at]) << 16 | UInt32(pixels[at + 1]) << 8 | UInt32(pixels[at + 2])
            count += 1
            at += step * 3
          }
        }
      }
    }
  }

  /// A sample of at most about `limit` pixels.
  init(_ picture: Picture, limit: Int) {
    var step = 1
    while (picture.width / step) * (picture.height / step) > limit { step += 1 }
    self.init(picture, step: step)
  }
}
