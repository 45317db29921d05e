import CZlib

/// zlib (RFC 1950), as the protocol's `o=z` wants it.
public enum Deflate {
  /// The bytes, compressed at level 1, the fastest: on a picture of a scene higher levels take
  /// several times as long for a few percent.
  ///
  /// A pure function of the bytes.
  public static func compress(_ bytes: [UInt8]) -> [UInt8] {
    let bound = Int(compressBound(uLong(bytes.count)))
    return unsafe [UInt8](unsafeUninitializedCapacity: bound) { buffer, count in
      var length = uLong(bound)
      let status = unsafe bytes.withUnsafeBufferPointer { source in
        unsafe compress2(buffer.baseAddress, &length, source.baseAddress, uLong(source.count), 1)
      }
      // With a buffer of the bound's size only a lack of memory is left.
      precondition(status == Z_OK, "zlib has no memory")
      count = Int(length)
    }
  }
}
