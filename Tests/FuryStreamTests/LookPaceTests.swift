import Testing

@testable import FuryStream

@Suite struct LookPaceTests {
  private let second: Int64 = 1_000_000_000

  @Test func looksComeOftenForASecondAfterAFrame() {
    var pace = LookPace()
    #expect(pace.pause(at: 5) == 0, "the first look is due at once")
    pace.looked(at: 0, isNew: false)
    #expect(pace.pause(at: 0) == LookPace.idle)
    pace.looked(at: 100, isNew: true)
    #expect(pace.pause(at: 100) == LookPace.lively)
    #expect(pace.pause(at: 100 + LookPace.lively + 1) == 0, "late looks are due, not overdue")
    pace.looked(at: second, isNew: false)
    #expect(pace.pause(at: second) == LookPace.lively)
    pace.looked(at: second + 100, isNew: false)
    #expect(pace.pause(at: second + 100) == LookPace.idle)
  }

  @Test func inputMakesFramesLikelyAndNothingTakesThatBack() {
    var pace = LookPace()
    pace.looked(at: 0, isNew: false)
    pace.expectFrames(until: 3 * second)
    pace.expectFrames(until: 2 * second)
    pace.looked(at: second, isNew: true)
    #expect(pace.isLively(at: 3 * second - 1))
    #expect(!pace.isLively(at: 3 * second))
  }

  /// Every byte of an image is looked at in the course of a walk, no look reaches beyond it, and a
  /// single image is looked at no more than 60 times a second.
  @Test(arguments: [1, 2, 7], [1, 100, 20_000, 300_001]) func everyByteIsLookedAt(
    images: Int, byteCount: Int
  ) {
    var detector = ChangeDetector(images: images)
    var seen = [Bool](repeating: false, count: byteCount)
    for _ in 0..<256 {
      for number in 0..<detector.rangeCount {
        for at in detector.range(number, byteCount: byteCount) { seen[at] = true }
      }
      detector.advance(difference: byteCount - 1)
    }
    #expect(!seen.contains(false))
    var due = 0
    for moment in stride(from: 0, to: 10 * second, by: 500_000) where detector.isDue(now: moment) {
      due += 1
    }
    #expect(due <= 602 && due >= (images == 1 ? 595 : 75))
  }

  /// The viewer's idle looks, a little more frequent than the samples, are nearly all used.
  @Test func idleLooksAreUsed() {
    var detector = ChangeDetector(images: 1)
    let looks = stride(from: 0, to: 10 * second, by: Int(LookPace.idle)).map { Int64($0) }
    let used = looks.filter { detector.isDue(now: $0) }
    #expect(used.count > looks.count * 9 / 10)
  }
}
