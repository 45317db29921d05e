import Foundation
import Raster

/// Everything that was measured, and the document made of it.
struct Report {
  var machine: Machine
  var isQuick: Bool
  var sizes: [String: PixelSize] = [:]
  var encode: [EncodeResult] = []
  var loop: LoopReport?
  var links: [LinkResult] = []
  var latency: [LatencyResult] = []
  var start: StartResult?
  var memory: [MemoryResult] = []
  var frames: FramesReport?
  var queue: QueueResult?
  var input: InputResult?
  var backgroundComplaint: String?

  init(machine: Machine, isQuick: Bool) {
    self.machine = machine
    self.isQuick = isQuick
  }

  /// The results at 1280x720, the size of the targets.
  var hd: EncodeSummary {
    EncodeSummary(encode.filter { sizes[$0.sequence] == PixelSize(width: 1280, height: 720) })
  }

  var markdown: String {
    var parts = [head, Targets(self).table]
    parts += [ReportTables.encode(self), ReportTables.loop(self), ReportTables.links(self)]
    parts += [ReportTables.viewer(self), ReportTables.frames(self)]
    return parts.joined(separator: "\n\n") + "\n"
  }

  private var head: String {
    let day = Date().formatted(.iso8601.year().month().day())
    return """
      # Benchmarks

      Written by `make bench`\(isQuick ? " (a quick trial run: do not quote it)" : "") on \(day). \
      Machine: \(machine.processor), \(machine.cores) cores, \(machine.memory) memory, \
      \(machine.system). \(machine.versions).

      Ratios compare with libsixel as shipped, in the same run: they hold on other machines, \
      milliseconds do not. Times are processor time of all threads, palette choices included, means \
      over a sequence; dE_fg is the mean S-CIELAB difference over foreground pixels. Sequences \
      without a size in their name are scenes of `fury-bench scene`, made for this.

      To reproduce: `make bench` on Debian 12, or `make bench DIR=folder` to measure recorded \
      sequences (`NAME_NNN.png`), too.
      """
  }
}
