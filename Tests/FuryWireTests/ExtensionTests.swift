import FuryWire
import Testing

/// Commands beyond FURY's protocol as numbers.
@Suite struct ExtensionTests {
  private static let commands: [ExtensionCommand] =
    ExtensionCommand.View.allCases.map { .view($0) } + [
      .toggleProjection, .resetCamera, .wireframe(true), .wireframe(false),
      .resize(width: 1, height: 16_384), .pick(x: 0, y: 1), .pick(x: 0.25, y: 0.5),
    ]

  @Test(arguments: commands) func commandsSurviveTheWire(_ command: ExtensionCommand) {
    let sender = ExtensionMessage.Sender(pid: 4711, instance: 3)
    let message = ExtensionMessage(command, from: sender)
    #expect(ExtensionMessage(words: message.words) == message)
  }

  @Test(
    arguments: [
      [0, 1, 0, 0, 0], [7, 1, 0, 0, 0], [1, 1, 5, 0, 0], [1, 1, 1.5, 0, 0], [5, 1, 0, 100, 0],
      [5, 1, 100, 1e9, 0], [5, 1, .nan, 100, 0], [6, 1, 1.01, 0, 0], [6, 1, -0.01, 0, 0],
      [3, 1e12, 0, 0, 0], [3, 1, 0, 0], [3, 1, 0, 0, .infinity], [],
    ] as [[Double]])
  func nonsenseIsNoCommand(_ words: [Double]) {
    #expect(ExtensionMessage(words: words) == nil)
  }

  @Test func slotsLieInTheRingAndDoNotOverlap() {
    var offsets: Set<Int> = []
    for number in Int32(-3)..<Int32(ExtensionLayout.slots - 3) {
      let offset = ExtensionLayout.offset(ofCommand: number)
      #expect(offset >= ExtensionLayout.ringOffset)
      #expect(offset + ExtensionLayout.slotSize <= ExtensionLayout.replyOffset)
      #expect(offset % 8 == 0)
      offsets.insert(offset)
    }
    #expect(offsets.count == ExtensionLayout.slots)
  }

  @Test func onlyAPickNeedsNoControl() {
    for command in Self.commands {
      #expect(command.needsControl == (command.capability != .pick))
    }
  }
}
