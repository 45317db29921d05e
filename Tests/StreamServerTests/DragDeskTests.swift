import FuryWire
import Testing

@testable import StreamServer

@Suite struct DragDeskTests {
  private let press = FuryEvent(id: .leftPress, x: 0.1, y: 0.2, shift: true)
  private let move = FuryEvent(id: .move, x: 0.5, y: 0.6)
  private let release = FuryEvent(id: .leftRelease, x: 0.5, y: 0.6)

  @Test func aDragBelongsToOne() {
    var desk = DragDesk()
    #expect(desk.take(move, from: 2, at: 0) == [])
    #expect(desk.take(press, from: 1, at: 0) == [])
    #expect(desk.take(move, from: 2, at: 1) == nil)
    #expect(desk.take(FuryEvent(id: .wheel, weel: 1), from: 2, at: 1) == nil)
    #expect(desk.take(move, from: 1, at: 2) == [])
    #expect(desk.take(release, from: 1, at: 3) == [])
    #expect(desk.take(press, from: 2, at: 4) == [])
  }

  @Test func whoGoesLetsGo() {
    var desk = DragDesk()
    _ = desk.take(press, from: 1, at: 0)
    _ = desk.take(move, from: 1, at: 0)
    #expect(desk.leave(2, at: 9) == [])
    #expect(
      desk.leave(1, at: 9) == [
        FuryEvent(id: .leftRelease, x: 0.5, y: 0.6, shift: true, userTimestamp: 9)
      ])
    #expect(desk.take(press, from: 2, at: 10) == [])
  }

  @Test func aDragThatStandsStillCanBeEnded() {
    var desk = DragDesk()
    _ = desk.take(press, from: 1, at: 0)
    #expect(desk.take(move, from: 2, at: DragDesk.patience) == nil)
    #expect(desk.take(move, from: 2, at: DragDesk.patience + 1)?.map(\.id) == [.leftRelease])
    #expect(desk.take(press, from: 2, at: DragDesk.patience + 2) == [])
    #expect(desk.take(move, from: 1, at: DragDesk.patience + 3) == nil)
  }

  @Test func aReleaseWithoutAPressPassesAsInFURY() {
    var desk = DragDesk()
    #expect(desk.take(release, from: 1, at: 0) == [])
    #expect(desk.take(press, from: 2, at: 0) == [])
  }
}
