/* The umbrella of the C bridge: what Swift cannot say, or cannot say safely, and nothing else. */
#ifndef FURY_CSYSTEM_H
#define FURY_CSYSTEM_H

#include "fury_memory.h"
#include "fury_wait.h"
#include "terminal_system.h"

#endif
