import Glibc
import Testing

@testable import SharedMemory

@Suite struct HandoverTests {
  /// An owner that is no process: process ids end far below.
  private let owner = Int32.random(in: 1 << 24 ... .max)

  private func names(of owner: Int32) -> [String] {
    SystemFile.entries(SharedSegment.folder).filter { $0.hasPrefix("fury-tui-\(owner)-") }
  }

  @Test func aReaderTakesWhatIsOffered() throws {
    let memory = HandoverMemory(owner: owner)
    let bytes: [UInt8] = [1, 2, 3, 250]
    let name = try memory.offer(bytes)
    #expect(!memory.isTaken(name) && memory.outstanding == 1)
    let seen = try SharedSegment.open(named: name)
    #expect(try seen.status().mode == 0o600)
    #expect(try seen.read(count: 4, at: 0) == bytes)
    #expect(try seen.status().size == 4)
    SharedSegment.unlink(named: name)
    #expect(memory.isTaken(name) && memory.outstanding == 0)
  }

  @Test func neverMoreThanTwoAreOutstanding() throws {
    let memory = HandoverMemory(owner: owner)
    var offered: [String] = []
    for value in 0..<20 {
      offered.append(try memory.offer([UInt8(value)]))
      #expect(memory.outstanding <= 2)
      #expect(names(of: owner).count <= 2)
    }
    // Nothing has a name twice, and the newest are the ones that are left.
    #expect(Set(offered).count == 20)
    #expect(Set(names(of: owner)) == Set(offered.suffix(2)))
  }

  @Test func whatWasWithdrawnIsToldFromWhatWasTaken() throws {
    let memory = HandoverMemory(owner: owner)
    let names = try (0..<4).map { try memory.offer([UInt8($0)]) }
    SharedSegment.unlink(named: names[2])
    #expect(memory.isTaken(names[2]) && !memory.isTaken(names[3]))
    #expect(names.map(memory.wasWithdrawn) == [true, true, false, false])
    memory.withdrawAll()
    #expect(names.map(memory.wasWithdrawn) == [true, true, false, true])
    // Of all that came, the latest are remembered.
    for value in 0..<100 { memory.withdraw(try memory.offer([UInt8(value)])) }
    #expect(!memory.wasWithdrawn(names[0]))
  }

  @Test func nothingIsLeftBehind() throws {
    do {
      let memory = HandoverMemory(owner: owner)
      let first = try memory.offer([1])
      _ = try memory.offer([2])
      memory.withdraw(first)
      #expect(names(of: owner).count == 1)
    }
    #expect(names(of: owner) == [])
  }

  @Test func aSurvivorRemovesWhatWasLeft() throws {
    let memory = HandoverMemory(owner: owner)
    let name = try memory.offer([1])
    let other = try HandoverMemory.init(owner: owner + 1).offer([1])
    HandoverMemory.removeAll(of: owner)
    #expect(names(of: owner) == [])
    #expect(memory.isTaken(name))
    // The other's went with the object that offered it, not with this owner's.
    #expect(!names(of: owner + 1).contains(other))
  }

  @Test func aTakenNameThatSomebodyElseMadeAgainIsNotRemoved() throws {
    let memory = HandoverMemory(owner: owner)
    let name = try memory.offer([1])
    SharedSegment.unlink(named: name)
    let stranger = try SharedSegment.create(named: name, size: 1)
    memory.withdrawAll()
    #expect(try stranger.status().links == 1)
    SharedSegment.unlink(named: name)
  }

  @Test func aFullMemoryIsAnErrorAndLeavesNothing() {
    let memory = HandoverMemory(owner: owner)
    #expect(throws: SharedMemoryError.self) { try memory.offer([]) }
    #expect(names(of: owner) == [])
  }
}
