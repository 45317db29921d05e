/* What the terminal side needs of Linux and what Swift does not import: macros, variadics and headers without a module. */
#ifndef FURY_TERMINAL_SYSTEM_H
#define FURY_TERMINAL_SYSTEM_H

#include <stdint.h>
#include <sys/types.h>

/* signalfd(2) for `count` signals, which are blocked in the calling thread first; non-blocking, close-on-exec. */
int fury_signal_descriptor(const int *signals, int count);

/* The next signal waiting on a descriptor of fury_signal_descriptor, or 0. */
int fury_next_signal(int descriptor);

/* Asks for `signal` when the parent dies; 0, or -1 where the parent is dead already (its pid is no longer `parent`). */
int fury_die_with_parent(int signal, pid_t parent);

/* ioctl(TIOCGWINSZ): rows, columns, width and height in pixels (0 where unknown); 0 or -1 and errno. */
int fury_window_size(int descriptor, unsigned short size[4]);

/* waitpid(2) with WUNTRACED. Returns what waitpid returns; exactly one of the three outcomes is set:
   *exited the exit status (else -1), *signaled and *stopped the signal (else 0). */
pid_t fury_wait_for_child(pid_t child, int *exited, int *signaled, int *stopped);

/* From now on SIGTERM, SIGHUP, SIGINT, SIGQUIT and SIGTSTP that reach this process go to `child`; SIGTTOU and SIGTTIN
   are ignored. For the supervisor, which has nothing else to do. */
void fury_forward_signals(pid_t child);

/* One page that this process and the children it forks share, zeroed; NULL on failure. */
void *fury_shared_page(void);

#endif
