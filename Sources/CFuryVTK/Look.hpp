// Colours: of objects that have none, and of scalars through a colour map with a bar beside it.
#pragma once

#include <vtk-9.1/vtkLookupTable.h>
#include <vtk-9.1/vtkSmartPointer.h>

#include <array>
#include <map>
#include <string>
#include <vector>

class vtkDataArray;
class vtkPolyData;
class vtkPolyDataMapper;
class vtkRenderer;

namespace fury {

class Look {
public:
  // The names that setColormap takes, separated by spaces.
  static const char *colormaps();
  // Takes a colour map for all scalars; throws std::runtime_error where there is none of the name.
  void setColormap(const std::string &name);

  // Colours what `mapper` draws by the scalars of `data`: colours as they are, numbers through the
  // table of their name. False where it has none.
  bool apply(vtkPolyDataMapper *mapper, vtkPolyData *data);
  // The table of the scalars `name`, widened to hold their range; grey where no map was asked for
  // and `grey` is true.
  vtkLookupTable *table(const std::string &name, const double range[2], bool grey = false);
  // The next colour for an object without colours.
  std::array<double, 3> nextColor();
  bool hasBars() const { return bars_ > 0; }
  // A bar for each table, three at most, to the right of the picture.
  void addBars(vtkRenderer *renderer);

private:
  std::string colormap_;
  std::map<std::string, vtkSmartPointer<vtkLookupTable>> tables_;
  size_t objects_ = 0, bars_ = 0;
};

}  // namespace fury
