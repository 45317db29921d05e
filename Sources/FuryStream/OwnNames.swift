internal import SharedMemory

/// The names of this project's segments: `fury-UID-NAME-image-K`, `-info`, `-queue`, `-head-tail`.
struct OwnNames: Sendable, Hashable {
  let prefix: String
  let name: String

  /// The names of the stream `name` of user `user`.
  init(name: String, user: UInt32 = ProcessIdentity.user) {
    self.name = name
    prefix = "fury-\(user)-\(name)"
  }

  /// The stream that a segment belongs to by its name, nil for a foreign segment.
  init?(segment: String) {
    let parts = segment.split(separator: "-", maxSplits: 2, omittingEmptySubsequences: false)
    guard parts.count == 3, parts[0] == "fury", let user = UInt32(parts[1]) else { return nil }
    for suffix in ["-info", "-queue", "-head-tail", "-ext"] where parts[2].hasSuffix(suffix) {
      self.init(name: String(parts[2].dropLast(suffix.count)), user: user)
      return
    }
    guard let dash = parts[2].lastIndex(of: "-"),
      Int(parts[2][parts[2].index(after: dash)...]) != nil,
      parts[2][..<dash].hasSuffix("-image")
    else { return nil }
    self.init(name: String(parts[2][..<dash].dropLast("-image".count)), user: user)
  }

  /// True for streams of the user that this process acts as.
  var isOfThisUser: Bool { prefix == OwnNames(name: name).prefix }

  var info: String { prefix + "-info" }
  var queue: String { prefix + "-queue" }
  var headTail: String { prefix + "-head-tail" }
  var extensions: String { prefix + "-ext" }
  /// The file that is locked while a stream of this name is made.
  var lock: String { prefix + "-lock" }
  func image(_ index: Int) -> String { "\(prefix)-image-\(index)" }

  /// True for a name that can be part of a segment's: letters, digits, `_` and `.`, 1 to 64 of
  /// them.
  static func isUsable(_ name: String) -> Bool {
    (1...64).contains(name.utf8.count)
      && name.utf8.allSatisfy { byte in
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
          || (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
          || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
          || byte == UInt8(ascii: "_") || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "-")
      }
  }

  static func isOwn(_ reference: MemoryReference) -> Bool {
    if case .named(let segment) = reference { OwnNames(segment: segment) != nil } else { false }
  }
}
