/// The few loops of the picture path that Swift cannot make for processors with AVX2 alone: Swift has
/// no way to compile one function for another processor than the rest. Everything else is Swift.
///
/// The loops over colours are compiled twice and chosen when the program is loaded; the quantiser,
/// which needs gathering loads, exists for AVX2 only and has its counterpart in Swift.
#ifndef FURY_KERNELS_H
#define FURY_KERNELS_H

#include <stdbool.h>
#include <stdint.h>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

/// For each byte of `word`, the lowest first, a byte whose bits say which bytes of `word` equal it; the
/// lowest six, and zeros.
static inline uint64_t fury_equal_bytes(uint64_t word) {
#if defined(__SSE2__)
  __m128i bytes = _mm_cvtsi64_si128((long long)word);
  __m128i twice = _mm_unpacklo_epi8(bytes, bytes);
  __m128i low = _mm_unpacklo_epi16(twice, twice);
  __m128i high = _mm_unpackhi_epi16(twice, twice);
  __m128i all = _mm_unpacklo_epi64(bytes, bytes);
  // Two bytes at a time, eight of each.
  int first = _mm_movemask_epi8(_mm_cmpeq_epi8(all, _mm_unpacklo_epi32(low, low)));
  int third = _mm_movemask_epi8(_mm_cmpeq_epi8(all, _mm_unpackhi_epi32(low, low)));
  int fifth = _mm_movemask_epi8(_mm_cmpeq_epi8(all, _mm_unpacklo_epi32(high, high)));
  return (uint64_t)first | (uint64_t)third << 16 | (uint64_t)fifth << 32;
#else
  const uint64_t lows = 0x7F7F7F7F7F7F7F7F;
  uint64_t result = 0;
  for (int place = 0; place < 48; place += 8) {
    uint64_t difference = word ^ ((word >> place & 255) * 0x0101010101010101u);
    // The top bit of a byte is set exactly where the byte of the difference is 0.
    uint64_t zero = ~(((difference & lows) + lows) | difference | lows);
    // Gathers the eight top bits into the top byte, the lowest first.
    result |= ((zero >> 7) * 0x0102040810204080u) >> 56 << place;
  }
  return result;
#endif
}

/// Sixteen colours in CIELAB, a lane each, and their numbers in the palette.
///
/// A lane without a colour holds 1e6 in each coordinate.
typedef struct {
  float l[16];
  float a[16];
  float b[16];
  uint8_t number[16];
} fury_candidates;

/// The pair of `candidates` whose mixture imitates l, a, b best, as an entry of the inverse table:
/// bits 0-7 the first number, 8-15 the second, 16-22 how many of 64 pixels take the second, 24-31 the
/// error in quarters of a CIELAB unit.
///
/// The first of a pair is the nearest candidate; without `mixes` so is the second. `penalty` weighs
/// the contrast of a pair.
uint32_t fury_best_pair(const fury_candidates *candidates, float l, float a, float b, bool mixes,
                        float penalty);

/// Writes the numbers of the `wanted` (1...16) colours nearest to l, a, b to `result`, in the order
/// of the numbers.
///
/// `colors` holds blocks of eight colours, 24 floats each (eight L*, eight a*, eight b*), `blocks`
/// (1...32) of them; there must be at least `wanted` colours.
void fury_nearest_colors(const float *colors, int blocks, float l, float a, float b, int wanted,
                         uint8_t *result);

/// The number of the colour nearest to l, a, b; `colors` as above.
int fury_nearest_color(const float *colors, int blocks, float l, float a, float b);

/// A band of a picture for the quantiser, and what it needs; see `QuantizedBand`.
typedef struct {
  const uint8_t *pixels;
  /// Bytes from a row to the next.
  long stride;
  /// Rows, 1...6.
  int rows;
  /// The dither thresholds of each row: eight, from the band's first column on.
  const uint32_t *order[6];
  /// 2^18 entries; 0xFFFFFFFF is one that is not known yet.
  const uint32_t *table;
  /// A word a column, whose n-th byte is the n-th row.
  uint64_t *columns;
  /// Eight pixels of the most frequent colour as they lie in memory, and its number.
  uint8_t background[24];
  uint8_t background_number;
} fury_band;

/// Bits of each channel by which colours are told apart in error diffusion.
#define FURY_NEAREST_BITS 5

/// No register shows (255, 255, 254): there are a hundred steps of blue.
#define FURY_NEAREST_MISSING 0xFEFFFFFFu

/// One or two bands of a whole picture's width for error diffusion, and what they need.
typedef struct {
  const uint8_t *pixels;
  /// Bytes from a row to the next: three a column, no more.
  long stride;
  int width;
  /// Rows, 1...12.
  int rows;
  /// Exact colours, which take no error and pass none on, and their registers; 0...8 of them, the
  /// first counts most. Red is lowest; the two lowest bits of each channel are 0 and do not count.
  int exact_count;
  int32_t exact[8];
  int32_t exact_registers[8];
  /// For a colour, of FURY_NEAREST_BITS a channel, red lowest: the register nearest to it, in the
  /// lowest byte, and what it shows, red lowest, in the others; FURY_NEAREST_MISSING is one that is
  /// not known yet.
  const uint32_t *table;
  /// Finds, and keeps, the entry at `position` of the table.
  uint32_t (*fill)(const void *filler, int position);
  const void *filler;
  /// Working memory: 2 * (width + 12) words.
  uint64_t *numbers;
  /// In sixteenths, two words a column, red and green in the lower and upper half of the first and blue
  /// in the second: what the rows above hand to each column; afterwards what these, six or twelve of
  /// them, hand on.
  int32_t *carry;
  /// A word a column, whose n-th byte is the n-th row; the second band's follow the first's.
  uint64_t *columns;
} fury_diffusion;

/// Quantises bands by Floyd and Steinberg's error diffusion (1976), every row from left to right.
///
/// Six rows at a time, each two columns behind the one above. `plain` keeps to what every processor
/// can do; else the processor must do AVX2.
void fury_diffuse_bands(const fury_diffusion *work, bool plain);

/// True where the processor and the system do AVX2.
bool fury_has_avx2(void);

/// Quantises blocks of eight columns from block `first` on and stops before block `end`, or before
/// one that needs an unknown entry; the block it stopped before.
///
/// Reads the 24 bytes of each row of a block and no more. Needs AVX2.
int fury_quantize_blocks(const fury_band *band, int first, int end);

#endif
