// Included by diffusion.c once for each kind of processor, which NAME tells apart.

// What is on its way to the lanes at each of the next three steps.
typedef struct {
  shorts due[3];
} NAME(errors);

static ALWAYS_INLINE shorts NAME(take)(NAME(errors) *errors) {
  shorts now = errors->due[0];
  errors->due[0] = errors->due[1];
  errors->due[1] = errors->due[2];
  errors->due[2] = (shorts){0};
  return now;
}

// 7/16 to the next column; 3, 5 and 1/16 to the row below: one column back, the same, one ahead.
static ALWAYS_INLINE void NAME(hand_on)(NAME(errors) *errors, shorts error) {
  shorts below = (shorts)__builtin_shufflevector((ints)error, ZEROS, 8, 0, 1, 2, 3, 4, 5, 6);
  errors->due[0] += 7 * error + 3 * below;
  errors->due[1] += 5 * below;
  errors->due[2] += below;
}

// Values with what is due to them, in sixteenths.
static ALWAYS_INLINE shorts NAME(corrected)(ints values, shorts due) {
  shorts sum = (shorts)values + ((due + 8) >> 4);
  return __builtin_elementwise_min(__builtin_elementwise_max(sum, (shorts){0}), (shorts){0} + 255);
}

// What is on its way to the pixels of a band.
typedef struct {
  NAME(errors) reds_greens, blues;
} NAME(state);

// The colours of a band's pixels at a step, a lane each.
static ALWAYS_INLINE ints NAME(colors_at)(const fury_diffusion *work, const band *band, int step) {
  const uint8_t *pixel = band->pixels + 3 * step;
  // The byte after the last pixel of a row is the next row's.
  long next = work->stride - 6;
  if (step >= BEHIND - 2 && step < work->width && band->rows == ROWS) {
    ints words = {word_at(pixel), word_at(pixel + next), word_at(pixel + 2 * next),
                  word_at(pixel + 3 * next), word_at(pixel + 4 * next), word_at(pixel + 5 * next),
                  NOTHING, NOTHING};
    return words & (ints){0xFFFFFF, 0xFFFFFF, 0xFFFFFF, 0xFFFFFF, 0xFFFFFF, 0xFFFFFF, -1, -1};
  }
  ints words = ZEROS + NOTHING;
  for (int row = 0; row < band->rows; row++) {
    int x = step - 2 * row;
    if (x >= 0 && x < work->width) words[row] = color_at(pixel + row * next);
  }
  return words;
}

// Chooses the registers of a band's pixels at a step.
static ALWAYS_INLINE void NAME(go)(const fury_diffusion *work, const band *band, int step,
                                   NAME(state) *state) {
  shorts reds_greens = NAME(take)(&state->reds_greens), blues = NAME(take)(&state->blues);
  int32_t *carry = work->carry;
  int behind = step - BEHIND;
  if (behind >= 0) {
    carry[2 * behind] = ((ints)reds_greens)[ROWS];
    carry[2 * behind + 1] = ((ints)blues)[ROWS];
  }
  ints color = NAME(colors_at)(work, band, step);
  ints is_mixed = color >= 0, chosen = ZEROS;
  for (int number = work->exact_count - 1; number >= 0; number--) {
    ints is_exact = (color & 0xFCFCFC) == work->exact[number];
    chosen = (is_exact & work->exact_registers[number]) | (~is_exact & chosen);
    is_mixed &= ~is_exact;
  }
  if (__builtin_reduce_or(is_mixed)) {
    if (step < work->width) {
      reds_greens += (shorts)(ints){carry[2 * step]};
      blues += (shorts)(ints){carry[2 * step + 1]};
    }
    reds_greens = NAME(corrected)((color & 0xFF) | (color & 0xFF00) << 8, reds_greens);
    blues = NAME(corrected)(color >> 16 & 0xFF, blues);
    ints position = POSITION((ints)reds_greens, (ints)blues), nearest;
    GATHER(nearest, work->table, position);
    ints is_missing = (nearest == (int32_t)FURY_NEAREST_MISSING) & is_mixed;
    if (__builtin_reduce_or(is_missing))
      for (int lane = 0; lane < ROWS; lane++)
        if (is_missing[lane]) nearest[lane] = (int32_t)work->fill(work->filler, position[lane]);
    chosen |= is_mixed & nearest & 0xFF;
    shorts shown = (shorts)((nearest >> 8 & 0xFF) | (nearest & 0xFF0000));
    NAME(hand_on)(&state->reds_greens, (shorts)is_mixed & (reds_greens - shown));
    NAME(hand_on)(&state->blues, (shorts)is_mixed & (blues - (shorts)(nearest >> 24 & 0xFF)));
  }
  bytes low = __builtin_convertvector(chosen, bytes);
  memcpy(band->numbers + step, &low, sizeof low);
}

static void NAME(diffuse)(const fury_diffusion *work, const band *bands) {
  int steps = work->width + BEHIND;
  NAME(state) state[2] = {0};
  if (bands[1].rows <= 0) {
    for (int step = 0; step < steps; step++) NAME(go)(work, bands, step, state);
    return;
  }
  for (int step = 0; step < LAG; step++)
    if (step < steps) NAME(go)(work, bands, step, state);
  for (int step = LAG; step < steps; step++) {
    NAME(go)(work, bands, step, state);
    NAME(go)(work, bands + 1, step - LAG, state + 1);
  }
  for (int step = steps > LAG ? steps - LAG : 0; step < steps; step++)
    NAME(go)(work, bands + 1, step, state + 1);
}
