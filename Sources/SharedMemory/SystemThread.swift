import CSystem
import Glibc
import Synchronization

/// A joinable POSIX thread that runs one closure.
///
/// Threads that sleep in system calls live here and not in Swift's cooperative pool, which has one
/// thread a core and must not be blocked.
public final class SystemThread: Sendable {
  private let handle: pthread_t
  private let isJoined = Atomic<Bool>(false)

  /// Starts a thread named `name` (the first 15 bytes are what tools show) that runs `body`.
  ///
  /// Throws when the system has no room for another thread.
  public init(
    name: String, _ body: @escaping @Sendable () -> Void
  ) throws(SharedMemoryError) {
    var started = pthread_t()
    let box = unsafe Unmanaged.passRetained(Body(name: name, run: body))
    let code = unsafe pthread_create(&started, nil, runBody, box.toOpaque())
    guard code == 0 else {
      unsafe box.release()
      throw .system(call: "pthread_create", subject: name, code: code)
    }
    handle = started
  }

  deinit {
    if !isJoined.load(ordering: .acquiring) { pthread_detach(handle) }
  }

  /// Waits until the closure has returned; the second call, and a call from the thread itself,
  /// return at once.
  public func join() {
    guard pthread_equal(handle, pthread_self()) == 0 else { return }
    guard !isJoined.exchange(true, ordering: .acquiringAndReleasing) else { return }
    pthread_join(handle, nil)
  }

  /// True on this very thread.
  public var isCurrent: Bool { pthread_equal(handle, pthread_self()) != 0 }
}

private final class Body: Sendable {
  let name: String
  let run: @Sendable () -> Void

  init(name: String, run: @escaping @Sendable () -> Void) {
    self.name = name
    self.run = run
  }
}

private func runBody(_ argument: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
  guard let argument = unsafe argument else { return nil }
  let body = unsafe Unmanaged<Body>.fromOpaque(argument).takeRetainedValue()
  unsafe fury_name_thread(String(decoding: body.name.utf8.prefix(15), as: UTF8.self))
  body.run()
  return nil
}
