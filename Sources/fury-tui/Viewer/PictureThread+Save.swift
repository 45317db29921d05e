import FuryStream
import PictureFiles
import Raster
import Synchronization

extension PictureThread.Loop {
  /// Saves the newest frame where one was asked for.
  func save(_ orders: PictureThread.Orders) {
    guard let path = orders.savePath else { return }
    owner.orders.withLock { $0.savePath = nil }
    guard hasFrame else { return owner.report(.trouble("no frame to save yet")) }
    do {
      let picture = Picture(bottomUp: frame.pixels, width: frame.width, height: frame.height)
      let file = try OutputFile(path, option: "save")
      guard file.write(try PictureFiles.encode(picture, as: .png)) else {
        return owner.report(.trouble("\(path): could not be written"))
      }
      owner.report(.saved(path: path))
    } catch let failure as Failure {
      owner.report(.trouble(failure.message))
    } catch {
      owner.report(.trouble("\(path): \(error)"))
    }
  }
}
