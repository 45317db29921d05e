import Raster

/// The details behind the targets, as Markdown tables.
enum ReportTables {
  static func encode(_ report: Report) -> String {
    let rows = report.encode.map { result in
      let size = report.sizes[result.sequence].map { "\($0.width)x\($0.height)" } ?? "-"
      return [
        result.sequence, size, result.config, fixed(result.ratio, 1) + "x", fixed(result.ms, 2),
        fixed(result.bytes / 1000, 0), result.foregroundError.map { fixed($0, 2) } ?? "-",
      ]
    }
    return table(
      "Encoding", ["sequence", "size", "encoder", "ratio", "ms", "KB", "dE_fg"], rows)
  }

  static func loop(_ report: Report) -> String {
    let rows = (report.loop?.results ?? []).map {
      [
        $0.sequence, fixed($0.ratio, 2) + "x", fixed($0.native, 1), fixed($0.libsixel, 1),
        fixed($0.nativeBytes / 1000, 0), fixed($0.libsixelBytes / 1000, 0),
      ]
    }
    return table(
      "The whole loop in xterm: frame in memory, bytes, acknowledgement (frames a second)",
      ["sequence", "ratio", "native", "libsixel", "KB", "KB libsixel"], rows)
  }

  static func links(_ report: Report) -> String {
    let rows = report.links.map {
      [
        $0.sequence, fixed($0.megabytesPerSecond, 0) + " MB/s",
        fixed($0.roundTripMilliseconds, 0) + " ms", fixed($0.age.p50, 0), fixed($0.age.p95, 0),
        fixed($0.framesPerSecond, 1), fixed($0.bytesPerFrame / 1000, 0),
      ]
    }
    return table(
      "Slow links: the viewer in an ssh session (SSH_CONNECTION set) behind an emulated link, "
        + "30 frames a second at the source",
      ["sequence", "rate", "round trip", "age p50 ms", "p95 ms", "frames/s", "KB a frame"], rows)
  }

  static func viewer(_ report: Report) -> String {
    let latency = report.latency.map {
      [
        $0.sequence, fixed($0.event.p50, 2), fixed($0.picture.p50, 2), fixed($0.passage.p50, 2),
        fixed($0.own, 2), fixed($0.both.p95, 2),
      ]
    }
    let memory = report.memory.map {
      [
        $0.sequence, fixed($0.mostResident, 0), fixed($0.movingPercent, 1),
        fixed($0.restPercent, 2),
        $0.sleepsPerSecond.sorted { $0.key < $1.key }.map { "\($0.key) \(fixed($0.value, 0))" }
          .joined(separator: ", "),
      ]
    }
    var parts = [
      table(
        "Latency from a key to its picture, without renderer and link (ms)",
        [
          "sequence", "key to queue p50", "frame to terminal p50", "of it line and terminal p50",
          "own share p50", "all p95",
        ], latency),
      table(
        "The viewer's process",
        [
          "sequence", "MB at most", "% of a core at 30 frames/s", "% at rest",
          "sleeps a second at rest",
        ], memory),
    ]
    if let start = report.start?.start {
      parts.append(
        "Start to first picture: p50 \(fixed(start.p50, 0)) ms, p95 \(fixed(start.p95, 0)) ms.")
    }
    if let queue = report.queue, let input = report.input {
      parts.append(
        "Events through the queue: \(fixed(queue.eventsPerSecond, 0)) a second. Terminal input: "
          + "\(fixed(input.megabytesPerSecond, 1)) MB a second.")
    }
    return parts.joined(separator: "\n\n")
  }

  static func frames(_ report: Report) -> String {
    guard let frames = report.frames else { return "" }
    let rows = frames.streams.flatMap { stream in
      [("active", stream.active), ("idle", stream.idle)].map { name, phase in
        [
          "\(stream.buffers)", name, fixed(phase.corePercent, 2), fixed(phase.wakingPercent, 2),
          fixed(phase.delay.p50, 2), fixed(phase.delay.p95, 2),
        ]
      }
    }
    let repeated = frames.streams.map { fixed($0.repeatedPercent, 2) }.joined(separator: ", ")
    return table(
      "Finding frames (1280x720; delays include the copy)",
      ["buffers", "", "% of a core", "% for waking alone", "delay p50 ms", "p95 ms"], rows)
      + "\n\nThe same picture 60 times a second, told apart by comparing it: \(repeated) % of a core."
      + " Copying a frame: \(fixed(frames.copyMilliseconds, 2)) ms, memcpy "
      + "\(fixed(frames.memcpyMilliseconds, 2)) ms."
  }

  private static func table(_ title: String, _ head: [String], _ rows: [[String]]) -> String {
    let lines = [head, head.map { _ in "---" }] + rows
    return "## \(title)\n\n"
      + lines.map { "| " + $0.joined(separator: " | ") + " |" }.joined(separator: "\n")
  }

  private static func fixed(_ value: Double, _ digits: Int) -> String {
    EncodeTable.fixed(value, digits)
  }
}
