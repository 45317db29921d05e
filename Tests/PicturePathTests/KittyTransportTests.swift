import Foundation
import KittyCoding
import Raster
import SharedMemory
import Testing

@testable import PicturePath

/// Which way pixels take, by what the terminal answers.
@Suite struct KittyTransportTests {
  private let image = KittyImage(id: 1, size: .init(width: 2, height: 1))
  private let rgb: [UInt8] = [1, 2, 3, 4, 5, 6]
  private let transport = KittyTransport(
    memory: HandoverMemory(owner: Int32.random(in: 1 << 24 ... .max)))

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

  @Test func memoryThatWasReadIsUsed() throws {
    #expect(try read(transport.show(image, rgb: rgb)) == nil)
    try prove()
    #expect(transport.usesSharedMemory)
    for _ in 0..<5 {
      #expect(try read(transport.show(image, rgb: rgb)) == rgb)
      #expect(transport.answered(id: 1, ok: true, text: "OK") == .shown)
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
    #expect(try read(line.show(image, rgb: rgb)) == nil)
    #expect(line.answered(id: 1, ok: true, text: "OK") == .shown)
  }

  @Test func memoryThatIsRefusedLaterIsGivenUp() throws {
    try prove()
    _ = transport.show(image, rgb: rgb)
    #expect(transport.answered(id: 1, ok: false, text: "EBADF:x") == .unreadable("EBADF:x"))
    #expect(!transport.usesSharedMemory)
    #expect(try read(transport.show(image, rgb: rgb)) == nil)
    #expect(transport.answered(id: 1, ok: false, text: "EINVAL") == .refused("EINVAL"))
  }

  @Test func memoryThatIsSaidToBeReadAndIsNotIsGivenUp() throws {
    try prove()
    _ = transport.show(image, rgb: rgb)
    guard case .unreadable = transport.answered(id: 1, ok: true, text: "OK") else {
      Issue.record("it was not read")
      return
    }
  }

  @Test func answersForNothing() throws {
    #expect(transport.answered(id: 1, ok: true, text: "OK") == .unknown)
    #expect(transport.answered(id: -1, ok: false, text: "E") == .unknown)
    #expect(transport.answered(id: .max, ok: true, text: "OK") == .unknown)
    _ = transport.show(image, rgb: rgb)
    transport.withdraw(1)
    #expect(transport.answered(id: 1, ok: true, text: "OK") == .unknown)
    _ = transport.show(image, rgb: rgb)
    transport.withdrawAll()
    #expect(transport.answered(id: 1, ok: false, text: "E") == .unknown)
  }
}
