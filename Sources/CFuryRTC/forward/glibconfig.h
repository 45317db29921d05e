/* GLib keeps this one beside its library, in a folder named after the architecture. */
#if defined(__x86_64__)
#include "/usr/lib/x86_64-linux-gnu/glib-2.0/include/glibconfig.h"
#elif defined(__aarch64__)
#include "/usr/lib/aarch64-linux-gnu/glib-2.0/include/glibconfig.h"
#else
#error "glibconfig.h: name this architecture's folder here (pkg-config --cflags glib-2.0)"
#endif
