// A bound on memory while a file is read: headers may claim any size, and readers believe them.
#pragma once

#include <sys/resource.h>
#include <sys/stat.h>

#include <algorithm>

namespace fury {

// While it lives, this process gets no more memory than a file of that size can need: asking for
// more is std::bad_alloc, not the end of the machine's memory.
class MemoryLimit {
public:
  explicit MemoryLimit(const struct stat &file) {
    getrlimit(RLIMIT_DATA, &before_);
    // Text and compressed files grow; a mask of a volume in gzip by some hundred times.
    const rlim_t room = (rlim_t(4) << 30) + rlim_t(std::max<off_t>(0, file.st_size)) * 200;
    struct rlimit now = before_;
    now.rlim_cur = std::min(before_.rlim_cur, room);
    setrlimit(RLIMIT_DATA, &now);
  }
  ~MemoryLimit() { setrlimit(RLIMIT_DATA, &before_); }
  MemoryLimit(const MemoryLimit &) = delete;
  MemoryLimit &operator=(const MemoryLimit &) = delete;

private:
  struct rlimit before_;
};

}  // namespace fury
