public import Raster

/// Turns pictures into complete sixel sequences.
///
/// The palette and all working memory are kept from picture to picture, so an encoder belongs to
/// one stream. The output is a whole device control string, `ESC P 0;0;0 q` to `ESC \`, that
/// states its size, defines every register it uses (and no other) once and before its first use in
/// percent RGB, paints every pixel (where one colour is painted over another, the last counts), stays
/// within its size and does not end in a line feed.
public final class SixelEncoder {
  private let quantizer = Quantizer()
  private let bands = PictureEncoder()
  /// Palette positions of a picture whose errors were diffused: a word a column, band after band.
  private var diffused: [UInt64] = []

  /// An encoder of 256 colours that chooses how to dither.
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

  /// Errors are diffused in pictures of the palette in use: a part of a picture is then not what
  /// the whole shows there.
  public var isDiffused: Bool { quantizer.isDiffused }

  /// Runs work on another thread, at once or soon, so that a palette can be chosen beside the
  /// pictures; nil: they wait for it.
  public var worker: (@Sendable (@escaping @Sendable () -> Void) -> Void)? {
    get { quantizer.worker }
    set { quantizer.worker = newValue }
  }

  /// Calls a closure so many times, with 0 and the numbers that follow, at once where it can, and
  /// returns after the last; nil: pictures are encoded on the calling thread alone. The bytes are the
  /// same.
  public var concurrently: (@Sendable (_ count: Int, _ body: (Int) -> Void) -> Void)? {
    get { bands.concurrently }
    set { bands.concurrently = newValue }
  }

  /// How many palettes came into use so far; it stands still while a palette is kept.
  public var palettesBuilt: Int { quantizer.palettesBuilt }

  /// A palette that suits the last picture better is wanted, being chosen, or ready for the next.
  public var awaitsPalette: Bool { quantizer.awaitsPalette }

  /// Forgets the kept palette, so that the next picture gets one of its own.
  public func dropPalette() { quantizer.dropPalette() }

  /// The sixel sequence of `picture`; empty for a picture without pixels.
  public func encode(_ picture: Picture) -> [UInt8] {
    encode(picture, size: picture.size, part: PixelRect(picture.size))
  }

  /// The sixel sequence of a part of the image that shows `picture` at `size`, as
  /// ``append(_:size:part:to:)`` has it.
  public func encode(_ picture: Picture, size: PixelSize, part: PixelRect) -> [UInt8] {
    var result: [UInt8] = []
    append(picture, size: size, part: part, to: &result)
    return result
  }

  /// Adds the sixel sequence of a part of the image that shows `picture` at `size` to `result`;
  /// nothing for a part without pixels.
  ///
  /// Where `size` is larger than the picture, pixels are repeated: column x of the image shows
  /// column `x * picture.width / size.width` (rounded down), and so do the rows. `part`, cut to the
  /// image, is a picture of its own that states its own size, but it has the palette and the dither
  /// pattern of the whole: put in its place it cannot be told from it.
  public func append(
    _ picture: Picture, size: PixelSize, part: PixelRect, to result: inout [UInt8]
  ) {
    let start = result.count
    prepare(for: picture)
    func append(_ piece: borrowing Span<UInt8>) {
      unsafe piece.withUnsafeBufferPointer { unsafe result.append(contentsOf: $0) }
    }
    while !encodePrepared(picture, size: size, part: part, take: append) {
      // A complete palette met a colour that it lacks.
      result.removeLast(result.count - start)
      quantizer.choosePalette(for: picture)
    }
  }

  /// Sees to a palette for `picture`, before it or parts of it are handed on in pieces.
  public func prepare(for picture: Picture) {
    if picture.width > 0, picture.height > 0 { quantizer.prepare(for: picture) }
  }

  /// The palette that a picture was prepared with will do for any picture: encoding it cannot fail.
  public var isPaletteCertain: Bool { quantizer.isCertain }

