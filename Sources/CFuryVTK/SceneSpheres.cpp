#include <vtk-9.1/vtkActor.h>
#include <vtk-9.1/vtkBillboardTextActor3D.h>
#include <vtk-9.1/vtkPolyDataMapper.h>
#include <vtk-9.1/vtkProperty.h>
#include <vtk-9.1/vtkSphereSource.h>
#include <vtk-9.1/vtkTextProperty.h>

#include <cmath>

#include "Scenes.hpp"

namespace fury {
namespace {

// Relative atomic radii in picometres (Slater 1964), what the colour bar shows.
struct Ball {
  const char *label;
  double radius;
};
const Ball balls[] = {{"H", 25}, {"O", 60}, {"N", 65}, {"C", 70}, {"S", 100}, {"P", 100},
    {"Fe", 140}, {"Mg", 150}, {"Ca", 180}, {"Na", 180}, {"K", 220}};

void addLabel(FuryEngine &engine, const Ball &ball, const double at[3], double radius) {
  vtkNew<vtkBillboardTextActor3D> label;
  label->SetInput(ball.label);
  label->SetPosition(at[0], at[1], at[2] + radius * 1.15);
  auto *text = label->GetTextProperty();
  text->SetFontSize(20);
  text->SetColor(1, 1, 1);
  text->SetJustificationToCentered();
  text->SetVerticalJustificationToBottom();
  engine.renderer->AddActor(label);
}

}  // namespace

void addSpheres(FuryEngine &engine) {
  const double range[2] = {25, 220};
  auto *table = engine.look.table("radius (pm)", range);
  int i = 0;
  for (const Ball &ball : balls) {
    const double turn = i * 0.9, radius = 0.35 + ball.radius / 260;
    double at[3] = {i * 1.45 - 7, 1.9 * std::cos(turn), 1.9 * std::sin(turn)};
    vtkNew<vtkSphereSource> source;
    source->SetRadius(radius);
    source->SetThetaResolution(48);
    source->SetPhiResolution(32);
    vtkNew<vtkPolyDataMapper> mapper;
    mapper->SetInputConnection(source->GetOutputPort());
    vtkNew<vtkActor> actor;
    actor->SetMapper(mapper);
    actor->SetPosition(at);
    double color[3];
    table->GetColor(ball.radius, color);
    actor->GetProperty()->SetColor(color);
    actor->GetProperty()->SetSpecular(0.5);
    actor->GetProperty()->SetSpecularPower(40);
    engine.renderer->AddActor(actor);
    engine.names[actor] = std::string("sphere ") + ball.label;
    addLabel(engine, ball, at, radius);
    i++;
  }
  const double from[3] = {0.3, -1, 0.25};
  std::copy(from, from + 3, engine.viewFrom);
}

}  // namespace fury
