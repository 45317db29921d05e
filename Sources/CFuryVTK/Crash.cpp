#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <unistd.h>

#include "include/CFuryVTK.h"

namespace {

char message[512];
char *files = nullptr;  // paths, each ended by a zero byte, and an empty one
const int crashes[] = {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT};
struct sigaction before[5];
bool isSet = false;

// Only what a signal handler may do.
void leave(int) {
  ssize_t written = write(STDERR_FILENO, message, std::strlen(message));
  (void)written;
  for (char *path = files; path && *path; path += std::strlen(path) + 1) unlink(path);
  _exit(1);
}

}  // namespace

void fury_vtk_guard(const char *text, const char *paths) {
  if (!text) {
    for (int i = 0; isSet && i < 5; i++) sigaction(crashes[i], &before[i], nullptr);
    isSet = false;
    return;
  }
  std::snprintf(message, sizeof message, "fury-tui-render: %s\n", text);
  char *old = files;
  files = static_cast<char *>(std::calloc(std::strlen(paths) + 2, 1));
  for (size_t i = 0; files && paths[i]; i++) files[i] = paths[i] == '\n' ? 0 : paths[i];
  std::free(old);
  if (isSet) return;
  isSet = true;
  // A stack that has overflowed is of no use to the handler.
  static char *stack = static_cast<char *>(std::malloc(65'536));
  stack_t alternate{};
  alternate.ss_sp = stack;
  alternate.ss_size = 65'536;
  sigaltstack(&alternate, nullptr);
  struct sigaction action {};
  action.sa_handler = leave;
  action.sa_flags = SA_ONSTACK;
  for (int i = 0; i < 5; i++) sigaction(crashes[i], &action, &before[i]);
}
