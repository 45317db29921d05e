/// Events that wait for the queue to become empty, merged while they wait.
///
/// Neighbouring moves with the same modifiers become the newer one, neighbouring wheel steps one
/// step with the product of their zoom factors. Presses and releases are never merged, dropped or
/// reordered, nor does anything move past them.
public struct PendingEvents: Sendable, Hashable {
  /// What the sender of an event recognises it by.
  public typealias Token = UInt64

  struct Item: Sendable, Hashable {
    var event: FuryEvent
    var token: Token?
    var isMergeable: Bool
    /// For the wheel, the zoom factor still to be sent.
    var factor = 1.0
  }

  var items: [Item] = []
  /// Items before this index have been published; dropped from the array now and then.
  var first = 0

  /// Nothing pending.
  public init() {}

  /// True when nothing waits.
  public var isEmpty: Bool { first == items.count }

  /// The number of queue entries that wait, before any wheel amount is split.
  public var count: Int { items.count - first }

  /// Adds an event at the end.
  ///
  /// Returns the tokens of the events that are now part of another: the older of two moves, the
  /// older of two wheel steps, both of two steps that cancel. Throws what ``FuryEvent/row()``
  /// throws, and then nothing has changed.
  public mutating func append(
    _ event: FuryEvent, token: Token?, isMergeable: Bool = true
  ) throws(WireError) -> [Token] {
    _ = try event.row()
    let factor = event.id == .wheel ? ZoomStep.factor(ofWeel: event.weel) : 1
    let item = Item(event: event, token: token, isMergeable: isMergeable, factor: factor)
    guard isMergeable, first < items.count, let last = items.last,
      last.isMergeable, Self.canMerge(last.event, event)
    else {
      items.append(item)
      return []
    }
    items.removeLast()
    var merged = [last.token]
    let product = last.factor * factor
    if event.id == .wheel && ZoomStep.isIdentity(product) {
      merged.append(token)
    } else {
      items.append(item)
      items[items.count - 1].factor = product
    }
    return merged.compactMap { $0 }
  }

  /// The next rows to publish, at most `limit`; ``removePublished(_:)`` takes them off.
  ///
  /// A wheel amount beyond ``ZoomStep/weelRange`` ends the batch with as much of it as may be sent.
  public func batch(limit: Int) -> [FuryEvent] {
    var events: [FuryEvent] = []
    for item in items[first...].prefix(limit) {
      let (event, rest) = Self.sendable(item)
      events.append(event)
      if rest != nil { break }
    }
    return events
  }

  /// Takes off the first `count` events of the last ``batch(limit:)`` and returns their tokens.
  ///
  /// A wheel item with a rest stays, for the rest, without its token.
  public mutating func removePublished(_ count: Int) -> [Token] {
    precondition(count <= self.count)
    var tokens: [Token] = []
    for _ in 0..<count {
      if let token = items[first].token { tokens.append(token) }
      if let rest = Self.sendable(items[first]).rest {
        items[first].factor = rest
        items[first].token = nil
      } else {
        first += 1
      }
    }
    compact()
    return tokens
  }

  /// Gives everything up and returns the tokens.
  public mutating func removeAll() -> [Token] {
    let tokens = items[first...].compactMap(\.token)
    items.removeAll(keepingCapacity: true)
    first = 0
    return tokens
  }

  private mutating func compact() {
    if first == items.count || first > max(64, items.count / 2) {
      items.removeFirst(first)
      first = 0
    }
  }

  private static func canMerge(_ older: FuryEvent, _ newer: FuryEvent) -> Bool {
    older.id == newer.id && (newer.id == .move || newer.id == .wheel)
      && older.ctrl == newer.ctrl && older.shift == newer.shift
  }

  private static func sendable(_ item: Item) -> (event: FuryEvent, rest: Double?) {
    guard item.event.id == .wheel else { return (item.event, nil) }
    let (weel, rest) = ZoomStep.split(factor: item.factor)
    var event = item.event
    // A lone step keeps its very number; the way through the factor could change its last bit.
    let isLoneStep = rest == nil && item.factor == ZoomStep.factor(ofWeel: event.weel)
    if !isLoneStep { event.weel = weel }
    return (event, rest)
  }
}
