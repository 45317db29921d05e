#include "CKernels.h"

#include <string.h>

#if defined(__x86_64__)
#include <immintrin.h>

bool fury_has_avx2(void) { return __builtin_cpu_supports("avx2"); }

// Eight pixels as 32-bit words, red lowest. Two loads of sixteen bytes, so that nothing behind the
// block is touched.
__attribute__((target("avx2"), always_inline)) static inline __m256i words(const uint8_t *pixels) {
  const __m256i order = _mm256_setr_epi8(
      0, 1, 2, -1, 3, 4, 5, -1, 6, 7, 8, -1, 9, 10, 11, -1,
      4, 5, 6, -1, 7, 8, 9, -1, 10, 11, 12, -1, 13, 14, 15, -1);
  __m128i low = _mm_loadu_si128((const __m128i *)pixels);
  __m128i high = _mm_loadu_si128((const __m128i *)(pixels + 8));
  return _mm256_shuffle_epi8(_mm256_set_m128i(high, low), order);
}

__attribute__((target("avx2"))) int fury_quantize_blocks(const fury_band *band, int first, int end) {
  const __m256i red = _mm256_set1_epi32(0x3F), green = _mm256_set1_epi32(0xFC0);
  const __m256i blue = _mm256_set1_epi32(0x3F000), byte = _mm256_set1_epi32(0xFF);
  const __m256i mix = _mm256_set1_epi32(127), unknown = _mm256_set1_epi32(-1);
  const __m256i background = words(band->background);
  const __m256i flat = _mm256_set1_epi8((char)band->background_number);
  for (int block = first; block < end; block++) {
    const uint8_t *pixels = band->pixels + 24 * block;
    __m256i color[6], differing = _mm256_setzero_si256();
    for (int row = 0; row < band->rows; row++) {
      color[row] = words(pixels + row * band->stride);
      differing = _mm256_or_si256(differing, _mm256_xor_si256(color[row], background));
    }
    __m256i *columns = (__m256i *)(band->columns + 8 * block);
    if (_mm256_testz_si256(differing, differing)) {
      _mm256_storeu_si256(columns, flat);
      _mm256_storeu_si256(columns + 1, flat);
      continue;
    }
    __m256i upper = _mm256_setzero_si256(), lower = upper, missing = upper;
    for (int row = 0; row < band->rows; row++) {
      __m256i at = _mm256_or_si256(
          _mm256_and_si256(_mm256_srli_epi32(color[row], 2), red),
          _mm256_or_si256(_mm256_and_si256(_mm256_srli_epi32(color[row], 4), green),
                          _mm256_and_si256(_mm256_srli_epi32(color[row], 6), blue)));
      __m256i entry = _mm256_i32gather_epi32((const int *)band->table, at, 4);
      missing = _mm256_or_si256(missing, _mm256_cmpeq_epi32(entry, unknown));
      __m256i share = _mm256_and_si256(_mm256_srli_epi32(entry, 16), mix);
      __m256i order = _mm256_loadu_si256((const __m256i *)band->order[row]);
      __m256i second = _mm256_cmpgt_epi32(share, order);
      __m256i number = _mm256_and_si256(
          _mm256_blendv_epi8(entry, _mm256_srli_epi32(entry, 8), second), byte);
      if (row < 4)
        upper = _mm256_or_si256(upper, _mm256_slli_epi32(number, 8 * row));
      else
        lower = _mm256_or_si256(lower, _mm256_slli_epi32(number, 8 * (row - 4)));
    }
    if (!_mm256_testz_si256(missing, missing)) return block;
    __m256i even = _mm256_unpacklo_epi32(upper, lower), odd = _mm256_unpackhi_epi32(upper, lower);
    _mm256_storeu_si256(columns, _mm256_permute2x128_si256(even, odd, 0x20));
    _mm256_storeu_si256(columns + 1, _mm256_permute2x128_si256(even, odd, 0x31));
  }
  return end;
}

#else

bool fury_has_avx2(void) { return false; }

int fury_quantize_blocks(const fury_band *band, int first, int end) {
  (void)band;
  (void)end;
  return first;
}

#endif
