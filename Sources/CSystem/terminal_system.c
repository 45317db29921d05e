#define _GNU_SOURCE
#include "terminal_system.h"

#include <errno.h>
#include <signal.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/signalfd.h>
#include <sys/wait.h>
#include <unistd.h>

int fury_signal_descriptor(const int *signals, int count) {
  sigset_t set;
  sigemptyset(&set);
  for (int i = 0; i < count; i++) sigaddset(&set, signals[i]);
  if (pthread_sigmask(SIG_BLOCK, &set, NULL) != 0) return -1;
  return signalfd(-1, &set, SFD_NONBLOCK | SFD_CLOEXEC);
}

int fury_next_signal(int descriptor) {
  struct signalfd_siginfo info;
  ssize_t n;
  do n = read(descriptor, &info, sizeof info);
  while (n < 0 && errno == EINTR);
  return n == (ssize_t)sizeof info ? (int)info.ssi_signo : 0;
}

int fury_die_with_parent(int signal, pid_t parent) {
  if (prctl(PR_SET_PDEATHSIG, signal) != 0) return -1;
  return getppid() == parent ? 0 : -1;
}

int fury_window_size(int descriptor, unsigned short size[4]) {
  struct winsize window;
  if (ioctl(descriptor, TIOCGWINSZ, &window) != 0) return -1;
  size[0] = window.ws_row;
  size[1] = window.ws_col;
  size[2] = window.ws_xpixel;
  size[3] = window.ws_ypixel;
  return 0;
}

pid_t fury_wait_for_child(pid_t child, int *exited, int *signaled, int *stopped) {
  int status = 0;
  pid_t pid;
  *exited = -1;
  *signaled = *stopped = 0;
  do pid = waitpid(child, &status, WUNTRACED);
  while (pid < 0 && errno == EINTR);
  if (pid < 0) return pid;
  if (WIFEXITED(status)) *exited = WEXITSTATUS(status);
  if (WIFSIGNALED(status)) *signaled = WTERMSIG(status);
  if (WIFSTOPPED(status)) *stopped = WSTOPSIG(status);
  return pid;
}

static volatile pid_t forward_target;

static void forward(int signal) {
  int saved = errno;
  kill(forward_target, signal);
  errno = saved;
}

void fury_forward_signals(pid_t child) {
  static const int forwarded[] = {SIGTERM, SIGHUP, SIGINT, SIGQUIT, SIGTSTP};
  struct sigaction action = {.sa_handler = forward, .sa_flags = SA_RESTART};
  sigemptyset(&action.sa_mask);
  forward_target = child;
  for (unsigned i = 0; i < sizeof forwarded / sizeof *forwarded; i++)
    sigaction(forwarded[i], &action, NULL);
  signal(SIGTTOU, SIG_IGN);
  signal(SIGTTIN, SIG_IGN);
}

void *fury_shared_page(void) {
  void *page = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  return page == MAP_FAILED ? NULL : page;
}
