#include "CKernels.h"

#include <string.h>

typedef float floats __attribute__((vector_size(32)));
typedef int32_t ints __attribute__((vector_size(32)));

#define LANES ((ints){0, 1, 2, 3, 4, 5, 6, 7})
#define ALL(value) ((floats){0} + (float)(value))

static inline float value_of(int32_t key) {
  key &= ~15;
  float value;
  memcpy(&value, &key, sizeof value);
  return value;
}

// Eight floats from memory, which need not be aligned.
typedef struct {
  floats value;
} __attribute__((packed, aligned(4))) unaligned;
#define LOAD(from) (((const unaligned *)(from))->value)
#define LOAD_KEYS(from) ((ints)LOAD((const float *)(from)))

// The distances of a block's colours to l, a, b, with the colours' numbers in the lowest eight bits.
#define KEYS(block, number) \
  (((ints)(SQUARE(LOAD(block) - l) + SQUARE(LOAD((block) + 8) - a) + SQUARE(LOAD((block) + 16) - b)) \
    & ~255) | (LANES + 8 * (number)))
#define SQUARE(x) ((x) * (x))

#define NAME(function) function##_plain
#include "colors_template.h"
#undef NAME

#if defined(__x86_64__)
#pragma clang attribute push(__attribute__((target("avx2"))), apply_to = function)
#define NAME(function) function##_avx2
#include "colors_template.h"
#undef NAME
#pragma clang attribute pop
#define CHOOSE(function) (fury_has_avx2() ? function##_avx2 : function##_plain)
#else
#define CHOOSE(function) function##_plain
#endif

uint32_t fury_best_pair(const fury_candidates *candidates, float l, float a, float b, bool mixes,
                        float penalty) {
  return CHOOSE(best_pair)(candidates, l, a, b, mixes, penalty);
}

void fury_nearest_colors(const float *colors, int blocks, float l, float a, float b, int wanted,
                         uint8_t *result) {
  CHOOSE(nearest_colors)(colors, blocks, l, a, b, wanted, result);
}

int fury_nearest_color(const float *colors, int blocks, float l, float a, float b) {
  return CHOOSE(nearest_color)(colors, blocks, l, a, b);
}
