#include "Window.hpp"

#include <GL/glew.h>

#include <vtk-9.1/vtkCallbackCommand.h>
#include <vtk-9.1/vtkNew.h>
#include <vtk-9.1/vtkObjectFactory.h>

namespace fury {

vtkStandardNewMacro(Window);

void Window::use(Context *context) {
  vtkNew<vtkCallbackCommand> command;
  command->SetCallback(&Window::answer);
  command->SetClientData(context);
  for (auto event : {vtkCommand::WindowMakeCurrentEvent, vtkCommand::WindowIsCurrentEvent,
           vtkCommand::WindowSupportsOpenGLEvent, vtkCommand::WindowIsDirectEvent})
    AddObserver(event, command);
  SetOwnContext(0);
  SetOffScreenRendering(1);
  // Nothing to swap or to copy to: there is no surface.
  SwapBuffersOff();
  SetFrameBlitModeToNoBlit();
}

void Window::answer(vtkObject *, unsigned long event, void *context, void *result) {
  auto *own = static_cast<Context *>(context);
  switch (event) {
    case vtkCommand::WindowMakeCurrentEvent: own->makeCurrent(); break;
    case vtkCommand::WindowIsCurrentEvent: *static_cast<bool *>(result) = own->isCurrent(); break;
    default: *static_cast<int *>(result) = 1;
  }
}

void Window::OpenGLInitContext() {
  if (Initialized) return;
  glewExperimental = GL_TRUE;
  GLenum status = glewInit();
  GlewInitValid = status == GLEW_OK || status == GLEW_ERROR_NO_GLX_DISPLAY;
  if (GlewInitValid) Initialized = true;
  else vtkErrorMacro(<< "OpenGL's functions cannot be loaded");
}

}  // namespace fury
