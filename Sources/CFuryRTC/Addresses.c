#include "Relay.h"

#include <ifaddrs.h>
#include <net/if.h>
#include <sys/socket.h>

int addresses_are_loopback_only(void) {
  struct ifaddrs *all = NULL;
  if (getifaddrs(&all) != 0) return 0;
  int only = 1;
  for (const struct ifaddrs *one = all; one; one = one->ifa_next) {
    if (!one->ifa_addr || !(one->ifa_flags & IFF_UP) || one->ifa_flags & IFF_LOOPBACK) continue;
    int family = one->ifa_addr->sa_family;
    if (family == AF_INET || family == AF_INET6) only = 0;
  }
  freeifaddrs(all);
  return only;
}
