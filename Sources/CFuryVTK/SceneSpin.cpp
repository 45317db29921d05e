#include <vtk-9.1/vtkActor.h>
#include <vtk-9.1/vtkCallbackCommand.h>
#include <vtk-9.1/vtkPolyData.h>
#include <vtk-9.1/vtkCellArray.h>
#include <vtk-9.1/vtkPoints.h>
#include <vtk-9.1/vtkPolyDataMapper.h>
#include <vtk-9.1/vtkProperty.h>
#include <vtk-9.1/vtkTubeFilter.h>

#include <cmath>

#include "Scenes.hpp"

namespace fury {
namespace {

void turn(vtkObject *, unsigned long, void *engine, void *) {
  auto *own = static_cast<FuryEngine *>(engine);
  auto *props = own->renderer->GetViewProps();
  if (auto *actor = vtkActor::SafeDownCast(props->GetItemAsObject(0))) actor->RotateZ(2);
  own->touch();
}

}  // namespace

void addSpin(FuryEngine &engine) {
  constexpr int steps = 240;
  vtkNew<vtkPoints> points;
  vtkNew<vtkCellArray> line;
  // The tube overlaps its beginning, which hides the seam.
  line->InsertNextCell(steps + 3);
  for (int i = 0; i < steps + 3; i++) {
    const double t = 6.283185307179586 * i / steps;  // a trefoil on a torus
    line->InsertCellPoint(points->InsertNextPoint(
        (2 + std::cos(3 * t)) * std::cos(2 * t), (2 + std::cos(3 * t)) * std::sin(2 * t),
        std::sin(3 * t)));
  }
  vtkNew<vtkPolyData> knot;
  knot->SetPoints(points);
  knot->SetLines(line);
  vtkNew<vtkTubeFilter> tube;
  tube->SetInputData(knot);
  tube->SetRadius(0.42);
  tube->SetNumberOfSides(24);
  vtkNew<vtkPolyDataMapper> mapper;
  mapper->SetInputConnection(tube->GetOutputPort());
  mapper->ScalarVisibilityOff();
  vtkNew<vtkActor> actor;
  actor->SetMapper(mapper);
  actor->GetProperty()->SetColor(0.87, 0.52, 0.30);
  actor->GetProperty()->SetSpecular(0.5);
  actor->GetProperty()->SetSpecularPower(40);
  engine.renderer->AddActor(actor);
  engine.names[actor] = "knot";
  vtkNew<vtkCallbackCommand> command;
  command->SetCallback(turn);
  command->SetClientData(&engine);
  engine.interactor->AddObserver(vtkCommand::TimerEvent, command);
  engine.interactor->CreateRepeatingTimer(33);
  const double from[3] = {0.3, -0.8, 1};
  std::copy(from, from + 3, engine.viewFrom);
}

}  // namespace fury
