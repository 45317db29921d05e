import FuryStream
import FuryWire
import Glibc
import SharedMemory
import Synchronization
import Testing

@Suite struct StreamOwnerTests {
  @Test func aStreamIsFoundByItsNameAndByAnySegment() throws {
    let owner = try makeOwner(buffers: 3)
    let stream = owner.description
    for selector in [stream.name, "\(stream.info)", "/\(stream.images[2])"] {
      let found = try StreamDiscovery.resolve(StreamSelector(argument: selector))
      #expect(found.images == stream.images)
      #expect(found.queue == stream.queue)
      #expect(found.pid == getpid())
    }
    owner.close()
    #expect(throws: StreamError.notFound(stream.name)) {
      try StreamDiscovery.resolve(.name(stream.name))
    }
  }

  @Test func aNameInUseIsRefusedAndADeadOwnersRemainsAreRemoved() throws {
    let owner = try makeOwner()
    let error = #expect(throws: StreamError.self) { try StreamOwner(owner.options) }
    #expect(error?.description.contains("in use") == true)
    // Remains: segments whose lock nobody holds.
    let name = owner.options.name! + "-dead"
    let remains = ["image-0", "image-7", "info", "queue"].map {
      "fury-\(geteuid())-\(name)-\($0)"
    }
    for segment in remains { _ = try SharedSegment.create(named: segment, size: 3) }
    var options = owner.options
    options.name = name
    let successor = try StreamOwner(options)
    #expect(SystemFile.status("/dev/shm/" + remains[1]) == nil)
    successor.close()
    #expect(remains.allSatisfy { SystemFile.status("/dev/shm/" + $0) == nil })
  }

  /// Each of many that begin at once finds another complete, or none.
  @Test func ofManyThatWantANameOneGetsIt() throws {
    let name = "unit-race-\(getpid())"
    let options = StreamOwner.Options(name: name, maxWidth: 16, maxHeight: 8)
    for _ in 0..<20 {
      let won = Atomic(0)
      let settled = Atomic(0)
      let refusals = Mutex<[String]>([])
      let threads = try (0..<6).map { _ in
        try SystemThread(name: "owner") {
          var owner: StreamOwner?
          do throws(StreamError) {
            owner = try StreamOwner(options)
            won.add(1, ordering: .relaxed)
          } catch { refusals.withLock { $0.append(error.description) } }
          settled.add(1, ordering: .acquiringAndReleasing)
          while settled.load(ordering: .acquiring) < 6 { usleep(500) }
          withExtendedLifetime(owner) {}
        }
      }
      for thread in threads { thread.join() }
      #expect(won.load(ordering: .relaxed) == 1)
      #expect(refusals.withLock { $0.count == 5 && $0.allSatisfy { $0.contains("in use") } })
    }
    #expect(!SystemFile.entries("/dev/shm").contains { $0.contains(name) })
  }

  @Test func impossibleOptionsAreRefused() throws {
    let good = StreamOwner.Options(name: "unit", maxWidth: 4, maxHeight: 4)
    let changes: [(inout StreamOwner.Options) -> Void] = [
      { $0.name = "" }, { $0.name = "a/b" }, { $0.name = String(repeating: "x", count: 65) },
      { $0.maxWidth = 0 }, { $0.maxHeight = 1 << 20 }, { $0.buffers = 0 }, { $0.queueSlots = 0 },
    ]
    for change in changes {
      var options = good
      change(&options)
      #expect(throws: StreamError.self) { try StreamOwner(options) }
    }
  }

  @Test func whatIsUnlinkedIsPublishedAgain() throws {
    let owner = try makeOwner()
    let pixels = [UInt8](repeating: 5, count: 16 * 8 * 3)
    try owner.write(pixels, width: 16, height: 8)
    let stream = owner.description
    #expect(try !owner.maintain())
    guard case .named(let info) = stream.info else { return }
    SharedSegment.unlink(named: info)
    #expect(try owner.maintain())
    #expect(owner.description == stream)
    let reader = try FrameReader(try StreamDiscovery.resolve(.name(stream.name)))
    var frame = Frame()
    #expect(try reader.poll(into: &frame) == .new(skipped: 0))
    #expect(frame.pixels == pixels)
    #expect(try !owner.maintain())
    owner.close()
    #expect(stream.images.allSatisfy { !exists($0) })
  }

  @Test func anOwnersEndLeavesANewOnesSegmentsAlone() throws {
    let owner = try makeOwner()
    let info = owner.description.info
    guard case .named(let name) = info else { return }
    SharedSegment.unlink(named: name)
    let other = try SharedSegment.create(named: name, size: 8)
    owner.close()
    #expect(exists(info))
    _ = other
    SharedSegment.unlink(named: name)
  }

  @Test func rowsOfAnyDimension() throws {
    let name = "fury-test-\(getpid())-rows"
    let buffer = try RowBuffer(creating: name, maxSize: 3, dimension: 4)
    let other = try RowBuffer(attaching: name)
    #expect((other.maxSize, other.dimension) == (3, 4))
    buffer.contents = (0..<16).map(Double.init)
    #expect(other[3] == [12, 13, 14, 15])
    other[0] = [9, 8, 7, 6]
    #expect(buffer.contents == [9, 8, 7, 6] + (4..<16).map(Double.init))
    #expect(throws: StreamError.self) { try RowBuffer(attaching: name + "-not") }
  }

  @Test func threeGoInTheFourthIsRefused() throws {
    let owner = try makeOwner(slots: 3)
    do {
      let attached = try EventConsumer(owner.description)
      #expect(attached.dequeue() == nil)
      for number in 1...4 {
        let row = try FuryEvent(id: .move, userTimestamp: Double(number)).row()
        #expect(attached.enqueueRow(row) == (number < 4))
      }
    }
    // The attached one is gone; the owner's memory is not.
    #expect((1...3).map { _ in owner.dequeue()?.userTimestamp } == [1, 2, 3])
    let again = try EventConsumer(owner.description)
    #expect(again.isEmpty && again.count == 0)
  }

  @Test func rowsThatAreNoEventsArePassedOver() throws {
    let owner = try makeOwner(slots: 4)
    let consumer = try EventConsumer(owner.description)
    #expect(consumer.enqueueRow(SIMD8(99, 0, 0, 0, 0, 0, 0, 0)))
    #expect(consumer.enqueueRow(SIMD8(2, 0, .nan, 0, 0, 0, 0, 0)))
    #expect(consumer.enqueueRow(SIMD8(2, 0, 0.5, 0, 0, 0, 0, 0)))
    #expect(consumer.dequeue()?.x == 0.5)
    #expect(consumer.refusedRows == 2)
  }

  @Test func anObserverSeesWithoutTaking() throws {
    let owner = try makeOwner(slots: 8)
    var observer = try EventObserver(owner.description)
    let consumer = try EventConsumer(owner.description)
    for number in 1...3 {
      _ = consumer.enqueueRow(try FuryEvent(id: .move, userTimestamp: Double(number)).row())
    }
    #expect(observer.look().map(\.userTimestamp) == [1, 2, 3])
    _ = consumer.enqueueRow(try FuryEvent(id: .move, userTimestamp: 4).row())
    #expect(observer.look().map(\.userTimestamp) == [4])
    #expect(observer.look().isEmpty)
    #expect(consumer.count == 4)
  }
}
