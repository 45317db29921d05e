import TerminalLab
import Testing

@Suite struct SlowLinkTests {
  private let ms: Int64 = 1_000_000

  @Test func bytesArriveInOrderAtTheLinksPace() {
    var link = SlowLink(.init(bytesPerSecond: 1_000_000, delay: 40 * ms))
    link.write([UInt8](repeating: 1, count: 10_000), at: 0)
    link.write([UInt8](repeating: 2, count: 5_000), at: 0)
    #expect(link.arrived(at: 44 * ms) == nil, "4096 bytes take 4 ms, and then 40 more")
    var got: [UInt8] = []
    var moment: Int64 = 0
    while got.count < 15_000, let next = link.nextEvent(after: moment) {
      moment = next
      while let bytes = link.arrived(at: moment) { got += bytes }
    }
    #expect(got == [UInt8](repeating: 1, count: 10_000) + [UInt8](repeating: 2, count: 5_000))
    #expect(abs(moment - 55 * ms) <= ms / 1000)
  }

  @Test func theBufferFillsAndEmpties() {
    var link = SlowLink(.init(bytesPerSecond: 1_000_000, delay: 0, buffer: 9_000))
    link.write([UInt8](repeating: 1, count: 12_288), at: 0)
    // The first packet has left after 4.096 ms.
    let hasRoom = [0, 4, 5].map { link.hasRoom(at: $0 * ms) }
    #expect(hasRoom == [false, false, true])
  }

  @Test func answersTakeHalfARoundTripAndNoMore() {
    var link = SlowLink(.init(bytesPerSecond: 10, delay: 7 * ms))
    link.write([1], at: 0)
    link.answer([9], at: 1 * ms)
    #expect(link.returned(at: 8 * ms - 1) == nil)
    #expect(link.nextEvent(after: 2 * ms) == 8 * ms)
    #expect(link.returned(at: 8 * ms) == [9])
    #expect(link.returned(at: 100 * ms) == nil)
  }

  @Test func aLocalTerminalGetsBytesAtOnce() {
    var link = SlowLink(.none)
    link.write([1, 2, 3], at: 5)
    #expect(link.arrived(at: 5) == [1, 2, 3])
    #expect(link.nextEvent(after: 5) == nil)
  }
}
