import Foundation

/// One line of the example scene's log: an event as FURY took it from its queue, and the camera
/// after.
public struct HandledEvent: Decodable, Sendable {
  /// Counts from 1.
  public let n: Int
  /// The queue's eight numbers: id, weel, x, y, ctrl, shift, user_timestamp, unused.
  public let row: [Double]
  /// The camera's position after the event, three coordinates.
  public let camera: [Double]
  /// The camera's opening angle after the event, in degrees.
  public let viewAngle: Double

  enum CodingKeys: String, CodingKey {
    case n, row, camera
    case viewAngle = "view_angle"
  }

  /// FURY's number of the kind of event: 1 wheel, 2 move, 3 and 4 left press and release, 5 and 6
  /// middle, 7 and 8 right.
  public var id: Int { Int(row[0]) }
  /// The wheel's step; positive zooms out.
  public var weel: Double { row[1] }
  /// From the left, 0 to 1.
  public var x: Double { row[2] }
  /// From the top, 0 to 1.
  public var y: Double { row[3] }
  public var ctrl: Bool { row[4] == 1 }
  public var shift: Bool { row[5] == 1 }
}
