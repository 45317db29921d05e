#include <vtk-9.1/vtkActor.h>
#include <vtk-9.1/vtkBox.h>
#include <vtk-9.1/vtkClipPolyData.h>
#include <vtk-9.1/vtkExtractVOI.h>
#include <vtk-9.1/vtkFlyingEdges3D.h>
#include <vtk-9.1/vtkImageActor.h>
#include <vtk-9.1/vtkImageData.h>
#include <vtk-9.1/vtkImageDataGeometryFilter.h>
#include <vtk-9.1/vtkImageMapper3D.h>
#include <vtk-9.1/vtkImageShrink3D.h>
#include <vtk-9.1/vtkMatrix4x4.h>
#include <vtk-9.1/vtkPointData.h>
#include <vtk-9.1/vtkPolyData.h>
#include <vtk-9.1/vtkPolyDataMapper.h>
#include <vtk-9.1/vtkProperty.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

#include "Drawing.hpp"

namespace fury {
namespace {

// The isosurface is taken from at most so many grid points along a side: more are slow to turn.
constexpr int surfaceSide = 160;

// Otsu's threshold (1979): the level that parts the values into the two most different classes.
double threshold(vtkDataArray *values, const double range[2]) {
  constexpr int bins = 256;
  std::vector<double> count(bins, 0);
  const double width = (range[1] - range[0]) / bins;
  for (vtkIdType i = 0; i < values->GetNumberOfTuples(); i++) {
    const double value = values->GetComponent(i, 0);
    if (std::isfinite(value))
      count[std::clamp(int((value - range[0]) / width), 0, bins - 1)]++;
  }
  double total = 0, sum = 0;
  for (int i = 0; i < bins; i++) total += count[i], sum += i * count[i];
  double below = 0, sumBelow = 0, best = -1;
  int level = bins / 2;
  for (int i = 0; i < bins; i++) {
    below += count[i];
    sumBelow += i * count[i];
    if (below == 0 || below == total) continue;
    const double difference = sumBelow / below - (sum - sumBelow) / (total - below);
    const double between = below * (total - below) * difference * difference;
    if (between > best) best = between, level = i;
  }
  return range[0] + (level + 1) * width;
}

struct Cut {
  std::array<int, 3> middle, end;  // grid indices: the octant lies between them
};

// The octant that the camera looks at first.
Cut octant(const FuryEngine &engine, vtkImageData *data, vtkMatrix4x4 *place) {
  const int *extent = data->GetExtent();
  Cut cut;
  for (int axis = 0; axis < 3; axis++) {
    double toward = 0;
    for (int k = 0; k < 3; k++)
      toward += engine.viewFrom[k] * (place ? place->GetElement(k, axis) : k == axis);
    cut.middle[axis] = (extent[2 * axis] + extent[2 * axis + 1]) / 2;
    cut.end[axis] = extent[2 * axis + (toward < 0 ? 0 : 1)];
  }
  return cut;
}

void show(FuryEngine &engine, vtkActor *actor, vtkMatrix4x4 *place, const std::string &name) {
  if (place) actor->SetUserMatrix(place);
  engine.renderer->AddActor(actor);
  engine.names[actor] = name;
}

void addSurface(
    FuryEngine &engine, vtkImageData *data, double level, const Cut &cut, vtkMatrix4x4 *place,
    const std::string &name) {
  vtkNew<vtkImageShrink3D> fewer;
  fewer->SetInputData(data);
  int factor[3];
  for (int axis = 0; axis < 3; axis++)
    factor[axis] = (data->GetDimensions()[axis] + surfaceSide - 1) / surfaceSide;
  fewer->SetShrinkFactors(factor);
  vtkNew<vtkFlyingEdges3D> surface;
  surface->SetInputConnection(fewer->GetOutputPort());
  surface->SetValue(0, level);
  surface->ComputeScalarsOff();
  vtkNew<vtkBox> box;
  double inner[3], outer[3];
  data->TransformIndexToPhysicalPoint(cut.middle.data(), inner);
  data->TransformIndexToPhysicalPoint(cut.end.data(), outer);
  for (int k = 0; k < 3; k++) outer[k] += (outer[k] - inner[k]) * 0.1;
  box->SetBounds(
      std::min(inner[0], outer[0]), std::max(inner[0], outer[0]), std::min(inner[1], outer[1]),
      std::max(inner[1], outer[1]), std::min(inner[2], outer[2]), std::max(inner[2], outer[2]));
  vtkNew<vtkClipPolyData> rest;
  rest->SetInputConnection(surface->GetOutputPort());
  rest->SetClipFunction(box);
  vtkNew<vtkPolyDataMapper> mapper;
  mapper->SetInputConnection(rest->GetOutputPort());
  mapper->ScalarVisibilityOff();
  vtkNew<vtkActor> actor;
  actor->SetMapper(mapper);
  auto color = engine.look.nextColor();
  actor->GetProperty()->SetColor(color.data());
  actor->GetProperty()->SetSpecular(0.2);
  actor->GetProperty()->SetSpecularPower(20);
  show(engine, actor, place, name + ", isosurface");
}

void addSlice(
    FuryEngine &engine, vtkImageData *data, int axis, double level, const Cut &cut,
    vtkMatrix4x4 *place, bool isScan, const std::string &name) {
  int extent[6];
  for (int k = 0; k < 3; k++) {
    extent[2 * k] = std::min(cut.middle[k], k == axis ? cut.middle[k] : cut.end[k]);
    extent[2 * k + 1] = std::max(cut.middle[k], k == axis ? cut.middle[k] : cut.end[k]);
  }
  vtkNew<vtkExtractVOI> slice;
  slice->SetInputData(data);
  slice->SetVOI(extent);
  vtkNew<vtkImageDataGeometryFilter> quads;
  quads->SetInputConnection(slice->GetOutputPort());
  // What is outside the isosurface is air: without it the slice does not hide what lies behind.
  vtkNew<vtkClipPolyData> inside;
  inside->SetInputConnection(quads->GetOutputPort());
  inside->SetValue(level);
  inside->Update();
  vtkNew<vtkPolyDataMapper> mapper;
  mapper->SetInputData(inside->GetOutput());
  auto *values = data->GetPointData()->GetScalars();
  mapper->SetScalarModeToUsePointFieldData();
  mapper->SelectColorArray(values->GetName());
  mapper->SetLookupTable(engine.look.table(values->GetName(), values->GetFiniteRange(), isScan));
  mapper->UseLookupTableScalarRangeOn();
  mapper->InterpolateScalarsBeforeMappingOn();
  vtkNew<vtkActor> actor;
  actor->SetMapper(mapper);
  actor->GetProperty()->LightingOff();
  show(engine, actor, place, name + ", slice");
}

// A single slice is a picture.
void addImage(
    FuryEngine &engine, vtkImageData *data, vtkMatrix4x4 *place, const std::string &name) {
  vtkNew<vtkImageDataGeometryFilter> quads;
  quads->SetInputData(data);
  quads->Update();
  vtkNew<vtkPolyDataMapper> mapper;
  mapper->SetInputData(quads->GetOutput());
  engine.look.apply(mapper, quads->GetOutput());
  vtkNew<vtkActor> actor;
  actor->SetMapper(mapper);
  actor->GetProperty()->LightingOff();
  show(engine, actor, place, name);
  std::copy_n(std::array<double, 3>{0, 0, 1}.data(), 3, engine.viewFrom);
  std::copy_n(std::array<double, 3>{0, 1, 0}.data(), 3, engine.viewUp);
}

}  // namespace

void addVolume(
    FuryEngine &engine, vtkImageData *data, vtkMatrix4x4 *place, bool isScan,
    const std::string &name) {
  if (data->GetNumberOfPoints() == 0) throw Unusable("there is nothing in it to draw");
  auto *points = data->GetPointData();
  for (int i = 0; !points->GetScalars() && i < points->GetNumberOfArrays(); i++)
    if (auto *array = points->GetArray(i)) points->SetScalars(array);
  auto *values = points->GetScalars();
  if (!values || values->GetNumberOfTuples() != data->GetNumberOfPoints())
    throw Unusable("its grid has no numbers to draw");
  if (!values->GetName()) values->SetName("value");
  const int *size = data->GetDimensions();
  if (std::min({size[0], size[1], size[2]}) < 2) return addImage(engine, data, place, name);
  const double *range = values->GetFiniteRange();
  if (!(range[0] < range[1])) throw Unusable("all its numbers are the same");
  const double level = threshold(values, range);
  const Cut cut = octant(engine, data, place);
  addSurface(engine, data, level, cut, place, name);
  for (int axis = 0; axis < 3; axis++)
    addSlice(engine, data, axis, level, cut, place, isScan, name);
}

}  // namespace fury
