// Numbers of a binary file, either byte order, with progress, each read checked.
#pragma once

#include <vtk-9.1/vtkCellArray.h>
#include <vtk-9.1/vtkFloatArray.h>
#include <vtk-9.1/vtkNew.h>
#include <vtk-9.1/vtkPoints.h>
#include <vtk-9.1/vtkPolyData.h>

#include <algorithm>
#include <cstring>
#include <fstream>
#include <type_traits>
#include <vector>

#include "Drawing.hpp"

namespace fury {

class TrackBytes {
public:
  explicit TrackBytes(const Source &source) : source_(source), file_(source.path, std::ios::binary) {
    file_.seekg(0, std::ios::end);
    size_ = size_t(std::max<std::streamoff>(0, file_.tellg()));
    file_.seekg(0);
    if (!file_) throw Unusable("it cannot be read");
  }

  size_t left() const { return size_ - at_; }
  bool swapped = false;

  void seek(size_t offset) {
    if (offset > size_) throw Unusable("it ends before its data");
    file_.seekg(std::streamoff(at_ = offset));
  }

  // Reads `count` numbers, or throws Unusable where the file has fewer.
  template <typename Number> void read(Number *into, size_t count) {
    static_assert(std::is_arithmetic<Number>::value, "numbers only");
    if (count > left() / sizeof(Number)) throw Unusable("it ends in the middle of its data");
    file_.read(reinterpret_cast<char *>(into), std::streamsize(count * sizeof(Number)));
    if (!file_) throw Unusable("it cannot be read to its end");
    at_ += count * sizeof(Number);
    if (swapped && sizeof(Number) > 1)
      for (size_t i = 0; i < count; i++) {
        auto *bytes = reinterpret_cast<char *>(into + i);
        std::reverse(bytes, bytes + sizeof(Number));
      }
    if (at_ - told_ > (4u << 20)) {
      told_ = at_;
      source_.progress(double(at_) / double(size_));
    }
  }

  template <typename Number> Number one() {
    Number number;
    read(&number, 1);
    return number;
  }

private:
  const Source &source_;
  std::ifstream file_;
  size_t size_ = 0, at_ = 0, told_ = 0;
};

// Streamlines while they are read.
class TrackLines {
public:
  void add(float x, float y, float z) { coordinates_.insert(coordinates_.end(), {x, y, z}); }
  // The points since the last end are a line; fewer than two are none.
  void end() {
    const vtkIdType to = vtkIdType(coordinates_.size() / 3);
    if (to - from_ < 2) {
      coordinates_.resize(size_t(from_) * 3);
      return;
    }
    lines_->InsertNextCell(int(to - from_));
    for (; from_ < to; from_++) lines_->InsertCellPoint(from_);
  }
  vtkSmartPointer<vtkPolyData> polyData() {
    if (lines_->GetNumberOfCells() == 0) throw Unusable("there is no streamline in it");
    vtkNew<vtkFloatArray> array;
    array->SetNumberOfComponents(3);
    array->SetNumberOfTuples(from_);
    std::copy_n(coordinates_.data(), size_t(from_) * 3, array->GetPointer(0));
    vtkNew<vtkPoints> points;
    points->SetData(array);
    auto data = vtkSmartPointer<vtkPolyData>::New();
    data->SetPoints(points);
    data->SetLines(lines_);
    return data;
  }

private:
  std::vector<float> coordinates_;
  vtkIdType from_ = 0;
  vtkNew<vtkCellArray> lines_;
};

}  // namespace fury
