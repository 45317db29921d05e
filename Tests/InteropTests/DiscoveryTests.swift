import FuryStream
import FuryWire
import TestSupport
import Testing

extension Interop {
  /// Finding FURY's streams by whatever the user has at hand.
  @Suite struct Discovery {
    @Test(arguments: [false, true]) func anySegmentFindsTheWholeStream(queueFirst: Bool) throws {
      let peer = try Interop.peer()
      let (id, names) = try Interop.makeMemory(peer, ["queueFirst": queueFirst, "buffers": 3])
      let images = names["images"] as! [String]
      let others = ["info", "queue", "headTail"].map { names[$0] as! String }
      for name in images + others {
        for spelling in [name, "/" + name, "/dev/shm/" + name] {
          let stream = try StreamDiscovery.resolve(StreamSelector(argument: spelling))
          #expect(stream.images == images.map { .named($0) })
          #expect(stream.info == .named(others[0]))
          #expect(stream.queue == .named(others[1]))
          #expect(stream.headTail == .named(others[2]))
          #expect(stream.pid == peer.pid)
          #expect(stream.program == "peer.py")
          #expect(stream.viewOnlyReason == nil)
        }
      }
      try peer.ask("cleanup", ["id": id])
    }

    @Test func allNamesInFullAreEnough() throws {
      let peer = try Interop.peer()
      let (id, names) = try Interop.makeMemory(peer)
      let stream = try StreamDiscovery.resolve(
        .explicit(
          images: names["images"] as! [String], info: "/" + (names["info"] as! String),
          queue: names["queue"] as? String, headTail: names["headTail"] as? String))
      #expect(stream.pid == peer.pid)
      #expect(stream.takesEvents)
      // An image in the place of the info is refused.
      #expect(throws: StreamError.self) {
        try StreamDiscovery.resolve(
          .explicit(
            images: names["images"] as! [String], info: (names["images"] as! [String])[0],
            queue: nil, headTail: nil))
      }
      try peer.ask("cleanup", ["id": id])
    }

