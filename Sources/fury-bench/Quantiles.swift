#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#endif

/// Quantiles of measured values.
struct Quantiles: Codable {
  var p50: Double
  var p95: Double
  var max: Double

  /// All 0 where there are no values.
  init(_ values: [Double]) {
    let sorted = values.sorted()
    func at(_ share: Double) -> Double {
      sorted.isEmpty ? 0 : sorted[min(sorted.count - 1, Int(Double(sorted.count) * share))]
    }
    (p50, p95, max) = (at(0.5), at(0.95), sorted.last ?? 0)
  }
}

extension Swift.Sequence where Element == Double {
  /// The mean, 0 of nothing.
  var mean: Double {
    var (sum, count) = (0.0, 0.0)
    for value in self { (sum, count) = (sum + value, count + 1) }
    return count == 0 ? 0 : sum / count
  }

  /// The geometric mean of numbers greater than 0, 0 of nothing.
  var geometricMean: Double {
    let logs = map { log($0) }
    return logs.isEmpty ? 0 : exp(logs.mean)
  }
}
