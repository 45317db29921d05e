#define _GNU_SOURCE
#include "fury_memory.h"

#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

int fury_memfd_create(const char *label, int inheritable) {
  return memfd_create(label, inheritable ? 0 : MFD_CLOEXEC);
}

/* The handler may run at any moment on any thread, so it reads the table without a lock: an entry is
   complete before its `start` is published, and `start` is cleared before the entry is reused. */
enum { GUARDS = 256 };

static struct {
  _Atomic uintptr_t start;
  _Atomic size_t length;
  atomic_int damaged;
  atomic_int taken;
} guards[GUARDS];

static struct sigaction previous;
static pthread_once_t installed = PTHREAD_ONCE_INIT;

static void on_bus_error(int number, siginfo_t *info, void *context) {
  uintptr_t address = (uintptr_t)info->si_addr;
  for (int i = 0; i < GUARDS; i++) {
    uintptr_t start = atomic_load_explicit(&guards[i].start, memory_order_acquire);
    size_t length = atomic_load_explicit(&guards[i].length, memory_order_relaxed);
    if (start == 0 || address < start || address - start >= length) continue;
    int saved = errno;
    void *zeros = mmap((void *)start, length, PROT_READ | PROT_WRITE,
                       MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1, 0);
    errno = saved;
    if (zeros == MAP_FAILED) break;
    atomic_store_explicit(&guards[i].damaged, 1, memory_order_release);
    return;
  }
  /* Not ours: hand it to whoever was there before, or die of it as if this handler did not exist. */
  if ((previous.sa_flags & SA_SIGINFO) && previous.sa_sigaction) {
    previous.sa_sigaction(number, info, context);
  } else if (previous.sa_handler != SIG_DFL && previous.sa_handler != SIG_IGN) {
    previous.sa_handler(number);
  } else {
    signal(SIGBUS, SIG_DFL);
  }
}

static void install(void) {
  struct sigaction action;
  memset(&action, 0, sizeof action);
  action.sa_sigaction = on_bus_error;
  action.sa_flags = SA_SIGINFO | SA_ONSTACK | SA_RESTART;
  sigemptyset(&action.sa_mask);
  sigaction(SIGBUS, &action, &previous);
}

static int take_guard(void) {
  for (int i = 0; i < GUARDS; i++) {
    int expected = 0;
    if (atomic_compare_exchange_strong(&guards[i].taken, &expected, 1)) return i;
  }
  return -1;
}

void *fury_map_guarded(int descriptor, int64_t offset, size_t length, int *guard) {
  pthread_once(&installed, install);
  int number = take_guard();
  if (number < 0) {
    errno = ENFILE;
    return NULL;
  }
  void *address = mmap(NULL, length, PROT_READ | PROT_WRITE, MAP_SHARED, descriptor, offset);
  if (address == MAP_FAILED) {
    atomic_store(&guards[number].taken, 0);
    return NULL;
  }
  size_t page = (size_t)sysconf(_SC_PAGESIZE);
  size_t whole = (length + page - 1) / page * page;
  atomic_store(&guards[number].damaged, 0);
  atomic_store_explicit(&guards[number].length, whole, memory_order_relaxed);
  atomic_store_explicit(&guards[number].start, (uintptr_t)address, memory_order_release);
  *guard = number;
  return address;
}

int fury_mapping_is_damaged(int guard) {
  return atomic_load_explicit(&guards[guard].damaged, memory_order_acquire);
}

void fury_unmap_guarded(void *address, size_t length, int guard) {
  atomic_store_explicit(&guards[guard].start, 0, memory_order_release);
  munmap(address, length);
  atomic_store(&guards[guard].taken, 0);
}
