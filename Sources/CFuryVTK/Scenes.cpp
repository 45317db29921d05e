#include "Scenes.hpp"

#include <vtk-9.1/vtkCamera.h>

#include <cstring>
#include <exception>
#include <utility>

#include "Messages.hpp"

namespace {

const std::pair<const char *, void (*)(FuryEngine &)> scenes[] = {
    {"tracts", fury::addTracts},
    {"spheres", fury::addSpheres},
    {"surface", fury::addSurface},
    {"spin", fury::addSpin}};

}  // namespace

const char *fury_vtk_scenes(void) {
  static const std::string names = [] {
    std::string text;
    for (auto &scene : scenes) text += (text.empty() ? "" : " ") + std::string(scene.first);
    return text;
  }();
  return names.c_str();
}

const char *fury_vtk_colormaps(void) { return fury::Look::colormaps(); }

int fury_vtk_scene(FuryEngine *engine, const char *name) {
  engine->error.clear();
  fury::messages::clear();
  for (auto &[known, add] : scenes) {
    if (std::strcmp(known, name) != 0) continue;
    try {
      add(*engine);
      engine->touch();
      return 1;
    } catch (const std::exception &failure) {
      engine->error = failure.what();
      return 0;
    }
  }
  engine->error = std::string("no scene is called ") + name + "; there are " + fury_vtk_scenes();
  return 0;
}

void fury_vtk_finish(FuryEngine *engine) {
  engine->look.addBars(engine->renderer);
  auto *camera = engine->renderer->GetActiveCamera();
  if (!engine->hasCamera) {
    camera->SetFocalPoint(0, 0, 0);
    camera->SetPosition(engine->viewFrom);
    camera->SetViewUp(engine->viewUp);
    fury_vtk_reset_camera(engine);
  } else {
    double bounds[6];
    engine->renderer->ComputeVisiblePropBounds(bounds);
    double sum = 0;
    for (int k = 0; k < 3; k++) sum += (bounds[2 * k + 1] - bounds[2 * k]) * (bounds[2 * k + 1] - bounds[2 * k]);
    engine->fullScale = std::max(1e-6, std::sqrt(sum) / 2);
    engine->renderer->ResetCameraClippingRange();
  }
  engine->touch();
}
