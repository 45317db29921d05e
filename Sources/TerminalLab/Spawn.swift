import Glibc

/// What posix_spawn(3) is told about a new process, apart from the program.
struct Spawn: Sendable {
  /// Descriptors of this process that become the child's.
  var descriptors: [(parent: Int32, child: Int32)] = []
  /// A terminal that becomes the child's 0, 1 and 2.
  var terminal: String?

  /// Starts `arguments` (the first one is the program, looked up in PATH) with `environment`
  /// ("NAME=value") and returns its process id, or minus the error number.
  ///
  /// No signal is blocked or ignored in the child. Without a terminal it leads a process group of
  /// its own, so that it can be killed together with what it starts; with one it is left to make a
  /// session for itself (which a group leader could not).
  func start(_ arguments: [String], environment: [String]) -> Int32 {
    var actions = unsafe posix_spawn_file_actions_t()
    unsafe posix_spawn_file_actions_init(&actions)
    defer { unsafe posix_spawn_file_actions_destroy(&actions) }
    if let terminal = self.terminal {
      unsafe posix_spawn_file_actions_addopen(&actions, 0, terminal, O_RDWR | O_NOCTTY, 0)
      unsafe posix_spawn_file_actions_adddup2(&actions, 0, 1)
      unsafe posix_spawn_file_actions_adddup2(&actions, 0, 2)
    }
    for (parent, child) in descriptors {
      unsafe posix_spawn_file_actions_adddup2(&actions, parent, child)
    }

    var attributes = posix_spawnattr_t()
    unsafe posix_spawnattr_init(&attributes)
    defer { unsafe posix_spawnattr_destroy(&attributes) }
    var none = sigset_t()
    var all = sigset_t()
    unsafe sigemptyset(&none)
    unsafe sigfillset(&all)
    unsafe posix_spawnattr_setsigmask(&attributes, &none)
    unsafe posix_spawnattr_setsigdefault(&attributes, &all)
    var flags = Int32(POSIX_SPAWN_SETSIGMASK) | Int32(POSIX_SPAWN_SETSIGDEF)
    if terminal == nil { flags |= Int32(POSIX_SPAWN_SETPGROUP) }
    unsafe posix_spawnattr_setflags(&attributes, Int16(flags))

    let argv = CStrings(arguments)
    let envp = CStrings(environment)
    var pid: Int32 = 0
    let status = unsafe posix_spawnp(
      &pid, argv.pointers[0]!, &actions, &attributes, argv.pointers, envp.pointers)
    return withExtendedLifetime((argv, envp)) { status == 0 ? pid : -status }
  }
}

/// Strings as C wants them: an array of pointers with a null pointer at its end.
@safe
private final class CStrings {
  let pointers: [UnsafeMutablePointer<CChar>?]

  init(_ strings: [String]) {
    unsafe pointers = unsafe strings.map { unsafe strdup($0) } + [nil]
  }

  deinit {
    for index in unsafe pointers.indices { unsafe free(pointers[index]) }
  }
}