    @Test func twoNamedStreamsOfOneProcessAreToldApart() throws {
      let peer = try Interop.newPeer()
      let first = try Interop.makeMemory(peer)
      let second = try Interop.makeMemory(peer)
      for (id, names) in [first, second] {
        let stream = try StreamDiscovery.resolve(.name(names["queue"] as! String))
        #expect(stream.images == (names["images"] as! [String]).map { .named($0) })
        #expect(stream.info == .named(names["info"] as! String))
        #expect(stream.headTail == .named(names["headTail"] as! String))
        try peer.ask("write", ["id": id, "seed": 5])
      }
      let error = #expect(throws: StreamError.self) {
        try StreamDiscovery.resolve(.pid(peer.pid))
      }
      #expect(error?.exitStatus == 3)
      #expect(error?.description.contains(first.names["info"] as! String) == true)
      #expect(error?.description.contains(second.names["info"] as! String) == true)
    }

    @Test(arguments: [[61, 47, 80, 60], [61, 47, 61, 47], [880, 660, 880, 660]])
    func twoRawStreamsOfOneProcessAreToldApart(_ sizes: [Int]) throws {
      let peer = try Interop.newPeer()
      let shapes = [(sizes[0], sizes[1]), (sizes[2], sizes[3])]
      var ids: [String] = []
      for (width, height) in shapes {
        let options = ["raw": true, "width": width, "height": height] as [String: Any]
        ids.append(try Interop.makeMemory(peer, options).id)
      }
      for (id, shape) in zip(ids, shapes) {
        try peer.ask("write", ["id": id, "width": shape.0, "height": shape.1])
      }
      let found = StreamDiscovery.live().filter { $0.pid == peer.pid }
      #expect(found.map { [$0.width, $0.height] } == shapes.map { [$0.0, $0.1] })
      for stream in found {
        #expect(try StreamDiscovery.resolve(StreamSelector(argument: stream.name)) == stream)
      }
      for (index, (id, stream)) in zip(ids, found).enumerated() {
        let places = try peer.ask("where", ["id": id])
        try expectPlaces(of: stream, in: places, mayBeViewOnly: index == 1)
      }
    }

    @Test func streamsOfTwoProcessesAreToldApart() throws {
      for raw in [false, true] {
        let peers = try [Interop.newPeer(), Interop.newPeer()]
        for (index, peer) in peers.enumerated() {
          let id = try Interop.makeMemory(peer, ["raw": raw]).id
          try peer.ask("write", ["id": id, "width": 30 + index, "height": 20])
        }
        for (index, peer) in peers.enumerated() {
          let stream = try StreamDiscovery.resolve(.pid(peer.pid))
          #expect(stream.width == 30 + index)
          #expect(stream.flavour == (raw ? .rawArray : .named))
        }
      }
    }

    @Test(
      arguments: [
        [880, 660, 50, 2], [100, 100, 50, 2], [64, 48, 10, 2], [40, 30, 5, 7], [880, 660, 10, 2],
        [1408, 792, 50, 2], [33, 21, 50, 1],
      ], [false, true])
    func rawArraysAreFoundWherePythonPutThem(_ shape: [Int], queueFirst: Bool) throws {
      let peer = try Interop.newPeer()
      let id = try Interop.makeMemory(
        peer,
        [
          "raw": true, "width": shape[0], "height": shape[1], "slots": shape[2],
          "buffers": shape[3], "queueFirst": queueFirst,
        ]
      ).id
      try peer.ask("write", ["id": id, "width": shape[0] - 2, "height": shape[1] - 2])
      let stream = try StreamDiscovery.resolve(.pid(peer.pid))
      try expectPlaces(of: stream, in: try peer.ask("where", ["id": id]))
    }

    @Test func otherRawArraysMakeItAmbiguousOrViewOnlyButNeverWrong() throws {
      let peer = try Interop.newPeer()
      try peer.ask("rawArray", ["id": "noise", "size": 100_000])
      let id = try Interop.makeMemory(peer, ["raw": true]).id
      try peer.ask("write", ["id": id])
      do throws(StreamError) {
        let stream = try StreamDiscovery.resolve(.pid(peer.pid))
        #expect(!stream.takesEvents)
        #expect(stream.viewOnlyReason != nil)
      } catch {
        #expect(error.exitStatus == 3)
      }
    }

    @Test func aNameThatIsNoStreamsIsRefused() throws {
      let error = #expect(throws: StreamError.self) {
        try StreamDiscovery.resolve(.name("psm_00000000"))
      }
      #expect(error == .notFound("psm_00000000"))
      #expect(throws: StreamError.notFound("process 1073741824")) {
        try StreamDiscovery.resolve(.pid(1 << 30))
      }
    }

    private func expectPlaces(
      of stream: StreamDescription, in places: [String: Any], mayBeViewOnly: Bool = false
    ) throws {
      let images = places["images"] as! [[Int]]
      #expect(stream.images.map(offset) == images.map { $0[1] })
      #expect(offset(stream.info) == (places["info"] as! [Int])[1])
      let queue = places["queue"] as! [Int]
      // Of two queues in one arena, the first hides how large it is: then the second is not
      // guessed.
      if stream.viewOnlyReason != nil {
        #expect(mayBeViewOnly)
        #expect(!stream.takesEvents)
        return
      }
      #expect(stream.queue.map(offset) == queue[1])
      #expect(stream.headTail.map(offset) == (places["headTail"] as! [Int])[1])
      // The number of slots may be a lower bound, never more than there are.
      #expect(stream.queueSlots >= 1 && (stream.queueSlots + 1) * 64 <= queue[2])
    }

    private func offset(_ reference: MemoryReference) -> Int {
      guard case .inherited(_, _, _, let offset, _) = reference else { return -1 }
      return offset
    }
  }
}
