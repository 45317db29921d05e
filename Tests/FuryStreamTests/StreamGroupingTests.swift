import Testing

@testable import FuryStream

/// Which segments make a stream, from their order of creation alone. In the pictures `I` is an
/// image, `i` an info for the images before it, `Q` a queue and `H` its head_tail.
@Suite struct StreamGroupingTests {
  private func groups(_ picture: String) -> [StreamGrouping.Group] {
    var segments: [MappedSegment] = []
    var images = 0
    for (inode, letter) in picture.filter({ $0 != " " }).enumerated() {
      let kind: MappedSegment.Kind
      switch letter {
      case "I": (kind, images) = (.image, images + 1)
      case "i": (kind, images) = (.info(buffers: images), 0)
      case "Q": kind = .queue
      default: kind = .headTail
      }
      segments.append(MappedSegment(name: "\(inode)", inode: UInt64(inode), size: 100, kind: kind))
    }
    // In any order: the inodes tell.
    return StreamGrouping(segments.reversed()).groups()
  }

  private func summary(_ picture: String) -> [String] {
    groups(picture).map { group in
      let images = group.images.map(\.name).joined(separator: ",")
      let queue = [group.queue, group.headTail].compactMap { $0?.name }.joined(separator: ",")
      return "\(images);\(group.info.name);\(group.viewOnlyReason == nil ? queue : "?")"
    }
  }

  @Test(arguments: [
    ("IIiQH", ["0,1;2;3,4"]),
    ("QHIIi", ["2,3;4;0,1"]),
    ("IIi", ["0,1;2;"]),
    ("IiQH", ["0;1;2,3"]),
    ("IIIIIiQH", ["0,1,2,3,4;5;6,7"]),
    ("IIiQH IIiQH", ["0,1;2;3,4", "5,6;7;8,9"]),
    ("QHIIi QHIIi", ["2,3;4;0,1", "7,8;9;5,6"]),
    ("IIi IIiQH", ["0,1;2;", "3,4;5;6,7"]),
    // A queue between two streams, only one of which has one, may belong to either.
    ("IIiQH Ii", ["0,1;2;?", "5;6;?"]),
    ("QH", []),
    ("II", []),
    ("", []),
  ])
  func streams(_ picture: String, expected: [String]) {
    #expect(summary(picture) == expected)
  }

  @Test func imagesOfAnotherSizeEndARun() {
    let kinds: [(Int, MappedSegment.Kind)] = [(10, .image), (20, .image), (24, .info(buffers: 2))]
    let segments = kinds.enumerated().map { index, kind in
      MappedSegment(name: "\(index)", inode: UInt64(index), size: kind.0, kind: kind.1)
    }
    #expect(StreamGrouping(segments).groups().isEmpty)
  }

  @Test func segmentsAreToldApartByTheirFirstBytes() {
    func bytes(_ words: [Int32]) -> [UInt8] {
      words.flatMap { word in (0..<4).map { UInt8(truncatingIfNeeded: word >> (8 * $0)) } }
    }
    let info = bytes([6, 1, 0, 1, 4, 3, 4, 3])
    #expect(MappedSegment.kind(size: 32, start: info) == .info(buffers: 2))
    #expect(MappedSegment.kind(size: 40, start: info) == .image)
    #expect(MappedSegment.kind(size: 12, start: bytes([-1, -1, 0])) == .headTail)
    #expect(MappedSegment.kind(size: 12, start: bytes([255, 0, 7])) == .image)
    #expect(MappedSegment.kind(size: 12, start: []) == .image)
    let queue = [3.0, 8.0].flatMap { number in
      (0..<8).map { UInt8(truncatingIfNeeded: number.bitPattern >> (8 * UInt64($0))) }
    }
    #expect(MappedSegment.kind(size: 34 * 8, start: queue) == .queue)
    #expect(MappedSegment.kind(size: 35 * 8, start: queue) == .image)
  }

  @Test func programsAreCalledByTheirScripts() {
    #expect(
      ProgramName.name(arguments: ["/usr/bin/python3", "-W", "ignore", "a/demo.py"]) == "demo.py")
    #expect(ProgramName.name(arguments: ["python", "-c", "print(1)"]) == "python")
    #expect(ProgramName.name(arguments: ["python3.11", "-m", "x"]) == "python3.11")
    #expect(ProgramName.name(arguments: ["/opt/view", "file"]) == "view")
    #expect(ProgramName.name(arguments: ["/x/\u{1B}[2Jevil\u{9B}"]) == "[2Jevil")
    #expect(ProgramName.name(arguments: []) == "")
  }

  @Test func selectors() {
    #expect(StreamSelector(argument: nil) == .automatic)
    #expect(StreamSelector(argument: "") == .automatic)
    #expect(StreamSelector(argument: "4711") == .pid(4711))
    for spelling in ["psm_1b1df4d3", "/psm_1b1df4d3", "/dev/shm/psm_1b1df4d3"] {
      #expect(StreamSelector(argument: spelling) == .name("psm_1b1df4d3"))
    }
    #expect(StreamSelector(argument: "-3") == .name("-3"))
  }

  @Test func namesOfThisProject() {
    #expect(OwnNames(segment: "fury-1000-demo-info") == OwnNames(name: "demo", user: 1000))
    #expect(OwnNames(segment: "fury-0-a-b-image-12") == OwnNames(name: "a-b", user: 0))
    #expect(OwnNames(segment: "fury-0-x-head-tail") == OwnNames(name: "x", user: 0))
    for foreign in ["psm_00000000", "fury-x-demo-info", "fury-0-demo", "fury-0-demo-image-x", ""] {
      #expect(OwnNames(segment: foreign) == nil)
    }
  }
}
