/* Anonymous segments, and mappings that survive the truncation of their file. */
#ifndef FURY_MEMORY_H
#define FURY_MEMORY_H

#include <stddef.h>
#include <stdint.h>

/* memfd_create(2), which glibc declares for _GNU_SOURCE only. The descriptor stays open across exec
   when `inheritable` is not 0. Returns the descriptor, or -1 with errno set. */
int fury_memfd_create(const char *label, int inheritable);

/* Maps `length` bytes of `descriptor` from the page-aligned `offset` for reading and writing, shared,
   and guards the mapping: where its file is truncated by somebody else, an access finds zeros instead
   of a SIGBUS, and fury_mapping_is_damaged answers 1 from then on.
   Returns the address, or NULL with errno set (ENFILE: no guard is free). `*guard` receives the
   guard's number, which unmapping and asking need. */
void *fury_map_guarded(int descriptor, int64_t offset, size_t length, int *guard);

/* 1 after an access beyond the end of the mapping's file, else 0. */
int fury_mapping_is_damaged(int guard);

/* Unmaps and frees the guard. */
void fury_unmap_guarded(void *address, size_t length, int guard);

#endif
