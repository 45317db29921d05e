#include "Engine.hpp"

#include <vtk-9.1/vtkAutoInit.h>
#include <vtk-9.1/vtkCamera.h>
#include <vtk-9.1/vtkInteractorStyleTrackballCamera.h>
#include <vtk-9.1/vtkUnsignedCharArray.h>

#include <cstdio>
#include <exception>

#include "Messages.hpp"

VTK_MODULE_INIT(vtkRenderingOpenGL2);
VTK_MODULE_INIT(vtkRenderingFreeType);
VTK_MODULE_INIT(vtkInteractionStyle);

FuryEngine::FuryEngine(int width, int height) {
  window->use(&context);
  window->SetSize(width, height);
  window->SetMultiSamples(0);
  window->AddRenderer(renderer);
  interactor->SetRenderWindow(window);
  vtkNew<vtkInteractorStyleTrackballCamera> style;
  interactor->SetInteractorStyle(style);
  interactor->Initialize();
  renderer->SetBackground(0.05, 0.06, 0.09);
  touch();
}

FuryEngine::~FuryEngine() {
  context.makeCurrent();
  interactor->SetRenderWindow(nullptr);
  window->RemoveRenderer(renderer);
  renderer->SetRenderWindow(nullptr);
  window->Finalize();
}

FuryEngine *fury_vtk_open(int width, int height, char *reason, size_t reason_size) {
  fury::messages::capture();
  try {
    return new FuryEngine(width, height);
  } catch (const std::exception &failure) {
    std::snprintf(reason, reason_size, "%s", failure.what());
    return nullptr;
  }
}

void fury_vtk_close(FuryEngine *engine) { delete engine; }

const char *fury_vtk_error(const FuryEngine *engine) { return engine->error.c_str(); }

const char *fury_vtk_warning(const FuryEngine *engine) { return engine->warning.c_str(); }

const char *fury_vtk_renderer(const FuryEngine *engine) {
  return engine->context.renderer().c_str();
}

int fury_vtk_is_software(const FuryEngine *engine) { return engine->context.isSoftware(); }

void fury_vtk_set_size(FuryEngine *engine, int width, int height) {
  const int *now = engine->window->GetSize();
  if (now[0] == width && now[1] == height) return;
  engine->window->SetSize(width, height);
  engine->interactor->SetSize(width, height);
  engine->touch();
}

void fury_vtk_set_samples(FuryEngine *engine, int samples) {
  if (engine->window->GetMultiSamples() == samples) return;
  engine->window->SetMultiSamples(samples);
  engine->touch();
}

int fury_vtk_needs_render(FuryEngine *engine) {
  auto drawn = engine->drawn.GetMTime();
  return engine->changed.GetMTime() > drawn
      || engine->renderer->GetActiveCamera()->GetMTime() > drawn;
}

int fury_vtk_render(FuryEngine *engine) {
  fury::messages::clear();
  engine->error.clear();
  try {
    engine->window->Render();
    engine->error = fury::messages::firstError();
  } catch (const std::exception &failure) {
    engine->error = failure.what();
  }
  engine->drawn.Modified();
  return engine->error.empty();
}

int fury_vtk_read_pixels(FuryEngine *engine, uint8_t *pixels, size_t size) {
  const int *now = engine->window->GetSize();
  size_t needed = size_t(now[0]) * size_t(now[1]) * 3;
  if (size != needed) {
    engine->error = "the memory for the picture has another size than the picture";
    return 0;
  }
  // The array is a view of the caller's memory, so the pixels are copied once.
  vtkNew<vtkUnsignedCharArray> view;
  view->SetNumberOfComponents(3);
  view->SetArray(pixels, vtkIdType(size), 1);
  if (engine->window->GetPixelData(0, 0, now[0] - 1, now[1] - 1, 0, view.Get(), 0) != 1
      || view->GetPointer(0) != pixels) {
    engine->error = "the picture cannot be read";
    return 0;
  }
  return 1;
}
