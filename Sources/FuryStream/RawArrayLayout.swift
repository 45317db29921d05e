/// Where the arrays of one raw-array stream lie.
struct RawArrayLayout: Sendable, Hashable {
  /// An event queue and its words.
  struct Queue: Sendable, Hashable {
    var rows: PythonHeap.Block
    var headTail: PythonHeap.Block
    /// Slots of the queue.
    var slots: Int
  }

  var images: [PythonHeap.Block]
  var info: PythonHeap.Block
  var queue: Queue?
}
