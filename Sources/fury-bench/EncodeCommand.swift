import ArgumentParser
import FoundationEssentials
import PictureFiles
import Raster

/// `fury-bench encode`: every encoder on every PNG sequence of a directory.
struct EncodeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "encode",
    abstract: "Encodes PNG sequences (NAME_NNN.png) with each encoder and compares them.",
    discussion: """
      Every round encodes a whole sequence once with each encoder, so that a busy machine disturbs \
      all alike; the reported time is the median round's, palettes included. dE_fg is the mean \
      S-CIELAB difference over the pixels that are not background.
      """)

  @Argument(help: "The directory with the pictures.")
  var directory: String

  @Flag(help: "Print a JSON array.")
  var json = false

  @Option(help: ArgumentHelp("Leave the streams in this directory.", valueName: "directory"))
  var write: String?

  @Option(help: "How often every sequence is encoded with every encoder.")
  var rounds = 5

  @Option(help: "Only sequences whose name contains this.")
  var only = ""

  @Option(help: "Only encoders whose name contains this; without libsixel there are no ratios.")
  var encoder = ""

  @Option(help: "How the native encoder dithers: none, ordered or diffusion.")
  var dither = Dither.automatic

  @Flag(help: "Skip dE_fg, which takes longer than everything else.")
  var timeOnly = false

  private var encoders: [EncodeConfiguration] {
    EncodeConfiguration.allCases.filter { encoder.isEmpty || $0.rawValue.contains(encoder) }
  }

  func validate() throws {
    guard !encoders.isEmpty else { throw ValidationError("--encoder \(encoder): there is none") }
    guard rounds > 0 else { throw ValidationError("--rounds must be at least 1") }
  }

  func run() throws {
    let sequences = try Sequence.all(in: directory).filter {
      only.isEmpty || $0.name.contains(only)
    }
    guard !sequences.isEmpty else {
      throw ValidationError("no NAME_NNN.png in \(directory)")
    }
    if let write {
      try FileManager.default.createDirectory(
        atPath: write, withIntermediateDirectories: true)
    }
    var results: [EncodeResult] = []
    for sequence in sequences {
      results += try EncodeBenchmark(
        sequence: sequence, encoders: encoders, rounds: rounds, dither: dither,
        judgesColor: !timeOnly, output: write
      ).run()
    }
    if json {
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.prettyPrinted, .withoutEscapingSlashes]
      print(String(decoding: try encoder.encode(results), as: UTF8.self))
    } else {
      EncodeTable.print(results)
    }
  }
}
