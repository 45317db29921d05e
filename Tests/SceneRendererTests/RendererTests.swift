import FuryStream
import FuryWire
import Glibc
import PictureFiles
import Raster
import SampleScenes
import SceneRenderer
import SharedMemory
import Synchronization
import TestSupport
import Testing

private let nextName = Atomic<Int>(0)

/// A clock for ``SceneRenderer/step(now:)`` that stands still between steps.
private let millisecond: Int64 = 1_000_000

extension VTK {
  /// FURY's own acceptance tests of its stream (PEERS), for named and anonymous memory.
  @Suite struct Renderer {
    static func make(
      named: Bool, width: Int = 320, height: Int = 240, max: (Int, Int)? = nil, buffers: Int = 2,
      scene: String? = "spheres"
    ) throws -> SceneRenderer {
      let name = "scene-test-\(getpid())-\(nextName.add(1, ordering: .relaxed).newValue)"
      let renderer = try SceneRenderer(
        width: width, height: height,
        stream: .init(
          name: named ? name : nil, maxWidth: max?.0 ?? width, maxHeight: max?.1 ?? height,
          buffers: buffers))
      if let scene {
        try renderer.engine.add(scene: scene)
        renderer.engine.finish()
      }
      return renderer
    }

    private func frame(_ reader: FrameReader) throws -> Frame? {
      var frame = Frame()
      _ = try reader.poll(into: &frame)
      return frame.width == 0 ? nil : frame
    }

    @Test(arguments: [true, false], [0.0, 16.0])
    func streamsFramesOfTheWindowsSize(_ named: Bool, _ interval: Double) throws {
      let renderer = try Self.make(named: named)
      defer { renderer.close() }
      let reader = try FrameReader(renderer.stream)
      #expect(try frame(reader) == nil)
      #expect(renderer.currentIndex == 0)
      try renderer.startFrames(everyMilliseconds: interval)
      var step = try renderer.step(now: 0)
      #expect(step.published)
      let seen = try #require(try frame(reader))
      #expect(seen.width == 320 && seen.height == 240)
      #expect(seen.pixels == (try renderer.engine.pixels()))
      // With an interval the next frame waits for it; without, it does not.
      renderer.engine.zoom(by: 1.1)
      step = try renderer.step(now: 5 * millisecond)
      #expect(step.drawn != nil && step.published == (interval == 0))
      step = try renderer.step(now: 16 * millisecond)
      #expect(step.published == (interval != 0))
      step = try renderer.step(now: 50 * millisecond)
      #expect(!step.published && step.drawn == nil, "nothing has changed")
    }

    @Test(arguments: [true, false], [1, 2, 5])
    func anyNumberOfBuffersTakeTurns(_ named: Bool, _ buffers: Int) throws {
      let renderer = try Self.make(named: named, buffers: buffers)
      defer { renderer.close() }
      try renderer.startFrames()
      let reader = try FrameReader(renderer.stream)
      for turn in 1...7 {
        renderer.engine.zoom(by: 1.02)
        _ = try renderer.step(now: Int64(turn) * millisecond)
        #expect(renderer.currentIndex == turn % buffers)
        // With a single image a reader notices new pixels by samples, at its own pace; a new one
        // sees what is there.
        let eye = buffers == 1 ? try FrameReader(renderer.stream) : reader
        #expect(try frame(eye)?.pixels == (try renderer.engine.pixels()))
      }
    }

    @Test(arguments: [true, false]) func threeSpheresAreThreeObjects(_ named: Bool) throws {
      let folder = try ScratchFolder()
      let spheres = Mesh.pieces([SIMD3(-3, 0, 0), SIMD3(0, 0, 0), SIMD3(3, 0, 0)], radius: 1)
      try folder.write("three.ply", spheres.ply)
      let renderer = try Self.make(named: named, scene: nil)
      defer { renderer.close() }
      try renderer.engine.add(file: folder.file("three.ply"))
      renderer.engine.finish()
      try renderer.startFrames()
      _ = try renderer.step(now: 0)
      let seen = try #require(try frame(FrameReader(renderer.stream)))
      let picture = Picture(bottomUp: seen.pixels, width: seen.width, height: seen.height)
      #expect(picture.objects == 3)
      let jpeg = try PictureFiles.decode(PictureFiles.encode(picture, as: .jpg))
      #expect(jpeg.objects == 3)
    }

