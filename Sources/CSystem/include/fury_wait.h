/* Waiting with nanoseconds, on clocks and on descriptors. */
#ifndef FURY_WAIT_H
#define FURY_WAIT_H

#include <stdint.h>

/* An eventfd(2), non-blocking and closed on exec. Returns the descriptor, or -1 with errno set. */
int fury_eventfd(void);

/* Waits with ppoll(2) until `descriptor` is readable: 1, or until `nanoseconds` have passed: 0.
   A negative time waits for ever. A signal ends the wait with 0. -1 with errno set on failure. */
int fury_wait_readable(int descriptor, int64_t nanoseconds);

/* Sleeps with clock_nanosleep(2) until CLOCK_MONOTONIC reads `nanoseconds`, signals or not. */
void fury_sleep_until(int64_t nanoseconds);

/* Gives the calling thread a name, at most 15 bytes long (pthread_setname_np, for _GNU_SOURCE only). */
void fury_name_thread(const char *name);

#endif
