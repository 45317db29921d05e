import Foundation
import FuryWire
import SampleScenes
import SceneRenderer
import TestSupport
import Testing

extension VTK {
  @Suite struct Engine {
    @Test func needsNoDisplay() throws {
      let engine = try VTK.engine()
      #expect(!engine.rendererName.isEmpty)
      #expect(engine.needsRender, "an empty scene is a picture too")
      try engine.render(samples: 0)
      #expect(!engine.needsRender)
      let pixels = try engine.pixels()
      #expect(pixels.count == 320 * 240 * 3)
      #expect(Set(pixels).count <= 3, "one colour, the background's")
    }

    @Test(arguments: [(0, 10), (10, 20_000), (-1, -1)])
    func refusesSizesOfNoWindow(_ width: Int, _ height: Int) {
      #expect(throws: SceneError.self) { try SceneEngine(width: width, height: height) }
    }

    @Test func pixelsAreReadInFURYsOrder() throws {
      let engine = try VTK.engine()
      try engine.add(scene: "spin")
      engine.finish()
      // Moving what the camera looks at up moves the picture down: the lowest rows come first.
      var camera = engine.camera
      camera.focalPoint += camera.viewUp * 2.5
      engine.camera = camera
      try engine.render(samples: 0)
      let pixels = try engine.pixels()
      func spread(_ rows: Range<Int>) -> Int {
        Set(pixels[(rows.lowerBound * 960)..<(rows.upperBound * 960)]).count
      }
      #expect(spread(20..<100) > 20)
      #expect(spread(200..<240) <= 3)
    }

    @Test func rendersOnlyWhenSomethingChanged() throws {
      let engine = try VTK.engine()
      try engine.add(scene: "tracts")
      engine.finish()
      try engine.render(samples: 0)
      // Without a button a move is nothing, and so is a click without one.
      engine.handle(FuryEvent(id: .move, x: 0.2, y: 0.3))
      engine.handle(FuryEvent(id: .leftPress, x: 0.2, y: 0.3))
      engine.handle(FuryEvent(id: .leftRelease, x: 0.2, y: 0.3))
      #expect(!engine.needsRender)
      engine.handle(FuryEvent(id: .leftPress, x: 0.2, y: 0.3))
      engine.handle(FuryEvent(id: .move, x: 0.4, y: 0.3))
      #expect(engine.needsRender)
    }

    @Test func dragsDoWhatFURYsDo() throws {
      let engine = try VTK.engine()
      try engine.add(scene: "tracts")
      engine.finish()
      let start = engine.camera
      func drag(_ press: EventID, ctrl: Bool = false, shift: Bool = false) -> SceneEngine.Camera {
        engine.camera = start
        let release = EventID(button: press.button!, pressed: false)
        engine.handle(FuryEvent(id: press, x: 0.5, y: 0.4, ctrl: ctrl, shift: shift))
        engine.handle(FuryEvent(id: .move, x: 0.6, y: 0.3, ctrl: ctrl, shift: shift))
        engine.handle(FuryEvent(id: release, x: 0.6, y: 0.3, ctrl: ctrl, shift: shift))
        return engine.camera
      }
      func distance(_ camera: SceneEngine.Camera) -> Double {
        let d = camera.position - camera.focalPoint
        return (d * d).sum().squareRoot()
      }
      let rotated = drag(.leftPress)
      #expect(rotated.focalPoint == start.focalPoint && rotated.position != start.position)
      #expect(abs(distance(rotated) - distance(start)) < 1e-6)
      #expect(rotated.position.z < start.position.z, "up with the hand is down with the camera")
      let panned = drag(.leftPress, shift: true)
      #expect(panned.focalPoint != start.focalPoint)
      #expect(drag(.middlePress).focalPoint == panned.focalPoint)
      let rolled = drag(.leftPress, ctrl: true)
      #expect(rolled.position == start.position && rolled.viewUp != start.viewUp)
      let dollied = drag(.rightPress)
      #expect(distance(dollied) < distance(start))
      #expect(dollied.focalPoint == start.focalPoint)
    }

    @Test func wheelsOfOppositeAmountsCancel() throws {
      let engine = try VTK.engine()
      for (out, back) in [
        (100.0, -100.0), (53, -53), (ZoomStep.outWeel, ZoomStep.inWeel),
      ] {
        let before = engine.camera.viewAngle
        engine.handle(FuryEvent(id: .wheel, weel: out))
        engine.handle(FuryEvent(id: .wheel, weel: back))
        #expect(abs(engine.camera.viewAngle - before) < 1e-9, "\(out)")
      }
      engine.handle(FuryEvent(id: .wheel, weel: 100))
      #expect(abs(engine.camera.viewAngle - 30 / 0.9) < 1e-9, "outwards is FURY's own rule")
    }

    @Test func theWheelStaysWithinBounds() throws {
      let engine = try VTK.engine()
      for weel in [5000.0, 1000, 900, -4000, .nan, .infinity, -.infinity, -400] {
        for _ in 0..<60 { engine.handle(FuryEvent(id: .wheel, weel: weel)) }
        #expect((0.1...120).contains(engine.camera.viewAngle), "\(weel)")
      }
    }

