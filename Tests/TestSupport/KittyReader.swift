import CZlib
import Foundation

/// Reads the escape codes of kitty's graphics protocol as a terminal does.
public enum KittyReader {
  /// One escape code: its keys and its payload, still in base64.
  public struct Command: Equatable, Sendable {
    public var keys: [String: String]
    public var payload: String
  }

  /// The escape codes of `bytes`; nil where there is anything else.
  public static func commands(_ bytes: [UInt8]) -> [Command]? {
    var rest = String(decoding: bytes, as: UTF8.self)[...]
    var commands: [Command] = []
    while !rest.isEmpty {
      guard rest.hasPrefix("\u{1b}_G"), let end = rest.range(of: "\u{1b}\\") else { return nil }
      let body = rest[rest.index(rest.startIndex, offsetBy: 3)..<end.lowerBound]
      rest = rest[end.upperBound...]
      let parts = body.split(separator: ";", maxSplits: 1, omittingEmptySubsequences: false)
      var keys: [String: String] = [:]
      for field in parts[0].split(separator: ",") {
        let pair = field.split(separator: "=", maxSplits: 1)
        guard pair.count == 2, keys[String(pair[0])] == nil else { return nil }
        keys[String(pair[0])] = String(pair[1])
      }
      commands.append(Command(keys: keys, payload: parts.count > 1 ? String(parts[1]) : ""))
    }
    return commands
  }

  /// The pixels of a transmission: its payloads together, decoded and inflated to `count` bytes.
  public static func pixels(_ commands: [Command], count: Int) -> [UInt8]? {
    guard let data = Data(base64Encoded: commands.map(\.payload).joined()) else { return nil }
    let packed = [UInt8](data)
    // One byte more, so that too many are noticed.
    var result = [UInt8](repeating: 0, count: count + 1)
    var length = uLong(result.count)
    guard unsafe uncompress(&result, &length, packed, uLong(packed.count)) == Z_OK else {
      return nil
    }
    return Array(result[..<Int(length)])
  }
}
