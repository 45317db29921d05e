public import Raster

/// Turns pictures into complete sixel sequences.
///
/// The palette and all working memory are kept from picture to picture, so an encoder belongs to
/// one stream. The output is a whole device control string, `ESC P 0;0;0 q` to `ESC \`, that
/// states its size, defines every register it uses (and no other) in percent RGB, paints every
/// pixel exactly once, stays within its size and does not end in a line feed.
public final class SixelEncoder {
  private let quantizer = Quantizer()
  private var band = BandEncoder()

  /// An encoder of 256 colours with ordered dithering.
  public init() {}

  /// Most colour registers to use, 2...256; other values count as the nearest of these.
  public var colors: Int {
    get { quantizer.colors }
    set { quantizer.colors = newValue }
  }

  /// How colours that the palette lacks are imitated.
  public var dither: Dither {
    get { quantizer.dither }
    set { quantizer.dither = newValue }
  }

  /// How many palettes were chosen so far; it stands still while the palette is kept.
  public var palettesBuilt: Int { quantizer.palettesBuilt }

  /// Forgets the kept palette, so that the next picture gets one of its own.
  public func dropPalette() { quantizer.dropPalette() }

  /// The sixel sequence of `picture`; empty for a picture without pixels.
  public func encode(_ picture: Picture) -> [UInt8] {
    guard picture.width > 0, picture.height > 0 else { return [] }
    quantizer.prepare(for: picture)
    while !encodeBands(of: picture) {
      // A complete palette met a colour that it lacks.
      quantizer.choosePalette(for: picture)
    }
    return band.sequence(palette: quantizer.registers)
  }

  /// The sixel sequence of a picture that is already in palette colours.
  public func encode(_ picture: IndexedPicture) -> [UInt8] {
    guard picture.width > 0, picture.height > 0 else { return [] }
    band.start(width: picture.width, height: picture.height)
    for top in stride(from: 0, to: picture.height, by: 6) {
      let rows = min(6, picture.height - top)
      for row in 0..<rows {
        for x in 0..<picture.width {
          band.set(x: x, row: row, to: picture.indices[(top + row) * picture.width + x])
        }
      }
      band.encode(rows: rows)
    }
    return band.sequence(palette: picture.palette)
  }

  private func encodeBands(of picture: Picture) -> Bool {
    band.start(width: picture.width, height: picture.height)
    for top in stride(from: 0, to: picture.height, by: 6) {
      let complete = unsafe band.withColumns { columns in
        unsafe quantizer.quantizeBand(from: top, of: picture, into: columns)
      }
      guard complete else { return false }
      band.encode(rows: min(6, picture.height - top))
    }
    return true
  }
}
