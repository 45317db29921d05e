import Glibc
import Testing

@testable import Terminal

@Suite struct OutputQueueTests {
  /// A pipe that takes a little at a time.
  private func makePipe() throws -> (read: Int32, write: Int32) {
    var ends: [Int32] = [0, 0]
    try #require(unsafe pipe(&ends) == 0)
    for end in ends { _ = fcntl(end, F_SETFL, O_NONBLOCK) }
    return (ends[0], ends[1])
  }

  @Test func bytesInOrderInSmallWrites() throws {
    let pipe = try makePipe()
    defer {
      close(pipe.read)
      close(pipe.write)
    }
    var queue = OutputQueue()
    var expected: [UInt8] = []
    for i in 0..<20 {
      let part = [UInt8](repeating: UInt8(i), count: i * 5000)
      expected += part
      queue.append(part)
    }
    #expect(queue.count == expected.count)
    var received: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 17)
    var closed = false
    while received.count < expected.count {
      let before = queue.count
      let wrote = queue.writeChunk(to: pipe.write, closed: &closed)
      #expect(before - queue.count <= OutputQueue.chunk)
      if !wrote {
        let n = unsafe read(pipe.read, &buffer, buffer.count)
        try #require(n > 0)
        received += buffer[..<n]
      }
    }
    #expect(received == expected)
    #expect(queue.isEmpty && queue.count == 0)
    #expect(!closed)
  }

  @Test func nothingComesBetweenThePartsOfAPicture() throws {
    let pipe = try makePipe()
    defer {
      close(pipe.read)
      close(pipe.write)
    }
    var queue = OutputQueue()
    var closed = false
    func written() -> [UInt8] {
      while queue.writeChunk(to: pipe.write, closed: &closed) {}
      var buffer = [UInt8](repeating: 0, count: 100)
      let n = unsafe read(pipe.read, &buffer, buffer.count)
      return Array(buffer.prefix(max(0, n)))
    }
    queue.append([1])
    queue.beginPicture()
    queue.append([7, 8])
    queue.appendToPicture([2])
    #expect(queue.isInPicture && written() == [1, 2])
    queue.append([9])
    #expect(queue.isEmpty && written() == [])
    queue.appendToPicture([3])
    queue.endPicture()
    #expect(!queue.isInPicture && written() == [3, 7, 8, 9])
    queue.beginPicture()
    queue.append([7])
    queue.removeAll()
    queue.append([4])
    #expect(!queue.isInPicture && written() == [4])
  }

  @Test func aReaderThatIsGone() throws {
    signal(SIGPIPE, SIG_IGN)
    let pipe = try makePipe()
    close(pipe.read)
    defer { close(pipe.write) }
    var queue = OutputQueue()
    queue.append([1])
    var closed = false
    let wrote = queue.writeChunk(to: pipe.write, closed: &closed)
    #expect(!wrote)
    #expect(closed)
    queue.removeAll()
    #expect(queue.isEmpty)
  }
}
