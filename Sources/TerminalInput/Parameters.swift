/// The numeric parameters of a control sequence: at most 32, each at most 65,535, sign kept.
///
/// Storage is fixed: what a hostile terminal sends cannot make it grow. Further parameters are
/// dropped.
struct Parameters: Sendable {
  static let limit = 32
  private var values = InlineArray<32, Int32>(repeating: 0)
  private var present: UInt32 = 0
  private var negative: UInt32 = 0
  private var subparameters: UInt32 = 0
  private(set) var count = 0
  private var overflowed = false

  mutating func removeAll() { self = Parameters() }

  mutating func digit(_ digit: UInt8) {
    if count == 0 { count = 1 }
    guard !overflowed else { return }
    let i = count - 1
    values[i] = min(values[i] * 10 + Int32(digit), 65_535)
    present |= 1 << UInt32(i)
  }

  /// A minus sign, which xterm sends in mouse reports outside its window. False where a digit came
  /// before it.
  mutating func minus() -> Bool {
    if count == 0 { count = 1 }
    guard !overflowed else { return true }
    let bit = UInt32(1) << UInt32(count - 1)
    guard present & bit == 0, negative & bit == 0 else { return false }
    negative |= bit
    return true
  }

  /// `;` begins a parameter, `:` a subparameter of the one before.
  mutating func separator(isColon: Bool) {
    if count == 0 { count = 1 }
    guard count < Self.limit else {
      overflowed = true
      return
    }
    count += 1
    if isColon { subparameters |= 1 << UInt32(count - 1) }
  }

  /// Parameter `i`, or nil where it is absent or empty.
  func value(_ i: Int) -> Int? {
    guard i >= 0, i < count, present & (1 << UInt32(i)) != 0 else { return nil }
    return negative & (1 << UInt32(i)) != 0 ? -Int(values[i]) : Int(values[i])
  }

  /// All parameters, empty ones as 0.
  var all: [Int] { (0..<count).map { value($0) ?? 0 } }

  /// The fields between semicolons, each with its subparameters (nil where empty).
  var fields: [[Int?]] {
    var result: [[Int?]] = []
    for i in 0..<count {
      if i > 0, subparameters & (1 << UInt32(i)) != 0 {
        result[result.count - 1].append(value(i))
      } else {
        result.append([value(i)])
      }
    }
    return result
  }
}
