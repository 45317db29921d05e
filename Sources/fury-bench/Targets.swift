import Raster

/// The targets, and what was measured against them.
struct Targets {
  private struct Row {
    var what: String
    var least: String
    var aim: String
    var measured: String
    /// Nil where "at least" is reached, else what to know about it.
    var note: String?
  }

  private let report: Report

  init(_ report: Report) { self.report = report }

  /// The table, ratios first, and a note for each figure that is missed.
  var table: String {
    let rows = encodeRows + pathRows + viewerRows
    var lines = ["| | at least | aim | measured | |", "| --- | --- | --- | --- | --- |"]
    for row in rows {
      let mark = row.note == nil ? "reached" : "**missed**"
      lines.append("| \(row.what) | \(row.least) | \(row.aim) | \(row.measured) | \(mark) |")
    }
    let notes = rows.compactMap { row in row.note.map { "- \(row.what): \($0)." } }
    if !notes.isEmpty { lines += ["", "Missed:", ""] + notes }
    return lines.joined(separator: "\n")
  }

  private var encodeRows: [Row] {
    let (best, standard) = (report.hd.best, report.hd.standard)
    let unfaithful = best.filter { !$0.isFaithful }.map(\.sequence)
    let ratios = best.map(\.result.ratio)
    let (mean, worst) = (ratios.geometricMean, ratios.min() ?? 0)
    let standardMean = standard.map(\.result.ratio).geometricMean
    let standardUnfaithful = standard.filter { !$0.isFaithful }.map(\.sequence)
    let bytes = best.map(\.bytesRatio).geometricMean
    let large = report.encode.filter {
      (report.sizes[$0.sequence]?.height ?? 0) == 1080 && $0.config == "native-256"
    }.max { $0.median < $1.median }
    return [
      Row(
        what: "encoding, fastest native configuration no less faithful than libsixel: geometric "
          + "mean / worst scene", least: "15x / 8x", aim: "25x / 12x",
        measured: "\(fixed(mean, 1))x / \(fixed(worst, 1))x",
        note: note(mean >= 15 && worst >= 8, unfaithful, because: worstScene(best))),
      Row(
        what: "the default, 256 colours, geometric mean", least: "10x, dE_fg no worse anywhere",
        aim: "15x", measured: "\(fixed(standardMean, 1))x",
        note: note(standardMean >= 10, standardUnfaithful)),
      Row(
        what: "bytes of the first row's configurations, geometric mean", least: "0.70x",
        aim: "0.55x", measured: "\(fixed(bytes, 2))x", note: note(bytes <= 0.7, [])),
      Row(
        what: "flat background", least: "one undithered register, nearest grid colour",
        aim: "the same", measured: report.backgroundComplaint == nil ? "so" : "not so",
        note: report.backgroundComplaint),
      Row(
        what: "1080p encode, median, worst scene", least: "10 ms", aim: "6 ms",
        measured: large.map { "\(fixed($0.median, 1)) ms (\($0.sequence))" } ?? "-",
        note: note(
          (large?.median ?? .infinity) <= 10, [],
          because: "most of it goes into taking bands apart, a branch a run, which grows with the "
            + "detail")),
    ]
  }

  private var pathRows: [Row] {
    let (mean, worst) = (report.loop?.geometricMean ?? 0, report.loop?.worst ?? 0)
    let targets: [(rate: Double, least: (Double, Double), aim: String)] = [
      (4, (150, 10), "100 ms / 20"), (1, (300, 6), "200 ms / 10"),
    ]
    let links = targets.map { target -> Row in
      let results = report.links.filter { $0.megabytesPerSecond == target.rate }
      let age = results.map(\.age.p50).max() ?? .infinity
      let frames = results.map(\.framesPerSecond).min() ?? 0
      return Row(
        what: "\(fixed(target.rate, 0)) MB/s, "
          + "\(fixed(results.first?.roundTripMilliseconds ?? 0, 0)) ms round trip: age of the frame "
          + "at display (p50) / frames a second, worst scene",
        least: "\(fixed(target.least.0, 0)) ms / \(fixed(target.least.1, 0))", aim: target.aim,
        measured: "\(fixed(min(age, 99_999), 0)) ms / \(fixed(frames, 1))",
        note: note(age <= target.least.0 && frames >= target.least.1, []))
    }
    return [
      Row(
        what: "whole loop in xterm, frames a second against libsixel: geometric mean / worst",
        least: "3x / 1.7x", aim: "4x / 2x",
        measured: "\(fixed(mean, 2))x / \(fixed(worst, 2))x",
        note: note(mean >= 3 && worst >= 1.7, []))
    ] + links
  }

  private var viewerRows: [Row] {
    let latency = report.latency.map(\.own).max() ?? .infinity
    let start = report.start?.start.p50 ?? .infinity
    let memory = report.memory.map(\.mostResident).max() ?? .infinity
    let streams = report.frames?.streams ?? []
    let (active, idle) = (
      streams.map(\.active.corePercent).max() ?? .infinity,
      streams.map(\.idle.corePercent).max() ?? .infinity
    )
    return [
      Row(
        what: "own share of event-to-picture latency, p50, worst scene", least: "6 ms",
        aim: "3 ms", measured: "\(fixed(min(latency, 9999), 1)) ms",
        note: note(
          latency <= 6, [],
          because: "a millisecond until the frame is noticed, half of one to copy it, the rest to "
            + "encode it on two processors, which other programs want, too")),
      Row(
        what: "start to first frame, local, p50", least: "300 ms", aim: "120 ms",
        measured: "\(fixed(min(start, 99_999), 0)) ms", note: note(start <= 300, [])),
      Row(
        what: "resident memory at 720p, at most", least: "60 MB", aim: "35 MB",
        measured: "\(fixed(min(memory, 9999), 0)) MB", note: note(memory <= 60, [])),
      Row(
        what: "looking for frames, percent of a core: active / idle, worst number of buffers",
        least: "1.2 / 0.3", aim: "the same",
        measured: "\(fixed(min(active, 99), 2)) / \(fixed(min(idle, 99), 2))",
        note: active <= 1.2 && idle <= 0.3 ? nil : wakingNote),
    ]
  }

  private var wakingNote: String {
    let streams = report.frames?.streams ?? []
    let active = streams.map(\.active.wakingPercent).mean
    let idle = streams.map(\.idle.wakingPercent).mean
    return "on this machine a thread that wakes as often and does nothing takes "
      + "\(fixed(active, 2)) and \(fixed(idle, 2)) % by itself"
  }

  /// Which scene costs most, and what the others reach.
  private func worstScene(_ choices: [EncodeSummary.Choice]) -> String {
    guard let worst = choices.min(by: { $0.result.ratio < $1.result.ratio }) else { return "" }
    let others = choices.filter { $0.sequence != worst.sequence }.map(\.result.ratio).geometricMean
    return "\(worst.sequence) costs most (\(worst.result.config), "
      + "\(fixed(worst.result.ratio, 1))x); the others reach \(fixed(others, 1))x"
  }

  private func note(
    _ isReached: Bool, _ unfaithful: [String], because reason: String = "below the figure"
  ) -> String? {
    if !unfaithful.isEmpty {
      return "less faithful than libsixel on \(unfaithful.joined(separator: ", "))"
    }
    return isReached ? nil : reason
  }

  private func fixed(_ value: Double, _ digits: Int) -> String { EncodeTable.fixed(value, digits) }
}
