internal import Raster

/// Portable pixmaps, the binary kind ("P6").
enum PPMFile {
  static func encode(_ picture: Picture) -> [UInt8] {
    Array("P6\n\(picture.width) \(picture.height)\n255\n".utf8) + picture.pixels
  }

  static func decode(_ bytes: [UInt8]) throws(PictureFileError) -> Picture {
    var position = 2
    let width = try number(in: bytes, at: &position)
    let height = try number(in: bytes, at: &position)
    let maximum = try number(in: bytes, at: &position)
    try PictureFiles.check(width: width, height: height)
    guard 1...255 ~= maximum else { throw .damaged("a PPM with \(maximum) steps a channel") }
    guard position < bytes.count, isSpace(bytes[position]) else {
      throw .damaged("a PPM header without its end")
    }
    let count = width * height * 3
    guard bytes.count - position - 1 >= count else { throw .damaged("a PPM that is cut off") }
    var pixels = Array(bytes[position + 1..<position + 1 + count])
    if maximum != 255 {
      for at in pixels.indices {
        pixels[at] = UInt8((min(maximum, Int(pixels[at])) * 255 + maximum / 2) / maximum)
      }
    }
    return Picture(width: width, height: height, pixels: pixels)
  }

  /// Reads a decimal number after white space and comments.
  private static func number(
    in bytes: [UInt8], at position: inout Int
  ) throws(PictureFileError) -> Int {
    while position < bytes.count {
      if bytes[position] == UInt8(ascii: "#") {
        while position < bytes.count, bytes[position] != 0x0A { position += 1 }
      } else if isSpace(bytes[position]) {
        position += 1
      } else {
        break
      }
    }
    var value = 0
    let start = position
    while position < bytes.count, 0x30...0x39 ~= bytes[position], position - start < 7 {
      value = value * 10 + Int(bytes[position] - 0x30)
      position += 1
    }
    guard position > start else { throw .damaged("a PPM header without its numbers") }
    return value
  }

  private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || 9...13 ~= byte }
}
