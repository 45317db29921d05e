// What VTK has to say: collected, never printed.
#pragma once

#include <string>

namespace fury {
namespace messages {

// Puts a collector in the place of VTK's output window and log, once for the process.
void capture();
// Warns as VTK does.
void warn(const char *text);
// Forgets what was said.
void clear();
// The first error since then as one line without VTK's addresses and file names; empty when none.
std::string firstError();
// The same of the warnings.
std::string firstWarning();

}  // namespace messages
}  // namespace fury
