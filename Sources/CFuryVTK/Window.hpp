// VTK's OpenGL window on a context of ours.
#pragma once

#include <vtk-9.1/vtkGenericOpenGLRenderWindow.h>

#include "Context.hpp"

namespace fury {

class Window : public vtkGenericOpenGLRenderWindow {
public:
  vtkTypeMacro(Window, vtkGenericOpenGLRenderWindow);
  static Window *New();

  // Draws with `context`, which must outlive the window.
  void use(Context *context);

  // Loads OpenGL's functions; unlike VTK's, it does not mind that there is no X server.
  void OpenGLInitContext() override;

private:
  static void answer(vtkObject *, unsigned long event, void *context, void *result);
};

}  // namespace fury
