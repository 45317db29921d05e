internal import Glibc
internal import SharedMemory

/// Programs that belong to this one, as git's do to git: they link what this one must not.
public enum Sibling {
  /// The path of `program`: in `$FURY_TUI_LIBEXEC` where that is set, else beside this program,
  /// else in `../libexec/fury-tui`.
  public static func path(of program: String) throws(SiblingError) -> String {
    let folders: [String]
    if let named = unsafe getenv("FURY_TUI_LIBEXEC").map({ unsafe String(cString: $0) }),
      !named.isEmpty
    {
      folders = [named]
    } else {
      let own = SystemFile.linkTarget("/proc/self/exe") ?? ""
      let folder = own.lastIndex(of: "/").map { String(own[..<$0]) } ?? "."
      folders = [folder, folder + "/../libexec/fury-tui"]
    }
    for folder in folders {
      let path = folder + "/" + program
      if unsafe access(path, X_OK) == 0 { return path }
    }
    throw SiblingError(
      "\(program) is not in \(folders.joined(separator: " or ")): `make install` puts it there, "
        + "FURY_TUI_LIBEXEC names another folder")
  }
}
