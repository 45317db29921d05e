// From data to what is drawn: surfaces, lines, points, volumes.
#pragma once

#include <functional>
#include <stdexcept>
#include <string>

#include "Engine.hpp"

class vtkAlgorithm;
class vtkImageData;
class vtkMatrix4x4;
class vtkPolyData;

namespace fury {

// Why something cannot be drawn, in words that follow the file's name.
struct Unusable : std::runtime_error {
  using std::runtime_error::runtime_error;
};

// Where data come from.
struct Source {
  std::string path;
  // Called with 0 to 1 while the source is read.
  std::function<void(double)> progress;

  // The path without folders.
  std::string name() const;
};

// Runs a reader with progress; throws Unusable with what VTK says where that is an error.
void update(vtkAlgorithm *reader, const Source &source);

// Throws Unusable where drawing `data` would follow it out of its memory, or to no place.
void check(vtkPolyData *data);

// Draws polygons, lines or points, coloured by their scalars where they have any; lines without are
// coloured by direction. Throws Unusable where there is nothing, or nothing that can be trusted.
void addPolyData(FuryEngine &engine, vtkPolyData *data, const std::string &name);

// Draws numbers on a grid: an isosurface with an octant cut out of it, and slices where it was cut.
// `place` puts the grid into the world; nullptr where it is there already. `isScan` makes the slices
// grey, as scans are looked at, unless a colour map was asked for.
void addVolume(
    FuryEngine &engine, vtkImageData *data, vtkMatrix4x4 *place, bool isScan,
    const std::string &name);

// Colours lines by the direction from their first to their last point, as FURY's line_colors:
// red for x, green for y, blue for z.
void colorByDirection(vtkPolyData *lines);

// Draws lines that have colours.
void addLines(FuryEngine &engine, vtkPolyData *lines, const std::string &name);

}  // namespace fury
