#include "Schedule.h"

/* Key pictures cost many times an ordinary one: lost packets of several peers must not ask for more
   than two a second. */
static const int64_t key_distance = 500000;
/* A picture that stands still is sent again: a few times soon, so that it becomes as sharp as the
   bitrate allows, then so seldom that it only shows that the line lives. */
static const int64_t soon = 100000, seldom = 1000000;
static const int soon_repeats = 10;

Schedule schedule_new(int rate) {
  Schedule schedule = {0};
  schedule.interval = 1000000 / rate;
  schedule.sent = schedule.keyed = INT64_MIN / 2;
  return schedule;
}

void schedule_picture(Schedule *schedule) {
  schedule->have_picture = schedule->fresh = 1;
  schedule->repeats = 0;
}

static int64_t earliest(int64_t a, int64_t b) { return a < b ? a : b; }

int64_t schedule_due(const Schedule *schedule) {
  if (!schedule->watched || !schedule->have_picture) return INT64_MAX;
  int64_t pause = schedule->repeats < soon_repeats ? soon : seldom;
  int64_t due = schedule->sent + (schedule->fresh ? schedule->interval : pause);
  if (!schedule->key_wanted) return due;
  int64_t key = schedule->keyed + key_distance, next = schedule->sent + schedule->interval;
  return earliest(due, key > next ? key : next);
}

int schedule_send(Schedule *schedule, int64_t now) {
  if (!schedule->fresh) schedule->repeats++;
  schedule->fresh = 0;
  schedule->sent = now;
  if (!schedule->key_wanted || now < schedule->keyed + key_distance) return 0;
  schedule->key_wanted = 0;
  schedule->keyed = now;
  return 1;
}
