/// Some of the 256 registers.
struct RegisterSet {
  private var words: InlineArray<4, UInt64> = [0, 0, 0, 0]

  mutating func insert(_ register: Int) { words[register >> 6] |= 1 &<< UInt64(register & 63) }

  func contains(_ register: Int) -> Bool { words[register >> 6] &>> UInt64(register & 63) & 1 == 1 }
}
