#define _GNU_SOURCE
#include "fury_wait.h"

#include <errno.h>
#include <linux/futex.h>
#include <poll.h>
#include <pthread.h>
#include <sys/eventfd.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

static const int64_t SECOND = 1000000000;

static struct timespec timespec_of(int64_t nanoseconds) {
  struct timespec time = {nanoseconds / SECOND, nanoseconds % SECOND};
  return time;
}

int fury_eventfd(void) { return eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC); }

int fury_wait_readable(int descriptor, int64_t nanoseconds) {
  struct pollfd poll = {descriptor, POLLIN, 0};
  struct timespec time = timespec_of(nanoseconds < 0 ? 0 : nanoseconds);
  int ready = ppoll(&poll, 1, nanoseconds < 0 ? NULL : &time, NULL);
  if (ready < 0 && errno == EINTR) return 0;
  return ready;
}

void fury_futex_wait(const uint32_t *word, int64_t nanoseconds) {
  struct timespec time = timespec_of(nanoseconds);
  syscall(SYS_futex, word, FUTEX_WAIT_PRIVATE, 0, &time, NULL, 0);
}

void fury_futex_wake(const uint32_t *word) { syscall(SYS_futex, word, FUTEX_WAKE_PRIVATE, 1, NULL, NULL, 0); }

void fury_sleep_until(int64_t nanoseconds) {
  struct timespec time = timespec_of(nanoseconds);
  while (clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &time, NULL) == EINTR) {
  }
}

void fury_name_thread(const char *name) { pthread_setname_np(pthread_self(), name); }
