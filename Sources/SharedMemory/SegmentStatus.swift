import CSystem
import Glibc

/// What `fstat` says of a segment.
public struct SegmentStatus: Sendable, Hashable {
  /// Bytes.
  public var size: Int
  /// The number of names; 0 once the segment has been unlinked.
  public var links: Int
  /// The inode; on tmpfs later segments have higher ones (since Linux 5.9).
  public var inode: UInt64
  /// The device that the inode belongs to.
  public var device: UInt64
  /// The owner's user id.
  public var owner: UInt32
  /// Permission bits.
  public var mode: UInt32
  /// When its size, names or rights were last changed, seconds since the Unix epoch.
  public var changed: Double

  init(_ found: stat) {
    size = Int(found.st_size)
    links = Int(found.st_nlink)
    inode = UInt64(found.st_ino)
    device = UInt64(found.st_dev)
    owner = found.st_uid
    mode = found.st_mode & 0o7777
    changed = Double(found.st_ctim.tv_sec) + Double(found.st_ctim.tv_nsec) / 1e9
  }
}
