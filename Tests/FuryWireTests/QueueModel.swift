import FuryWire

/// FURY 0.12's consumer and this project's ``Publication``, one shared access a step, so that every
/// interleaving of the two can be walked through.
struct QueueModel: Hashable {
  /// How the consumer's reset of head and tail becomes visible.
  enum Reset: CaseIterable { case atOnce, tailFirst, headFirst }

  struct Rules: Hashable {
    var maxSize: Int
    var events: Int
    var reset: Reset
    var usesLock: Bool
    var wraps: Bool
    /// A producer that always starts at slot 0: wrong, to show that the model finds it.
    var forgetsSlot = false
  }

  enum ConsumerStep: Hashable {
    case testLock, setLock, readHead, readHeadAgain, compareTail, takeIndex, readToMove, moveHead
    case takeLast, resetFirst, resetSecond, unlock, readRow
  }

  // Shared memory.
  var words = HeadTail.empty
  var slots: [Int]
  // The producer.
  var publication: Publication?
  var answer: Int32 = 0
  var posted = 0
  var sent = 0
  var lastSlot: Int?
  // The consumer.
  var step = ConsumerStep.testLock
  var seenHead: Int32 = -1
  var index: Int32 = -1
  var received = 0
  var failure: String?

  init(_ rules: Rules) { slots = [Int](repeating: 0, count: rules.maxSize + 1) }

  /// All states that one step leads to.
  func successors(_ rules: Rules) -> [QueueModel] {
    var next: [QueueModel] = []
    if posted < rules.events {
      var model = self
      model.posted += 1
      next.append(model)
    }
    if posted > sent {
      var model = self
      model.producerStep(rules)
      next.append(model)
    }
    if received < rules.events {
      var model = self
      model.consumerStep(rules)
      if model != self { next.append(model) }
    }
    return next
  }

  /// Nothing more will happen, and yet something is missing.
  func isLost(_ rules: Rules) -> Bool {
    sent == rules.events && step == .testLock && words.isEmpty && received < rules.events
  }

  private mutating func producerStep(_ rules: Rules) {
    var current =
      publication
      ?? Publication(
        maxSize: rules.maxSize, lastSlot: rules.forgetsSlot ? nil : lastSlot,
        pending: posted - sent, usesLock: rules.usesLock, wraps: rules.wraps)
    let action = current.next(answer: answer)
    publication = current
    switch action {
    case .loadHead: answer = words.head
    case .loadTail: answer = words.tail
    case .loadLock: answer = words.lock
    case .takeLock:
      answer = words.lock == 0 ? 1 : 0
      words.lock = 1
    case .writeRow(let event, let slot): slots[slot] = sent + event + 1
    case .storeTail(let value): words.tail = value
    case .storeHead(let value): words.head = value
    case .clearLock: words.lock = 0
    case .finish(let outcome):
      if case .published(let slot) = outcome {
        sent += current.count
        lastSlot = slot
      }
      publication = nil
      answer = 0
    }
  }

  /// `SharedMemCircularQueue.dequeue` and what `interaction_callback` does with its view of the
  /// row.
  private mutating func consumerStep(_ rules: Rules) {
    switch step {
    case .testLock: if words.lock == 0 || !rules.usesLock { step = .setLock }
    case .setLock:
      words.lock = 1
      index = -1
      step = .readHead
    case .readHead: step = words.head == -1 ? .unlock : .readHeadAgain
    case .readHeadAgain:
      seenHead = words.head
      step = .compareTail
    case .compareTail: step = seenHead != words.tail ? .takeIndex : .takeLast
    case .takeIndex:
      index = words.head
      step = .readToMove
    case .readToMove:
      seenHead = words.head
      step = .moveHead
    case .moveHead:
      words.head = (seenHead + 1) % Int32(rules.maxSize)
      step = .unlock
    case .takeLast:
      index = words.head
      step = .resetFirst
    case .resetFirst:
      if rules.reset != .headFirst { words.tail = -1 }
      if rules.reset != .tailFirst { words.head = -1 }
      step = rules.reset == .atOnce ? .unlock : .resetSecond
    case .resetSecond:
      words.head = -1
      words.tail = -1
      step = .unlock
    case .unlock:
      words.lock = 0
      step = index == -1 ? .testLock : .readRow
    case .readRow:
      let row = slots.indices.contains(Int(index)) ? slots[Int(index)] : 0
      if row != received + 1 { failure = "got \(row) instead of \(received + 1)" }
      received += 1
      index = -1
      seenHead = -1
      step = .testLock
    }
  }

  /// Walks through every state; answers what went wrong first, nil when nothing can.
  static func check(_ rules: Rules) -> (failure: String?, states: Int) {
    var seen: Set<QueueModel> = [QueueModel(rules)]
    var stack = [QueueModel(rules)]
    while let model = stack.popLast() {
      if let failure = model.failure { return (failure, seen.count) }
      if model.isLost(rules) { return ("event \(model.received + 1) is lost", seen.count) }
      for next in model.successors(rules) where seen.insert(next).inserted { stack.append(next) }
    }
    return (nil, seen.count)
  }
}
