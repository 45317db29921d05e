#include "BinaryStl.hpp"

#include <vtk-9.1/vtkTypeInt32Array.h>

#include <cstdint>
#include <cstring>

#include "TrackBytes.hpp"

namespace fury {
namespace {

constexpr size_t headSize = 84, recordSize = 50;

}  // namespace

BinaryStl::BinaryStl(const std::string &path) {
  std::ifstream file(path, std::ios::binary);
  char head[headSize];
  if (!file.read(head, headSize)) return;
  std::memcpy(&announced, head + 80, 4);
  file.seekg(0, std::ios::end);
  const auto size = size_t(std::max<std::streamoff>(0, file.tellg()));
  found = (size - headSize) / recordSize;
  isExact = size == headSize + recordSize * size_t(announced);
  isText = std::memcmp(head, "solid", 5) == 0 && !isExact;
}

vtkSmartPointer<vtkPolyData> BinaryStl::read(const Source &source) const {
  const auto corners = vtkIdType(announced) * 3;
  vtkNew<vtkFloatArray> coordinates;
  coordinates->SetNumberOfComponents(3);
  coordinates->SetNumberOfTuples(corners);
  vtkNew<vtkTypeInt32Array> offsets, ids;
  offsets->SetNumberOfValues(vtkIdType(announced) + 1);
  ids->SetNumberOfValues(corners);
  for (int32_t *id = ids->GetPointer(0), i = 0; i < corners; i++) id[i] = i;
  for (int32_t *end = offsets->GetPointer(0), i = 0; i <= corners; i += 3) *end++ = i;
  TrackBytes bytes(source);
  bytes.seek(headSize);
  std::vector<uint8_t> block;
  float *to = coordinates->GetPointer(0);
  for (size_t left = announced; left > 0;) {
    const size_t count = std::min<size_t>(left, 20'000);
    block.resize(count * recordSize);
    bytes.read(block.data(), block.size());
    // A normal, three corners, two bytes of attributes.
    for (size_t i = 0; i < count; i++, to += 9)
      std::memcpy(to, block.data() + i * recordSize + 12, 36);
    left -= count;
  }
  vtkNew<vtkPoints> points;
  points->SetData(coordinates);
  vtkNew<vtkCellArray> triangles;
  triangles->SetData(offsets, ids);
  auto data = vtkSmartPointer<vtkPolyData>::New();
  data->SetPoints(points);
  data->SetPolys(triangles);
  return data;
}

}  // namespace fury
