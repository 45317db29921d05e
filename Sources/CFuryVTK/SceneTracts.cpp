#include <vtk-9.1/vtkCellArray.h>
#include <vtk-9.1/vtkPointData.h>
#include <vtk-9.1/vtkPoints.h>
#include <vtk-9.1/vtkPolyData.h>
#include <vtk-9.1/vtkUnsignedCharArray.h>

#include <array>
#include <cmath>

#include "Drawing.hpp"
#include "Random.hpp"
#include "Scenes.hpp"

namespace fury {
namespace {

using Point = std::array<double, 3>;
constexpr int pointsOfLine = 40;
constexpr double pi = 3.14159265358979;

class Bundles {
public:
  // A smooth curve from `start` over `top` to `end`, with a little scatter of its own.
  void arc(Point start, Point top, Point end) {
    for (double &x : start) x += random_.normal(1.6);
    for (double &x : top) x += random_.normal(0.9);
    for (double &x : end) x += random_.normal(1.6);
    const double speed = random_.even(1, 2), phase = random_.even(0, 2);
    const Point sway = {random_.normal(0.5), random_.normal(0.5), random_.normal(0.5)};
    const double light = random_.even(0.5, 1);
    std::array<Point, pointsOfLine> curve;
    for (int i = 0; i < pointsOfLine; i++) {
      const double t = double(i) / (pointsOfLine - 1), u = 1 - t;
      const double wave = std::sin(pi * (t * speed + phase)) * std::sin(pi * t);
      for (int k = 0; k < 3; k++)
        curve[i][k] = u * u * start[k] + 2 * t * u * top[k] + t * t * end[k] + wave * sway[k];
    }
    add(curve, light);
  }

  vtkSmartPointer<vtkPolyData> polyData() {
    auto data = vtkSmartPointer<vtkPolyData>::New();
    data->SetPoints(points_);
    data->SetLines(lines_);
    colors_->SetName("direction");
    data->GetPointData()->SetScalars(colors_);
    return data;
  }

  Bundles() { colors_->SetNumberOfComponents(3); }

private:
  // Coloured by the local direction, so that a bend shows; lines differ a little in brightness.
  void add(const std::array<Point, pointsOfLine> &curve, double light) {
    lines_->InsertNextCell(pointsOfLine);
    for (int i = 0; i < pointsOfLine; i++) {
      lines_->InsertCellPoint(points_->InsertNextPoint(curve[i].data()));
      const auto &a = curve[std::max(0, i - 1)], &b = curve[std::min(pointsOfLine - 1, i + 1)];
      const double d[3] = {std::abs(b[0] - a[0]), std::abs(b[1] - a[1]), std::abs(b[2] - a[2])};
      const double length = std::sqrt(d[0] * d[0] + d[1] * d[1] + d[2] * d[2]) + 1e-12;
      double color[3];
      for (int k = 0; k < 3; k++) color[k] = 255 * light * (0.12 + 0.88 * d[k] / length);
      colors_->InsertNextTuple(color);
    }
  }

  Random random_{7};
  vtkNew<vtkPoints> points_;
  vtkNew<vtkCellArray> lines_;
  vtkNew<vtkUnsignedCharArray> colors_;
};

}  // namespace

void addTracts(FuryEngine &engine) {
  Bundles bundles;
  for (int i = 0; i < 10; i++) {  // commissural fibres: arches over the midline
    const double y = -18 + 4.0 * i, height = 22 - std::abs(y) * 0.45;
    for (int n = 0; n < 36; n++)
      bundles.arc({-17, y * 1.25, 4}, {0, y * 0.7, height}, {17, y * 1.25, 4});
  }
  for (int side : {-1, 1}) {
    for (int n = 0; n < 110; n++)  // association fibres, front to back
      bundles.arc({side * 12.0, -27, 0}, {side * 17.0, 0, 13}, {side * 11.0, 27, 1});
    for (int i = 0; i < 9; i++) {  // projection fibres, fanning out from the stem
      const double y = -16 + 4.0 * i;
      for (int n = 0; n < 16; n++)
        bundles.arc({side * 4.0, 0, -27}, {side * 6.0, y * 0.5, 0}, {side * 14.0, y, 15});
    }
  }
  addLines(engine, bundles.polyData(), "tracts");
  engine.renderer->SetBackground(0.02, 0.02, 0.05);
  const FuryCamera camera = {{58, -70, 40}, {0, 0, -2}, {0, 0, 1}, 30, 30, 0};
  fury_vtk_set_camera(&engine, &camera);
}

}  // namespace fury
