/* When a picture goes to the encoder: values only, no clock. Times are µs of any steady clock. */
#ifndef FURY_SCHEDULE_H
#define FURY_SCHEDULE_H

#include <stdint.h>

typedef struct Schedule {
  int64_t interval; /* the least time between two pictures */
  int64_t sent;     /* when the last one went, INT64_MIN / 2 before the first */
  int64_t keyed;    /* when the last key picture was asked for */
  int have_picture;
  int fresh;        /* the newest picture was not sent yet */
  int key_wanted;
  int watched;      /* somebody is connected */
  int repeats;      /* how often the same picture went again */
} Schedule;

Schedule schedule_new(int rate);
void schedule_picture(Schedule *schedule);
/* When to send next; INT64_MAX while there is nothing to send. */
int64_t schedule_due(const Schedule *schedule);
/* A picture goes at `now`; 1 when it is to be a key picture. */
int schedule_send(Schedule *schedule, int64_t now);

#endif
