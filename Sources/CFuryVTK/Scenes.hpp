// The built-in scenes, one file each.
#pragma once

#include "Engine.hpp"

namespace fury {

// Bundles of streamlines as in a tractogram of white matter.
void addTracts(FuryEngine &engine);
// Shaded spheres with labels, numbers and a colour bar.
void addSpheres(FuryEngine &engine);
// An isosurface of numbers on a grid, cut open, with slices through the grid.
void addSurface(FuryEngine &engine);
// A knot that turns by itself, thirty times a second.
void addSpin(FuryEngine &engine);

}  // namespace fury
