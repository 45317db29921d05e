import Foundation
import PictureSamples
import Raster
import SharedMemory
import Testing

@testable import PicturePath

/// Which way pixels take, by what the terminal answers.
@Suite struct KittyTransportTests {
  private let size = PixelSize(width: 2, height: 1)
  private let rgb: [UInt8] = [1, 2, 3, 4, 5, 6]
  private let owner: Int32
  private let transport: KittyTransport

  init() {
    owner = Int32.random(in: 1 << 24 ... .max)
    transport = KittyTransport(memory: HandoverMemory(owner: owner))
  }

  /// Reads and removes the shared memory object that an escape code tells of, as a terminal does;
  /// nil where it tells of none.
  private func read(_ bytes: [UInt8]) throws -> [UInt8]? {
    let text = String(decoding: bytes, as: UTF8.self)
    guard text.contains("t=s") else { return nil }
    let payload = try #require(text.split(separator: ";").last?.dropLast(2))
    let path = String(
      decoding: try #require(Data(base64Encoded: String(payload))), as: UTF8.self)
    #expect(path.hasPrefix("/"))
    let name = String(path.dropFirst())
    let segment = try SharedSegment.open(named: name)
    SharedSegment.unlink(named: name)
    return try segment.read(count: try segment.status().size, at: 0)
  }

  /// Answers the question for shared memory as a terminal on this machine does.
  private func prove() throws {
    #expect(try read(transport.question()) == [0, 0, 0])
    transport.decide(answer: true)
  }

  private func answer(
    _ sent: KittyTransport.Sent, ok: Bool, _ text: String = "OK"
  ) -> KittyTransport.Verdict {
    transport.answered(id: Int(sent.id), ok: ok, text: text)
  }

  @Test func memoryThatWasReadIsUsed() throws {
    #expect(try read(transport.show(rgb, size: size).bytes) == nil)
    try prove()
    #expect(transport.usesSharedMemory)
    for _ in 0..<5 {
      let sent = transport.show(rgb, size: size)
      #expect(sent.isShared)
      #expect(try read(sent.bytes) == rgb)
      #expect(answer(sent, ok: true) == .shown)
    }
  }

  @Test func anAnswerAloneIsNoProof() {
    _ = transport.question()
    transport.decide(answer: true)
    #expect(!transport.usesSharedMemory)
  }

  @Test func memoryThatWasReadWithoutAnAnswerIsNotUsed() throws {
    _ = try read(transport.question())
    transport.decide(answer: false)
    #expect(!transport.usesSharedMemory)
  }

  @Test func withoutMemoryThereIsNoQuestion() throws {
    let line = KittyTransport()
    #expect(line.question() == [])
    line.decide(answer: true)
    #expect(!line.usesSharedMemory)
    let sent = line.show(rgb, size: size)
    #expect(try read(sent.bytes) == nil && !sent.isShared)
    #expect(line.answered(id: Int(sent.id), ok: true, text: "OK") == .shown)
  }

  @Test func memoryThatIsRefusedLaterIsGivenUp() throws {
    try prove()
    let first = transport.show(rgb, size: size)
    #expect(answer(first, ok: false, "EBADF:x") == .unreadable("EBADF:x"))
    #expect(!transport.usesSharedMemory)
    let second = transport.show(rgb, size: size)
    #expect(try read(second.bytes) == nil)
    #expect(answer(second, ok: false, "EINVAL") == .refused("EINVAL"))
  }

  @Test func memoryThatIsSaidToBeReadAndIsNotIsGivenUp() throws {
    try prove()
    guard case .unreadable = answer(transport.show(rgb, size: size), ok: true) else {
      Issue.record("it was not read")
      return
    }
  }

  /// A terminal that stops, longer than the viewer has patience, comes to images that were removed
  /// for newer ones: that is not its fault.
  @Test(arguments: [1, 2, 3, 10, 60]) func aTerminalThatStopsForLongKeepsMemory(
    _ images: Int
  ) throws {
    try prove()
    let sent = (0..<images).map { _ in transport.show(rgb, size: size) }
    var verdicts: [KittyTransport.Verdict] = []
    for image in sent {
      let seen = try? read(image.bytes)
      verdicts.append(answer(image, ok: seen == rgb, "ENOENT:no such object"))
    }
    let kept = min(images, HandoverMemory.mostOutstanding)
    let expected: [KittyTransport.Verdict] =
      Array(repeating: .withdrawn, count: images - kept) + Array(repeating: .shown, count: kept)
    #expect(verdicts == expected)
    #expect(transport.usesSharedMemory)
    #expect(try read(transport.show(rgb, size: size).bytes) == rgb)
  }

  /// A late answer is for the image that it names, also when another maker has begun meanwhile.
  @Test func answersAreNotTakenForOthers() throws {
    var random = TestRandom(5)
    let picture = random.picture(4, 4)
    var ids: [UInt32] = []
    for _ in 0..<3 {
      var painter = KittyPainter(transport)
      for _ in 0..<4 { ids.append(painter.paint(picture, size: picture.size).id) }
    }
    #expect(Set(ids).count == ids.count)
    #expect(transport.answered(id: Int(ids[0]), ok: true, text: "OK") == .shown)
    #expect(transport.answered(id: Int(ids[0]), ok: true, text: "OK") == .unknown)
    for id in ids.dropFirst() {
      #expect(transport.answered(id: Int(id), ok: true, text: "OK") == .shown)
    }
  }

  @Test func numbersBeginAgainFarOut() {
    var numbers = KittyNumbers(from: KittyNumbers.last - 1)
    #expect(numbers.next() == KittyNumbers.last - 1)
    #expect(numbers.next() == KittyNumbers.last)
    #expect(numbers.next() == KittyNumbers.first)
    #expect(KittyNumbers.first > KittyTransport.questionID)
  }

  /// An answer is taken while pixels are being written: its caller has the user's input to read.
  @Test(.timeLimit(.minutes(1))) func answersDoNotWaitForPixels() async throws {
    try prove()
    let many = [UInt8](repeating: 1, count: 4096 * 2048 * 3)
    // Writing may be over before this thread gets its turn: it need not succeed the first time, but
    // never would if one waited for the other.
    for _ in 0..<100 {
      let small = transport.show(rgb, size: size)
      _ = try read(small.bytes)
      let (transport, prefix) = (transport, "fury-tui-\(owner)-")
      let large = Task.detached {
        transport.show(many, size: PixelSize(width: 4096, height: 2048))
      }
      var name: String?
      while name == nil {
        name = SystemFile.entries(SharedSegment.folder).first { $0.hasPrefix(prefix) }
        await Task.yield()
      }
      #expect(answer(small, ok: true) == .shown)
      let segment = try SharedSegment.open(named: try #require(name))
      // An error where it has no size yet.
      let isWritten = try? segment.read(count: 1, at: many.count - 1) == [1]
      transport.withdraw(await large.value.id)
      if isWritten != true { return }
    }
    Issue.record("answers were taken after the pixels only")
  }

  /// A terminal that never answers does not make this remember ever more.
  @Test func theOldestImagesAreForgotten() {
    let sent = (0..<200).map { _ in transport.show(rgb, size: size) }
    let verdicts = sent.map { answer($0, ok: true) }
    #expect(verdicts.count { $0 == .shown } == HandoverMemory.mostRemembered)
    #expect(verdicts.suffix(HandoverMemory.mostRemembered).allSatisfy { $0 == .shown })
  }

  @Test func answersForNothing() throws {
    #expect(transport.answered(id: 1, ok: true, text: "OK") == .unknown)
    #expect(transport.answered(id: -1, ok: false, text: "E") == .unknown)
    #expect(transport.answered(id: .max, ok: true, text: "OK") == .unknown)
    let first = transport.show(rgb, size: size)
    transport.withdraw(first.id)
    #expect(answer(first, ok: true) == .unknown)
    let second = transport.show(rgb, size: size)
    transport.withdrawAll()
    #expect(answer(second, ok: false, "E") == .unknown)
  }
}
