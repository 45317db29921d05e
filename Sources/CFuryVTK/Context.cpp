#include "Context.hpp"

#include <EGL/egl.h>
#include <EGL/eglext.h>
#include <GL/gl.h>

#include <cstdlib>
#include <cstring>
#include <stdexcept>
#include <vector>

namespace fury {
namespace {

bool has(const char *extensions, const char *name) {
  return extensions && std::strstr(extensions, name);
}

template <typename Function> Function function(const char *name) {
  return reinterpret_cast<Function>(eglGetProcAddress(name));
}

// Graphics cards first, then Mesa without a surface, then the devices that are software.
std::vector<EGLDisplay> displays() {
  std::vector<EGLDisplay> cards, rest;
  const char *client = eglQueryString(EGL_NO_DISPLAY, EGL_EXTENSIONS);
  auto platform = function<PFNEGLGETPLATFORMDISPLAYEXTPROC>("eglGetPlatformDisplayEXT");
  if (!platform) return {eglGetDisplay(EGL_DEFAULT_DISPLAY)};
  if (has(client, "EGL_MESA_platform_surfaceless"))
    rest.push_back(platform(EGL_PLATFORM_SURFACELESS_MESA, EGL_DEFAULT_DISPLAY, nullptr));
  auto query = function<PFNEGLQUERYDEVICESEXTPROC>("eglQueryDevicesEXT");
  auto describe = function<PFNEGLQUERYDEVICESTRINGEXTPROC>("eglQueryDeviceStringEXT");
  if (query && describe && has(client, "EGL_EXT_platform_device")) {
    EGLDeviceEXT devices[16];
    EGLint count = 0;
    if (query(16, devices, &count))
      for (int i = 0; i < count; i++) {
        bool software = has(describe(devices[i], EGL_EXTENSIONS), "EGL_MESA_device_software");
        (software ? rest : cards)
            .push_back(platform(EGL_PLATFORM_DEVICE_EXT, devices[i], nullptr));
      }
  }
  if (!std::getenv("LIBGL_ALWAYS_SOFTWARE")) rest.insert(rest.begin(), cards.begin(), cards.end());
  return rest;
}

EGLContext create(EGLDisplay display) {
  if (!eglBindAPI(EGL_OPENGL_API)) return EGL_NO_CONTEXT;
  const EGLint wanted[] = {EGL_RENDERABLE_TYPE, EGL_OPENGL_BIT, EGL_SURFACE_TYPE, 0, EGL_NONE};
  EGLConfig config = EGL_NO_CONFIG_KHR;
  EGLint count = 0;
  eglChooseConfig(display, wanted, &config, 1, &count);
  const EGLint core[] = {
      EGL_CONTEXT_MAJOR_VERSION, 3, EGL_CONTEXT_MINOR_VERSION, 2,
      EGL_CONTEXT_OPENGL_PROFILE_MASK, EGL_CONTEXT_OPENGL_CORE_PROFILE_BIT, EGL_NONE};
  return eglCreateContext(display, count > 0 ? config : EGL_NO_CONFIG_KHR, EGL_NO_CONTEXT, core);
}

const char *reason(EGLint code) {
  switch (code) {
    case EGL_NOT_INITIALIZED: return "EGL cannot be initialised";
    case EGL_BAD_ALLOC: return "EGL is out of memory";
    case EGL_BAD_MATCH: return "the driver is older than OpenGL 3.2";
    case EGL_BAD_CONFIG: case EGL_BAD_ATTRIBUTE: return "the driver has no such context";
    default: return "EGL refuses the context";
  }
}

}  // namespace

Context::Context() {
  // Mesa's remarks go to standard error otherwise, which may be a terminal in use.
  setenv("EGL_LOG_LEVEL", "fatal", 0);
  std::string failure = "no EGL display: install libegl1 and libgl1-mesa-dri, or a card's driver";
  for (EGLDisplay display : displays()) {
    if (display == EGL_NO_DISPLAY || !eglInitialize(display, nullptr, nullptr)) continue;
    EGLContext context = create(display);
    if (context == EGL_NO_CONTEXT) {
      failure = reason(eglGetError());
    } else if (!eglMakeCurrent(display, EGL_NO_SURFACE, EGL_NO_SURFACE, context)) {
      failure = "the driver cannot draw without a surface";
      eglDestroyContext(display, context);
    } else {
      display_ = display;
      context_ = context;
      auto name = reinterpret_cast<const char *>(glGetString(GL_RENDERER));
      renderer_ = name ? name : "an unnamed renderer";
      isSoftware_ = renderer_.find("llvmpipe") != std::string::npos
          || renderer_.find("softpipe") != std::string::npos
          || renderer_.find("SWR") != std::string::npos;
      return;
    }
    // eglTerminate is left out: displays are shared by everything in the process.
  }
  throw std::runtime_error("no OpenGL 3.2: " + failure);
}

Context::~Context() {
  if (isCurrent()) eglMakeCurrent(display_, EGL_NO_SURFACE, EGL_NO_SURFACE, EGL_NO_CONTEXT);
  eglDestroyContext(display_, context_);
}

void Context::makeCurrent() {
  eglBindAPI(EGL_OPENGL_API);
  if (!isCurrent()) eglMakeCurrent(display_, EGL_NO_SURFACE, EGL_NO_SURFACE, context_);
}

bool Context::isCurrent() const { return eglGetCurrentContext() == context_; }

}  // namespace fury
