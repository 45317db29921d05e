// Included by colors.c once for each kind of processor, which NAME tells apart.

// The vectors are twice as wide as SSE's registers; the compiler splits them where it must.
// Functions take and give single numbers only, so that their calling convention is the same for both.

// Values that are not negative order as their bits do: with the lane in the lowest bits, the smallest
// key tells both the smallest value and where it is.
static inline int32_t NAME(smallest)(const floats *values) {
  ints first = ((ints)values[0] & ~15) | LANES;
  ints second = ((ints)values[1] & ~15) | (LANES + 8);
  return __builtin_reduce_min(__builtin_elementwise_min(first, second));
}

static uint32_t NAME(best_pair)(const fury_candidates *candidates, float l, float a, float b,
                               bool mixes, float penalty) {
  floats dl[2], da[2], db[2], distance[2];
  for (int half = 0; half < 2; half++) {
    dl[half] = LOAD(candidates->l + 8 * half) - l;
    da[half] = LOAD(candidates->a + 8 * half) - a;
    db[half] = LOAD(candidates->b + 8 * half) - b;
    distance[half] = dl[half] * dl[half] + da[half] * da[half] + db[half] * db[half];
  }
  int32_t key = NAME(smallest)(distance);
  int first = key & 15, second = first;
  float cost = value_of(key), share = 0;
  if (mixes) {
    float l0 = candidates->l[first] - l, a0 = candidates->a[first] - a;
    float b0 = candidates->b[first] - b;
    floats shares[2], costs[2];
    for (int half = 0; half < 2; half++) {
      floats el = dl[half] - l0, ea = da[half] - a0, eb = db[half] - b0;
      // A tiny amount keeps the division by a colour's distance to itself finite.
      floats contrast = el * el + ea * ea + eb * eb + 1e-6f;
      floats along = el * l0 + ea * a0 + eb * b0;
      floats part = __builtin_elementwise_min(
          __builtin_elementwise_max(-along / contrast, ALL(0)), ALL(1));
      floats rl = el * part + l0, ra = ea * part + a0, rb = eb * part + b0;
      shares[half] = part;
      costs[half] = rl * rl + ra * ra + rb * rb + contrast * part * (1 - part) * penalty;
    }
    key = NAME(smallest)(costs);
    if (value_of(key) < cost) {
      second = key & 15;
      cost = value_of(key);
      share = shares[second >> 3][second & 7];
    }
  }
  float error = 4 * __builtin_sqrtf(cost);
  uint32_t shown = error < 255 ? (uint32_t)error : 255;
  return candidates->number[first] | (uint32_t)candidates->number[second] << 8
         | (uint32_t)(share * 64 + 0.5f) << 16 | shown << 24;
}

// How many of `count` keys are at most `limit`.
static inline int NAME(count_up_to)(const int32_t *keys, int count, int32_t limit) {
  ints sum = {0};
  for (int at = 0; at < count; at += 8) sum -= LOAD_KEYS(keys + at) <= limit;
  return __builtin_reduce_add(sum);
}

static void NAME(nearest_colors)(const float *colors, int blocks, float l, float a, float b,
                                int wanted, uint8_t *result) {
  ints keys[32], low[2] = {(ints){0} + INT32_MAX, (ints){0} + INT32_MAX};
  for (int number = 0; number < blocks; number++) {
    keys[number] = KEYS(colors + 24 * number, number);
    low[number & 1] = __builtin_elementwise_min(low[number & 1], keys[number]);
  }
  // Each of these sixteen is a key of its own: no more than sixteen can be wanted, so that none
  // above the largest is.
  int32_t limit = __builtin_reduce_max(__builtin_elementwise_max(low[0], low[1]));
  int32_t near[256 + 8];
  int count = 0;
  for (int number = 0; number < blocks; number++) {
    ints is_near = keys[number] <= limit;
    if (!__builtin_reduce_or(is_near)) continue;
    for (int lane = 0; lane < 8; lane++) {
      near[count] = keys[number][lane];
      count -= is_near[lane];
    }
  }
  for (int at = 0; at < 8; at++) near[count + at] = INT32_MAX;
  // No two keys are the same, so there is a limit that just the wanted number of keys keep.
  int32_t least = -1;
  while (NAME(count_up_to)(near, count, limit) != wanted) {
    int32_t middle = least + (int32_t)(((uint32_t)limit - (uint32_t)least) / 2);
    if (NAME(count_up_to)(near, count, middle) < wanted) {
      least = middle;
    } else {
      limit = middle;
    }
  }
  int found = 0;
  for (int at = 0; at < count && found < wanted; at++) {
    result[found] = (uint8_t)near[at];
    found += near[at] <= limit;
  }
}

static int NAME(nearest_color)(const float *colors, int blocks, float l, float a, float b) {
  ints best = KEYS(colors, 0);
  for (int number = 1; number < blocks; number++)
    best = __builtin_elementwise_min(best, KEYS(colors + 24 * number, number));
  return __builtin_reduce_min(best) & 255;
}
