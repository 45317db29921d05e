import BlockCoding
import FuryStream
import LibsixelEncoder
import Pacing
import PictureFiles
import PicturePath
import Raster
import SharedMemory
import Synchronization
import ViewerCore

/// The thread that follows the stream and makes its frames into pictures.
///
/// It looks at the stream as often as ``LookPace`` says, and makes a picture only when the terminal
/// is ready for one: whatever came before is dropped, the newest frame wins.
final class PictureThread: Sendable {
  /// What the viewer wants.
  private struct Orders: Sendable {
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

  private let orders = Mutex(Orders())
  private let reports = Mutex<[PictureReport]>([])
  private let counts = Mutex(FrameCounts())
  private let parker = ThreadParker()
  private let wakeViewer: @Sendable () -> Void
  private let thread = Mutex<SystemThread?>(nil)

  /// Starts the thread.
  ///
  /// - Parameter wakeViewer: called when there are reports to take.
  init(
    _ stream: StreamDescription, blockDepth: BlockRenderer.ColorDepth, kitty: KittyTransport,
    wakeViewer: @escaping @Sendable () -> Void
  ) throws(SharedMemoryError) {
    self.wakeViewer = wakeViewer
    let started = try SystemThread(name: "pictures") { [self] in
      do {
        let reader = try FrameReader(stream)
        let maker = PictureMaker(blockDepth: blockDepth, kitty: kitty, worker: Self.workBeside)
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

  /// What happened since the last time.
  func takeReports() -> [PictureReport] {
    reports.withLock {
      let taken = $0
      $0.removeAll(keepingCapacity: true)
      return taken
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

  private func report(_ report: PictureReport) {
    reports.withLock { $0.append(report) }
    wakeViewer()
  }

  /// What runs on the thread.
  private struct Loop {
    let owner: PictureThread
    let reader: FrameReader
    var maker: PictureMaker
    var frame = Frame()
    /// A frame was read that shows something else than the last picture made.
    var isFresh = false
    var shown: [UInt8] = []
    var hasFrame = false
    var made: PictureRequest?
    var quality: PictureQuality?
    /// What the screen shows is not good enough to stand still.
    ///
    /// Either parts of a sixel picture lie above an older one: xterm keeps 16 images to draw a window
    /// that is uncovered, and gives up whichever begins highest on the screen, not the oldest. Or a
    /// palette that suits it better is being chosen.
    var isMakeshift = false
    /// When the picture changed last.
    var movedAt = -Double.infinity
    var readAt = 0.0
    var pace = LookPace()

    mutating func run() throws {
      while true {
        let orders = owner.orders.withLock { $0 }
        if orders.stop { return }
        pace.looked(at: Clock.monotonicNanoseconds(), isNew: false)
        try look()
        save(orders)
        if orders.isLost { forget() }
        if let request = orders.request,
          let quality = wanted(request, orders.grant, at: PictureThread.now())
        {
          make(request, quality)
        }
        pace.expectFrames(until: orders.lively)
        owner.parker.park(nanoseconds: pace.pause(at: Clock.monotonicNanoseconds()))
      }
    }

    private mutating func look() throws {
      let before = PixelSize(width: frame.width, height: frame.height)
      let skipped: Int
      switch try reader.poll(into: &frame) {
      case .noFrameYet, .unchanged: return
      case .repeated(let count):
        // FURY sends frames at its own pace, whether or not anything moved.
        return owner.counts.withLock {
          $0.frames += 1 + count
          $0.replaced += count
          $0.unchanged += 1
        }
      case .new(let count): skipped = count
      }
      let now = PictureThread.now()
      let size = PixelSize(width: frame.width, height: frame.height)
      // A frame that was never shown may have come in between.
      let isSame = isFresh && size == before && frame.pixels == shown
      owner.counts.withLock {
        $0.frames += 1 + skipped
        $0.replaced += skipped + (isFresh ? 1 : 0)
        $0.unchanged += isSame ? 1 : 0
      }
      isFresh = !isSame
      hasFrame = true
      guard !isSame else { return }
      readAt = now
      movedAt = now
      pace.looked(at: Clock.monotonicNanoseconds(), isNew: true)
      if size != before { owner.report(.frameSize(size)) }
    }

    /// How a picture is to be made now; nil where none is to be.
    private func wanted(
      _ request: PictureRequest, _ grant: PictureGrant?, at now: Double
    ) -> PictureQuality? {
      guard let grant, hasFrame else { return nil }
      guard !isFresh, request == made else { return grant.moving }
      guard let still = grant.still, let quality, isMakeshift || !quality.looksLike(still),
        now - movedAt >= PictureGrant.stillness
      else { return nil }
      return still
    }

    private mutating func make(_ request: PictureRequest, _ quality: PictureQuality) {
      owner.orders.withLock { $0.grant = nil }
      self.quality = quality
      if request != made { movedAt = PictureThread.now() }
      if isMakeshift, quality.isStill { maker.forget() }
      let started = PictureThread.now()
      let update: PictureUpdate
      do throws(LibsixelError) {
        update = try maker.make(
          bottomUp: frame.pixels, size: PixelSize(width: frame.width, height: frame.height),
          request, quality: quality)
      } catch {
        // Not again until there is another frame.
        (isFresh, made) = (false, request)
        owner.report(.nothing)
        return owner.report(.trouble("\(error)"))
      }
      owner.report(
        .product(
          PictureProduct(
            update: update, request: request,
            encodeMilliseconds: PictureThread.now() - started, isNewFrame: isFresh, readAt: readAt))
      )
      if !update.bytes.isEmpty {
        isMakeshift = request.renderer == .sixel && (update.part != nil || update.awaitsColors)
      }
      isFresh = false
      shown = frame.pixels
      made = request
    }

    private mutating func forget() {
      owner.orders.withLock { $0.isLost = false }
      made = nil
      maker.forget()
    }

    private func save(_ orders: Orders) {
      guard let path = orders.savePath else { return }
      owner.orders.withLock { $0.savePath = nil }
      guard hasFrame else { return owner.report(.trouble("no frame to save yet")) }
      do {
        let picture = Picture(bottomUp: frame.pixels, width: frame.width, height: frame.height)
        let file = try OutputFile(path, option: "save")
        guard file.write(try PictureFiles.encode(picture, as: .png)) else {
          return owner.report(.trouble("\(path): could not be written"))
        }
        owner.report(.saved(path: path))
      } catch let failure as Failure {
        owner.report(.trouble(failure.message))
      } catch {
        owner.report(.trouble("\(path): \(error)"))
      }
    }
  }
}
