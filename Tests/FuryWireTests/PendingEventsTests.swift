import FuryWire
import Testing

/// Events merge while they wait, and nothing but moves and wheel steps does.
@Suite struct PendingEventsTests {
  private func move(_ x: Double, shift: Bool = false) -> FuryEvent {
    FuryEvent(id: .move, x: x, y: 0.5, shift: shift)
  }

  private func wheel(_ weel: Double) -> FuryEvent { FuryEvent(id: .wheel, weel: weel) }

  @Test func theNewestMoveWins() throws {
    var pending = PendingEvents()
    #expect(try pending.append(move(0.1), token: 1) == [])
    #expect(try pending.append(move(0.2), token: 2) == [1])
    #expect(try pending.append(move(0.3), token: 3) == [2])
    #expect(pending.batch(limit: 9) == [move(0.3)])
    #expect(pending.removePublished(1) == [3])
    #expect(pending.isEmpty)
  }

  @Test func nothingMovesPastAPressOrARelease() throws {
    var pending = PendingEvents()
    let press = FuryEvent(id: .leftPress, x: 0.2, y: 0.5)
    let release = FuryEvent(id: .leftRelease, x: 0.4, y: 0.5)
    let sequence = [move(0.1), press, move(0.3), release, move(0.5), press, release]
    for (token, event) in sequence.enumerated() {
      #expect(try pending.append(event, token: UInt64(token)) == [])
    }
    #expect(pending.batch(limit: 3) == Array(sequence[..<3]))
    #expect(pending.removePublished(2) == [0, 1])
    #expect(pending.batch(limit: 99) == Array(sequence[2...]))
    #expect(pending.removePublished(5) == [2, 3, 4, 5, 6])
  }

  @Test func otherModifiersAreAnotherMove() throws {
    var pending = PendingEvents()
    _ = try pending.append(move(0.1), token: 1)
    #expect(try pending.append(move(0.2, shift: true), token: 2) == [])
    #expect(pending.count == 2)
  }

  @Test func unmergedEventsKeepTheirPlaces() throws {
    var pending = PendingEvents()
    _ = try pending.append(move(0.1), token: 1, isMergeable: false)
    #expect(try pending.append(move(0.2), token: 2) == [])
    #expect(try pending.append(move(0.3), token: 3, isMergeable: false) == [])
    #expect(pending.batch(limit: 9).map(\.x) == [0.1, 0.2, 0.3])
  }

  @Test func oppositeStepsCancel() throws {
    var pending = PendingEvents()
    _ = try pending.append(wheel(ZoomStep.outWeel), token: 1)
    #expect(try pending.append(wheel(ZoomStep.inWeel), token: 2) == [1, 2])
    #expect(pending.isEmpty)
    for token in 0..<200 as Range<UInt64> {
      _ = try pending.append(wheel(token < 100 ? ZoomStep.outWeel : ZoomStep.inWeel), token: token)
    }
    #expect(pending.isEmpty)
  }

  @Test func stepsMultiplyWithinTheRange() throws {
    var pending = PendingEvents()
    for token in 0..<30 as Range<UInt64> {
      _ = try pending.append(wheel(ZoomStep.outWeel), token: token)
    }
    var product = 1.0
    var tokens: [UInt64] = []
    var rounds = 0
    while !pending.isEmpty, rounds < 50 {
      let batch = pending.batch(limit: 10)
      #expect(batch.count == 1)
      #expect(ZoomStep.weelRange.contains(batch[0].weel))
      product *= ZoomStep.factor(ofWeel: batch[0].weel)
      tokens += pending.removePublished(1)
      rounds += 1
    }
    var wanted = 1.0
    for _ in 0..<30 { wanted *= ZoomStep.outFactor }
    #expect(abs(product - wanted) < 1e-12)
    #expect(tokens == [29])
    #expect(rounds == 6)  // 0.94^30 = 0.156, 0.7 at most a round
  }

  @Test func aSingleStepKeepsItsNumber() throws {
    var pending = PendingEvents()
    for weel in [60, ZoomStep.inWeel, 0.2, -100, 100, 300, -400] {
      _ = try pending.append(wheel(weel), token: 1)
      #expect(pending.batch(limit: 1)[0].weel == weel)
      _ = pending.removePublished(1)
    }
  }

  @Test func aRunawaySumIsSentInParts() throws {
    var pending = PendingEvents()
    _ = try pending.append(wheel(900), token: 1)
    _ = try pending.append(FuryEvent(id: .leftPress), token: 2)
    var weels: [Double] = []
    while pending.batch(limit: 5).first?.id == .wheel {
      let batch = pending.batch(limit: 5)
      weels += batch.filter { $0.id == .wheel }.map(\.weel)
      _ = pending.removePublished(batch.count)
    }
    #expect(weels.allSatisfy(ZoomStep.weelRange.contains))
    let product = weels.reduce(1) { $0 * ZoomStep.factor(ofWeel: $1) }
    #expect(abs(product - 0.1) < 1e-12)
  }

  @Test func impossibleNumbersChangeNothing() throws {
    var pending = PendingEvents()
    _ = try pending.append(move(0.1), token: 1)
    #expect(throws: WireError.self) { try pending.append(move(.nan), token: 2) }
    #expect(throws: WireError.self) { try pending.append(wheel(1000), token: 3) }
    #expect(pending.batch(limit: 9) == [move(0.1)])
    #expect(pending.removeAll() == [1])
    #expect(pending.isEmpty)
  }

  @Test func manyPassThroughInOrder() throws {
    var pending = PendingEvents()
    var out: [UInt64] = []
    for token in 0..<10_000 as Range<UInt64> {
      _ = try pending.append(move(0.5), token: token, isMergeable: false)
      if token % 3 == 0 { out += pending.removePublished(min(2, pending.count)) }
    }
    out += pending.removePublished(pending.count)
    #expect(out == Array(0..<10_000))
  }
}
