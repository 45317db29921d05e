internal import Foundation
internal import Glibc
internal import SharedMemory

/// Where `/`, `/js/*` and other files of a page come from.
enum PageFiles: Sendable {
  /// This project's page, which is part of the program.
  case own
  /// A folder, such as FURY's `www`; its path without symbolic links.
  case folder(String)

  /// Bytes of a file at most.
  static let limit = 32 << 20

  /// A folder must exist; nil otherwise.
  static func folder(at path: String) -> Self? {
    guard let real = unsafe realpath(path, nil) else { return nil }
    defer { unsafe free(real) }
    let found = unsafe String(cString: real)
    var status = stat()
    guard unsafe stat(found, &status) == 0, status.st_mode & S_IFMT == S_IFDIR else { return nil }
    return .folder(found)
  }

  /// The file for a path of a request, nil where there is none.
  ///
  /// - `justMJPEG`: `/` is FURY's page for MJPEG, where the folder has it.
  func file(_ path: String, justMJPEG: Bool) -> (type: String, body: Data)? {
    switch self {
    case .own: Self.ownFile(path)
    case .folder(let folder):
      if path != "/" {
        Self.read(folder, path)
      } else {
        (justMJPEG ? Self.read(folder, "/index_mjpeg.html") : nil)
          ?? Self.read(folder, "/index.html")
      }
    }
  }

  private static func ownFile(_ path: String) -> (type: String, body: Data)? {
    let bytes: [UInt8]
    switch path {
    case "/": return (type(of: "html"), Data(PackageResources.index_html))
    case "/js/style.css": return (type(of: "css"), Data(PackageResources.style_css))
    case "/js/main.js": bytes = PackageResources.main_js
    case "/js/mjpeg.js": bytes = PackageResources.mjpeg_js
    case "/js/rtc.js": bytes = PackageResources.rtc_js
    case "/js/socket.js": bytes = PackageResources.socket_js
    case "/js/input.js": bytes = PackageResources.input_js
    default: return nil
    }
    return (type(of: "js"), Data(bytes))
  }

  /// No name that begins with a dot: neither `..` nor what is meant to be hidden.
  private static func read(_ folder: String, _ path: String) -> (type: String, body: Data)? {
    guard let plain = path.removingPercentEncoding, !plain.utf8.contains(0) else { return nil }
    let names = plain.split(separator: "/")
    guard !names.isEmpty, names.allSatisfy({ !$0.hasPrefix(".") && !$0.contains("\\") }) else {
      return nil
    }
    let file = folder + "/" + names.joined(separator: "/")
    let descriptor = unsafe open(file, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var status = stat()
    // What was opened counts, not what the name says: a symbolic link may lead out of the folder.
    guard unsafe fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG,
      status.st_size <= limit,
      SystemFile.linkTarget("/proc/self/fd/\(descriptor)")?.hasPrefix(folder + "/") == true,
      let bytes = SystemFile.contents("/proc/self/fd/\(descriptor)", limit: limit)
    else { return nil }
    let ending = names.last?.split(separator: ".").last.map { $0.lowercased() } ?? ""
    return (type(of: ending), Data(bytes))
  }

  private static func type(of ending: String) -> String {
    switch ending {
    case "html", "htm": "text/html; charset=utf-8"
    case "js", "mjs": "application/javascript; charset=utf-8"
    case "css": "text/css; charset=utf-8"
    case "json", "map": "application/json"
    case "svg": "image/svg+xml"
    case "png": "image/png"
    case "jpg", "jpeg": "image/jpeg"
    case "ico": "image/x-icon"
    case "wasm": "application/wasm"
    case "woff2": "font/woff2"
    default: "application/octet-stream"
    }
  }
}
