internal import CKernels

/// Error diffusion over a picture, from the top to the bottom: what each part hands to the next.
struct ErrorDiffusion {
  /// Rows that are done at once, where there are as many.
  static let rows = 12

  /// What is handed to each column: two words, as the kernel has them.
  private var carry: [Int32] = []
  /// Working memory.
  private var numbers: [UInt64] = []

  /// Starts a picture of `width` columns.
  mutating func restart(width: Int) {
    if carry.count != 2 * width {
      carry = [Int32](repeating: 0, count: 2 * width)
      numbers = [UInt64](repeating: 0, count: width > 0 ? 2 * (width + 12) : 0)
    } else {
      for at in carry.indices { carry[at] = 0 }
    }
  }

  /// Quantises the next rows, at most twelve; of less than twelve they must be the last.
  ///
  /// `part` is as wide as the picture; behind the columns of its first six rows there is room for
  /// those of the others. `isPlain` keeps to what every processor can do.
  mutating func quantize(
    _ part: QuantizedBand, in ready: ReadyPalette, isPlain: Bool = !TableKernel.isWide
  ) {
    guard let table = ready.nearest else { preconditionFailure("a palette that is not for this") }
    unsafe precondition(2 * part.width == carry.count && part.stride == 3 * part.width)
    unsafe precondition(1...Self.rows ~= part.rows)
    var work = unsafe fury_diffusion()
    unsafe Self.fill(&work, exact: ready.palette.exact)
    unsafe work.pixels = unsafe part.pixels
    unsafe work.stride = unsafe part.stride
    unsafe work.width = unsafe Int32(part.width)
    unsafe work.rows = unsafe Int32(part.rows)
    unsafe work.columns = unsafe part.columns
    unsafe work.table = unsafe table.storage
    unsafe work.fill = { filler, position in
      unsafe Unmanaged<NearestTable>.fromOpaque(filler!).takeUnretainedValue().fill(Int(position))
    }
    unsafe work.filler = unsafe UnsafeRawPointer(Unmanaged.passUnretained(table).toOpaque())
    unsafe carry.withUnsafeMutableBufferPointer { carry in
      unsafe numbers.withUnsafeMutableBufferPointer { numbers in
        unsafe work.numbers = numbers.baseAddress
        unsafe work.carry = carry.baseAddress
        unsafe fury_diffuse_bands(&work, isPlain)
      }
    }
  }

  /// The kernel compares colours as the table tells them apart, by six bits a channel.
  private static func fill(
    _ work: inout fury_diffusion, exact: [(color: UInt32, index: UInt8)]
  ) {
    precondition(exact.count <= 8)
    unsafe work.exact_count = Int32(exact.count)
    unsafe withUnsafeMutableBytes(of: &work.exact) { colors in
      let colors = unsafe colors.bindMemory(to: Int32.self)
      for (number, entry) in exact.enumerated() {
        unsafe colors[number] = Int32(entry.color.byteSwapped >> 8 & 0xFC_FCFC)
      }
    }
    unsafe withUnsafeMutableBytes(of: &work.exact_registers) { registers in
      let registers = unsafe registers.bindMemory(to: Int32.self)
      for (number, entry) in exact.enumerated() {
        unsafe registers[number] = Int32(entry.index)
      }
    }
  }
}
