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
#define BEHIND (2 * ROWS)

// A band needs what the one above hands on; that is there so many steps later. Two bands at a time: a
// step waits for the one before it most of the time, and the other band's need not wait with it.
#define LAG (BEHIND + 4)

// Vectors are handed to functions that are always part of their caller: no calling convention is
// concerned.
#pragma clang diagnostic ignored "-Wpsabi"

typedef int32_t ints __attribute__((vector_size(32)));
typedef int16_t shorts __attribute__((vector_size(32)));
typedef uint8_t bytes __attribute__((vector_size(8)));
#define ZEROS ((ints){0})
#define ALWAYS_INLINE __attribute__((always_inline)) inline

// Where the table has the entry of colours, red in the lower and green in the upper half of a lane.
#define COARSE (8 - FURY_NEAREST_BITS)
#define ONE_CHANNEL ((1 << FURY_NEAREST_BITS) - 1)
#define POSITION(reds_greens, blues) \
  (((reds_greens) >> COARSE & ONE_CHANNEL) \
    | ((reds_greens) >> (16 + COARSE - FURY_NEAREST_BITS) & ONE_CHANNEL << FURY_NEAREST_BITS) \
    | (blues) >> COARSE << (2 * FURY_NEAREST_BITS))

// In the place of a colour: there is no pixel here.
#define NOTHING INT32_MIN

// The colour of a pixel, and of the byte after it.
static ALWAYS_INLINE int32_t word_at(const uint8_t *pixel) {
  int32_t word;
  memcpy(&word, pixel, sizeof word);
  return word;
}

static ALWAYS_INLINE int32_t color_at(const uint8_t *pixel) {
  return pixel[0] | pixel[1] << 8 | pixel[2] << 16;
}

// The rows of a band; its words of numbers, a step's lanes a byte each.
typedef struct {
  const uint8_t *pixels;
  int rows;
  uint64_t *numbers;
} band;

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

// Puts the lanes' bytes of a band's steps where their pixels are.
static void straighten(const uint64_t *numbers, int width, uint64_t *columns) {
  for (int x = 0; x < width; x++) {
    uint64_t column = 0;
    for (int row = 0; row < ROWS; row++)
      column |= numbers[x + 2 * row] & (uint64_t)255 << (8 * row);
    columns[x] = column;
  }
}

void fury_diffuse_bands(const fury_diffusion *work, bool plain) {
  int steps = work->width + BEHIND;
  band bands[2] = {
    {work->pixels, work->rows < ROWS ? work->rows : ROWS, work->numbers},
    {work->pixels + ROWS * work->stride, work->rows - ROWS, work->numbers + steps},
  };
#if defined(__x86_64__)
  if (plain) {
    diffuse_plain(work, bands);
  } else {
    diffuse_avx2(work, bands);
  }
#else
  (void)plain;
  diffuse_plain(work, bands);
#endif
  for (int number = 0; number < 2; number++)
    if (bands[number].rows > 0)
      straighten(bands[number].numbers, work->width, work->columns + number * work->width);
}
