import Glibc
import Synchronization

/// Shared memory that another process takes over: it is made here, read there once, and its name
/// removed by the reader.
///
/// At most two objects are outstanding: the reader is given one more while it reads the last, and
/// what it did not take by then it will not take. What was not taken is removed here, at the latest
/// when this goes; after a crash a surviving process does it, see ``removeAll(of:)``.
public final class HandoverMemory: Sendable {
  /// Objects that are not taken yet, at most.
  public static let mostOutstanding = 2

  /// Names of which it is known that they were removed here and not by the reader, at most.
  public static let mostRemembered = 64

  private struct State {
    var outstanding: [SharedSegment] = []
    var withdrawn: [String] = []
    var count = 0

    mutating func forgetTaken() { outstanding.removeAll(where: HandoverMemory.isTaken) }

    mutating func withdraw(at index: Int) {
      let segment = outstanding.remove(at: index)
      // First: the reader may miss it as soon as it is gone.
      if let name = segment.name {
        if withdrawn.count >= mostRemembered { withdrawn.removeFirst() }
        withdrawn.append(name)
      }
      HandoverMemory.remove(segment)
    }

    /// For one more.
    mutating func makeRoom() {
      forgetTaken()
      while outstanding.count >= mostOutstanding { withdraw(at: 0) }
    }
  }

  private let prefix: String
  private let state = Mutex(State())

  /// - Parameter owner: a process id that the names carry, for ``removeAll(of:)``.
  public init(owner: Int32) {
    // Nobody else can have guessed the names that follow, and made them first.
    let random = String(UInt64.random(in: .min ... .max), radix: 16)
    prefix = Self.prefix(of: owner) + random + "-"
  }

  deinit { withdrawAll() }

  /// Makes an object with these bytes, at least one, readable by this user only; returns its name
  /// below `/dev/shm`.
  public func offer(_ bytes: [UInt8]) throws(SharedMemoryError) -> String {
    let name = state.withLock { state in
      state.makeRoom()
      state.count += 1
      return prefix + String(state.count)
    }
    // Without the lock, since it takes a while.
    let segment = try SharedSegment.create(named: name, size: bytes.count)
    do throws(SharedMemoryError) {
      try segment.write(bytes, at: 0)
    } catch {
      Self.remove(segment)
      throw error
    }
    state.withLock { state in
      state.makeRoom()  // another thread may have offered one meanwhile
      state.outstanding.append(segment)
    }
    return name
  }

  /// Whether the reader has removed the name that ``offer(_:)`` returned; also true for a name that
  /// was withdrawn.
  public func isTaken(_ name: String) -> Bool {
    state.withLock { state in
      state.forgetTaken()
      return !state.outstanding.contains { $0.name == name }
    }
  }

  /// Whether a name was removed here, so that the reader cannot be blamed for not finding it; of
  /// the ``mostRemembered`` latest ones.
  public func wasWithdrawn(_ name: String) -> Bool {
    state.withLock { $0.withdrawn.contains(name) }
  }

  /// How many objects are not taken yet.
  public var outstanding: Int {
    state.withLock { state in
      state.forgetTaken()
      return state.outstanding.count
    }
  }

  /// Removes an object that will not be taken; one that was taken already is left alone.
  public func withdraw(_ name: String) {
    state.withLock { state in
      guard let i = state.outstanding.firstIndex(where: { $0.name == name }) else { return }
      state.withdraw(at: i)
    }
  }

  /// Removes everything that was not taken.
  public func withdrawAll() {
    state.withLock { state in
      while !state.outstanding.isEmpty { state.withdraw(at: 0) }
    }
  }

  /// Removes what a process of this owner left behind when it was killed.
  public static func removeAll(of owner: Int32) {
    for name in SystemFile.entries(SharedSegment.folder) where name.hasPrefix(prefix(of: owner)) {
      SharedSegment.unlink(named: name)
    }
  }

  private static func prefix(of owner: Int32) -> String { "fury-tui-\(owner)-" }

  /// By the descriptor, not by the name, which anybody may have made again.
  private static func isTaken(_ segment: SharedSegment) -> Bool {
    (try? segment.status().links) ?? 0 == 0
  }

  private static func remove(_ segment: SharedSegment) {
    if !isTaken(segment), let name = segment.name { SharedSegment.unlink(named: name) }
  }
}