    @Test(arguments: [true, false]) func lifeCycleOfTheFrames(_ named: Bool) throws {
      let renderer = try Self.make(named: named)
      defer { renderer.close() }
      #expect(!renderer.isStreaming)
      #expect(!renderer.stopFrames())
      try renderer.startFrames()
      #expect(renderer.isStreaming)
      #expect(try renderer.step(now: 0).published)
      try renderer.startFrames()
      #expect(renderer.isStreaming)
      #expect(try renderer.step(now: 1).published, "a start shows the scene, also the second one")
      #expect(renderer.stopFrames())
      #expect(!renderer.stopFrames())
      renderer.engine.zoom(by: 2)
      #expect(try renderer.step(now: 2) == .init())
      #expect(throws: SceneError.self) { try renderer.startFrames(everyMilliseconds: -1) }
      #expect(throws: SceneError.self) { try renderer.startFrames(everyMilliseconds: .nan) }
    }

    @Test(arguments: [true, false]) func lifeCycleOfTheEvents(_ named: Bool) throws {
      let renderer = try Self.make(named: named)
      defer { renderer.close() }
      for wrong in [0, -1, .nan] as [Double] {
        #expect(throws: SceneError.self) { try renderer.startEvents(everyMilliseconds: wrong) }
      }
      #expect(!renderer.stopEvents())
      try renderer.startEvents()
      try renderer.startEvents()
      #expect(renderer.stopEvents())
      #expect(!renderer.stopEvents())
    }

    @Test(arguments: [true, false]) func theLargestFrame(_ named: Bool) throws {
      #expect(throws: SceneError.self) { try Self.make(named: named, max: (319, 240)) }
      try Self.make(named: named, max: (320, 240)).close()
      let renderer = try Self.make(named: named, max: (330, 250))
      defer { renderer.close() }
      try renderer.startFrames()
      let reader = try FrameReader(renderer.stream)
      renderer.engine.resize(width: 400, height: 300)
      #expect(try renderer.step(now: 0).published)
      let notice = try #require(try frame(reader))
      #expect(notice.width == 330 && notice.height == 250)
      let colors = Set(
        stride(from: 0, to: notice.pixels.count, by: 3).map { Array(notice.pixels[$0..<($0 + 3)]) })
      #expect(colors == [[0, 0, 0], [255, 255, 0]], "yellow words on black")
      renderer.engine.resize(width: 200, height: 100)
      _ = try renderer.step(now: 1)
      #expect(try frame(reader)?.width == 200)
    }

    @Test(arguments: [true, false]) func drainsItsQueue(_ named: Bool) throws {
      let renderer = try Self.make(named: named)
      defer { renderer.close() }
      try renderer.startFrames()
      try renderer.startEvents(everyMilliseconds: 2)
      _ = try renderer.step(now: 0)
      let queue = try EventConsumer(renderer.stream)  // FURY's enqueue is among its talents
      var events: [FuryEvent] = []
      for weel in [100.0, -100] {
        events += (0..<10).map { _ in FuryEvent(id: .wheel, weel: weel) }
      }
      for (ctrl, shift) in [(true, false), (false, true), (false, false)] {
        events.append(FuryEvent(id: .leftPress, x: 0.5, y: 0.5, ctrl: ctrl, shift: shift))
        events += (0..<50).map {
          FuryEvent(id: .move, x: Double($0) / 7 - 3, y: 2 - Double($0), ctrl: ctrl, shift: shift)
        }
        events.append(FuryEvent(id: .leftRelease, x: 9, y: -9, ctrl: ctrl, shift: shift))
      }
      var (taken, drawn, now) = (0, 0, Int64(0))
      var rest = events[...]
      while !rest.isEmpty || !queue.isEmpty {
        while let event = rest.first, queue.enqueueRow(try event.row()) { rest = rest.dropFirst() }
        now += 2 * millisecond
        let step = try renderer.step(now: now)
        taken += step.events
        drawn += step.drawn == nil ? 0 : 1
      }
      #expect(taken == events.count)
      #expect(drawn <= 5, "one drawing for all that waited, not one for each of \(taken)")
      #expect(queue.isEmpty)
    }

