import CSystem
import Glibc

extension SharedSegment {
  /// The folder where POSIX shared memory shows as files.
  public static let folder = "/dev/shm/"

  /// Opens the existing segment `name` for reading and writing (`shm_open`).
  public static func open(named name: String) throws(SharedMemoryError) -> SharedSegment {
    try checkName(name)
    return try open(path: folder + name, name: name)
  }

  /// Opens memory by a path, as `/proc/<pid>/fd/<n>` for memory that has no name.
  public static func open(path: String) throws(SharedMemoryError) -> SharedSegment {
    try open(path: path, name: nil)
  }

  /// Creates the segment `name`, of exactly `size` bytes, mode 0600, zeros, reserved.
  ///
  /// Throws `EEXIST` where the name is taken and `ENOSPC` where `/dev/shm` is full: the bytes are
  /// reserved here (`posix_fallocate`), because `ftruncate` alone succeeds on a full tmpfs and the
  /// first store fails.
  public static func create(
    named name: String, size: Int
  ) throws(SharedMemoryError) -> SharedSegment {
    try checkName(name)
    let flags = O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW
    let descriptor = retrying { unsafe Glibc.open(folder + name, flags, 0o600) }
    guard descriptor >= 0 else { throw .system(call: "shm_open", subject: name, code: errno) }
    let segment = SharedSegment(name: name, descriptor: descriptor, label: name)
    do {
      try segment.reserve(size)
    } catch {
      unlink(named: name)
      throw error
    }
    return segment
  }

  /// Creates memory without a name, of exactly `size` bytes, zeros, reserved (`memfd_create`).
  ///
  /// `isInheritable` keeps the descriptor open in programs that this one starts.
  public static func anonymous(
    label: String, size: Int, isInheritable: Bool = false
  ) throws(SharedMemoryError) -> SharedSegment {
    let descriptor = unsafe fury_memfd_create(label, isInheritable ? 1 : 0)
    guard descriptor >= 0 else { throw .system(call: "memfd_create", subject: label, code: errno) }
    let segment = SharedSegment(name: nil, descriptor: descriptor, label: label)
    try segment.reserve(size)
    return segment
  }

  /// Removes the name; whoever has the segment open keeps it. False when there was none.
  @discardableResult
  public static func unlink(named name: String) -> Bool {
    guard (try? checkName(name)) != nil else { return false }
    return unsafe Glibc.unlink(folder + name) == 0
  }

  private static func open(
    path: String, name: String?
  ) throws(SharedMemoryError) -> SharedSegment {
    let label = name ?? path
    let nofollow = name == nil ? 0 : O_NOFOLLOW  // /proc/<pid>/fd/<n> is a link by nature
    let flags = O_RDWR | O_CLOEXEC | O_NONBLOCK | nofollow
    let descriptor = retrying { unsafe Glibc.open(path, flags) }
    guard descriptor >= 0 else { throw .system(call: "shm_open", subject: label, code: errno) }
    let segment = SharedSegment(name: name, descriptor: descriptor, label: label)
    var found = stat()
    guard unsafe fstat(descriptor, &found) == 0, found.st_mode & S_IFMT == S_IFREG else {
      throw .system(call: "shm_open", subject: label, code: EINVAL)
    }
    return segment
  }

  private func reserve(_ size: Int) throws(SharedMemoryError) {
    guard size > 0 else { throw .outOfRange(subject: label) }
    guard ftruncate(descriptor, off_t(size)) == 0 else {
      throw .system(call: "ftruncate", subject: label, code: errno)
    }
    let code = posix_fallocate(descriptor, 0, off_t(size))
    guard code == 0 else { throw .system(call: "posix_fallocate", subject: label, code: code) }
  }

  /// A name is one path component; anything else is refused before the file system sees it.
  private static func checkName(_ name: String) throws(SharedMemoryError) {
    let bytes = name.utf8
    let isPlain =
      !bytes.isEmpty && bytes.count <= 250 && name != "." && name != ".."
      && bytes.allSatisfy { $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "/") }
    guard isPlain else { throw .system(call: "shm_open", subject: "this name", code: EINVAL) }
  }
}

/// Repeats a system call while a signal interrupts it.
func retrying<Result: SignedInteger>(_ call: () -> Result) -> Result {
  while true {
    let result = call()
    if result >= 0 || errno != EINTR { return result }
  }
}
