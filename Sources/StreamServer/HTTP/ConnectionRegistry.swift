internal import Synchronization

/// The connections that are open, with the task that serves each.
final class ConnectionRegistry: Sendable {
  private struct State {
    var connections: [UInt64: (socket: ConnectionSocket, task: Task<Void, Never>?)] = [:]
    var last: UInt64 = 0
    /// Bytes that closed connections had sent.
    var sent = 0
  }

  private let state = Mutex(State())

  var count: Int { state.withLock { $0.connections.count } }

  /// Sees to it that another connection has room beside `limit` - 1 others: where there is none, the
  /// oldest one gives way that has not shown a link. False where all have.
  func makeRoom(limit: Int) -> Bool {
    let (isFull, stranger) = state.withLock { state -> (Bool, Task<Void, Never>?) in
      let staying = state.connections.filter { $0.value.task?.isCancelled != true }
      guard staying.count >= limit else { return (false, nil) }
      let oldest = staying.filter { $0.value.socket.isStranger }.min { $0.key < $1.key }
      return (true, oldest?.value.task)
    }
    stranger?.cancel()
    return !isFull || stranger != nil
  }

  /// Takes a connection in and serves it in a task of its own, until it or the server ends.
  func serve(_ socket: ConnectionSocket, _ body: @escaping @Sendable () async -> Void) {
    let id = state.withLock { state in
      state.last += 1
      state.connections[state.last] = (socket, nil)
      return state.last
    }
    let task = Task { [self] in
      await body()
      socket.close()
      state.withLock { state in
        state.connections[id] = nil
        state.sent += socket.takeSent()
      }
    }
    state.withLock { state in
      // It may have ended already.
      if state.connections[id] != nil { state.connections[id]?.task = task }
    }
  }

  /// Ends those whose other side has kept them waiting for too long.
  func endOverdue(at now: Int64) {
    for task in state.withLock({ state in
      state.connections.values.filter { $0.socket.isOverdue(at: now) }.map(\.task)
    }) { task?.cancel() }
  }

  /// Ends all and waits until they have.
  func endAll() async {
    for task in state.withLock({ $0.connections.values.map(\.task) }) {
      task?.cancel()
      await task?.value
    }
  }

  /// Bytes sent since the last call.
  func takeSent() -> Int {
    state.withLock { state in
      defer { state.sent = 0 }
      return state.connections.values.reduce(state.sent) { $0 + $1.socket.takeSent() }
    }
  }
}
