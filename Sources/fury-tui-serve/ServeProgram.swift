@main
struct ServeProgram {
  static func main() async throws {}
}
