import CSystem
import Glibc

/// Held by one process of a user at a time, for what must not be begun by two at once.
///
/// A file below `/dev/shm` that is removed when the lock is given up; a process that dies gives it
/// up, too, and the next one removes the file.
public final class UserLock: Sendable {
  private let path: String
  private let descriptor: Int32

  /// Waits for the lock `name`, one path component, for `milliseconds` at most; nil where it is not
  /// to be had: somebody else's file is in its place, or a process that holds it does not go on.
  public init?(_ name: String, milliseconds: Int) {
    path = SharedSegment.folder + name
    let end = Clock.monotonicNanoseconds() + Int64(milliseconds) * 1_000_000
    while true {
      let opened = unsafe open(
        path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK, 0o600)
      guard opened >= 0 else { return nil }
      var status = stat()
      guard unsafe fstat(opened, &status) == 0, status.st_uid == geteuid(),
        status.st_mode & S_IFMT == S_IFREG, Self.lock(opened, until: end)
      else {
        close(opened)
        return nil
      }
      // Its last owner may have removed the file while this one waited.
      if let there = SystemFile.status(path), there.inode == UInt64(status.st_ino) {
        descriptor = opened
        return
      }
      close(opened)
    }
  }

  deinit {
    // Removed while it is locked: who waits for it then sees that it has gone, and makes another.
    _ = unsafe unlink(path)
    close(descriptor)
  }

  private static func lock(_ descriptor: Int32, until end: Int64) -> Bool {
    while retrying({ flock(descriptor, LOCK_EX | LOCK_NB) }) != 0 {
      guard errno == EWOULDBLOCK, Clock.monotonicNanoseconds() < end else { return false }
      Clock.sleep(nanoseconds: 1_000_000)
    }
    return true
  }
}
