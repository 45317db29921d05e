import FuryStream
import FuryWire
import Glibc
import SharedMemory
import Testing

/// The segment `-ext` from both sides.
@Suite struct ExtensionTests {
  private func owner(_ extensions: ExtensionCapabilities, named: Bool = true) throws -> StreamOwner
  {
    try StreamOwner(
      .init(
        name: named ? "ext-\(getpid())-\(Int.random(in: 0..<1_000_000_000))" : nil, maxWidth: 16,
        maxHeight: 8, extensions: extensions))
  }

  private func producer(_ owner: StreamOwner, takeControl: Bool) throws -> EventProducer {
    try EventProducer(owner.description, takeControl: takeControl, reports: Reports())
  }

  @Test func commandsArriveInOrder() throws {
    let owner = try owner([.keys, .resize, .pick])
    let driver = try producer(owner, takeControl: true)
    let client = try #require(ExtensionClient(owner.description, producer: driver))
    #expect(client.capabilities == [.keys, .resize, .pick])
    #expect(owner.takeCommand() == nil)
    for round in 1...20 {
      for size in 1...20 { #expect(client.send(.resize(width: size, height: round)) != nil) }
      for size in 1...20 {
        #expect(owner.takeCommand()?.command == .resize(width: size, height: round))
      }
      #expect(owner.takeCommand() == nil)
    }
  }

  @Test func aFullRingRefuses() throws {
    let owner = try owner(.keys)
    let driver = try producer(owner, takeControl: true)
    let client = try #require(ExtensionClient(owner.description, producer: driver))
    let accepted = (0..<100).count { _ in client.send(.resetCamera) != nil }
    #expect(accepted == ExtensionLayout.slots)
    #expect(owner.takeCommand() != nil)
    #expect(client.send(.resetCamera) != nil)
  }

  @Test func repliesReachWhoAsked() throws {
    let owner = try owner(.pick)
    let client = try #require(
      ExtensionClient(owner.description, producer: producer(owner, takeControl: true)))
    let number = try #require(client.send(.pick(x: 0.5, y: 0.25)))
    #expect(client.reply(to: number) == nil)
    let asked = try #require(owner.takeCommand())
    owner.reply("a sphere", to: asked.number)
    #expect(client.reply(to: number) == "a sphere")
    let later = try #require(client.send(.pick(x: 0, y: 0)))
    #expect(client.reply(to: later) == nil, "that is another question's answer")
    owner.reply(String(repeating: "long ", count: 100), to: later)
    #expect(client.reply(to: later)?.utf8.count == ExtensionLayout.replyLimit)
  }

  @Test func whoOnlyWatchesDecidesNothing() throws {
    let owner = try owner([.keys, .resize, .pick])
    let driver = try producer(owner, takeControl: true)
    let watcher = try producer(owner, takeControl: true)
    #expect(driver.control == .mine && watcher.control != .mine)
    let driving = try #require(ExtensionClient(owner.description, producer: driver))
    let watching = try #require(ExtensionClient(owner.description, producer: watcher))
    watching.send(.resize(width: 5, height: 5))
    watching.send(.resetCamera)
    watching.send(.pick(x: 0, y: 0))
    driving.send(.resize(width: 7, height: 7))
    #expect(owner.takeCommand()?.command == .pick(x: 0, y: 0))
    #expect(owner.takeCommand()?.command == .resize(width: 7, height: 7))
    #expect(owner.takeCommand() == nil)
  }

  @Test func whatIsNotOfferedIsNotSent() throws {
    let owner = try owner(.pick)
    let client = try #require(
      ExtensionClient(owner.description, producer: producer(owner, takeControl: true)))
    #expect(client.send(.resetCamera) == nil)
    #expect(client.send(.resize(width: 5, height: 5)) == nil)
    #expect(owner.takeCommand() == nil)
  }

  @Test(arguments: [true, false])
  func aStreamWithoutTheSegmentHasNoClient(_ named: Bool) throws {
    let owner = try owner([], named: named)
    #expect(
      try ExtensionClient(owner.description, producer: producer(owner, takeControl: true)) == nil)
  }

  @Test func anonymousMemoryHasNoExtensions() throws {
    let owner = try owner([.keys], named: false)
    #expect(
      try ExtensionClient(owner.description, producer: producer(owner, takeControl: true)) == nil)
  }

  @Test func clientsFollowARepublishedStream() throws {
    let owner = try owner(.keys)
    let client = try #require(
      ExtensionClient(owner.description, producer: producer(owner, takeControl: true)))
    for name in owner.segmentNames { SharedSegment.unlink(named: name) }
    #expect(try owner.maintain())
    #expect(client.send(.resetCamera) != nil)
    #expect(owner.takeCommand()?.command == .resetCamera)
  }

  @Test func closingRemovesTheSegment() throws {
    let owner = try owner(.keys)
    let name = try #require(owner.segmentNames.first { $0.hasSuffix("-ext") })
    #expect(SystemFile.status(SharedSegment.folder + name) != nil)
    owner.close()
    #expect(SystemFile.status(SharedSegment.folder + name) == nil)
  }
}
