import ArgumentParser
import Raster

/// `fury-bench scale`: how long it takes to bring a frame to the terminal's size.
struct ScaleCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "scale",
    abstract: "Times flipping and scaling of a frame (median processor time).")

  @Option(help: "How often each size is scaled.")
  var rounds = 50

  func validate() throws {
    guard rounds > 0 else { throw ValidationError("--rounds must be at least 1") }
  }

  func run() {
    let sizes = [
      (800, 600, 800, 600), (800, 600, 1280, 720), (1280, 720, 1920, 1080), (1280, 720, 800, 450),
      (1920, 1080, 640, 360), (640, 480, 160, 90),
    ]
    for (width, height, toWidth, toHeight) in sizes {
      let from = PixelSize(width: width, height: height)
      let to = PixelSize(width: toWidth, height: toHeight)
      let frame = SphereScene(count: 50, seed: 1).picture(size: from, degrees: 0)
      var scaler = Scaler()
      var picture = Picture(width: 0, height: 0, pixels: [])
      let times = (0..<rounds).map { _ -> Double in
        let start = ProcessClock.milliseconds
        scaler.scale(bottomUp: frame.pixels, from: from, to: to, into: &picture)
        return ProcessClock.milliseconds - start
      }
      let median = times.sorted()[rounds / 2]
      print("\(width)x\(height) to \(toWidth)x\(toHeight): \(EncodeTable.fixed(median, 3)) ms")
    }
  }
}
