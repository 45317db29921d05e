import Glibc
import SharedMemory
import Synchronization
import Testing

@Suite struct SystemTests {
  @Test func aThreadRunsOnceAndIsJoined() throws {
    let me = pthread_self()
    let box = Box()
    let thread = try SystemThread(name: "a-name-longer-than-fifteen-bytes") {
      box.value.add(1, ordering: .relaxed)
      box.isOther.store(pthread_equal(me, pthread_self()) == 0, ordering: .relaxed)
    }
    thread.join()
    thread.join()
    #expect(!thread.isCurrent)
    #expect(box.value.load(ordering: .relaxed) == 1)
    let isOther = box.isOther.load(ordering: .relaxed)
    #expect(isOther)
  }

  private final class Box: Sendable {
    let value = Atomic<Int>(0)
    let isOther = Atomic<Bool>(false)
  }

  @Test func aWakeUpIsRemembered() throws {
    let wakeUp = try WakeUp()
    wakeUp.signal()
    wakeUp.signal()
    wakeUp.wait(nanoseconds: nil)  // would wait for ever if the signals were lost
    let before = Clock.monotonicNanoseconds()
    wakeUp.wait(nanoseconds: 20_000_000)
    #expect(Clock.monotonicNanoseconds() - before >= 19_000_000)
  }

  @Test func aParkedThreadIsWokenAndWakeUpsAreRemembered() throws {
    let parker = ThreadParker()
    parker.unpark()
    parker.unpark()
    parker.park(nanoseconds: .max / 2)  // would wait for ever if the wake-ups were lost
    let before = Clock.monotonicNanoseconds()
    while Clock.monotonicNanoseconds() < before + 19_000_000 {  // a signal may end a wait early
      parker.park(nanoseconds: before + 20_000_000 - Clock.monotonicNanoseconds())
    }
    let other = try SystemThread(name: "unparks") {
      Clock.sleep(nanoseconds: 5_000_000)
      parker.unpark()
    }
    parker.park(nanoseconds: .max / 2)
    other.join()
  }

  @Test func clocks() {
    let start = Clock.monotonicNanoseconds()
    Clock.sleep(nanoseconds: 3_000_000)
    #expect(Clock.monotonicNanoseconds() - start >= 3_000_000)
    #expect(abs(Clock.wallMilliseconds() / 1000 - Double(time(nil))) < 5)
  }

  @Test func thisProcessIsAliveAndAPastOneIsNot() throws {
    let me = try #require(ProcessIdentity.current)
    #expect(me.pid == getpid() && me.isAlive)
    var past = me
    past.startTime -= 1
    #expect(!past.isAlive)
    #expect(ProcessIdentity(pid: 1 << 30) == nil)
    #expect(ProcessIdentity.allPIDs().contains(getpid()))
  }

  @Test func mappingsAndOpenFilesOfThisProcessAreSeen() throws {
    let name = "fury-test-\(getpid())-mapped"
    let segment = try SharedSegment.create(named: name, size: 4096)
    defer { SharedSegment.unlink(named: name) }
    let inode = try segment.status().inode
    #expect(!ProcessMemory.mappings(of: getpid()).contains { $0.name == name })
    let words = try MappedWords(segment, byteCount: 64)
    try withExtendedLifetime(words) {
      let found = try #require(
        ProcessMemory.mappings(of: getpid()).first { $0.name == name })
      #expect(found.inode == inode && !found.isDeleted)
      #expect(
        ProcessMemory.openFiles(of: getpid()).contains {
          $0.descriptor == segment.descriptor && $0.target == "/dev/shm/" + name
        })
      SharedSegment.unlink(named: name)
      #expect(ProcessMemory.mappings(of: getpid()).contains { $0.name == name && $0.isDeleted })
    }
    #expect(ProcessMemory.mappings(of: 1 << 30).isEmpty)
  }

  @Test func filesThatAreNotThere() {
    #expect(SystemFile.contents("/nowhere/at/all") == nil)
    #expect(SystemFile.entries("/nowhere").isEmpty)
    #expect(SystemFile.linkTarget("/proc/self/exe")?.isEmpty == false)
    #expect(SystemFile.linkTarget("/etc/passwd") == nil)
    #expect(SystemFile.text("/proc/self/comm")?.isEmpty == false)
  }
}
