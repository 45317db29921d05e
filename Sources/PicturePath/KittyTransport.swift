import KittyCoding
public import SharedMemory
import Synchronization

/// The way that pixels take to a terminal with kitty's graphics protocol: shared memory where the
/// terminal has shown that it can read it, compressed through the line else.
///
/// Whether the terminal is on this machine is not guessed but asked: it is told of a shared memory
/// object, and must both answer that it could read it and have removed it. Used by the thread that
/// makes pictures and by the one that takes the terminal's answers.
public final class KittyTransport: Sendable {
  /// What an answer of the terminal means.
  public enum Verdict: Sendable, Equatable {
    /// The image is on the screen.
    case shown
    /// The terminal could not read shared memory after all: the image must be sent again, and will
    /// go through the line from now on. With the terminal's reason.
    case unreadable(String)
    /// The terminal refuses images. With its reason.
    case refused(String)
    /// No image is waited for under this number.
    case unknown
  }

  /// The image number in ``question()``, and in its answer.
  public static let questionID = 32

  private enum Way {
    case line
    case memory(name: String)
  }

  private struct State {
    var question: String?
    var usesMemory = false
    /// Images that the terminal has not answered for.
    var sent: [UInt32: Way] = [:]
  }

  private let memory: HandoverMemory?
  private let state = Mutex(State())

  /// - Parameter memory: where shared memory comes from; without it, everything goes through the
  ///   line.
  public init(memory: HandoverMemory? = nil) { self.memory = memory }

  deinit { memory?.withdrawAll() }

  /// Asks the terminal whether it can read this machine's shared memory; empty where there is none
  /// to be had.
  public func question() -> [UInt8] {
    guard let memory, let name = try? memory.offer([0, 0, 0]) else { return [] }
    state.withLock { $0.question = name }
    return KittyCommand.question(id: Self.questionID, sharedMemory: name)
  }

  /// The terminal's answer to ``question()``, when it has come or will not come any more.
  public func decide(answer ok: Bool) {
    state.withLock { state in
      guard let memory, let name = state.question else { return }
      state.question = nil
      state.usesMemory = ok && memory.isTaken(name)
      memory.withdraw(name)
    }
  }

  /// Whether images go through shared memory now.
  public var usesSharedMemory: Bool { state.withLock { $0.usesMemory } }

  /// The bytes that show `rgb` (three bytes a pixel, the top row first) at the cursor.
  func show(_ image: KittyImage, rgb: [UInt8]) -> [UInt8] {
    state.withLock { state in
      // Where there is no memory left, the line still is.
      if state.usesMemory, let name = try? memory?.offer(rgb) {
        state.sent[image.id] = .memory(name: name)
        return KittyCommand.show(image, sharedMemory: name)
      }
      state.sent[image.id] = .line
      return KittyCommand.show(image, rgb: rgb)
    }
  }

  /// Whether the terminal will find the pixels of an image in shared memory.
  func isShared(_ id: UInt32) -> Bool {
    state.withLock { state in
      if case .memory = state.sent[id] { true } else { false }
    }
  }

  /// An image was made but not sent.
  public func withdraw(_ id: UInt32) {
    state.withLock { state in
      if case .memory(let name) = state.sent.removeValue(forKey: id) { memory?.withdraw(name) }
    }
  }

  /// The terminal was left: nothing is waited for.
  public func withdrawAll() {
    state.withLock { state in
      state.sent.removeAll()
      memory?.withdrawAll()
    }
  }

  /// Takes the terminal's answer for an image.
  public func answered(id: Int, ok: Bool, text: String) -> Verdict {
    state.withLock { state in
      guard let number = UInt32(exactly: id), let way = state.sent.removeValue(forKey: number)
      else { return .unknown }
      switch way {
      case .line: return ok ? .shown : .refused(text)
      case .memory(let name):
        if ok, memory?.isTaken(name) == true { return .shown }
        state.usesMemory = false
        memory?.withdraw(name)
        return .unreadable(ok ? "it was not read" : text)
      }
    }
  }
}
