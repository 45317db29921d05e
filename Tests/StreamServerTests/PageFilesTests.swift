import Foundation
import TerminalLab
import Testing

@testable import StreamServer

@Suite struct PageFilesTests {
  @Test func ourOwnPageIsComplete() throws {
    let page = String(
      decoding: try #require(PageFiles.own.file("/", justMJPEG: true)).body, as: UTF8.self)
    #expect(page.contains("js/main.js{{token}}"))
    for name in ["main", "mjpeg", "rtc", "socket", "input"] {
      let file = try #require(PageFiles.own.file("/js/\(name).js", justMJPEG: false))
      #expect(file.type.hasPrefix("application/javascript"))
      #expect(file.body.count > 500)
      // Nothing is loaded from elsewhere.
      #expect(!String(decoding: file.body, as: UTF8.self).contains("://") || name == "main")
    }
    #expect(PageFiles.own.file("/js/../main.js", justMJPEG: false) == nil)
  }

  @Test func aFolderIsServedAndNothingElse() throws {
    let folder = try ScratchFolder()
    let www = folder.file("www")
    let manager = FileManager.default
    try manager.createDirectory(atPath: www + "/js", withIntermediateDirectories: true)
    try folder.write("secret", "s")
    for (name, text) in [
      ("index.html", "video"), ("index_mjpeg.html", "jpeg"), ("js/a.js", "a"), (".hidden", "h"),
    ] { try folder.write("www/" + name, text) }
    try manager.createSymbolicLink(atPath: www + "/out", withDestinationPath: folder.file("secret"))
    try manager.createSymbolicLink(atPath: www + "/in.js", withDestinationPath: www + "/js/a.js")
    let files = try #require(PageFiles.folder(at: www))
    func text(_ path: String, justMJPEG: Bool = false) -> String? {
      files.file(path, justMJPEG: justMJPEG).map { String(decoding: $0.body, as: UTF8.self) }
    }
    #expect(text("/") == "video")
    #expect(text("/", justMJPEG: true) == "jpeg")
    #expect(text("/js/a.js") == "a")
    #expect(text("/in.js") == "a")
    for path in [
      "/../secret", "/js/../../secret", "/%2e%2e/secret", "/..%2fsecret", "/out", "/.hidden",
      "/%2ehidden", "/js", "/js/", "/none", "//", "/a%00", "/%", "/..\\secret",
    ] { #expect(text(path) == nil, "\(path)") }
    #expect(PageFiles.folder(at: www + "/index.html") == nil)
    #expect(PageFiles.folder(at: www + "/none") == nil)
  }
}
