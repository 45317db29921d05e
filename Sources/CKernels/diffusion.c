#include "CKernels.h"

#include <string.h>

#if defined(__x86_64__)
#include <immintrin.h>
#endif

// Lane r is row r of a band. A lane is two columns behind the one above, so that all that a pixel is
// given from the row above is there when its turn comes: what a pixel hands on is due, in its own lane
// or the next, at one of the three steps that follow. The lane after the last row's collects what is
// due to the band below.
#define ROWS 6

// Vectors are handed to functions that are always part of their caller: no calling convention is
// concerned.
#pragma clang diagnostic ignored "-Wpsabi"

typedef int32_t ints __attribute__((vector_size(32)));
typedef uint8_t bytes __attribute__((vector_size(8)));
#define ZEROS ((ints){0})
#define ALWAYS_INLINE __attribute__((always_inline)) inline

typedef struct {
  ints value;
} __attribute__((packed, aligned(4))) unaligned;
#define LOAD_INTS(from) (((const unaligned *)(from))->value)

// Where the inverse table has the entry of a colour, of channels 0...255.
#define POSITION(red, green, blue) ((red) >> 2 | (green) >> 2 << 6 | (blue) >> 2 << 12)

// In the place of a colour: take the register in the lowest byte, and no error.
#define EXACT 0x80000000u

#define NAME(function) function##_plain
#define GATHER(result, from, at) \
  for (int lane = 0; lane < 8; lane++) (result)[lane] = (int32_t)(from)[(at)[lane]]
#include "diffusion_template.h"
#undef GATHER
#undef NAME

#if defined(__x86_64__)
#pragma clang attribute push(__attribute__((target("avx2"))), apply_to = function)
#define NAME(function) function##_avx2
#define GATHER(result, from, at) \
  (result) = (ints)_mm256_i32gather_epi32((const int *)(from), (__m256i)(at), 4)
#include "diffusion_template.h"
#undef GATHER
#undef NAME
#pragma clang attribute pop
#endif

// The steps at which there are pixels that are not exact.
typedef struct {
  int first;
  int end;
} span;

// Lays each row's pixels out at the steps and in the lane where they are wanted.
static span lay_out(const fury_diffusion *band) {
  span mixed = {band->width + 2 * ROWS, 0};
  for (int at = 0; at < 8 * (band->width + 2 * ROWS); at++) band->words[at] = EXACT;
  for (int row = 0; row < band->rows; row++) {
    const uint8_t *pixel = band->pixels + row * band->stride;
    uint32_t *target = band->words + 17 * row;
    uint32_t last = EXACT, word = EXACT;
    int first = -1, end = 0;
    for (int x = 0; x < band->width; x++, pixel += 3, target += 8) {
      uint32_t color = (uint32_t)pixel[0] | (uint32_t)pixel[1] << 8 | (uint32_t)pixel[2] << 16;
      if (color != last) {
        uint32_t entry = band->table[POSITION(color & 255, (color >> 8) & 255, color >> 16)];
        // An entry that nobody has asked for yet has all bits set, but is not exact.
        word = entry & 1 << 23 && entry != 0xFFFFFFFF ? EXACT | (entry & 255) : color;
        last = color;
        if (word == color && first < 0) first = x;
        end = x;
      }
      *target = word;
    }
    if (first < 0) continue;
    // Behind the last change of colour there may still be mixed pixels.
    if (!(word & EXACT)) end = band->width;
    if (first + 2 * row < mixed.first) mixed.first = first + 2 * row;
    if (end + 2 * row > mixed.end) mixed.end = end + 2 * row;
  }
  return mixed;
}

// What the steps outside of `mixed` show, which hand nothing on.
static void keep_exact(const fury_diffusion *band, span mixed) {
  int steps = band->width + 2 * ROWS;
  for (int step = 0; step < steps; step++) {
    if (step == mixed.first) step = mixed.end;
    if (step >= steps) break;
    bytes low = __builtin_convertvector(LOAD_INTS(band->words + 8 * step), bytes);
    memcpy(band->numbers + step, &low, sizeof low);
  }
}

void fury_diffuse_band(const fury_diffusion *band, bool plain) {
  int steps = band->width + 2 * ROWS;
  span mixed = lay_out(band);
  // What the last of them hands on is due at the three steps that follow.
  if (mixed.end > 0 && (mixed.end += 3) > steps) mixed.end = steps;
  keep_exact(band, mixed);
#if defined(__x86_64__)
  if (plain) {
    diffuse_plain(band, mixed.first, mixed.end);
  } else {
    diffuse_avx2(band, mixed.first, mixed.end);
  }
#else
  (void)plain;
  diffuse_plain(band, mixed.first, mixed.end);
#endif
  // The band below gets nothing where none of this one's pixels had anything to hand on.
  int before = mixed.first - 2 * ROWS, after = mixed.end - 2 * ROWS;
  if (before > 0) memset(band->carry, 0, (size_t)before * 3 * sizeof *band->carry);
  if (after < 0) after = 0;
  if (after < band->width)
    memset(band->carry + 3 * after, 0, (size_t)(band->width - after) * 3 * sizeof *band->carry);
  for (int x = 0; x < band->width; x++) {
    uint64_t column = 0;
    for (int row = 0; row < ROWS; row++)
      column |= band->numbers[x + 2 * row] & (uint64_t)255 << (8 * row);
    band->columns[x] = column;
  }
}
