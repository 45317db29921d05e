// Numbers that look random and are the same on every machine (the standard library's are not).
#pragma once

#include <cmath>
#include <cstdint>

namespace fury {

// SplitMix64 (Steele, Lea, Flood 2014).
class Random {
public:
  explicit Random(uint64_t seed) : state_(seed) {}

  // Evenly spread over `low` to `high`.
  double even(double low, double high) {
    uint64_t z = (state_ += 0x9e3779b97f4a7c15);
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
    z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
    return low + (high - low) * double((z ^ (z >> 31)) >> 11) * 0x1.0p-53;
  }

  // Normal with mean 0 (Box and Muller 1958).
  double normal(double deviation) {
    const double radius = std::sqrt(-2 * std::log(1 - even(0, 1)));
    return deviation * radius * std::cos(6.283185307179586 * even(0, 1));
  }

private:
  uint64_t state_;
};

}  // namespace fury
