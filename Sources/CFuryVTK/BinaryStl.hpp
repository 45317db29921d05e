// Large binary STL files: VTK's reader takes three times as long, most of it for making room.
#pragma once

#include <vtk-9.1/vtkSmartPointer.h>

#include <cstdint>
#include <string>

#include "Drawing.hpp"

namespace fury {

// What the head and the size of an STL file tell.
struct BinaryStl {
  // The number of triangles that the head announces, and that there is room for.
  uint32_t announced = 0;
  size_t found = 0;
  // It begins as the kind of STL that is text.
  bool isText = true;
  // The announced triangles fill the file, which so cannot be anything else.
  bool isExact = false;

  explicit BinaryStl(const std::string &path);

  // The triangles of an exact file, each with corners of its own. Throws Unusable.
  vtkSmartPointer<vtkPolyData> read(const Source &source) const;
};

}  // namespace fury
