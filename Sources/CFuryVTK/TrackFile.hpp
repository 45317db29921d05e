// Streamlines: TrackVis .trk and MRtrix .tck files.
#pragma once

#include <vtk-9.1/vtkSmartPointer.h>

#include "Drawing.hpp"

namespace fury {

// The lines of a .trk file (TrackVis, versions 1 and 2), in RAS millimetres where its header tells
// how. Throws Unusable.
vtkSmartPointer<vtkPolyData> readTrk(const Source &source);

// The lines of a .tck file (MRtrix, float32 and float64, either byte order). Throws Unusable.
vtkSmartPointer<vtkPolyData> readTck(const Source &source);

}  // namespace fury
