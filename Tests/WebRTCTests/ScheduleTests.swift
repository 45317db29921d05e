import CFuryRTC
import Testing

/// When pictures go to the encoder; times in microseconds.
@Suite struct ScheduleTests {
  /// Runs the schedule as the relay does, with new pictures at `arrivals`, and returns when a
  /// picture went and when it was a key picture.
  private func play(
    _ schedule: inout Schedule, arrivals: [Int64], until end: Int64
  ) -> (sent: [Int64], keys: [Int64]) {
    var arrivals = arrivals[...]
    var sent: [Int64] = []
    var keys: [Int64] = []
    var now: Int64 = 0
    while true {
      let due = max(unsafe schedule_due(&schedule), now)
      if let next = arrivals.first, next <= due {
        now = next
        arrivals.removeFirst()
        unsafe schedule_picture(&schedule)
        continue
      }
      guard due < end else { return (sent, keys) }
      now = due
      if unsafe schedule_send(&schedule, now) != 0 { keys.append(now) }
      sent.append(now)
    }
  }

  private func watched(rate: Int32 = 50) -> Schedule {
    var schedule = schedule_new(rate)
    schedule.watched = 1
    return schedule
  }

  @Test func nothingGoesWhileNobodyWatchesOrNothingCame() {
    var schedule = watched()
    #expect(play(&schedule, arrivals: [], until: 10_000_000).sent.isEmpty)
    schedule.watched = 0
    #expect(play(&schedule, arrivals: [5, 6], until: 10_000_000).sent.isEmpty)
  }

  @Test func picturesThatComeTooFastAreThinnedAndTheLastOneStillGoes() {
    var schedule = watched()
    let (sent, _) = play(
      &schedule, arrivals: [0, 1000, 2000, 3000, 45_000], until: 100_000)
    #expect(sent == [0, 20_000, 45_000], "at 20 ms goes what came at 3 ms")
  }

  @Test func aStillPictureIsRefinedAndThenRepeatedOnceASecond() {
    var schedule = watched()
    let (sent, _) = play(&schedule, arrivals: [0], until: 4_500_000)
    let refining = (0...10).map { Int64($0) * 100_000 }
    #expect(sent == refining + [2_000_000, 3_000_000, 4_000_000])
  }

  @Test func aKeyPictureGoesAtOnceButNotTwiceWithinHalfASecond() {
    var schedule = watched()
    schedule.key_wanted = 1
    #expect(play(&schedule, arrivals: [0], until: 90_000).keys == [0])
    schedule.key_wanted = 1
    let (sent, keys) = play(&schedule, arrivals: [90_000, 100_000], until: 550_000)
    #expect(keys == [500_000])
    #expect(sent.starts(with: [90_000, 110_000]), "others go on meanwhile")
  }

  @Test func aKeyPictureOfAStillSceneDoesNotWaitForTheNextRepetition() {
    var schedule = watched()
    _ = play(&schedule, arrivals: [0], until: 3_000_001)
    schedule.key_wanted = 1
    #expect(unsafe schedule_due(&schedule) <= 3_100_000)
  }
}
