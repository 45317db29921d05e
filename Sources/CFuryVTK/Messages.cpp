#include "Messages.hpp"

#include <vtk-9.1/vtkLogger.h>
#include <vtk-9.1/vtkNew.h>
#include <vtk-9.1/vtkObjectFactory.h>
#include <vtk-9.1/vtkOutputWindow.h>

#include <cstring>
#include <mutex>

namespace fury {
namespace {

std::mutex lock;
std::string error, warning;

// "ERROR: In ./IO/Geometry/vtkSTLReader.cxx, line 1\nvtkSTLReader (0x5): It is bad.\n\n" is
// "It is bad".
std::string tidy(std::string text) {
  // A reader that says nothing but this has thrown its request into the message.
  if (text.find("returned failure for request") != std::string::npos) return "its reader gives up";
  if (auto head = text.find("): "); head != std::string::npos) text = text.substr(head + 3);
  else if (auto line = text.find('\n'); line != std::string::npos) text = text.substr(line);
  std::string line;
  for (unsigned char c : text) {
    if (c == '\n' || c == '\t') c = ' ';
    if (c < 0x20 || c == 0x7f || (c == ' ' && (line.empty() || line.back() == ' '))) continue;
    line += char(c);
  }
  while (!line.empty() && (line.back() == ' ' || line.back() == '.')) line.pop_back();
  return line.size() > 200 ? line.substr(0, 197) + "..." : line;
}

class Collector : public vtkOutputWindow {
public:
  vtkTypeMacro(Collector, vtkOutputWindow);
  static Collector *New();

  void DisplayText(const char *) override {}
  // Some readers warn of "Error reading ascii data" or "PLY error reading file. Premature EOF", and
  // go on with half of the file.
  void DisplayWarningText(const char *text) override {
    if (text && (std::strstr(text, "Error") || std::strstr(text, "error reading"))) return DisplayErrorText(text);
    keep(warning, text);
  }
  void DisplayGenericWarningText(const char *text) override { DisplayWarningText(text); }
  void DisplayDebugText(const char *) override {}
  void DisplayErrorText(const char *text) override { keep(error, text); }

private:
  // The first is the cause, others follow from it.
  static void keep(std::string &place, const char *text) {
    std::lock_guard<std::mutex> guard(lock);
    if (place.empty() && text) place = tidy(text);
  }
};
vtkStandardNewMacro(Collector);

}  // namespace

namespace messages {

void capture() {
  static std::once_flag once;
  std::call_once(once, [] {
    vtkLogger::SetStderrVerbosity(vtkLogger::VERBOSITY_OFF);
    vtkNew<Collector> collector;
    vtkOutputWindow::SetInstance(collector);
  });
}

void warn(const char *text) { vtkOutputWindow::GetInstance()->DisplayWarningText(text); }

void clear() {
  std::lock_guard<std::mutex> guard(lock);
  error.clear();
  warning.clear();
}

std::string firstError() {
  std::lock_guard<std::mutex> guard(lock);
  return error;
}

std::string firstWarning() {
  std::lock_guard<std::mutex> guard(lock);
  return warning;
}

}  // namespace messages
}  // namespace fury
