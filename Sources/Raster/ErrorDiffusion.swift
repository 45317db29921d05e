internal import CKernels

/// Error diffusion over a picture, band by band: what each hands to the next.
struct ErrorDiffusion {
  /// Red, green and blue of each column, in sixteenths.
  private var carry: [Int32] = []
  /// Working memory for a band.
  private var words: [UInt32] = []
  private var numbers: [UInt64] = []

  /// Starts a picture of `width` columns.
  mutating func restart(width: Int) {
    if carry.count != 3 * width {
      carry = [Int32](repeating: 0, count: 3 * width)
      let steps = width > 0 ? width + 12 : 0
      words = [UInt32](repeating: 0, count: 8 * steps)
      numbers = [UInt64](repeating: 0, count: steps)
    } else {
      for at in carry.indices { carry[at] = 0 }
    }
  }

  /// Quantises a band, which must be as wide as the picture and follow the band before it.
  ///
  /// `isPlain` keeps to what every processor can do.
  mutating func quantize(
    _ band: QuantizedBand, registers: [UInt32], table: InverseTable,
    isPlain: Bool = !TableKernel.isWide
  ) {
    unsafe precondition(3 * band.width == carry.count && registers.count == 256)
    unsafe registers.withUnsafeBufferPointer { registers in
      unsafe carry.withUnsafeMutableBufferPointer { carry in
        unsafe words.withUnsafeMutableBufferPointer { words in
          unsafe numbers.withUnsafeMutableBufferPointer { numbers in
            var work = unsafe fury_diffusion()
            unsafe work.pixels = unsafe band.pixels
            unsafe work.stride = unsafe band.stride
            unsafe work.width = unsafe Int32(band.width)
            unsafe work.rows = unsafe Int32(band.rows)
            unsafe work.table = unsafe table.storage
            unsafe work.fill = { filler, position in
              unsafe Unmanaged<InverseTable>.fromOpaque(filler!).takeUnretainedValue()
                .fill(Int(position))
            }
            unsafe work.filler = unsafe UnsafeRawPointer(
              Unmanaged.passUnretained(table).toOpaque())
            unsafe work.registers = registers.baseAddress
            unsafe work.words = words.baseAddress
            unsafe work.numbers = numbers.baseAddress
            unsafe work.carry = carry.baseAddress
            unsafe work.columns = unsafe band.columns
            unsafe fury_diffuse_band(&work, isPlain)
          }
        }
      }
    }
  }
}
