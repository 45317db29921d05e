import FuryStream
import FuryWire
import Glibc
import SharedMemory
import Testing

@Suite struct EventProducerTests {
  @Test(arguments: [false, true]) func eventsArriveInOrder(anonymous: Bool) throws {
    let owner = try makeOwner(slots: 5, anonymous: anonymous)
    let reports = Reports()
    let producer = try EventProducer(owner.description, reports: reports)
    for number in 0..<500 {
      producer.postUnmerged(
        FuryEvent(id: .move, x: 0.5, y: 0.5, userTimestamp: Double(number)), token: UInt64(number))
    }
    var got: [Int] = []
    _ = eventually {
      while let event = owner.dequeue() { got.append(Int(event.userTimestamp)) }
      return got.count >= 500
    }
    #expect(got == Array(0..<500))
    #expect(producer.flush(timeoutMilliseconds: 20_000, untilDrained: true))
    #expect((0..<500).allSatisfy { reports.fate($0) == .sent })
    producer.close(timeoutMilliseconds: 1000)
  }

  @Test func aConsumerThatStopsLosesNothing() throws {
    let owner = try makeOwner(slots: 3)
    let reports = Reports()
    let producer = try EventProducer(owner.description, reports: reports)
    producer.post(FuryEvent(id: .leftPress, x: 0.1, y: 0.1), token: 0)
    #expect(producer.flush(timeoutMilliseconds: 20_000))
    for step in 1...100 as ClosedRange<UInt64> {
      producer.post(FuryEvent(id: .move, x: Double(step) / 100, y: 0.5), token: step)
    }
    producer.post(FuryEvent(id: .leftRelease, x: 1, y: 0.5), token: 101)
    #expect(!producer.flush(timeoutMilliseconds: 20))
    var got: [FuryEvent] = []
    _ = eventually {
      if let event = owner.dequeue() { got.append(event) }
      return got.last?.id == .leftRelease
    }
    #expect(got.map(\.id) == [.leftPress, .move, .leftRelease])
    #expect(got[1].x == 1)
    #expect((1..<100).allSatisfy { reports.fate($0) == .merged })
    #expect(eventually { reports.fate(100) == .sent && reports.fate(101) == .sent })
    producer.close(timeoutMilliseconds: 1000)
  }

  @Test func impossibleNumbersAreDropped() throws {
    let owner = try makeOwner()
    let reports = Reports()
    let producer = try EventProducer(owner.description, reports: reports)
    producer.post(FuryEvent(id: .move, x: .nan), token: 1)
    producer.postUnmerged(FuryEvent(id: .wheel, weel: 2000), token: 2)
    for token in [1, 2] as [UInt64] {
      guard case .dropped(let reason)? = reports.fate(token) else {
        Issue.record("event \(token) was not dropped")
        continue
      }
      #expect(reason.contains("out of range"))
    }
    #expect(owner.dequeue() == nil)
    producer.close(timeoutMilliseconds: 0)
  }

  @Test func oneControlsTheOthersWatch() throws {
    let owner = try makeOwner()
    let (first, second, third) = (Reports(), Reports(), Reports())
    let leader = try EventProducer(owner.description, reports: first)
    let follower = try EventProducer(owner.description, reports: second)
    let watcher = try EventProducer(owner.description, takeControl: false, reports: third)
    #expect(leader.control == .mine)
    #expect(follower.control == .other(pid: getpid()))
    #expect(watcher.control == .other(pid: getpid()))
    follower.post(FuryEvent(id: .move), token: 1)
    #expect(second.fate(1) == .dropped("process \(getpid()) controls this stream"))

    // A button is down when control changes hands: its release still reaches the scene.
    leader.post(FuryEvent(id: .leftPress, x: 0.2, y: 0.3), token: 1)
    leader.post(FuryEvent(id: .move, x: 0.4, y: 0.6), token: 2)
    #expect(leader.flush(timeoutMilliseconds: 20_000))
    follower.takeControl()
    #expect(eventually { follower.control == .mine })
    #expect(second.allNotices.contains(.controlGained))
    #expect(eventually { leader.control == .other(pid: getpid()) })
    #expect(first.allNotices == [.controlLost(pid: getpid())])
    var got: [FuryEvent] = []
    _ = eventually {
      if let event = owner.dequeue() { got.append(event) }
      return got.count == 3
    }
    #expect(got.map(\.id) == [.leftPress, .move, .leftRelease])
    #expect(got.last?.x == 0.4 && got.last?.y == 0.6)

    follower.releaseControl()
    #expect(eventually { follower.control == .free })
    #expect(eventually { watcher.control == .free })
    watcher.takeControl()
    #expect(eventually { watcher.control == .mine })
    for producer in [leader, follower, watcher] { producer.close(timeoutMilliseconds: 1000) }
    // Who closes gives control up.
    let last = try EventProducer(owner.description, reports: Reports())
    #expect(last.control == .mine)
    last.close(timeoutMilliseconds: 0)
  }

  @Test func aDeadControllerIsNoController() throws {
    let owner = try makeOwner(slots: 8)
    guard case .named(let name)? = owner.description.queue else { return }
    let segment = try SharedSegment.open(named: name)
    let layout = QueueLayout(maxSize: 8)
    let words = try MappedWords(segment, byteCount: layout.byteCount)
    let dead = ControlRecord(
      lastSlot: 3, controller: .init(pid: getpid(), startTime: 1, instance: 1),
      heartbeat: Clock.wallMilliseconds())
    for column in 0..<8 {
      words.store(dead.row[column], at: layout.offset(ofRow: 8) + column * 8)
    }
    let producer = try EventProducer(owner.description, reports: Reports())
    #expect(producer.control == .mine)
    producer.close(timeoutMilliseconds: 0)
  }

  @Test func aQueueThatIsCutEndsTheStream() throws {
    let owner = try makeOwner()
    let reports = Reports()
    let producer = try EventProducer(owner.description, reports: reports)
    guard case .named(let name)? = owner.description.queue else { return }
    ftruncate(try SharedSegment.open(named: name).descriptor, 0)
    producer.post(FuryEvent(id: .leftPress), token: 1)
    #expect(eventually { !reports.allNotices.isEmpty })
    guard case .streamEnded? = reports.allNotices.first else {
      Issue.record("no notice of the end")
      return
    }
    producer.close(timeoutMilliseconds: 0)
  }

  @Test func wordsThatAreNoQueueEndTheStream() throws {
    let owner = try makeOwner()
    guard case .named(let name)? = owner.description.headTail else { return }
    let words = try MappedWords(try SharedSegment.open(named: name), byteCount: 12)
    words.store(Int32(99), at: 0)
    let reports = Reports()
    let producer = try EventProducer(owner.description, reports: reports)
    #expect(eventually { !reports.allNotices.isEmpty })
    producer.close(timeoutMilliseconds: 0)
    // A consumer of ours resets it.
    #expect(owner.dequeue() == nil)
    #expect(words.int32(at: 0) == -1)
  }

  @Test func aViewOnlyStreamTakesNoEvents() throws {
    let owner = try makeOwner(slots: nil)
    #expect(!owner.description.takesEvents)
    #expect(throws: StreamError.self) {
      try EventProducer(owner.description, reports: Reports())
    }
  }
}
