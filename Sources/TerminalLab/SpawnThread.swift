import Dispatch
import Foundation
import Glibc
import Synchronization

/// The one thread that starts the tests' processes, and that lives as long as the tests do.
///
/// Linux sends a child its parent-death signal when the *thread* that started it ends, and threads
/// of Swift's pool come and go.
final class SpawnThread: Sendable {
  static let shared = SpawnThread()

  private final class Job: Sendable {
    let body: @Sendable () -> Int32
    let result = Mutex<Int32>(0)
    let done = DispatchSemaphore(value: 0)

    init(_ body: @escaping @Sendable () -> Int32) {
      self.body = body
    }
  }

  private let jobs = Mutex<[Job]>([])
  private let wake = DispatchSemaphore(value: 0)

  private init() {
    // Writing to a child that has ended must fail, not end the tests.
    signal(SIGPIPE, SIG_IGN)
    Thread.detachNewThread { [self] in
      while true {
        wake.wait()
        let job = jobs.withLock { $0.removeFirst() }
        job.result.withLock { $0 = job.body() }
        job.done.signal()
      }
    }
  }

  /// Runs `body` on the thread and returns what it returned.
  func run(_ body: @escaping @Sendable () -> Int32) -> Int32 {
    let job = Job(body)
    jobs.withLock { $0.append(job) }
    wake.signal()
    job.done.wait()
    return job.result.withLock { $0 }
  }
}
