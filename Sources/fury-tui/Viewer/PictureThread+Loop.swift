import FuryStream
import LibsixelEncoder
import Pacing
import PicturePath
import Raster
import SharedMemory
import Synchronization
import ViewerCore

extension PictureThread {
  /// What runs on the thread.
  struct Loop {
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
    /// Still pictures since the last change: a second one for a better palette, and no more.
    var stills = 0
    var stillness = Stillness()
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
      stillness.changed(at: now)
      pace.looked(at: Clock.monotonicNanoseconds(), isNew: true)
      if size != before { owner.report(.frameSize(size)) }
    }

    /// How a picture is to be made now; nil where none is to be.
    private func wanted(
      _ request: PictureRequest, _ grant: PictureGrant?, at now: Double
    ) -> PictureQuality? {
      guard let grant, hasFrame else { return nil }
      guard !isFresh, request == made else { return grant.moving }
      guard let still = grant.still, let quality, stills < 2,
        isMakeshift || !quality.looksLike(still),
        stillness.isReached(at: now)
      else { return nil }
      return still
    }

    private mutating func make(_ request: PictureRequest, _ quality: PictureQuality) {
      owner.orders.withLock { $0.grant = nil }
      self.quality = quality
      if request != made { stillness.changed(at: PictureThread.now()) }
      if quality.isStill { stillness.shown(at: PictureThread.now()) }
      stills = quality.isStill ? stills + 1 : 0
      if isMakeshift, quality.isStill { maker.forget() }
      let started = PictureThread.now()
      owner.begin(request, quality)
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
  }
}
