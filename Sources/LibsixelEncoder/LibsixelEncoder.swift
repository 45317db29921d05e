internal import CSixel
public import Raster

/// Encodes pictures with libsixel: the reference that the native encoder is measured against.
public final class LibsixelEncoder {
  /// Most colour registers to use, 2...256; other values count as the nearest of these.
  public var colors = 256 {
    didSet {
      colors = min(256, max(2, colors))
      if colors != oldValue { dropPalette() }
    }
  }
  /// `diffusion` leaves the method to libsixel ("auto", as shipped), `ordered` is its arithmetic
  /// dither, `none` takes the nearest colour.
  public var dither = Dither.diffusion
  /// Whether the first picture's palette is used for all; libsixel as shipped makes a new one each
  /// time.
  public var keepsPalette = false

  private var palette: LibsixelPalette?
  private var scratch: [UInt8] = []

  /// An encoder as libsixel is shipped: 256 colours, diffusion chosen by itself.
  public init() {}

  /// Forgets a kept palette.
  public func dropPalette() { palette = nil }

  /// The sixel sequence of `picture`, `ESC P` to `ESC \`.
  public func encode(_ picture: Picture) throws(LibsixelError) -> [UInt8] {
    guard picture.width > 0, picture.height > 0 else { throw .emptyPicture }
    // libsixel diffuses errors in the memory that it is given.
    scratch.removeAll(keepingCapacity: true)
    scratch.append(contentsOf: picture.pixels)
    let palette = try palette(for: picture)
    palette.setDiffusion(Self.method(dither))
    let output = try LibsixelOutput()
    try output.write(&scratch, width: picture.width, height: picture.height, palette: palette)
    return output.bytes
  }

  private func palette(for picture: Picture) throws(LibsixelError) -> LibsixelPalette {
    if keepsPalette, let palette { return palette }
    let fresh = try LibsixelPalette(colors: colors)
    try fresh.choose(for: &scratch, width: picture.width, height: picture.height)
    palette = fresh
    return fresh
  }

  private static func method(_ dither: Dither) -> Int32 {
    switch dither {
    case .none: SIXEL_DIFFUSE_NONE
    case .ordered: SIXEL_DIFFUSE_A_DITHER
    case .automatic, .diffusion: SIXEL_DIFFUSE_AUTO
    }
  }
}
