extension FuryEvent {
  /// The event of a message of FURY's page (`set_weel`, `set_mouse` and `set_mouse_click` of its
  /// server).
  ///
  /// Throws for a missing field, a button outside 0…2 and a modifier outside 0…1.
  public init(_ message: WebMessage) throws(WireError) {
    let time = try Self.need("timestampInMs", message.timestampInMs)
    if message.type == "weel" {
      self.init(id: .wheel, weel: try Self.need("deltaY", message.deltaY), userTimestamp: time)
      return
    }
    let id: EventID
    switch message.type {
    case "mouseMove":
      id = .move
    case "mouseLeftClick":
      let number = try Self.need("mouseButton", message.mouseButton)
      guard let button = MouseButton(rawValue: number) else {
        throw .outOfRange(field: "mouseButton", value: Double(number))
      }
      id = EventID(button: button, pressed: try Self.need("on", message.on) == 1)
    default:
      throw .badMessage(reason: "unknown type")
    }
    self.init(
      id: id, x: try Self.need("x", message.x), y: try Self.need("y", message.y),
      ctrl: try Self.modifier("ctrlKey", message.ctrlKey),
      shift: try Self.modifier("shiftKey", message.shiftKey), userTimestamp: time)
  }

  private static func need<Value>(_ field: String, _ value: Value?) throws(WireError) -> Value {
    guard let value else { throw .badMessage(reason: "\(field) is missing") }
    return value
  }

  private static func modifier(_ field: String, _ value: Int?) throws(WireError) -> Bool {
    let number = try need(field, value)
    guard number == 0 || number == 1 else {
      throw .outOfRange(field: field, value: Double(number))
    }
    return number == 1
  }
}
