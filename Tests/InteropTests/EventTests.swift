import FuryStream
import FuryWire
import SharedMemory
import TestSupport
import Testing

extension Interop {
  /// Our producer against FURY's own consumer.
  @Suite struct Events {
    @Test(arguments: [false, true]) func flatOutNothingIsLost(raw: Bool) throws {
      try deliver(200_000, raw: raw, perSecond: nil)
    }

    @Test(arguments: [false, true]) func atOneThousandASecondNothingIsLost(raw: Bool) throws {
      try deliver(20_000, raw: raw, perSecond: 1000)
    }

    @Test(arguments: [2, 3, 5]) func smallQueuesLoseNothing(slots: Int) throws {
      try deliver(3_000, raw: false, perSecond: nil, slots: slots)
    }

    private func deliver(_ count: Int, raw: Bool, perSecond: Int?, slots: Int = 50) throws {
      let peer = try Interop.newPeer()
      let (id, stream) = try Interop.makeStream(peer, ["raw": raw, "slots": slots])
      #expect(stream.takesEvents)
      let recorder = EventRecorder()
      let producer = try EventProducer(stream, recorder: recorder)
      #expect(producer.control == .mine)
      try peer.send("drain", ["id": id, "count": count, "timeout": 90])
      let start = Clock.monotonicNanoseconds()
      for number in 0..<count {
        producer.postUnmerged(Interop.numbered(number), token: UInt64(number))
        if let perSecond {
          Clock.sleep(untilMonotonic: start + Int64(number + 1) * 1_000_000_000 / Int64(perSecond))
        }
      }
      let result = try peer.read(seconds: 120)
      #expect(result["got"] as? Int == count)
      #expect(result["lost"] as? Int == 0)
      #expect(result["doubled"] as? Int == 0)
      #expect(result["disorder"] as? Int == 0)
      #expect(result["wrong"] as? Int == 0)
      producer.close(timeoutMilliseconds: 1000)
      #expect(recorder.count(.sent) == count)
    }

    @Test func rowsArriveExactlyAsFURYWritesThem() throws {
      let peer = try Interop.peer()
      let (id, stream) = try Interop.makeStream(peer, ["slots": 50])
      let producer = try EventProducer(stream, recorder: EventRecorder())
      let events = [
        FuryEvent(id: .leftPress, x: 0.5012, y: 0.431, ctrl: true, userTimestamp: 1.79e12),
        FuryEvent(id: .move, x: -3, y: 2, shift: true, userTimestamp: 1.79e12 + 1),
        FuryEvent(id: .leftRelease, x: 0.1, y: 0.9, userTimestamp: 1.79e12 + 2),
        FuryEvent(id: .wheel, weel: 60, userTimestamp: 1.79e12 + 3),
      ]
      for (token, event) in events.enumerated() { producer.post(event, token: UInt64(token)) }
      let rows = try peer.ask("rows", ["id": id, "count": 4])["rows"] as? [[Double]]
      let expected = try events.map { event in
        let row = try event.row()
        return (0..<8).map { row[$0] }
      }
      #expect(rows == expected)
      producer.close(timeoutMilliseconds: 1000)
      try peer.ask("cleanup", ["id": id])
    }

    @Test func aStaleLockIsHealedWithAMessage() throws {
      let peer = try Interop.peer()
      let (id, stream) = try Interop.makeStream(peer)
      try peer.ask("lock", ["id": id, "value": 1])
      let recorder = EventRecorder()
      let producer = try EventProducer(stream, recorder: recorder)
      producer.post(Interop.numbered(0), token: 0)
      let rows = try peer.ask("rows", ["id": id, "count": 1])["rows"] as? [[Double]]
      #expect(rows?.count == 1)
      #expect(recorder.allNotices.contains(.staleLockCleared))
      producer.close(timeoutMilliseconds: 1000)
      try peer.ask("cleanup", ["id": id])
    }

    @Test func oneSlotIsBestEffortAndSaysSo() throws {
      let peer = try Interop.peer()
      let (id, stream) = try Interop.makeStream(peer, ["slots": 1])
      let recorder = EventRecorder()
      let producer = try EventProducer(stream, recorder: recorder)
      for number in 0..<5 { producer.post(Interop.numbered(number), token: UInt64(number)) }
      let rows = try peer.ask("rows", ["id": id, "count": 5])["rows"] as? [[Double]]
      #expect(rows?.map { $0[6] } == [0, 1, 2, 3, 4])
      #expect(recorder.allNotices.contains(.bestEffortQueue))
      producer.close(timeoutMilliseconds: 1000)
      try peer.ask("cleanup", ["id": id])
    }

    @Test func aDeadProducerEndsTheStream() throws {
      let peer = try Interop.newPeer()
      let (_, stream) = try Interop.makeStream(peer)
      let recorder = EventRecorder()
      let producer = try EventProducer(stream, recorder: recorder)
      peer.kill()
      let deadline = Clock.monotonicNanoseconds() + 20_000_000_000
      while recorder.allNotices.isEmpty, Clock.monotonicNanoseconds() < deadline {
        Clock.sleep(nanoseconds: 10_000_000)
      }
      guard case .streamEnded(let reason)? = recorder.allNotices.first else {
        Issue.record("no notice of the end")
        return
      }
      #expect(reason.contains("\(peer.pid)"))
      producer.post(Interop.numbered(1), token: 1)
      guard case .dropped? = recorder.allFates[1] else {
        Issue.record("an event after the end was not dropped")
        return
      }
    }
  }
}
