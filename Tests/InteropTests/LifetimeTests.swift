import Foundation
import FuryStream
import FuryWire
import SharedMemory
import TestSupport
import Testing

extension Interop {
  /// Who removes what, and FURY's own classes on our memory.
  @Suite struct Lifetimes {
    private func owner(queueSlots: Int? = 50) throws -> StreamOwner {
      try StreamOwner(
        .init(
          name: "interop-\(getpid())-\(Int.random(in: 0..<1_000_000))", maxWidth: 64, maxHeight: 48,
          queueSlots: queueSlots))
    }

    private func names(_ stream: StreamDescription) -> [String: Any] {
      [
        "images": stream.images.map(\.description), "info": stream.info.description,
        "queue": stream.queue?.description ?? "", "headTail": stream.headTail?.description ?? "",
      ]
    }

    private func exists(_ reference: MemoryReference) -> Bool {
      FileManager.default.fileExists(atPath: "/dev/shm/\(reference)")
    }

    @Test func theirClassesReadOurFrames() throws {
      let peer = try Interop.peer()
      let owner = try owner()
      let answer = try peer.ask(
        "attach", ["id": "ours", "names": names(owner.description)])
      #expect(answer["maxSize"] as? Int == 50)
      #expect(answer["dimension"] as? Int == 8)
      #expect(try peer.ask("frame", ["id": "ours"])["width"] as? Int == 0)
      for round in 1...3 {
        let (width, height) = (64 - round, 48 - round)
        let pixels = (0..<(width * height * 3)).map { UInt8(truncatingIfNeeded: $0 * round) }
        try owner.write(pixels, width: width, height: height)
        let seen = try peer.ask("frame", ["id": "ours"])
        #expect(seen["width"] as? Int == width)
        #expect(seen["height"] as? Int == height)
        #expect(seen["sha256"] as? String == (try sha256(pixels)))
        #expect(seen["jpeg"] as? String == "ffd8")
      }
    }

    @Test func theirEnqueueReachesOurConsumer() throws {
      let peer = try Interop.peer()
      let owner = try owner()
      try peer.ask("attach", ["id": "theirs", "names": names(owner.description)])
      // Alternately: they wait for the empty queue, we take what there is.
      try peer.send("enqueue", ["id": "theirs", "first": 0, "count": 500])
      var got: [FuryEvent] = []
      let deadline = Clock.monotonicNanoseconds() + 20_000_000_000
      while got.count < 500, Clock.monotonicNanoseconds() < deadline {
        if let event = owner.dequeue() { got.append(event) }
      }
      #expect(try peer.read(seconds: 30)["done"] as? Int == 500)
      #expect(got.map { Int($0.userTimestamp) } == Array(0..<500))
      #expect(got.first?.ctrl == true && got.first?.x == 0.5 && got.first?.y == 0.25)
      // In a burst: 50 slots hold 50, the rest is refused.
      let burst = try peer.ask("fill", ["id": "theirs", "first": 0, "count": 60])
      #expect(burst["taken"] as? Int == 50)
      #expect((0..<50).map { _ in owner.dequeue().map { Int($0.userTimestamp) } } == Array(0..<50))
      #expect(owner.dequeue() == nil)
      #expect(try peer.ask("state", ["id": "theirs"])["words"] as? [Int] == [-1, -1, 0])
    }

    @Test func ourExitLeavesTheirSegmentsAlone() throws {
      let peer = try Interop.peer()
      let (id, stream) = try Interop.makeStream(peer)
      try peer.ask("write", ["id": id])
      do {
        let reader = try FrameReader(stream)
        var frame = Frame()
        _ = try reader.poll(into: &frame)
        let producer = try EventProducer(stream, recorder: EventRecorder())
        producer.close(timeoutMilliseconds: 1000)
      }
      let all = stream.images + [stream.info, stream.queue, stream.headTail].compactMap { $0 }
      #expect(all.count == 5)
      #expect(all.allSatisfy(exists))
      try peer.ask("write", ["id": id, "seed": 9])
      try peer.ask("cleanup", ["id": id])
      #expect(!all.contains(where: exists))
    }

    @Test func anUnlinkingAttacherLeavesUsAbleToPublishAgain() throws {
      let owner = try owner()
      let pixels = [UInt8](repeating: 7, count: 64 * 48 * 3)
      try owner.write(pixels, width: 64, height: 48)
      let stream = try StreamDiscovery.resolve(.name(owner.options.name!))
      #expect(stream.pid == getpid())
      let reader = try FrameReader(stream)
      var frame = Frame()
      _ = try reader.poll(into: &frame)
      let recorder = EventRecorder()
      let producer = try EventProducer(stream, recorder: recorder)

      #expect(try !owner.maintain())
      let attacher = try Interop.newPeer()
      try attacher.ask(
        "attach", ["id": "x", "names": names(owner.description), "patched": false])
      attacher.stop()
      #expect(!exists(stream.info), "FURY 0.12's attacher is expected to remove the names")

      #expect(try owner.maintain())
      #expect(exists(stream.info) && stream.images.allSatisfy(exists))
      // Viewers follow: pictures and events go through the new memory.
      let fresh = [UInt8](repeating: 9, count: 64 * 48 * 3)
      try owner.write(fresh, width: 64, height: 48)
      let deadline = Clock.monotonicNanoseconds() + 20_000_000_000
      while frame.pixels != fresh, Clock.monotonicNanoseconds() < deadline {
        _ = try reader.poll(into: &frame)
        Clock.sleep(nanoseconds: 5_000_000)
      }
      #expect(frame.pixels == fresh)
      while !recorder.allNotices.contains(.streamFollowed),
        Clock.monotonicNanoseconds() < deadline
      { Clock.sleep(nanoseconds: 5_000_000) }
      producer.post(Interop.numbered(4), token: 4)
      #expect(producer.flush(timeoutMilliseconds: 5000))
      #expect(owner.dequeue() == Interop.numbered(4))
      producer.close(timeoutMilliseconds: 1000)
      owner.close()
      #expect(!exists(stream.info) && !stream.images.contains(where: exists))
    }

    private func sha256(_ bytes: [UInt8]) throws -> String {
      let process = Process()
      let (input, output) = (Pipe(), Pipe())
      process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
      process.arguments = ["sha256sum"]
      (process.standardInput, process.standardOutput) = (input, output)
      try process.run()
      try input.fileHandleForWriting.write(contentsOf: Data(bytes))
      try input.fileHandleForWriting.close()
      let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
      process.waitUntilExit()
      return String(text.prefix(64))
    }
  }
}
