import ArgumentParser
import FuryStream
import Glibc
import PictureFiles
import Raster
import ServerLink
import SharedMemory
import SixelCoding

/// `fury-tui snapshot`: the current frame as a picture file.
struct SnapshotCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "snapshot",
    abstract: "Save the current frame as .png, .jpg, .ppm or .six (sixel).")

  @OptionGroup var options: StreamOptions

  @Option(name: .shortAndLong, help: "The file to write; - for standard output, with --format.")
  var output: String

  @Option(help: "png, jpg, ppm or six, where the file's name does not say it.")
  var format: Format?

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case png, jpg, ppm, six

    init?(argument: String) { self.init(name: argument) }

    init?(name: String) {
      self.init(rawValue: name.lowercased() == "jpeg" ? "jpg" : name.lowercased())
    }
  }

  func run() throws {
    let format = try chosenFormat()
    if output == "-", format != .six, isatty(STDOUT_FILENO) == 1 {
      throw Failure(
        "standard output is a terminal; redirect it, or use --format six", status: Failure.usage)
    }
    let picture = try FrameGrab.current(StreamDiscovery.find(options.selector))
    let bytes: [UInt8]
    do {
      bytes = try Self.encode(picture, as: format)
    } catch {
      throw Failure("\(output): \(error)")
    }
    // Opened only now: a stream that cannot be read leaves no empty file behind.
    let file = try OutputFile(output, option: "-o")
    guard file.write(bytes) else {
      throw Failure("-o \(output): \(unsafe String(cString: strerror(errno)))")
    }
  }

  private func chosenFormat() throws -> Format {
    if let format { return format }
    guard output != "-" else {
      throw Failure("-o - needs --format png, jpg, ppm or six", status: Failure.usage)
    }
    let name = output.split(separator: "/").last ?? ""
    guard let dot = name.lastIndex(of: "."),
      let format = Format(name: String(name[name.index(after: dot)...]))
    else {
      throw Failure(
        "-o \(output): the name says no format; end it in .png, .jpg, .ppm or .six, or use --format",
        status: Failure.usage)
    }
    return format
  }

  private static func encode(
    _ picture: Picture, as format: Format
  ) throws(PictureFileError) -> [UInt8] {
    switch format {
    case .png: try PictureFiles.encode(picture, as: .png)
    case .jpg: try PictureFiles.encode(picture, as: .jpg)
    case .ppm: try PictureFiles.encode(picture, as: .ppm)
    case .six: SixelEncoder().encode(picture)
    }
  }
}

/// Reads one frame of a stream.
enum FrameGrab {
  /// Milliseconds that a producer which has just started gets for its first frame.
  private static let patience = 3000

  /// The current frame, top row first; waits a little for the first one.
  static func current(_ stream: StreamDescription) throws -> Picture {
    do throws(StreamError) {
      let reader = try FrameReader(stream)
      var frame = Frame()
      for waited in 0... {
        if case .new = try reader.poll(into: &frame) {
          Console.progress(nil)
          return Picture(bottomUp: frame.pixels, width: frame.width, height: frame.height)
        }
        if waited * 10 >= patience { break }
        if waited == 50 { Console.progress("waiting for the first frame") }
        Clock.sleep(nanoseconds: 10_000_000)
      }
    } catch {
      throw Failure(error)
    }
    Console.progress(nil)
    throw Failure("\(stream.name): the producer has not made a frame yet; try again when it has")
  }
}
