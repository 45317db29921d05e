#include "Drawing.hpp"

#include <vtk-9.1/vtkActor.h>
#include <vtk-9.1/vtkAlgorithm.h>
#include <vtk-9.1/vtkCallbackCommand.h>
#include <vtk-9.1/vtkCellArray.h>
#include <vtk-9.1/vtkCellData.h>
#include <vtk-9.1/vtkPointData.h>
#include <vtk-9.1/vtkPolyData.h>
#include <vtk-9.1/vtkPolyDataMapper.h>
#include <vtk-9.1/vtkPolyDataNormals.h>
#include <vtk-9.1/vtkProperty.h>
#include <vtk-9.1/vtkUnsignedCharArray.h>
#include <vtk-9.1/vtkVertexGlyphFilter.h>

#include <cmath>

#include "Messages.hpp"

namespace fury {
namespace {

// Meshes up to this size get smooth normals; larger ones are shaded by facets, which costs nothing.
constexpr vtkIdType smoothLimit = 200'000;

void report(vtkObject *caller, unsigned long, void *source, void *) {
  static_cast<const Source *>(source)->progress(
      static_cast<vtkAlgorithm *>(caller)->GetProgress());
}

// A file may name points that it does not have; drawing would follow it.
template <typename Array> void check(Array *offsets, Array *ids, vtkIdType points) {
  const auto *from = offsets->GetPointer(0), *id = ids->GetPointer(0);
  const vtkIdType cells = offsets->GetNumberOfValues() - 1, length = ids->GetNumberOfValues();
  bool ordered = from[0] >= 0 && from[cells] <= length;
  for (vtkIdType i = 0; i < cells; i++) ordered = ordered && from[i] <= from[i + 1];
  if (!ordered) throw Unusable("its cells contradict each other");
  bool known = true;
  for (vtkIdType i = 0; i < length; i++) known = known && id[i] >= 0 && id[i] < points;
  if (!known) throw Unusable("a cell names a point that does not exist");
}

void check(vtkCellArray *cells, vtkIdType points) {
  if (!cells || cells->GetNumberOfCells() == 0) return;
  if (cells->IsStorage64Bit())
    check(cells->GetOffsetsArray64(), cells->GetConnectivityArray64(), points);
  else
    check(cells->GetOffsetsArray32(), cells->GetConnectivityArray32(), points);
}

vtkSmartPointer<vtkPolyData> prepared(vtkPolyData *data) {
  const auto faces = data->GetNumberOfPolys() + data->GetNumberOfStrips();
  if (data->GetNumberOfCells() == 0) {
    vtkNew<vtkVertexGlyphFilter> vertices;
    vertices->SetInputData(data);
    vertices->Update();
    return vertices->GetOutput();
  }
  if (faces == 0 || faces > smoothLimit || data->GetPointData()->GetNormals()
      || data->GetCellData()->GetNormals())
    return data;
  vtkNew<vtkPolyDataNormals> normals;
  normals->SetInputData(data);
  normals->SetFeatureAngle(40);
  normals->Update();
  return normals->GetOutput();
}

}  // namespace

void check(vtkPolyData *data) {
  const vtkIdType points = data->GetNumberOfPoints();
  if (points == 0) throw Unusable("there is nothing in it to draw");
  for (auto *cells : {data->GetVerts(), data->GetLines(), data->GetPolys(), data->GetStrips()})
    check(cells, points);
  for (double bound : {data->GetBounds()[0], data->GetBounds()[1], data->GetBounds()[2],
           data->GetBounds()[3], data->GetBounds()[4], data->GetBounds()[5]})
    if (!std::isfinite(bound) || std::abs(bound) > 1e30)
      throw Unusable("it has coordinates that are no usable numbers");
}

std::string Source::name() const { return path.substr(path.find_last_of('/') + 1); }

void update(vtkAlgorithm *reader, const Source &source) {
  vtkNew<vtkCallbackCommand> command;
  command->SetCallback(report);
  command->SetClientData(const_cast<Source *>(&source));
  reader->AddObserver(vtkCommand::ProgressEvent, command);
  reader->Update();
  reader->RemoveObserver(command);
  if (auto error = messages::firstError(); !error.empty()) throw Unusable(error);
}

void addPolyData(FuryEngine &engine, vtkPolyData *data, const std::string &name) {
  check(data);
  auto drawn = prepared(data);
  vtkNew<vtkPolyDataMapper> mapper;
  mapper->SetInputData(drawn);
  vtkNew<vtkActor> actor;
  actor->SetMapper(mapper);
  if (!engine.look.apply(mapper, drawn)) {
    if (drawn->GetNumberOfLines() > 0 && drawn->GetNumberOfPolys() == 0) {
      colorByDirection(drawn);
      return addLines(engine, drawn, name);
    }
    auto color = engine.look.nextColor();
    actor->GetProperty()->SetColor(color.data());
    actor->GetProperty()->SetSpecular(0.25);
    actor->GetProperty()->SetSpecularPower(30);
  }
  actor->GetProperty()->SetPointSize(3);
  engine.renderer->AddActor(actor);
  engine.names[actor] = name;
}

void colorByDirection(vtkPolyData *lines) {
  vtkNew<vtkUnsignedCharArray> colors;
  colors->SetName("direction");
  colors->SetNumberOfComponents(3);
  // Cells are numbered vertices first, then lines.
  colors->SetNumberOfTuples(lines->GetNumberOfCells());
  colors->Fill(255);
  const vtkIdType before = lines->GetNumberOfVerts();
  auto *cells = lines->GetLines();
  for (vtkIdType i = 0; i < cells->GetNumberOfCells(); i++) {
    vtkIdType count;
    const vtkIdType *ids;
    cells->GetCellAtId(i, count, ids);
    if (count < 2) continue;
    double a[3], b[3], d[3];
    lines->GetPoint(ids[0], a);
    lines->GetPoint(ids[count - 1], b);
    for (int k = 0; k < 3; k++) d[k] = std::abs(b[k] - a[k]);
    const double length = std::sqrt(d[0] * d[0] + d[1] * d[1] + d[2] * d[2]);
    if (length > 0)
      colors->SetTuple3(
          before + i, d[0] / length * 255, d[1] / length * 255, d[2] / length * 255);
  }
  lines->GetCellData()->SetScalars(colors);
}

void addLines(FuryEngine &engine, vtkPolyData *lines, const std::string &name) {
  check(lines);
  vtkNew<vtkPolyDataMapper> mapper;
  mapper->SetInputData(lines);
  vtkNew<vtkActor> actor;
  engine.look.apply(mapper, lines);
  actor->SetMapper(mapper);
  actor->GetProperty()->SetLineWidth(1.5);
  actor->GetProperty()->LightingOff();
  engine.renderer->AddActor(actor);
  engine.names[actor] = name;
}

}  // namespace fury
