import Foundation
import FuryStream
import SharedMemory
import TestSupport
import Testing

extension Interop {
  /// Our reader on frames that FURY's own classes write.
  @Suite struct Frames {
    @Test(arguments: [false, true], [1, 2, 3, 7])
    func pixelsAreThoseThatPythonSaved(raw: Bool, buffers: Int) throws {
      let peer = try Interop.newPeer()
      let (id, names) = try Interop.makeMemory(
        peer, ["raw": raw, "buffers": buffers, "width": 61, "height": 47])
      let png = FileManager.default.temporaryDirectory
        .appendingPathComponent("fury-\(peer.pid)-\(raw)-\(buffers).png")
      defer { try? FileManager.default.removeItem(at: png) }
      if !raw {
        // Named memory has no sizes before the first frame; raw arrays have the maximum.
        let early = try StreamDiscovery.resolve(.name(names["info"] as! String))
        var frame = Frame()
        #expect(try FrameReader(early).poll(into: &frame) == .noFrameYet)
        #expect(early.width == 0)
      }
      try peer.ask("write", ["id": id, "seed": 1, "width": 61, "height": 47])
      let stream = try StreamDiscovery.resolve(.pid(peer.pid))
      #expect(stream.bufferCount == buffers)
      #expect((stream.width, stream.height) == (61, 47))
      let reader = try FrameReader(stream)
      var frame = Frame()
      #expect(try reader.poll(into: &frame) == .new(skipped: 0))
      for round in 1...4 {
        let size = ["id": id, "width": 40 + round, "height": 30] as [String: Any]
        try peer.ask("write", size.merging(["seed": round * 10, "png": png.path]) { $1 })
        #expect(try arrival(reader, into: &frame))
        let saved = try #require(SavedPicture(png))
        #expect((frame.width, frame.height) == (saved.width, saved.height))
        #expect(frame.pixels == saved.bottomUp)
        #expect(try reader.poll(into: &frame) == .unchanged)
      }
    }

    @Test(arguments: [1, 2, 3]) func beingLappedExactlyIsNoticed(buffers: Int) throws {
      let peer = try Interop.peer()
      let (id, stream) = try Interop.makeStream(peer, ["buffers": buffers])
      try peer.ask("write", ["id": id, "seed": 1])
      let reader = try FrameReader(stream)
      var frame = Frame()
      #expect(try reader.poll(into: &frame) == .new(skipped: 0))
      let before = frame.pixels
      // As many frames as images: the index is what it was.
      try peer.ask("write", ["id": id, "seed": 50, "count": buffers])
      #expect(try arrival(reader, into: &frame))
      #expect(frame.pixels != before)
      try peer.ask("cleanup", ["id": id])
    }

    @Test func skippedFramesAreCounted() throws {
      let peer = try Interop.peer()
      let (id, stream) = try Interop.makeStream(peer, ["buffers": 4])
      try peer.ask("write", ["id": id, "seed": 1])
      let reader = try FrameReader(stream)
      var frame = Frame()
      _ = try reader.poll(into: &frame)
      try peer.ask("write", ["id": id, "seed": 2, "count": 3])
      #expect(try reader.poll(into: &frame) == .new(skipped: 2))
      try peer.ask("cleanup", ["id": id])
    }

    @Test func aDyingProducerEndsTheStreamCleanly() throws {
      let peer = try Interop.newPeer()
      let (id, stream) = try Interop.makeStream(peer)
      try peer.ask("write", ["id": id])
      let reader = try FrameReader(stream)
      var frame = Frame()
      _ = try reader.poll(into: &frame)
      #expect(reader.isProducerAlive)
      peer.kill()
      #expect(throws: StreamError.ended("process \(peer.pid) is gone")) {
        try untilItThrows(reader)
      }
      #expect(!reader.isProducerAlive)
    }

    @Test func aProducerThatClosesItsStreamEndsIt() throws {
      let peer = try Interop.peer()
      let (id, stream) = try Interop.makeStream(peer)
      try peer.ask("write", ["id": id])
      let reader = try FrameReader(stream)
      try peer.ask("cleanup", ["id": id])
      #expect(throws: StreamError.ended("process \(peer.pid) closed \(stream.name)")) {
        try untilItThrows(reader)
      }
    }

    @Test func lyingWordsAreRefused() throws {
      let peer = try Interop.peer()
      let (id, stream) = try Interop.makeStream(peer)
      try peer.ask("write", ["id": id])
      let reader = try FrameReader(stream)
      for (word, value) in [(1, 2), (2, 0), (2, 40_000), (3, 65), (0, 4)] {
        var frame = Frame()
        try peer.ask("write", ["id": id, "count": 2])
        _ = try reader.poll(into: &frame)
        try peer.ask("poke", ["id": id, "word": word, "value": value])
        let error = #expect(throws: StreamError.self) { try untilItThrows(reader) }
        #expect(error?.exitStatus == 4)
        try peer.ask("poke", ["id": id, "word": 0, "value": 0])
        try peer.ask("poke", ["id": id, "word": 1, "value": 0])
      }
      try peer.ask("cleanup", ["id": id])
    }

    @Test func truncatedMemoryIsAnErrorNotASignal() throws {
      let peer = try Interop.peer()
      let (id, stream) = try Interop.makeStream(peer)
      try peer.ask("write", ["id": id])
      let reader = try FrameReader(stream)
      var frame = Frame()
      _ = try reader.poll(into: &frame)
      guard case .named(let image) = stream.images[1] else { return }
      try peer.ask("truncate", ["name": image, "size": 100])
      let error = #expect(throws: StreamError.self) { try untilItThrows(reader) }
      #expect(error?.exitStatus == 4)
    }

    /// Polls until a new frame is there; a look at an unchanged index comes 60 times a second only.
    private func arrival(_ reader: FrameReader, into frame: inout Frame) throws -> Bool {
      let deadline = Clock.monotonicNanoseconds() + 20_000_000_000
      while Clock.monotonicNanoseconds() < deadline {
        if case .new = try reader.poll(into: &frame) { return true }
        Clock.sleep(nanoseconds: 2_000_000)
      }
      return false
    }

    private func untilItThrows(_ reader: FrameReader) throws {
      var frame = Frame()
      let deadline = Clock.monotonicNanoseconds() + 20_000_000_000
      while Clock.monotonicNanoseconds() < deadline {
        _ = try reader.poll(into: &frame)
        Clock.sleep(nanoseconds: 5_000_000)
      }
    }
  }
}
