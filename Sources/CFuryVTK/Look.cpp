#include "Look.hpp"

#include <vtk-9.1/vtkCellData.h>
#include <vtk-9.1/vtkNew.h>
#include <vtk-9.1/vtkPointData.h>
#include <vtk-9.1/vtkPolyData.h>
#include <vtk-9.1/vtkPolyDataMapper.h>
#include <vtk-9.1/vtkRenderer.h>
#include <vtk-9.1/vtkScalarBarActor.h>
#include <vtk-9.1/vtkTextProperty.h>
#include <vtk-9.1/vtkUnsignedCharArray.h>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <stdexcept>

namespace fury {
namespace {

struct Colormap {
  const char *name;
  // Evenly spaced colours, 0xRRGGBB, between which is interpolated.
  std::vector<unsigned> stops;
};

// viridis, plasma, inferno: van der Walt and Smith, matplotlib (CC0). coolwarm: Moreland 2009.
const std::vector<Colormap> &maps() {
  static const std::vector<Colormap> all = {
      {"viridis", {0x440154, 0x472d7b, 0x3b528b, 0x2c728e, 0x21918c, 0x28ae80, 0x5ec962, 0xaddc30,
                      0xfde725}},
      {"plasma", {0x0d0887, 0x4c02a1, 0x7e03a8, 0xaa2395, 0xcc4778, 0xe66c5c, 0xf89540, 0xfdc527,
                     0xf0f921}},
      {"inferno", {0x000004, 0x210c4a, 0x57106e, 0x8a226a, 0xbc3754, 0xe45a31, 0xf98e09, 0xf9cb35,
                      0xfcffa4}},
      {"coolwarm", {0x3b4cc0, 0x6788ee, 0x9abbff, 0xc9d7f0, 0xdddddd, 0xf2cbb7, 0xf7a889, 0xe26952,
                       0xb40426}},
      {"jet", {0x000080, 0x0000ff, 0x0080ff, 0x00ffff, 0x80ff80, 0xffff00, 0xff8000, 0xff0000,
                  0x800000}},
      {"hot", {0x0b0000, 0x800000, 0xff0000, 0xff8000, 0xffff00, 0xffffff}},
      {"gray", {0x000000, 0xffffff}},
  };
  return all;
}

const Colormap *find(const std::string &name) {
  for (auto &map : maps())
    if (name == map.name) return &map;
  return nullptr;
}

void fill(vtkLookupTable *table, const Colormap &map) {
  const int count = 256;
  table->SetNumberOfTableValues(count);
  for (int i = 0; i < count; i++) {
    const double at = double(i) / (count - 1) * double(map.stops.size() - 1);
    const size_t low = std::min(size_t(at), map.stops.size() - 2);
    const double part = at - double(low);
    double rgb[3];
    for (int channel = 0; channel < 3; channel++) {
      const int shift = 16 - 8 * channel;
      const double a = (map.stops[low] >> shift) & 255, b = (map.stops[low + 1] >> shift) & 255;
      rgb[channel] = (a + (b - a) * part) / 255;
    }
    table->SetTableValue(i, rgb[0], rgb[1], rgb[2]);
  }
  table->SetNanColor(0.5, 0.5, 0.5, 1);
}

bool isColors(vtkDataArray *array) {
  return vtkUnsignedCharArray::SafeDownCast(array)
      && (array->GetNumberOfComponents() == 3 || array->GetNumberOfComponents() == 4);
}

// The scalars that the file's author chose, else the first numbers there are.
vtkDataArray *scalars(vtkDataSetAttributes *attributes) {
  auto *chosen = attributes->GetScalars();
  if (chosen && (isColors(chosen) || chosen->GetNumberOfComponents() == 1)) return chosen;
  for (int i = 0; i < attributes->GetNumberOfArrays(); i++) {
    auto *array = attributes->GetArray(i);
    if (!array || !array->GetName() || array == attributes->GetNormals()
        || array == attributes->GetTCoords() || std::strncmp(array->GetName(), "vtk", 3) == 0)
      continue;
    if (isColors(array) || array->GetNumberOfComponents() == 1) return array;
  }
  return nullptr;
}

}  // namespace

const char *Look::colormaps() {
  static const std::string names = [] {
    std::string text;
    for (auto &map : maps()) text += (text.empty() ? "" : " ") + std::string(map.name);
    return text;
  }();
  return names.c_str();
}

void Look::setColormap(const std::string &name) {
  if (!find(name))
    throw std::runtime_error("no colour map is called " + name + "; there are " + colormaps());
  colormap_ = name;
}

bool Look::apply(vtkPolyDataMapper *mapper, vtkPolyData *data) {
  bool ofPoints = true;
  auto *array = scalars(data->GetPointData());
  if (!array) {
    array = scalars(data->GetCellData());
    ofPoints = false;
  }
  if (!array || array->GetNumberOfTuples() == 0) {
    mapper->ScalarVisibilityOff();
    return false;
  }
  const bool named = array->GetName() && *array->GetName();
  if (!named) array->SetName("scalars");
  mapper->ScalarVisibilityOn();
  ofPoints ? mapper->SetScalarModeToUsePointFieldData() : mapper->SetScalarModeToUseCellFieldData();
  mapper->SelectColorArray(array->GetName());
  if (isColors(array)) {
    mapper->SetColorModeToDirectScalars();
    return true;
  }
  double range[2];
  array->GetFiniteRange(range, 0);
  mapper->SetColorModeToMapScalars();
  mapper->SetLookupTable(table(array->GetName(), range));
  mapper->UseLookupTableScalarRangeOn();
  mapper->InterpolateScalarsBeforeMappingOn();
  return true;
}

vtkLookupTable *Look::table(const std::string &name, const double range[2], bool grey) {
  double low = range[0], high = range[1];
  if (!(low <= high)) low = high = 0;  // no finite number at all
  auto &table = tables_[name];
  if (!table) {
    table = vtkSmartPointer<vtkLookupTable>::New();
    const char *standard = grey ? "gray" : "viridis";
    fill(table, *find(colormap_.empty() ? standard : colormap_));
    table->SetTableRange(low, high);
  }
  const double *now = table->GetTableRange();
  low = std::min(low, now[0]);
  high = std::max(high, now[1]);
  // A label such as 4.04e-09 is noise: next to what the table spans it is nought.
  if (std::abs(low) < 1e-3 * (high - low)) low = 0;
  if (low == high) high = low + std::max(1.0, std::abs(low)) * 1e-6;
  table->SetTableRange(low, high);
  return table;
}

std::array<double, 3> Look::nextColor() {
  static const std::array<double, 3> colors[] = {
      {0.87, 0.72, 0.53}, {0.45, 0.65, 0.85}, {0.85, 0.45, 0.40}, {0.55, 0.75, 0.45},
      {0.75, 0.55, 0.80}, {0.90, 0.80, 0.40}, {0.50, 0.78, 0.76}};
  return colors[objects_++ % std::size(colors)];
}

void Look::addBars(vtkRenderer *renderer) {
  for (auto &[name, table] : tables_) {
    if (bars_ == 3) break;
    vtkNew<vtkScalarBarActor> bar;
    bar->SetLookupTable(table);
    bar->SetTitle(name.c_str());
    bar->SetNumberOfLabels(5);
    bar->SetLabelFormat("%.3g");
    bar->SetUnconstrainedFontSize(true);
    bar->SetWidth(0.16);
    bar->SetHeight(0.5);
    bar->SetBarRatio(0.25);
    bar->SetVerticalTitleSeparation(6);
    bar->SetPosition(0.82 - 0.17 * double(bars_), 0.25);
    for (auto *text : {bar->GetTitleTextProperty(), bar->GetLabelTextProperty()}) {
      text->SetFontSize(13);
      text->ItalicOff();
      text->BoldOff();
      text->ShadowOff();
      text->SetColor(0.9, 0.9, 0.9);
    }
    renderer->AddActor2D(bar);
    bars_++;
  }
}

}  // namespace fury
