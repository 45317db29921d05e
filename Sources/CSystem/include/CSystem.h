#include <stddef.h>
#include "terminal_system.h"
