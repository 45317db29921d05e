#include <vtk-9.1/vtkCellData.h>
#include <vtk-9.1/vtkCellPicker.h>
#include <vtk-9.1/vtkDataSet.h>
#include <vtk-9.1/vtkMapper.h>
#include <vtk-9.1/vtkPointData.h>

#include <cstdio>

#include "Engine.hpp"

namespace {

// The numbers that colour what was picked, at the place where it was.
std::string value(vtkCellPicker *picker) {
  auto *mapper = vtkMapper::SafeDownCast(picker->GetMapper());
  auto *data = picker->GetDataSet();
  if (!mapper || !data || !mapper->GetScalarVisibility() || !mapper->GetArrayName()) return "";
  const bool ofCells = mapper->GetScalarMode() == VTK_SCALAR_MODE_USE_CELL_FIELD_DATA;
  auto *attributes = ofCells ? static_cast<vtkDataSetAttributes *>(data->GetCellData())
                             : static_cast<vtkDataSetAttributes *>(data->GetPointData());
  auto *array = attributes->GetArray(mapper->GetArrayName());
  const vtkIdType at = ofCells ? picker->GetCellId() : picker->GetPointId();
  if (!array || array->GetNumberOfComponents() != 1 || at < 0 || at >= array->GetNumberOfTuples())
    return "";
  char text[160];
  std::snprintf(text, sizeof text, ", %s %.4g", array->GetName(), array->GetComponent(at, 0));
  return text;
}

}  // namespace

int fury_vtk_pick(FuryEngine *engine, int x, int y, char *text, size_t text_size) {
  vtkNew<vtkCellPicker> picker;
  picker->SetTolerance(0.002);
  if (!picker->Pick(x, y, 0, engine->renderer) || !picker->GetViewProp()) return 0;
  auto found = engine->names.find(picker->GetViewProp());
  const std::string name = found == engine->names.end() ? "object" : found->second;
  const double *at = picker->GetPickPosition();
  std::snprintf(
      text, text_size, "%s at %.4g, %.4g, %.4g%s", name.c_str(), at[0], at[1], at[2],
      value(picker).c_str());
  return 1;
}
