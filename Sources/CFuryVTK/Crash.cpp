#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <unistd.h>

#include "include/CFuryVTK.h"

namespace {

char message[512];
char *files = nullptr;  // paths, each ended by a zero byte, and an empty one
const int crashes[] = {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT};
struct sigaction before[5];
bool isSet = false;
int errors = STDERR_FILENO;  // where standard error really goes

// Only what a signal handler may do.
void leave(int) {
  ssize_t written = write(errors, message, std::strlen(message));
  (void)written;
  for (char *path = files; path && *path; path += std::strlen(path) + 1) unlink(path);
  _exit(1);
}

}  // namespace

void fury_vtk_guard(const char *text, const char *paths) {
  if (!text) {
    if (!isSet) return;
    isSet = false;
    for (int i = 0; i < 5; i++) sigaction(crashes[i], &before[i], nullptr);
    if (errors != STDERR_FILENO) {
      dup2(errors, STDERR_FILENO);
      close(errors);
      errors = STDERR_FILENO;
    }
    return;
  }
  std::snprintf(message, sizeof message, "fury-tui-render: %s\n", text);
  char *old = files;
  files = static_cast<char *>(std::calloc(std::strlen(paths) + 2, 1));
  for (size_t i = 0; files && paths[i]; i++) files[i] = paths[i] == '\n' ? 0 : paths[i];
  std::free(old);
  if (isSet) return;
  isSet = true;
  int copy = fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, 3);
  int nothing = open("/dev/null", O_WRONLY | O_CLOEXEC);
  if (copy >= 0 && nothing >= 0) {
    errors = copy;
    dup2(nothing, STDERR_FILENO);
  }
  if (nothing >= 0) close(nothing);
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
