// What a FuryEngine is made of; each concern has a file of its own that works on it.
#pragma once

#include <vtk-9.1/vtkNew.h>
#include <vtk-9.1/vtkRenderer.h>
#include <vtk-9.1/vtkTimeStamp.h>

#include <map>
#include <string>

#include "Context.hpp"
#include "Interactor.hpp"
#include "Look.hpp"
#include "Window.hpp"
#include "include/CFuryVTK.h"

struct FuryEngine {
  // Throws std::runtime_error where there is no OpenGL.
  FuryEngine(int width, int height);
  ~FuryEngine();
  FuryEngine(const FuryEngine &) = delete;
  FuryEngine &operator=(const FuryEngine &) = delete;

  // Something that is drawn has changed.
  void touch() { changed.Modified(); }

  // The context outlives what draws with it.
  fury::Context context;
  vtkNew<fury::Window> window;
  vtkNew<vtkRenderer> renderer;
  vtkNew<fury::Interactor> interactor;
  // Colour maps and colour bars of the scene.
  fury::Look look;
  // A scene has set the camera, so that it is not to be reset.
  bool hasCamera = false;
  // Where the camera stands, seen from the middle of the scene, unless a scene has set it.
  double viewFrom[3] = {0.6, -1, 0.5}, viewUp[3] = {0, 0, 1};
  // What a person calls what is drawn, for picking.
  std::map<vtkProp *, std::string> names;
  // The parallel scale that shows everything; bounds zooming.
  double fullScale = 1;
  vtkTimeStamp changed, drawn;
  std::string error, warning;
};
