public import FuryWire
public import Pacing
public import Raster

/// The viewer's whole state: a value, changed by ``update(_:)`` alone.
public struct Model: Sendable {
  /// Who streams; what other processes supplied is sanitised here.
  public var streamName: String
  public var producer: String
  public var screen: ScreenGeometry
  public var pointerUnit = PointerUnit.cells
  /// The terminal's own name, and how its cell size was found, for the statistics panel.
  public var terminalName = ""
  /// The renderers that this terminal can do, the best first; never empty.
  public var renderers: [Renderer]
  public var renderer: Renderer
  /// What the user fixed of the pictures' quality; nil: as link and terminal allow.
  public var colors: Int?
  public var dither: Dither?
  public var scale: PictureScale?
  /// Colours that the terminal has registers for.
  public var mostColors = 256
  /// Whether the terminal keeps what is around a sixel image that lies over a part of another.
  /// Images of kitty's graphics protocol always lie in layers.
  public var keepsPixels = false
  /// Whether images of kitty's graphics protocol go through shared memory, where fewer pixels would
  /// save nothing.
  public var sharesImages = false
  public var encoder = SixelSource.native
  /// The size of the frames; nil before the first.
  public var frame: PixelSize?
  public var control: Control
  public internal(set) var isPaused = false
  public internal(set) var isHelpShown = false
  public internal(set) var isStatisticsShown = false
  public internal(set) var areEventsShown = false
  /// What the producer takes beyond FURY's protocol.
  public internal(set) var extensions: ExtensionCapabilities = []
  /// The size of pictures that the producer was asked for last.
  var askedSize: PixelSize?
  /// Where the left button went down and has not moved since.
  var clickStart: PicturePoint?
  /// What the producer says is under the pointer.
  var underPointer: String?
  var pointerQuestions = PointerQuestions()
  /// Modifiers latched for the next drag, and those that the terminal says are held.
  var latchedCtrl = false
  var latchedShift = false
  var heldCtrl = false
  var heldShift = false
  var pointer = PointerTracker()
  var gesture: KeyGesture?
  var statistics: Statistics?
  var recent: [EventRecord] = []
  var nextToken: UInt64 = 1
  var generation = 0
  var notice: (text: String, until: Double)?

  /// Milliseconds for which a notice is shown.
  static let noticeTime = 5000.0
  /// Events kept for the event pane.
  static let recentLimit = 32

  /// - Parameter renderers: what the terminal can do, the best first; not empty.
  public init(
    streamName: String, producer: String, screen: ScreenGeometry, renderers: [Renderer],
    control: Control
  ) {
    self.streamName = SafeText.clean(streamName)
    self.producer = SafeText.clean(producer)
    self.screen = screen
    self.renderers = renderers.isEmpty ? [.blocks] : renderers
    renderer = self.renderers[0]
    self.control = control
  }

  /// When ``Message/tick(_:)`` is next needed, on the monotonic clock; nil where time changes
  /// nothing.
  public var deadline: Double? {
    [gesture?.deadline, notice?.until, pointerQuestions.deadline].compactMap(\.self).min()
  }

  /// Rows of text under the picture: the panels that are open, as far as the picture keeps four
  /// rows.
  var panelRows: Int {
    let wanted = (isStatisticsShown ? StatusPanel.rows : 0) + (areEventsShown ? EventPanel.rows : 0)
    return max(0, min(wanted, screen.rows - 2 - 4))
  }

  /// The cells that the picture may cover: never the first row, nor the last, where an image would
  /// scroll the screen.
  var pictureArea: CellRect? {
    let rows = screen.rows - 2 - panelRows
    guard rows >= 1, screen.columns >= 2 else { return nil }
    return CellRect(row: 2, column: 1, rows: rows, columns: screen.columns)
  }

  /// What is to be made of the frames; nil while no picture is wanted.
  public var pictureRequest: PictureRequest? {
    guard !isPaused, !isHelpShown else { return nil }
    return visibleRequest
  }

  /// The same, whether or not pictures are wanted now: it tells where the picture stands.
  var visibleRequest: PictureRequest? {
    pictureArea.map {
      PictureRequest(
        renderer: renderer, area: $0, cell: screen.cell, largestImage: screen.largestImage,
        keepsPixels: takesParts, limits: limits, encoder: encoder, generation: generation)
    }
  }

  /// Whether parts of a picture may be sent: they are placed by cells, so the cell must be what the
  /// terminal takes it for.
  private var takesParts: Bool { screen.isCellCertain && (renderer == .kitty || keepsPixels) }

  /// Within what the pictures' quality may be chosen.
  private var limits: QualityLimits {
    let means: QualityLimits.Means =
      switch (renderer, encoder) {
      case (.kitty, _): sharesImages ? .nothing : .scale
      case (.sixel, .native): .everything
      case (.sixel, .libsixel): .colors
      case (.blocks, _): .nothing
      }
    return QualityLimits(
      means: means, mostColors: mostColors, colors: colors, dither: dither, scale: scale)
  }

  /// Where the picture stands; nil before the first frame.
  public var placement: Placement? {
    guard let frame, let request = visibleRequest else { return nil }
    return Placement(frame: frame, request)
  }
}
