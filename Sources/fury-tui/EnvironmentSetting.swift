import ArgumentParser
import Glibc

/// Options that an environment variable sets where the command line does not.
enum EnvironmentSetting {
  /// `option`, else the variable's value, else nil; a value that cannot be read is wrong usage.
  static func value<T: ExpressibleByArgument>(_ option: T?, _ variable: String) throws -> T? {
    if let option { return option }
    guard let text = text(variable), !text.isEmpty else { return nil }
    guard let value = T(argument: text) else {
      throw Failure("\(variable): \(text) is not a value for it", status: Failure.usage)
    }
    return value
  }

  /// The text of a variable, or nil.
  static func text(_ variable: String) -> String? {
    unsafe getenv(variable).map { unsafe String(cString: $0) }
  }
}