    @Test func coordinatesFarOutsideAreTolerated() throws {
      let engine = try VTK.engine()
      try engine.add(scene: "spheres")
      engine.finish()
      engine.handle(FuryEvent(id: .leftPress, x: 0.5, y: 0.5))
      for (x, y) in [(1e30, -1e30), (.nan, 0.5), (.infinity, -.infinity), (-3, 7)]
        as [(Double, Double)]
      {
        engine.handle(FuryEvent(id: .move, x: x, y: y))
      }
      engine.handle(FuryEvent(id: .leftRelease, x: -1e9, y: 1e9))
      try engine.render(samples: 0)
      let camera = engine.camera
      #expect(
        camera.position.x.isFinite && camera.position.y.isFinite && camera.position.z.isFinite)
    }

    @Test func viewsProjectionAndReset() throws {
      let engine = try VTK.engine()
      try engine.add(scene: "spin")
      engine.finish()
      func direction() -> SIMD3<Double> {
        let d = engine.camera.focalPoint - engine.camera.position
        return d / (d * d).sum().squareRoot()
      }
      engine.look(.front)
      #expect(direction() == SIMD3(0, 1, 0))
      engine.look(.opposite)
      #expect(direction() == SIMD3(0, -1, 0))
      engine.look(.right)
      #expect(direction() == SIMD3(-1, 0, 0))
      engine.look(.top)
      #expect(direction() == SIMD3(0, 0, -1))
      let before = engine.camera
      engine.toggleProjection()
      #expect(engine.camera.isParallel)
      engine.toggleProjection()
      #expect(!engine.camera.isParallel)
      #expect(abs(engine.camera.viewAngle - before.viewAngle) < 1e-9)
      engine.zoom(by: 4)
      engine.resetCamera()
      #expect(engine.camera.viewAngle == 30)
    }

    @Test func picksWhatIsUnderAPixel() throws {
      let engine = try VTK.engine()
      try engine.add(scene: "surface")
      engine.finish()
      try engine.render(samples: 0)
      let found = try #require(engine.pick(x: 160, y: 120))
      #expect(found.hasPrefix("gyroid"))
      #expect(engine.pick(x: 1, y: 1) == nil)
    }

    @Test func spinTurnsByItsTimer() throws {
      let engine = try VTK.engine()
      try engine.add(scene: "spin")
      engine.finish()
      try engine.render(samples: 0)
      let first = try engine.pixels()
      let due = try #require(engine.nextTimer)
      engine.runTimers(now: due - 1_000_000)
      #expect(!engine.needsRender)
      engine.runTimers(now: due + 1_000_000)
      #expect(engine.needsRender)
      try engine.render(samples: 0)
      #expect(try engine.pixels() != first)
      #expect(try #require(engine.nextTimer) > due)
    }

    @Test func stillPicturesHaveSmoothEdges() throws {
      let engine = try VTK.engine()
      try engine.add(scene: "spin")
      engine.finish()
      try engine.render(samples: 0)
      let jagged = Set(try engine.pixels())
      try engine.render(samples: 8)
      let smooth = try engine.pixels()
      #expect(smooth != Array(jagged))
      // Between the dark background and the lit knot there are now pixels of neither.
      func edges(_ pixels: [UInt8]) -> Int {
        stride(from: 0, to: pixels.count, by: 3).count { (20..<36).contains(pixels[$0]) }
      }
      try engine.render(samples: 0)
      #expect(edges(smooth) > edges(try engine.pixels()) * 3 / 2)
    }

    @Test func whatIsOddAboutAFileIsSaid() throws {
      let folder = try ScratchFolder()
      let engine = try VTK.engine()
      try engine.add(file: SampleFile.vtp.write(into: folder.path))
      #expect(engine.warning == nil)
      // A triangle of the two that its header announces.
      var stl = Data(count: 80) + [2, 0, 0, 0]
      for number in [0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 1, 0] as [Float] {
        unsafe stl += withUnsafeBytes(of: number) { unsafe Data($0) }
      }
      try (stl + [0, 0]).write(to: URL(filePath: folder.file("half.stl")))
      try engine.add(file: folder.file("half.stl"))
      #expect(engine.warning == "It ends early: it has 1 of the 2 triangles that it announces")
    }

    @Test func aMeshThatNamesPointsItDoesNotHaveIsRefused() throws {
      let folder = try ScratchFolder()
      let path = folder.file("a.gltf")
      // The last of three indices of two bytes is out of range.
      let buffer = Data(
        [Float](arrayLiteral: 0, 0, 0, 1, 0, 0, 0, 1, 0).flatMap { number in
          (0..<4).map { UInt8(truncatingIfNeeded: number.bitPattern >> (8 * UInt32($0))) }
        } + [0, 0, 1, 0, 0x60, 0xea, 0, 0]
      ).base64EncodedString()
      try folder.write(
        "a.gltf",
        """
        {"asset":{"version":"2.0"},"scene":0,"scenes":[{"nodes":[0]}],"nodes":[{"mesh":0}],
        "meshes":[{"primitives":[{"attributes":{"POSITION":0},"indices":1}]}],
        "buffers":[{"byteLength":44,"uri":"data:application/octet-stream;base64,\(buffer)"}],
        "bufferViews":[{"buffer":0,"byteOffset":0,"byteLength":36},{"buffer":0,"byteOffset":36,"byteLength":6}],
        "accessors":[{"bufferView":0,"componentType":5126,"count":3,"type":"VEC3"},
        {"bufferView":1,"componentType":5123,"count":3,"type":"SCALAR"}]}
        """)
      let error = #expect(throws: SceneError.self) { try VTK.engine().add(file: path) }
      #expect(error?.description.contains("a point that does not exist") == true)
    }
  }
}
