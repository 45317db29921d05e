/* Some of VTK's headers name others as if VTK's folder were searched, which it is not. */
#include <vtk-9.1/vtkSmartPointer.h>
