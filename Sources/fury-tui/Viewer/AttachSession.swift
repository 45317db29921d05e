import FuryStream
import Glibc
import SharedMemory
import Terminal

/// Runs the viewer under its supervisor, and turns what became of it into an exit.
enum AttachSession {
  /// Milliseconds that a terminal's answer may take: longer where a network lies between.
  static var isRemote: Bool { EnvironmentSetting.text("SSH_CONNECTION") != nil }
  static var drainPatience: Int { isRemote ? 1000 : 300 }

  /// Never returns normally in the viewer's process: it exits with the viewer's status.
  ///
  /// `notices` are shown while it runs. `afterwards` is called in the process that called this, once the terminal is its own again.
  static func run(
    _ stream: StreamDescription, settings: ViewerSettings, files: LogFiles,
    notices: NoticeReader? = nil, afterwards: () -> Void = {}
  ) throws {
    do {
      let device = try TerminalDevice()
      let note = try LeaveNote()
      // What the viewer leaves in shared memory when it is killed carries this process's number.
      let owner = getpid()
      switch try Supervisor.run(device, note: note, patience: drainPatience) {
      case .viewer: exit(view(stream, settings, files, notices, device, note, owner: owner))
      case .finished(.exited(let status)):
        HandoverMemory.removeAll(of: owner)
        afterwards()
        exit(status)
      case .finished(.killed(let signal)):
        HandoverMemory.removeAll(of: owner)
        afterwards()
        throw Failure(
          "the viewer was killed by \(name(signal)); the terminal was restored",
          status: 128 + signal)
      }
    } catch let error as TerminalError {
      throw Failure(error)
    }
  }

  private static func view(
    _ stream: StreamDescription, _ settings: ViewerSettings, _ files: LogFiles,
    _ notices: NoticeReader?, _ device: TerminalDevice, _ note: LeaveNote, owner: Int32
  ) -> Int32 {
    do {
      let viewer = try Viewer(
        stream, settings: settings, files: files, device: device, note: note,
        memory: HandoverMemory(owner: owner))
      if let notices { try viewer.show(notices) }
      let ending = viewer.run()
      if case .failed(let failure) = ending { Console.complain(failure.message) }
      return ending.status
    } catch let failure as Failure {
      Console.complain(failure.message)
      return failure.status
    } catch {
      Console.complain("\(error)")
      return Failure.general
    }
  }

  static func name(_ signal: Int32) -> String {
    let names: [Int32: String] = [
      SIGKILL: "SIGKILL", SIGSEGV: "SIGSEGV", SIGBUS: "SIGBUS", SIGILL: "SIGILL",
      SIGTRAP: "SIGTRAP", SIGABRT: "SIGABRT",
    ]
    return names[signal] ?? "signal \(signal)"
  }
}

extension Failure {
  init(_ error: TerminalError) {
    status = Self.terminal
    switch error {
    case .noTerminal:
      message = "no terminal; `fury-tui snapshot STREAM -o FILE` saves a picture without one"
    case .system(let call, let code):
      message = "the terminal refuses \(call): \(unsafe String(cString: strerror(code)))"
    case .noTerminfo(let term):
      message = "no terminal description for \(term) nor for xterm; install ncurses-base"
    }
  }
}
