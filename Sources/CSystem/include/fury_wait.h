/* Waiting with nanoseconds, on clocks and on descriptors. */
#ifndef FURY_WAIT_H
#define FURY_WAIT_H

#include <stdint.h>

/* An eventfd(2), non-blocking and closed on exec. Returns the descriptor, or -1 with errno set. */
int fury_eventfd(void);

/* Waits with ppoll(2) until `descriptor` is readable: 1, or until `nanoseconds` have passed: 0.
   A negative time waits for ever. A signal ends the wait with 0. -1 with errno set on failure. */
int fury_wait_readable(int descriptor, int64_t nanoseconds);

/* Waits with futex(2) while `*word` is 0, for at most `nanoseconds`; a signal and a change of mind end it, too.
   The cheapest timed wait that another thread can end: see ThreadParker. */
void fury_futex_wait(const uint32_t *word, int64_t nanoseconds);

/* Wakes a thread that waits for `word`. */
void fury_futex_wake(const uint32_t *word);

/* Sleeps with clock_nanosleep(2) until CLOCK_MONOTONIC reads `nanoseconds`, signals or not. */
void fury_sleep_until(int64_t nanoseconds);

/* Gives the calling thread a name, at most 15 bytes long (pthread_setname_np, for _GNU_SOURCE only). */
void fury_name_thread(const char *name);

#endif
