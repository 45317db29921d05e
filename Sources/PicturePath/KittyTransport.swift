import KittyCoding
import Raster
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
    /// The terminal came to it so late that its shared memory had been removed here, for newer
    /// images: it must be sent again, in the same way.
    case withdrawn
    /// The terminal refuses images. With its reason.
    case refused(String)
    /// No image is waited for under this number.
    case unknown
  }

  /// The image number in ``question()``, and in its answer.
  public static let questionID = 32

  /// An image on its way.
  struct Sent {
    /// Its number, under which the terminal will answer.
    var id: UInt32
    /// What shows it.
    var bytes: [UInt8]
    /// The terminal will find its pixels in shared memory.
    var isShared: Bool
  }

  private enum Way {
    case line
    case memory(name: String)
  }

  /// Images that are waited for, at most: a terminal may never answer.
  private static let mostAwaited = HandoverMemory.mostRemembered

  private struct State {
    var question: String?
    var usesMemory = false
    var numbers = KittyNumbers()
    /// Images that the terminal has not answered for, the oldest first.
    var awaited: [(id: UInt32, way: Way)] = []

    /// The way that an image took that is waited for no more.
    mutating func remove(_ id: UInt32) -> Way? {
      awaited.firstIndex { $0.id == id }.map { awaited.remove(at: $0).way }
    }
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

  /// Makes an image of `rgb` (three bytes a pixel, the top row first) that appears at the cursor.
  ///
  /// The image has a number of its own. Its bytes are made without the lock, which takes a while:
  /// the terminal's answers, and whoever waits behind them, do not wait for that.
  ///
  /// - Parameters:
  ///   - size: pixels.
  ///   - layer: images with a higher one lie above those with a lower one; 0 or more.
  func show(_ rgb: [UInt8], size: PixelSize, layer: Int = 0) -> Sent {
    let (id, usesMemory) = state.withLock { ($0.numbers.next(), $0.usesMemory) }
    let image = KittyImage(id: id, size: size, layer: layer)
    // Where there is no memory left, the line still is.
    let name = usesMemory ? try? memory?.offer(rgb) : nil
    let bytes =
      name.map { KittyCommand.show(image, sharedMemory: $0) } ?? KittyCommand.show(image, rgb: rgb)
    state.withLock { state in
      if state.awaited.count >= Self.mostAwaited { state.awaited.removeFirst() }
      state.awaited.append((id, name.map { .memory(name: $0) } ?? .line))
    }
    return Sent(id: id, bytes: bytes, isShared: name != nil)
  }

  /// An image was made but not sent.
  public func withdraw(_ id: UInt32) {
    state.withLock { state in
      if case .memory(let name) = state.remove(id) { memory?.withdraw(name) }
    }
  }

  /// The terminal was left: nothing is waited for.
  public func withdrawAll() {
    state.withLock { state in
      state.awaited.removeAll()
      memory?.withdrawAll()
    }
  }

  /// Takes the terminal's answer for an image.
  public func answered(id: Int, ok: Bool, text: String) -> Verdict {
    state.withLock { state in
      guard let number = UInt32(exactly: id), let way = state.remove(number) else {
        return .unknown
      }
      switch way {
      case .line: return ok ? .shown : .refused(text)
      case .memory(let name):
        if ok, memory?.isTaken(name) == true { return .shown }
        if memory?.wasWithdrawn(name) == true { return .withdrawn }
        state.usesMemory = false
        memory?.withdraw(name)
        return .unreadable(ok ? "it was not read" : text)
      }
    }
  }
}
