import BlockCoding
import FuryStream
import Pacing
import PicturePath
import SharedMemory
import Synchronization
import ViewerCore

/// The thread that follows the stream and makes its frames into pictures.
///
/// It looks at the stream as often as ``LookPace`` says, and makes a picture only when the terminal
/// is ready for one: whatever came before is dropped, the newest frame wins.
final class PictureThread: Sendable {
  /// What the viewer wants.
  struct Orders: Sendable {
    var request: PictureRequest?
    /// The terminal can take a frame: used up by the next one made.
    var grant: PictureGrant?
    /// The last picture did not reach the screen.
    var isLost = false
    var savePath: String?
    /// Until when frames are likely, on the monotonic clock in ns.
    var lively = Int64.min
    var stop = false
  }

  /// What the viewer is told.
  struct Mail: Sendable {
    var reports: [PictureReport] = []
    /// What there is of a picture that is being made: it comes before the report of that picture, and
    /// is of one only, since none is begun before the last one was taken and another was granted.
    var pieces: [UInt8] = []
    /// What that is made for, and how.
    var order: (request: PictureRequest, quality: PictureQuality)?
  }

  let orders = Mutex(Orders())
  private let mail = Mutex(Mail())
  let counts = Mutex(FrameCounts())
  let parker = ThreadParker()
  private let wakeViewer: @Sendable () -> Void
  private let thread = Mutex<SystemThread?>(nil)

  /// Starts the thread.
  ///
  /// - Parameter wakeViewer: called when there is mail to take.
  init(
    _ stream: StreamDescription, blockDepth: BlockRenderer.ColorDepth, kitty: KittyTransport,
    wakeViewer: @escaping @Sendable () -> Void
  ) throws(SharedMemoryError) {
    self.wakeViewer = wakeViewer
    let started = try SystemThread(name: "pictures") { [self] in
      do {
        let reader = try FrameReader(stream)
        var maker = PictureMaker(blockDepth: blockDepth, kitty: kitty, worker: Self.workBeside)
        maker.takePiece = { [self] piece in deliver(piece) }
        var loop = Loop(owner: self, reader: reader, maker: maker)
        try loop.run()
      } catch let error as StreamError {
        report(.ended(error))
      } catch {
        report(.trouble("\(error)"))
      }
    }
    thread.withLock { $0 = started }
  }

  /// Says what is wanted; nil: no pictures now.
  func order(_ request: PictureRequest?) {
    let isNew = orders.withLock {
      guard $0.request != request else { return false }
      $0.request = request
      return true
    }
    if isNew { parker.unpark() }
  }

  /// Lets one picture be made, as soon as there is something new to show.
  ///
  /// - Parameter instead: it takes the place of a grant that has not been used yet; where that one
  ///   has been used meanwhile, this one is nothing.
  func grant(_ grant: PictureGrant, instead: Bool) {
    orders.withLock { if !instead || $0.grant != nil { $0.grant = grant } }
    parker.unpark()
  }

  /// The last picture was not shown: what it showed is still to be shown.
  func lost() {
    orders.withLock { $0.isLost = true }
    parker.unpark()
  }

  /// The user acted: frames are likely to follow.
  func expectFrames() {
    let until = Clock.monotonicNanoseconds() + LookPace.memory
    orders.withLock { $0.lively = until }
    parker.unpark()
  }

  /// Saves the newest frame as a PNG file.
  func save(to path: String) {
    orders.withLock { $0.savePath = path }
    parker.unpark()
  }

  /// What happened since the last time; `mail` is what was taken then, whose memory is used again.
  func takeMail(_ mail: inout Mail) {
    mail.reports.removeAll(keepingCapacity: true)
    mail.pieces.removeAll(keepingCapacity: true)
    self.mail.withLock {
      swap(&$0.reports, &mail.reports)
      swap(&$0.pieces, &mail.pieces)
      mail.order = $0.order
    }
  }

  /// The frames seen since the last time.
  func takeCounts() -> FrameCounts {
    counts.withLock {
      let taken = $0
      $0 = FrameCounts()
      return taken
    }
  }

  /// Ends the thread.
  func stop() {
    orders.withLock { $0.stop = true }
    parker.unpark()
    thread.withLock { $0 }?.join()
  }

  /// Runs work on a thread of its own; in place where there is none to be had.
  @Sendable private static func workBeside(_ work: @escaping @Sendable () -> Void) {
    do throws(SharedMemoryError) {
      _ = try SystemThread(name: "palette", work)
    } catch {
      work()
    }
  }

  static func now() -> Double { Double(Clock.monotonicNanoseconds()) / 1_000_000 }

  func report(_ report: PictureReport) {
    mail.withLock { $0.reports.append(report) }
    wakeViewer()
  }

  /// A picture is about to be made.
  func begin(_ request: PictureRequest, _ quality: PictureQuality) {
    mail.withLock { $0.order = (request, quality) }
  }

  /// The next piece of it.
  private func deliver(_ piece: borrowing Span<UInt8>) {
    mail.withLock { mail in
      unsafe piece.withUnsafeBufferPointer { unsafe mail.pieces.append(contentsOf: $0) }
    }
    wakeViewer()
  }
}
