import CSystem
import Glibc

/// What must be written to give the terminal back, in memory that the viewer and its supervisor
/// share.
///
/// The viewer writes it, the supervisor reads it after the viewer died. Both are this program, one
/// forked from the other; the length is checked all the same.
@safe public final class LeaveNote: @unchecked Sendable {
  private static let capacity = 4000
  private let page: UnsafeMutableRawBufferPointer

  /// Call before forking.
  public init() throws(TerminalError) {
    guard let start = unsafe fury_shared_page() else { throw .system(call: "mmap", errno: ENOMEM) }
    unsafe page = UnsafeMutableRawBufferPointer(start: start, count: 4096)
  }

  /// The sequence; empty where there is nothing to restore.
  public var sequence: [UInt8] {
    get {
      let count = unsafe Int(page.load(as: Int32.self))
      guard (1...Self.capacity).contains(count) else { return [] }
      return unsafe Array(page[8..<(8 + count)])
    }
    set {
      // The length is stored last, and is 0 meanwhile: a viewer killed between leaves no half
      // sequence.
      unsafe page.storeBytes(of: 0, as: Int32.self)
      let bytes = newValue.prefix(Self.capacity)
      unsafe UnsafeMutableRawBufferPointer(rebasing: page[8..<(8 + bytes.count)])
        .copyBytes(from: bytes)
      unsafe page.storeBytes(of: Int32(bytes.count), as: Int32.self)
    }
  }
}
