import FoundationEssentials
import FuryWire

/// One line of an event log: JSON as `--dump-events` and `events` write it and `replay` reads it.
///
/// Keys and event names are FURY's. Reading needs only `event` or `id`; the rest is 0 where it is
/// absent.
public struct EventLine: Sendable, Equatable {
  public var record: EventRecord

  public init(_ record: EventRecord) { self.record = record }

  /// Why a line is not an event: one line for the user.
  public struct Malformed: Error, Sendable, Equatable {
    public var reason: String
  }

  /// The JSON text, without a line end.
  public var text: String {
    let event = record.event
    let fields = Fields(
      t: record.time, from: record.origin.rawValue, event: event.id.furyName, id: event.id.rawValue,
      weel: event.weel, x: event.x, y: event.y, ctrl: event.ctrl ? 1 : 0,
      shift: event.shift ? 1 : 0, userTimestamp: event.userTimestamp,
      raw: record.raw.isEmpty ? nil : String(decoding: record.raw, as: UTF8.self),
      fate: record.fate.text)
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    // Only NaN and infinity cannot be written, and no event with one gets this far.
    guard let data = try? encoder.encode(fields) else { return "{}" }
    return String(decoding: data, as: UTF8.self)
  }

  /// Reads a line.
  public init(text: some StringProtocol) throws(Malformed) {
    let fields: Fields
    do {
      fields = try JSONDecoder().decode(Fields.self, from: Data(text.utf8))
    } catch {
      throw Malformed(reason: "not a JSON object of an event log")
    }
    let named = fields.event.map { EventID(furyName: $0) }
    guard let id = named ?? fields.id.flatMap(EventID.init(rawValue:)) else {
      throw Malformed(reason: "no event name or id that FURY knows")
    }
    for (name, value) in [("ctrl", fields.ctrl), ("shift", fields.shift)]
    where ![nil, 0, 1].contains(value) {
      throw Malformed(reason: "\(name) must be 0 or 1")
    }
    let event = FuryEvent(
      id: id, weel: fields.weel ?? 0, x: fields.x ?? 0, y: fields.y ?? 0, ctrl: fields.ctrl == 1,
      shift: fields.shift == 1, userTimestamp: fields.userTimestamp ?? 0)
    record = EventRecord(
      token: 0, time: fields.t ?? event.userTimestamp, origin: .replay, event: event,
      fate: EventRecord.Fate(text: fields.fate ?? "sent"))
  }

  private struct Fields: Codable {
    var t: Double?
    var from: String?
    var event: String?
    var id: Int?
    var weel: Double?
    var x: Double?
    var y: Double?
    var ctrl: Int?
    var shift: Int?
    var userTimestamp: Double?
    var raw: String?
    var fate: String?

    enum CodingKeys: String, CodingKey {
      case t, from, event, id, weel, x, y, ctrl, shift, raw, fate
      case userTimestamp = "user_timestamp"
    }
  }
}

extension EventRecord.Fate {
  /// As it stands in a log: `dropped: reason` for a dropped event.
  public var text: String {
    switch self {
    case .waiting: "waiting"
    case .sent: "sent"
    case .merged: "merged"
    case .dropped(let reason): "dropped: \(reason)"
    }
  }

  init(text: String) {
    switch text {
    case "sent": self = .sent
    case "merged": self = .merged
    case "waiting": self = .waiting
    default: self = .dropped(text)
    }
  }
}
