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

// Lays each row's pixels out at the steps and in the lane where they are wanted.
static void lay_out(const fury_diffusion *band) {
  for (int at = 0; at < 8 * (band->width + 2 * ROWS); at++) band->words[at] = EXACT;
  for (int row = 0; row < band->rows; row++) {
    const uint8_t *pixel = band->pixels + row * band->stride;
    uint32_t *target = band->words + 17 * row;
    uint32_t last = EXACT, word = EXACT;
    for (int x = 0; x < band->width; x++, pixel += 3, target += 8) {
      uint32_t color = (uint32_t)pixel[0] | (uint32_t)pixel[1] << 8 | (uint32_t)pixel[2] << 16;
      if (color != last) {
        uint32_t entry = band->table[POSITION(color & 255, (color >> 8) & 255, color >> 16)];
        // An entry that nobody has asked for yet has all bits set, but is not exact.
        word = entry & 1 << 23 && entry != 0xFFFFFFFF ? EXACT | (entry & 255) : color;
        last = color;
      }
      *target = word;
    }
  }
}

void fury_diffuse_band(const fury_diffusion *band, bool plain) {
  lay_out(band);
#if defined(__x86_64__)
  if (plain) {
    diffuse_plain(band, band->numbers);
  } else {
    diffuse_avx2(band, band->numbers);
  }
#else
  (void)plain;
  diffuse_plain(band, band->numbers);
#endif
  for (int x = 0; x < band->width; x++) {
    uint64_t column = 0;
    for (int row = 0; row < ROWS; row++)
      column |= band->numbers[x + 2 * row] & (uint64_t)255 << (8 * row);
    band->columns[x] = column;
  }
}
