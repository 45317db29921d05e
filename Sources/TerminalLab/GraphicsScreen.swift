import Foundation
import Glibc

/// What a fake terminal does with kitty's graphics protocol.
public enum GraphicsManner: Sendable, CaseIterable {
  /// It does not know it.
  case none
  /// It shows images, from shared memory or through the line, and answers for all of them.
  case able
  /// The same, but on another machine: there is no such shared memory.
  case remote
  /// It reads shared memory when it is asked whether it can, and refuses it later.
  case fickle
  /// It answers the questions, and for no image.
  case silent
  /// It answers the questions, and neither reads shared memory nor answers later.
  case stuck
  /// It answers the questions, and refuses all images.
  case refusing
}

/// The images of a fake terminal.
struct GraphicsScreen {
  let manner: GraphicsManner
  /// The sizes of the images on the screen, by their numbers.
  private(set) var images: [Int: (width: Int, height: Int)] = [:]
  /// How many images have arrived completely, from memory and through the line.
  private(set) var fromMemory = 0
  private(set) var fromLine = 0
  /// How many images were not to be found in shared memory, though it can be read.
  private(set) var missing = 0
  /// What was not as the protocol has it.
  private(set) var mistakes: [String] = []
  /// The image that is arriving in parts.
  private var arriving: [String: String]?
  private var text = ""

  init(_ manner: GraphicsManner) { self.manner = manner }

  /// Takes `APC G keys ; payload ST`; returns the answer.
  mutating func take(_ sequence: String) -> String? {
    guard manner != .none else { return nil }
    let body = sequence.dropFirst(3).dropLast(2)
    let parts = body.split(separator: ";", maxSplits: 1, omittingEmptySubsequences: false)
    var keys: [String: String] = [:]
    for field in parts[0].split(separator: ",") {
      let pair = field.split(separator: "=", maxSplits: 1)
      if pair.count == 2 { keys[String(pair[0])] = String(pair[1]) }
    }
    let payload = parts.count > 1 ? String(parts[1]) : ""
    if payload.utf8.count > 4096 { mistakes.append("a payload of \(payload.utf8.count)") }
    switch keys["a"] {
    case "q": return question(keys, payload)
    case "d":
      if keys["d"] == "A" { images = [:] }
      if keys["d"] == "I", let id = keys["i"].flatMap({ Int($0) }) { images[id] = nil }
      return nil
    default: return part(keys, payload)
    }
  }

  private func question(_ keys: [String: String], _ payload: String) -> String? {
    if keys["t"] == "s" {
      let isRead = manner != .remote && Self.read(payload) == 3
      return answer(keys, isRead ? "OK" : "EBADF:no such shared memory")
    }
    return answer(keys, "OK")
  }

  private mutating func part(_ keys: [String: String], _ payload: String) -> String? {
    if arriving == nil {
      guard keys["a"] == "T" else { return nil }  // the end of what was cut off
      arriving = keys
      text = ""
    } else if keys["a"] != nil {
      mistakes.append("an image within an image")
    }
    text += payload
    guard keys["m"] != "1", let first = arriving else { return nil }
    arriving = nil
    if keys["q"] == "2" { return nil }
    return show(first)
  }

  private mutating func show(_ keys: [String: String]) -> String? {
    guard let id = keys["i"].flatMap({ Int($0) }), let width = keys["s"].flatMap({ Int($0) }),
      let height = keys["v"].flatMap({ Int($0) })
    else {
      mistakes.append("an image without number or size: \(keys)")
      return nil
    }
    if manner == .refusing { return answer(keys, "ENOSPC:no images") }
    if keys["t"] == "s" {
      switch manner {
      case .remote, .fickle: return answer(keys, "EBADF:no such shared memory")
      case .stuck: return nil
      default:
        guard let size = Self.read(text) else {
          missing += 1
          return answer(keys, "ENOENT:no such shared memory")
        }
        guard size == width * height * 3 else {
          mistakes.append("shared memory of another size")
          return nil
        }
        fromMemory += 1
      }
    } else {
      guard Data(base64Encoded: text) != nil else {
        mistakes.append("no base64")
        return nil
      }
      fromLine += 1
    }
    images[id] = (width, height)
    return manner == .silent || manner == .stuck ? nil : answer(keys, "OK")
  }

  private func answer(_ keys: [String: String], _ text: String) -> String {
    let placement = keys["p"].map { ",p=\($0)" } ?? ""
    return "\u{1b}_Gi=\(keys["i"] ?? "")\(placement);\(text)\u{1b}\\"
  }

  /// Reads and removes a shared memory object; its size, or nil where there is none.
  private static func read(_ payload: String) -> Int? {
    guard let name = Data(base64Encoded: payload).map({ String(decoding: $0, as: UTF8.self) }),
      let bytes = FileManager.default.contents(atPath: "/dev/shm" + name)
    else { return nil }
    _ = unsafe shm_unlink(name)
    return bytes.count
  }
}
