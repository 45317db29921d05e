import FoundationEssentials
import Raster
import SixelCoding

/// Measures every encoder on one sequence, in interleaved rounds.
struct EncodeBenchmark {
  let sequence: Sequence
  var encoders = EncodeConfiguration.allCases
  let rounds: Int
  let dither: Dither
  let judgesColor: Bool
  let output: String?

  /// The times of one encoder's round: one a picture, in milliseconds.
  private typealias Round = [Double]

  func run() throws -> [EncodeResult] {
    let pictures = try sequence.pictures()
    var times: [EncodeConfiguration: [Round]] = [:]
    var streams: [EncodeConfiguration: [[UInt8]]] = [:]
    for round in 1...rounds {
      Progress.say("\(sequence.name): round \(round) of \(rounds)")
      for configuration in encoders {
        let (spent, made) = try encode(pictures, with: configuration)
        times[configuration, default: []].append(spent)
        streams[configuration] = made
      }
    }
    try writeStreams(streams)
    let errors = try judgesColor ? colorErrors(of: streams, pictures: pictures) : [:]
    let medians = times.mapValues(Self.median)
    let base = Self.mean(medians[.libsixel] ?? [])
    return encoders.map { configuration in
      let spent = medians[configuration] ?? []
      return EncodeResult(
        sequence: sequence.name, config: configuration.rawValue, ms: Self.mean(spent),
        bytes: Self.mean((streams[configuration] ?? []).map { Double($0.count) }),
        foregroundError: errors[configuration], ratio: base / Self.mean(spent),
        median: spent.sorted()[spent.count / 2], worst: spent.max() ?? 0)
    }
  }

  private func encode(
    _ pictures: [Picture], with configuration: EncodeConfiguration
  ) throws -> (Round, [[UInt8]]) {
    let encode = configuration.makeEncoder(dither: dither)
    var spent: Round = []
    var streams: [[UInt8]] = []
    for picture in pictures {
      let start = ProcessClock.milliseconds
      streams.append(try encode(picture))
      spent.append(ProcessClock.milliseconds - start)
    }
    return (spent, streams)
  }

  private func writeStreams(_ streams: [EncodeConfiguration: [[UInt8]]]) throws {
    guard let output else { return }
    for (configuration, made) in streams {
      for (frame, stream) in zip(sequence.frames, made) {
        let path = "\(output)/\(frame).\(configuration.rawValue).six"
        guard FileManager.default.createFile(atPath: path, contents: Data(stream)) else {
          throw BenchError("cannot write \(path)")
        }
      }
    }
  }

  private func colorErrors(
    of streams: [EncodeConfiguration: [[UInt8]]], pictures: [Picture]
  ) throws -> [EncodeConfiguration: Double] {
    var sums: [EncodeConfiguration: Double] = [:]
    for (number, picture) in pictures.enumerated() {
      Progress.say("\(sequence.name): colours of picture \(number + 1) of \(pictures.count)")
      let judge = ColorJudge(reference: picture)
      for (configuration, made) in streams {
        let shown = try SixelDecoder.decode(made[number])
        sums[configuration, default: 0] += judge.foregroundError(of: shown)
      }
    }
    return sums.mapValues { $0 / Double(pictures.count) }
  }

  /// The round whose total is the median.
  private static func median(_ rounds: [Round]) -> Round {
    rounds.sorted { mean($0) < mean($1) }[rounds.count / 2]
  }

  private static func mean(_ values: [Double]) -> Double {
    values.isEmpty ? 0 : values.reduce(0, +) / Double(values.count)
  }
}