  /// Hands the sequence that ``append(_:size:part:to:)`` adds on in pieces, in order, while it is being
  /// made; `picture` is the one last prepared.
  ///
  /// `take` is called from several threads, one at a time. False where a colour turned out to be lacking,
  /// which happens only without ``isPaletteCertain``: the pieces are then of no use.
  public func encodePrepared(
    _ picture: Picture, size: PixelSize, part: PixelRect,
    take: (borrowing Span<UInt8>) -> Void
  ) -> Bool {
    precondition(
      size.width >= picture.width && size.height >= picture.height, "an image is not smaller")
    let part = part.clamped(to: size)
    guard picture.width > 0, picture.height > 0, part.width > 0, part.height > 0 else {
      return true
    }
    if quantizer.isDiffused {
      encodeDiffused(picture, size: size, part: part, take: take)
      return true
    }
    return encodeBands(of: picture, size: size, part: part, take: take)
  }

  /// The sixel sequence of a picture that is already in palette colours.
  public func encode(_ picture: IndexedPicture) -> [UInt8] {
    guard picture.width > 0, picture.height > 0 else { return [] }
    let size = PixelSize(width: picture.width, height: picture.height)
    var result: [UInt8] = []
    _ = bands.encode(size, palette: picture.palette) { band, rows in
      for (row, y) in rows.enumerated() {
        for x in 0..<picture.width {
          band.set(x: x, row: row, to: picture.indices[y * picture.width + x])
        }
      }
      return true
    } take: { piece in
      unsafe piece.withUnsafeBufferPointer { unsafe result.append(contentsOf: $0) }
    }
    return result
  }

  private func encodeBands(
    of picture: Picture, size: PixelSize, part: PixelRect, take: (borrowing Span<UInt8>) -> Void
  ) -> Bool {
    let enlarging = size == picture.size ? nil : Enlarging(from: picture.size, to: size, part: part)
    let extent = PixelSize(width: part.width, height: part.height)
    return bands.encode(extent, palette: quantizer.registers) { band, rows in
      let top = part.y + rows.lowerBound
      let source =
        enlarging?.source(ofRows: top..<top + rows.count)
        ?? PixelRect(x: part.x, y: top, width: part.width, height: rows.count)
      let complete = unsafe band.withColumns { columns in
        unsafe quantizer.quantizeBand(source, of: picture, into: columns)
      }
      if complete, let enlarging {
        band.enlarge(enlarging, firstRow: top, rows: rows.count, source: source)
      }
      return complete
    } take: {
      take($0)
    }
  }

  /// Error diffusion goes over the whole picture, whatever part of it is wanted.
  private func encodeDiffused(
    _ picture: Picture, size: PixelSize, part: PixelRect, take: (borrowing Span<UInt8>) -> Void
  ) {
    let palette = quantizer.registers
    let extent = PixelSize(width: part.width, height: part.height)
    let words = quantizer.bandWords(of: picture)
    if diffused.count < words { diffused = [UInt64](repeating: 0, count: words) }
    if size == picture.size && part == PixelRect(size) {
      // Rows are diffused while others are encoded.
      unsafe diffused.withUnsafeMutableBufferPointer { columns in
        let columns = columns.baseAddress!
        _ = bands.encode(extent, palette: palette) { rows in
          unsafe quantizer.diffuse(rows, of: picture, into: columns)
        } fill: { band, rows in
          unsafe band.lend(columns + rows.lowerBound / 6 * picture.width)
          return true
        } take: {
          take($0)
        }
      }
      return
    }
    unsafe diffused.withUnsafeMutableBufferPointer { columns in
      unsafe quantizer.diffuse(0..<picture.height, of: picture, into: columns.baseAddress!)
    }
    let source = (0..<part.width).map { (part.x + $0) * picture.width / size.width }
    _ = bands.encode(extent, palette: palette) { band, rows in
      for (row, y) in rows.enumerated() {
        let from = (part.y + y) * picture.height / size.height
        let (line, shift) = (from / 6 * picture.width, UInt64(8 * (from % 6)))
        for x in 0..<part.width {
          let color = UInt8(truncatingIfNeeded: diffused[line + source[x]] >> shift)
          band.set(x: x, row: row, to: color)
        }
      }
      return true
    } take: {
      take($0)
    }
  }
}
