// Included by diffusion.c once for each kind of processor, which NAME tells apart.

// What is on its way to the lanes at each of the next three steps.
typedef struct {
  ints due[3];
} NAME(errors);

static ALWAYS_INLINE ints NAME(clamped)(ints values) {
  return __builtin_elementwise_min(__builtin_elementwise_max(values, ZEROS), ZEROS + 255);
}

static ALWAYS_INLINE ints NAME(take)(NAME(errors) *errors) {
  ints now = errors->due[0];
  errors->due[0] = errors->due[1];
  errors->due[1] = errors->due[2];
  errors->due[2] = ZEROS;
  return now;
}

// 7/16 to the next column; 3, 5 and 1/16 to the row below: one column back, the same, one ahead.
static ALWAYS_INLINE void NAME(hand_on)(NAME(errors) *errors, ints error) {
  ints below = __builtin_shufflevector(error, ZEROS, 8, 0, 1, 2, 3, 4, 5, 6);
  errors->due[0] += 7 * error + 3 * below;
  errors->due[1] += 5 * below;
  errors->due[2] += below;
}

// Chooses the register of every pixel of the words; `numbers` gets those of each step, a lane a byte.
static void NAME(diffuse)(const fury_diffusion *band, uint64_t *numbers) {
  NAME(errors) red = {0}, green = {0}, blue = {0};
  int32_t *carry = band->carry;
  int steps = band->width + 2 * ROWS;
  for (int step = 0; step < steps; step++) {
    ints reds = NAME(take)(&red), greens = NAME(take)(&green), blues = NAME(take)(&blue);
    int behind = step - 2 * ROWS;
    if (behind >= 0) {
      carry[3 * behind] = reds[ROWS];
      carry[3 * behind + 1] = greens[ROWS];
      carry[3 * behind + 2] = blues[ROWS];
    }
    ints color = LOAD_INTS(band->words + 8 * step);
    ints is_mixed = color >= 0, chosen = color;
    if (__builtin_reduce_or(is_mixed)) {
      if (step < band->width) {
        reds[0] += carry[3 * step];
        greens[0] += carry[3 * step + 1];
        blues[0] += carry[3 * step + 2];
      }
      reds = NAME(clamped)((color & 255) + ((reds + 8) >> 4));
      greens = NAME(clamped)(((color >> 8) & 255) + ((greens + 8) >> 4));
      blues = NAME(clamped)(((color >> 16) & 255) + ((blues + 8) >> 4));
      ints position = POSITION(reds, greens, blues), entry;
      GATHER(entry, band->table, position);
      ints is_missing = (entry == -1) & is_mixed;
      if (__builtin_reduce_or(is_missing))
        for (int lane = 0; lane < ROWS; lane++)
          if (is_missing[lane]) entry[lane] = (int32_t)band->fill(band->filler, position[lane]);
      chosen = (is_mixed & entry) | (~is_mixed & color);
      ints shown;
      GATHER(shown, band->registers, chosen & 255);
      NAME(hand_on)(&red, is_mixed & (reds - (shown & 255)));
      NAME(hand_on)(&green, is_mixed & (greens - ((shown >> 8) & 255)));
      NAME(hand_on)(&blue, is_mixed & (blues - ((shown >> 16) & 255)));
    }
    bytes low = __builtin_convertvector(chosen, bytes);
    memcpy(numbers + step, &low, sizeof low);
  }
}
