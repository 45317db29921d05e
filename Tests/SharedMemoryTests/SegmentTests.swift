import Glibc
import SharedMemory
import Testing

@Suite struct SegmentTests {
  private func name(_ label: String) -> String { "fury-test-\(getpid())-\(label)" }

  @Test func namedSegmentsAreExactPrivateAndSeenByOthers() throws {
    let name = name("exact")
    let made = try SharedSegment.create(named: name, size: 12)
    defer { SharedSegment.unlink(named: name) }
    let status = try made.status()
    #expect(status.size == 12)
    #expect(status.mode == 0o600)
    #expect(status.links == 1)
    let other = try SharedSegment.open(named: name)
    try made.write([1, 2, 3], at: 9)
    #expect(try other.read(count: 3, at: 9) == [1, 2, 3])
    #expect(throws: SharedMemoryError.system(call: "shm_open", subject: name, code: EEXIST)) {
      try SharedSegment.create(named: name, size: 1)
    }
    SharedSegment.unlink(named: name)
    #expect(try other.status().links == 0)
    #expect(throws: SharedMemoryError.system(call: "shm_open", subject: name, code: ENOENT)) {
      try SharedSegment.open(named: name)
    }
  }

  @Test func readsAndWritesStayInside() throws {
    let segment = try SharedSegment.anonymous(label: "inside", size: 16)
    #expect(segment.name == nil)
    #expect(throws: SharedMemoryError.self) { try segment.read(count: 8, at: 9) }
    #expect(throws: SharedMemoryError.self) { try segment.read(count: 1, at: -1) }
    #expect(throws: SharedMemoryError.self) { try segment.read(count: -1, at: 0) }
    #expect(throws: SharedMemoryError.self) { try segment.write([1, 2], at: 15) }
    #expect(try segment.status().size == 16)
    #expect(throws: SharedMemoryError.self) { try MappedWords(segment, byteCount: 17) }
    #expect(throws: SharedMemoryError.self) { try MappedWords(segment, offset: 4, byteCount: 4) }
    #expect(throws: SharedMemoryError.self) {
      try MappedWords(segment, offset: 8, byteCount: Int.max)
    }
  }

  @Test(arguments: ["", ".", "..", "a/b", "/x", "a\u{0}b", "a\nb", String(repeating: "x", count: 300)])
  func namesThatAreNoNamesNeverReachTheFileSystem(_ name: String) {
    let refusal = SharedMemoryError.system(call: "shm_open", subject: "this name", code: EINVAL)
    #expect(throws: refusal) { try SharedSegment.open(named: name) }
    #expect(throws: refusal) { try SharedSegment.create(named: name, size: 1) }
    #expect(!SharedSegment.unlink(named: name))
  }

  @Test func whatIsNoFileIsNoSegment() {
    #expect(throws: SharedMemoryError.self) { try SharedSegment.open(path: "/dev/null") }
    #expect(throws: SharedMemoryError.self) { try SharedSegment.open(path: "/dev") }
  }

  @Test func moreThanThereIsIsAClearErrorAndLeavesNothing() {
    let name = name("huge")
    let error = #expect(throws: SharedMemoryError.self) {
      try SharedSegment.create(named: name, size: 1 << 50)
    }
    #expect(error?.code == ENOSPC || error?.code == EFBIG || error?.code == ENOMEM)
    #expect(SystemFile.status("/dev/shm/" + name) == nil)
  }

  @Test func advisoryLocksKeepTwoOpeningsApart() throws {
    let name = name("lock")
    let first = try SharedSegment.create(named: name, size: 8)
    defer { SharedSegment.unlink(named: name) }
    do {
      let second = try SharedSegment.open(named: name)
      #expect(first.tryLock())
      #expect(!second.tryLock())
      first.unlock()
      #expect(second.tryLock())
    }
    #expect(first.tryLock(), "a lock ends with its opening")
  }

  @Test func wordsAreSharedAndLittleEndian() throws {
    let segment = try SharedSegment.anonymous(label: "words", size: 8192)
    let words = try MappedWords(segment, offset: 4096 + 8, byteCount: 32)
    words.store(Int32(0x0102_0304), at: 4)
    words.store(1.5, at: 8)
    #expect(try segment.read(count: 4, at: 4096 + 12) == [4, 3, 2, 1])
    #expect(words.double(at: 8) == 1.5)
    #expect(words.uint64(at: 0) == 0x0102_0304_0000_0000)
    #expect(words.compareExchange(Int32(0x0102_0304), 7, at: 4))
    #expect(!words.compareExchange(Int32(0x0102_0304), 8, at: 4))
    #expect(words.int32(at: 4) == 7)
    #expect(words.compareExchange(UInt64(7) << 32, 9, at: 0))
    #expect(words.int32(at: 0) == 9)
  }

  /// A producer that cuts its memory under our mapping: zeros and a flag instead of a SIGBUS.
  @Test func truncationUnderAMappingIsSurvived() throws {
    let segment = try SharedSegment.anonymous(label: "cut", size: 12_288)
    let words = try MappedWords(segment, byteCount: 12_288)
    let other = try MappedWords(try .anonymous(label: "whole", size: 64), byteCount: 64)
    words.store(Int32(5), at: 8192)
    other.store(Int32(6), at: 0)
    #expect(!words.isDamaged)
    #expect(ftruncate(segment.descriptor, 0) == 0)
    #expect(words.int32(at: 8192) == 0)
    words.store(Int32(1), at: 0)
    #expect(words.isDamaged)
    #expect(other.int32(at: 0) == 6 && !other.isDamaged)
    #expect(throws: SharedMemoryError.self) { try segment.read(count: 1, at: 0) }
  }

  @Test func aBusErrorOfSomebodyElseStillKills() async {
    await #expect(processExitsWith: .signal(SIGBUS)) {
      let segment = try SharedSegment.anonymous(label: "guarded", size: 4096)
      let words = try MappedWords(segment, byteCount: 4096)
      #expect(words.int32(at: 0) == 0)  // the handler is installed
      let foreign = try SharedSegment.anonymous(label: "foreign", size: 4096)
      let address = unsafe mmap(nil, 4096, PROT_READ, MAP_SHARED, foreign.descriptor, 0)!
      ftruncate(foreign.descriptor, 0)
      print(unsafe address.load(as: UInt8.self))
    }
  }
}
