#include <vtk-9.1/vtkActor.h>
#include <vtk-9.1/vtkActorCollection.h>
#include <vtk-9.1/vtkCamera.h>
#include <vtk-9.1/vtkProperty.h>

#include <algorithm>
#include <cmath>

#include "Engine.hpp"

namespace {

constexpr double pi = 3.14159265358979;

}  // namespace

void fury_vtk_get_camera(FuryEngine *engine, FuryCamera *out) {
  auto *camera = engine->renderer->GetActiveCamera();
  camera->GetPosition(out->position);
  camera->GetFocalPoint(out->focal_point);
  camera->GetViewUp(out->view_up);
  out->view_angle = camera->GetViewAngle();
  out->parallel_scale = camera->GetParallelScale();
  out->parallel = camera->GetParallelProjection();
}

void fury_vtk_set_camera(FuryEngine *engine, const FuryCamera *in) {
  auto *camera = engine->renderer->GetActiveCamera();
  camera->SetPosition(in->position);
  camera->SetFocalPoint(in->focal_point);
  camera->SetViewUp(in->view_up);
  camera->SetViewAngle(in->view_angle);
  camera->SetParallelScale(in->parallel_scale);
  camera->SetParallelProjection(in->parallel);
  engine->renderer->ResetCameraClippingRange();
  engine->hasCamera = true;
}

void fury_vtk_zoom(FuryEngine *engine, double factor) {
  if (!(factor > 0) || !std::isfinite(factor)) return;
  auto *camera = engine->renderer->GetActiveCamera();
  if (camera->GetParallelProjection()) {
    double full = engine->fullScale;
    camera->SetParallelScale(
        std::clamp(camera->GetParallelScale() / factor, full / 1000, full * 100));
  } else {
    camera->SetViewAngle(std::clamp(camera->GetViewAngle() / factor, 0.1, 120.0));
  }
}

void fury_vtk_reset_camera(FuryEngine *engine) {
  auto *camera = engine->renderer->GetActiveCamera();
  camera->SetViewAngle(30);
  // Fills the picture, where ResetCamera keeps a sphere around everything in it.
  engine->renderer->ResetCameraScreenSpace();
  // It narrows the view angle for that; coming nearer shows the same with a perspective as before.
  const double angle = camera->GetViewAngle() * pi / 360;
  const double nearness = engine->look.hasBars() ? 0.9 : 1.1;
  camera->Dolly(std::tan(pi / 12) / std::tan(angle) * nearness);
  camera->SetViewAngle(30);
  engine->renderer->ResetCameraClippingRange();
  engine->fullScale = camera->GetParallelScale();
}

void fury_vtk_view(FuryEngine *engine, enum FuryView view) {
  auto *camera = engine->renderer->GetActiveCamera();
  double focus[3], direction[3];
  camera->GetFocalPoint(focus);
  camera->GetDirectionOfProjection(direction);
  const double distance = camera->GetDistance();
  double from[3] = {0, -1, 0}, up[3] = {0, 0, 1};
  switch (view) {
    case FURY_VIEW_FRONT: break;
    case FURY_VIEW_RIGHT: from[0] = 1; from[1] = 0; break;
    case FURY_VIEW_TOP: from[1] = 0; from[2] = 1; up[1] = 1; up[2] = 0; break;
    case FURY_VIEW_OPPOSITE:
      std::copy(direction, direction + 3, from);
      camera->GetViewUp(up);
  }
  camera->SetPosition(
      focus[0] + from[0] * distance, focus[1] + from[1] * distance, focus[2] + from[2] * distance);
  camera->SetViewUp(up);
  engine->renderer->ResetCameraClippingRange();
}

void fury_vtk_toggle_projection(FuryEngine *engine) {
  auto *camera = engine->renderer->GetActiveCamera();
  // The focal plane keeps its size on the screen.
  const double half = std::tan(camera->GetViewAngle() * pi / 360);
  if (camera->GetParallelProjection()) {
    camera->SetParallelProjection(0);
    const double angle = std::atan(camera->GetParallelScale() / camera->GetDistance());
    camera->SetViewAngle(std::clamp(angle * 360 / pi, 0.1, 120.0));
  } else {
    camera->SetParallelScale(camera->GetDistance() * half);
    camera->SetParallelProjection(1);
  }
  engine->renderer->ResetCameraClippingRange();
}

void fury_vtk_wireframe(FuryEngine *engine, int on) {
  auto *actors = engine->renderer->GetActors();
  actors->InitTraversal();
  while (auto *actor = actors->GetNextActor())
    on ? actor->GetProperty()->SetRepresentationToWireframe()
       : actor->GetProperty()->SetRepresentationToSurface();
  engine->touch();
}