    @Test func theQueueIsLookedAtLessOftenAtRest() throws {
      let renderer = try Self.make(named: false)
      defer { renderer.close() }
      try renderer.startEvents(everyMilliseconds: 2)
      func pause(after now: Int64) throws -> Int64? {
        _ = try renderer.step(now: now * millisecond)
        return renderer.nextStep.map { $0 / millisecond - now }
      }
      #expect(try pause(after: 100) == 2)
      #expect(try pause(after: 2000) == 4, "nothing has come for a second")
      let queue = try EventConsumer(renderer.stream)
      #expect(queue.enqueueRow(try FuryEvent(id: .wheel, weel: 60).row()))
      #expect(try pause(after: 2004) == 2)
      #expect(try pause(after: 2900) == 2)
      #expect(try pause(after: 3100) == 4)
    }

    @Test func theSmoothPictureFollowsTheLastMove() throws {
      let renderer = try Self.make(named: true)
      defer { renderer.close() }
      try renderer.startFrames()
      let isSoftware = renderer.engine.isSoftware
      #expect(try renderer.step(now: 0).drawn == (isSoftware ? 0 : 8))
      renderer.engine.zoom(by: 1.1)
      #expect(try renderer.step(now: 100 * millisecond).drawn == (isSoftware ? 0 : 8))
      #expect(try renderer.step(now: 200 * millisecond).drawn == nil, "it moved just now")
      let rest = try renderer.step(now: 260 * millisecond)
      #expect(rest.drawn == (isSoftware ? 8 : nil))
      #expect(rest.published == isSoftware)
      #expect(try renderer.step(now: 900 * millisecond) == .init())
      #expect(renderer.nextStep == nil)
    }

    @Test func closingRemovesItsNamesAndNobodyElses() throws {
      let renderer = try Self.make(named: true)
      let other = try Self.make(named: true)
      defer { other.close() }
      let names = renderer.segmentNames
      #expect(names.count == 5)
      #expect(names.allSatisfy { SystemFile.status(SharedSegment.folder + $0) != nil })
      renderer.close()
      #expect(names.allSatisfy { SystemFile.status(SharedSegment.folder + $0) == nil })
      #expect(other.segmentNames.allSatisfy { SystemFile.status(SharedSegment.folder + $0) != nil })
    }

    @Test func aNameInUseIsRefused() throws {
      let renderer = try Self.make(named: true)
      defer { renderer.close() }
      #expect(throws: SceneError.self) {
        try SceneRenderer(
          width: 32, height: 32,
          stream: .init(name: renderer.stream.name, maxWidth: 32, maxHeight: 32))
      }
    }

    @Test func whatSomebodyRemovedIsPublishedAgain() throws {
      let renderer = try Self.make(named: true)
      defer { renderer.close() }
      try renderer.startFrames()
      _ = try renderer.step(now: 0)
      #expect(try !renderer.maintain())
      for name in renderer.segmentNames { SharedSegment.unlink(named: name) }
      #expect(try renderer.maintain())
      let seen = try #require(try frame(FrameReader(renderer.stream)))
      #expect(seen.pixels == (try renderer.engine.pixels()), "with the frame that was shown")
    }

    @Test func whatSomebodyCutIsPublishedAgain() throws {
      let renderer = try Self.make(named: true)
      defer { renderer.close() }
      try renderer.startFrames()
      _ = try renderer.step(now: 0)
      let images = renderer.segmentNames.filter { $0.contains("-image-") }
      for name in images {
        let segment = try SharedSegment.open(named: name)
        withExtendedLifetime(segment) { _ = ftruncate(segment.descriptor, 10) }
      }
      renderer.engine.zoom(by: 1.1)
      _ = try renderer.step(now: 1)
      #expect(try renderer.maintain())
      renderer.engine.zoom(by: 1.1)
      _ = try renderer.step(now: 2)
      #expect(try frame(FrameReader(renderer.stream))?.pixels == (try renderer.engine.pixels()))
    }
  }
}
