/// Waits until `condition` holds, looking every 20 ms; throws a `LabFailure` naming `what` when it
/// does not hold within the time-out.
///
/// The time-out is a safety net for a condition that never comes, not a measurement: it is long,
/// since machines that run tests are slow and shared.
public func eventually(
  _ what: String, within timeout: Duration = .seconds(60), _ condition: () throws -> Bool
) async throws {
  _ = try await awaited(what, within: timeout) { try condition() ? true : nil }
}

/// Waits until `value` is not nil, looking every 20 ms, and returns it; throws a `LabFailure`
/// naming `what` when it stays nil for the whole time-out.
public func awaited<Value>(
  _ what: String, within timeout: Duration = .seconds(60), _ value: () throws -> Value?
) async throws -> Value {
  let clock = ContinuousClock()
  let end = clock.now + timeout
  while true {
    if let found = try value() { return found }
    guard clock.now < end else { throw LabFailure("waited \(timeout) in vain: \(what)") }
    try await Task.sleep(for: .milliseconds(20))
  }
}
