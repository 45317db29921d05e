#include <vtk-9.1/vtkFloatArray.h>
#include <vtk-9.1/vtkImageData.h>
#include <vtk-9.1/vtkPointData.h>

#include <cmath>

#include "Drawing.hpp"
#include "Scenes.hpp"

namespace fury {

void addSurface(FuryEngine &engine) {
  constexpr int side = 72;
  constexpr double half = 3.4, step = 2 * half / (side - 1);
  vtkNew<vtkFloatArray> values;
  values->SetName("density");
  values->SetNumberOfTuples(side * side * side);
  vtkIdType at = 0;
  for (int k = 0; k < side; k++)
    for (int j = 0; j < side; j++)
      for (int i = 0; i < side; i++) {
        const double x = i * step - half, y = j * step - half, z = k * step - half;
        // A gyroid (Schoen 1970) within a ball, with a soft rim.
        const double gyroid = std::sin(2 * x) * std::cos(2 * y) + std::sin(2 * y) * std::cos(2 * z)
            + std::sin(2 * z) * std::cos(2 * x);
        const double ball = 3.2 - std::sqrt(x * x + y * y + z * z);
        const double rim = 1 / (1 + std::exp(-6 * ball));
        values->SetValue(at++, float(rim * (1 + std::tanh(1.5 * gyroid))));
      }
  vtkNew<vtkImageData> grid;
  grid->SetDimensions(side, side, side);
  grid->SetSpacing(step, step, step);
  grid->SetOrigin(-half, -half, -half);
  grid->GetPointData()->SetScalars(values);
  const double from[3] = {0.9, -1, 0.65};
  std::copy(from, from + 3, engine.viewFrom);
  addVolume(engine, grid, nullptr, false, "gyroid");
}

}  // namespace fury
