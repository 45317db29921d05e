extension XDisplay {
  /// The whole screen as it is now.
  public func pixels() async throws -> Pixels {
    try Pixels(
      ppm: await Command.run(
        "import", ["-silent", "-window", "root", "-depth", "8", "ppm:-"], environment: environment))
  }
}
