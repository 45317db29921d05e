// An OpenGL context that needs no window system: EGL on a graphics card's device, or Mesa's
// surfaceless platform.
#pragma once

#include <string>

namespace fury {

class Context {
public:
  // Finds a way to OpenGL 3.2 core and makes it current; throws std::runtime_error with the reason.
  Context();
  ~Context();
  Context(const Context &) = delete;
  Context &operator=(const Context &) = delete;

  void makeCurrent();
  bool isCurrent() const;

  const std::string &renderer() const { return renderer_; }
  bool isSoftware() const { return isSoftware_; }

private:
  void *display_ = nullptr;
  void *context_ = nullptr;
  std::string renderer_;
  bool isSoftware_ = true;
};

}  // namespace fury
