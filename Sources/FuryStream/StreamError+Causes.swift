internal import FuryWire
internal import Glibc
internal import SharedMemory

extension StreamError {
  /// What a failed system call on a segment means for its stream.
  init(_ error: SharedMemoryError) {
    switch error {
    case .system(_, let subject, EACCES), .system(_, let subject, EPERM):
      self = .notPermitted(subject)
    case .system("shm_open", let subject, ENOENT):
      self = .notFound(subject)
    case .system("shm_open", let subject, EEXIST):
      self = .failed("\(subject) exists already in /dev/shm and is not this user's to remove")
    case .system("shm_open", let subject, _):
      self = .invalid(subject)
    case .system(_, let subject, ENOSPC):
      self = .failed("\(subject): no space left in /dev/shm; free some or make the stream smaller")
    case .system:
      self = .failed("\(error)")
    case .short, .outOfRange:
      self = .invalid("\(error)")
    }
  }

  /// What words that are not FURY's mean.
  init(_ error: WireError, in what: String) {
    self = .invalid("\(what): \(error)")
  }
}
