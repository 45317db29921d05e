import Glibc

extension SharedSegment {
  /// Takes the advisory exclusive lock (`flock`) without waiting; false when another holds it.
  ///
  /// The lock belongs to this object's opening of the segment and ends with it.
  public func tryLock() -> Bool {
    retrying { flock(descriptor, LOCK_EX | LOCK_NB) } == 0
  }

  /// Gives the advisory lock up.
  public func unlock() {
    flock(descriptor, LOCK_UN)
  }
}
