/// What noticing frames costs and how long it takes, for a number of buffers.
struct FramesResult: Codable {
  /// Share of a core in percent, and the delay from the frame's publication to its copy, in ms.
  struct Phase: Codable {
    var corePercent: Double
    /// The part of it that a thread takes which wakes as often and does nothing.
    var wakingPercent: Double
    var delay: Quantiles

    private enum CodingKeys: String, CodingKey {
      case corePercent = "core_percent"
      case wakingPercent = "waking_core_percent"
      case delay = "delay_ms"
    }
  }

  var buffers: Int
  /// Frames come, 30 a second; the copies' processor time is taken out.
  var active: Phase
  /// Nothing has come for a second.
  var idle: Phase
  /// FURY's habit: 60 times a second a frame that shows the same; percent of a core.
  var repeatedPercent: Double

  private enum CodingKeys: String, CodingKey {
    case buffers, active, idle
    case repeatedPercent = "repeated_core_percent"
  }
}

/// All that `fury-bench frames` measures.
struct FramesReport: Codable {
  /// Copying one 1280x720 frame as the reader does it, and with `memcpy`, in milliseconds.
  var copyMilliseconds: Double
  var memcpyMilliseconds: Double
  var streams: [FramesResult]

  private enum CodingKeys: String, CodingKey {
    case copyMilliseconds = "copy_ms"
    case memcpyMilliseconds = "memcpy_ms"
    case streams
  }
}
