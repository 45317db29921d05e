import FuryStream
import SharedMemory
import Synchronization
import ViewerCore

/// What other threads leave for the viewer, and the descriptor that wakes it.
final class ViewerMailbox: Sendable {
  /// What the event producer said, and what whoever renders the scene said.
  enum Letter: Sendable {
    case fate(UInt64, EventProducer.Fate)
    case notice(EventProducer.Notice)
    case words(String)
  }

  private let letters = Mutex<[Letter]>([])
  private let wakeUp: WakeUp

  init() throws { wakeUp = try WakeUp() }

  /// Readable while somebody wants the viewer's attention.
  var descriptor: Int32 { wakeUp.descriptor }

  func wake() { wakeUp.signal() }

  func clear() { wakeUp.wait(nanoseconds: 0) }

  func post(_ letter: Letter) {
    letters.withLock { $0.append(letter) }
    wakeUp.signal()
  }

  func takeLetters() -> [Letter] {
    letters.withLock {
      let taken = $0
      $0.removeAll(keepingCapacity: true)
      return taken
    }
  }
}
