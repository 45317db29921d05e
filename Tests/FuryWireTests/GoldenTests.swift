import FuryWire
import Testing

/// What FURY 0.12 put into shared memory, read by this project.
@Suite struct GoldenTests {
  @Test func infoWords() throws {
    let images = [36, 36]
    let blank = try FrameInfo(
      bytes: bytes(GoldenBytes.infoBeforeFirstFrame), flavour: .named, imageByteCounts: images)
    #expect(blank.currentSize == nil)
    #expect(blank.sizes.count == 2)
    let first = try FrameInfo(
      bytes: bytes(GoldenBytes.infoAfterOneFrame), flavour: .named, imageByteCounts: images)
    #expect(first.current == 1)
    #expect(first.currentSize == FrameInfo.Size(width: 4, height: 3))
    let second = try FrameInfo(
      bytes: bytes(GoldenBytes.infoAfterTwoFrames), flavour: .named, imageByteCounts: images)
    #expect(second.current == 0)
    #expect(second.currentSize == FrameInfo.Size(width: 2, height: 3))
    #expect(bytes(GoldenBytes.imageOfFourByThree) == Array(0..<36))
  }

  @Test func ourWordsBeforeTheFirstFrameAreTheirsButForTheComponents() {
    let ours = FrameInfo.emptyWords(buffers: 2, flavour: .named)
    let theirs = bytes(GoldenBytes.infoBeforeFirstFrame)
    #expect(ours.count * 4 == theirs.count)
    #expect(ours.count * 4 == FrameInfo.byteCount(buffers: 2, flavour: .named))
    for index in ours.indices where index != 2 {
      #expect(Int32(ours[index]) == int32(theirs, index))
    }
    #expect(ours[2] == 3)
  }

  @Test func queueRows() throws {
    let segment = bytes(GoldenBytes.queueOfThreeEvents)
    let layout = try QueueLayout(
      header: (double(segment, 0), double(segment, 1)), byteCount: segment.count)
    #expect(layout.maxSize == 3)
    #expect(layout.dimension == GoldenBytes.dimension)
    let expected = [
      FuryEvent(id: .wheel, weel: 0.2, userTimestamp: 123),
      FuryEvent(id: .move, x: -3, y: 2, ctrl: true, userTimestamp: 123),
      FuryEvent(id: .leftPress, x: 0.25, y: 0.75, shift: true, userTimestamp: 123),
    ]
    for (slot, event) in expected.enumerated() {
      let start = layout.offset(ofRow: slot) / 8
      var row = SIMD8<Double>(repeating: 0)
      for column in 0..<8 { row[column] = double(segment, start + column) }
      #expect(try event.row() == row)
      #expect(try FuryEvent(row: row) == event)
    }
  }

  @Test func headAndTail() {
    func state(_ text: String) -> HeadTail {
      let words = bytes(text)
      return HeadTail(head: int32(words, 0), tail: int32(words, 1), lock: int32(words, 2))
    }
    #expect(bytes(GoldenBytes.headTailEmpty).count == HeadTail.byteCount)
    #expect(state(GoldenBytes.headTailEmpty) == .empty)
    #expect(state(GoldenBytes.headTailFull) == HeadTail(head: 0, tail: 2))
    #expect(state(GoldenBytes.headTailFull).isFull(maxSize: 3))
    #expect(state(GoldenBytes.headTailAfterOneTaken) == HeadTail(head: 1, tail: 2))
  }

  @Test func spellingsAndNumbers() {
    #expect(GoldenBytes.eventIDs.count == EventID.allCases.count)
    for id in EventID.allCases {
      #expect(GoldenBytes.eventIDs[id.furyName] == id.rawValue)
      #expect(EventID(furyName: id.furyName) == id)
    }
    #expect(EventID(furyName: "mouse_wheel") == nil)
    for button in MouseButton.allCases {
      for pressed in [true, false] {
        let id = EventID(button: button, pressed: pressed)
        #expect(id.rawValue == (button.rawValue + 1) * 2 + (pressed ? 0 : 1) + 1)
        #expect(id.button == button)
        #expect(id.isPress == pressed && id.isRelease == !pressed)
      }
    }
  }
}
