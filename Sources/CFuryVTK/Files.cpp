#include <vtk-9.1/vtkActor.h>
#include <vtk-9.1/vtkCellData.h>
#include <vtk-9.1/vtkDataSetReader.h>
#include <vtk-9.1/vtkGLTFImporter.h>
#include <vtk-9.1/vtkGeometryFilter.h>
#include <vtk-9.1/vtkImageData.h>
#include <vtk-9.1/vtkMapper.h>
#include <vtk-9.1/vtkMatrix4x4.h>
#include <vtk-9.1/vtkNIFTIImageReader.h>
#include <vtk-9.1/vtkOBJReader.h>
#include <vtk-9.1/vtkPLYReader.h>
#include <vtk-9.1/vtkPointData.h>
#include <vtk-9.1/vtkPolyData.h>
#include <vtk-9.1/vtkPropCollection.h>
#include <vtk-9.1/vtkSTLReader.h>
#include <vtk-9.1/vtkXMLImageDataReader.h>
#include <vtk-9.1/vtkXMLPolyDataReader.h>
#include <vtk-9.1/vtkXMLUnstructuredGridReader.h>

#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cmath>
#include <cstring>
#include <new>
#include <stdexcept>
#include <utility>

#include "BinaryStl.hpp"
#include "Drawing.hpp"
#include "MemoryLimit.hpp"
#include "Messages.hpp"
#include "TrackFile.hpp"

namespace fury {
namespace {

using Load = void (*)(FuryEngine &, const Source &);

void addDataSet(FuryEngine &engine, vtkDataSet *data, const Source &source) {
  if (!data) throw Unusable("it is damaged, or not what its name says");
  if (auto *image = vtkImageData::SafeDownCast(data))
    return addVolume(engine, image, nullptr, false, source.name());
  if (auto *poly = vtkPolyData::SafeDownCast(data))
    return addPolyData(engine, poly, source.name());
  vtkNew<vtkGeometryFilter> faces;
  faces->SetInputData(data);
  faces->Update();
  addPolyData(engine, faces->GetOutput(), source.name());
}

template <typename Reader> void load(FuryEngine &engine, const Source &source) {
  vtkNew<Reader> reader;
  reader->SetFileName(source.path.c_str());
  update(reader, source);
  addDataSet(engine, vtkDataSet::SafeDownCast(reader->GetOutputDataObject(0)), source);
}

// Files of VTK before XML: the reader makes what the file says it is.
void loadLegacy(FuryEngine &engine, const Source &source) {
  vtkNew<vtkDataSetReader> reader;
  reader->SetFileName(source.path.c_str());
  reader->ReadAllScalarsOn();
  update(reader, source);
  addDataSet(engine, reader->GetOutput(), source);
}

// Looking for the points that triangles share takes most of the time, and shows only in smooth
// normals, which larger meshes than this do not get.
constexpr size_t mergedTriangles = 200'000;
// More corners would not fit the numbers that they are given.
constexpr size_t mostTriangles = 700'000'000;

void loadSTL(FuryEngine &engine, const Source &source) {
  const BinaryStl file(source.path);
  if (file.isExact && file.announced > mergedTriangles && file.announced < mostTriangles)
    return addPolyData(engine, file.read(source), source.name());
  vtkNew<vtkSTLReader> reader;
  reader->SetFileName(source.path.c_str());
  reader->SetMerging(file.found <= mergedTriangles);
  update(reader, source);
  // VTK reads the triangles that are there; whoever copied half of a file will want to know.
  if (!file.isText && file.found < file.announced)
    messages::warn(("It ends early: it has " + std::to_string(file.found) + " of the "
        + std::to_string(file.announced) + " triangles that it announces").c_str());
  addPolyData(engine, reader->GetOutput(), source.name());
}

void loadOBJ(FuryEngine &engine, const Source &source) {
  vtkNew<vtkOBJReader> reader;
  reader->SetFileName(source.path.c_str());
  update(reader, source);
  // The numbers of groups and materials, which the reader makes, are nothing to colour by.
  reader->GetOutput()->GetCellData()->Initialize();
  addPolyData(engine, reader->GetOutput(), source.name());
}

void loadNIfTI(FuryEngine &engine, const Source &source) {
  vtkNew<vtkNIFTIImageReader> reader;
  if (!reader->CanReadFile(source.path.c_str())) throw Unusable("it is no NIfTI file");
  reader->SetFileName(source.path.c_str());
  update(reader, source);
  auto *place = reader->GetSFormMatrix() ? reader->GetSFormMatrix() : reader->GetQFormMatrix();
  // NIfTI's world is RAS: a head is seen from the front, its right and above.
  std::copy_n(std::initializer_list<double>{0.8, 1, 0.6}.begin(), 3, engine.viewFrom);
  vtkNew<vtkMatrix4x4> copy;
  if (place) {
    const double determinant = place->Determinant();
    if (std::isfinite(determinant) && determinant != 0) copy->DeepCopy(place);
    else messages::warn("Where the volume lies cannot be told: its matrix has no inverse");
  }
  if (auto *values = reader->GetOutput()->GetPointData()->GetScalars())
    values->SetName("intensity");
  addVolume(engine, reader->GetOutput(), copy, true, source.name());
}

void loadGLTF(FuryEngine &engine, const Source &source) {
  vtkNew<vtkGLTFImporter> importer;
  importer->SetFileName(source.path.c_str());
  importer->SetRenderWindow(engine.window);
  const int before = engine.renderer->GetViewProps()->GetNumberOfItems();
  importer->Update();
  if (auto error = messages::firstError(); !error.empty()) throw Unusable(error);
  auto *props = engine.renderer->GetViewProps();
  if (props->GetNumberOfItems() == before) throw Unusable("there is nothing in it to draw");
  for (int i = before; i < props->GetNumberOfItems(); i++) {
    auto *prop = vtkProp::SafeDownCast(props->GetItemAsObject(i));
    engine.names[prop] = source.name();
    auto *actor = vtkActor::SafeDownCast(prop);
    if (actor && actor->GetMapper())
      if (auto *data = vtkPolyData::SafeDownCast(actor->GetMapper()->GetInputDataObject(0, 0)))
        check(data);
  }
  // glTF's world has y upwards.
  std::copy_n(std::initializer_list<double>{0.5, 0.4, 1}.begin(), 3, engine.viewFrom);
  std::copy_n(std::initializer_list<double>{0, 1, 0}.begin(), 3, engine.viewUp);
}

template <vtkSmartPointer<vtkPolyData> read(const Source &)>
void loadTracks(FuryEngine &engine, const Source &source) {
  auto lines = read(source);
  colorByDirection(lines);
  addLines(engine, lines, source.name());
}

const std::pair<const char *, Load> kinds[] = {
    {".vtp", load<vtkXMLPolyDataReader>}, {".vtu", load<vtkXMLUnstructuredGridReader>},
    {".vti", load<vtkXMLImageDataReader>}, {".vtk", loadLegacy}, {".stl", loadSTL},
    {".ply", load<vtkPLYReader>}, {".obj", loadOBJ}, {".gltf", loadGLTF},
    {".glb", loadGLTF}, {".nii", loadNIfTI}, {".nii.gz", loadNIfTI}, {".trk", loadTracks<readTrk>},
    {".tck", loadTracks<readTck>}};

Load kind(const std::string &path) {
  std::string lower = path;
  std::transform(lower.begin(), lower.end(), lower.begin(), [](unsigned char c) {
    return char(std::tolower(c));
  });
  for (auto &[suffix, load] : kinds) {
    const size_t length = std::strlen(suffix);
    if (lower.size() > length && lower.compare(lower.size() - length, length, suffix) == 0)
      return load;
  }
  throw Unusable(std::string("this kind of file is not known; there are ") + fury_vtk_suffixes());
}

struct stat checkReadable(const std::string &path) {
  struct stat status;
  if (stat(path.c_str(), &status) != 0 || access(path.c_str(), R_OK) != 0)
    throw Unusable(errno == ENOENT ? "no such file" : std::strerror(errno));
  if (S_ISDIR(status.st_mode)) throw Unusable("this is a folder, not a file");
  if (!S_ISREG(status.st_mode)) throw Unusable("this is not a regular file");
  if (status.st_size == 0) throw Unusable("the file is empty");
  return status;
}

}  // namespace
}  // namespace fury

const char *fury_vtk_suffixes(void) {
  static const std::string names = [] {
    std::string text;
    for (auto &kind : fury::kinds) text += (text.empty() ? "" : " ") + std::string(kind.first);
    return text;
  }();
  return names.c_str();
}

int fury_vtk_load(
    FuryEngine *engine, const char *path, const char *colormap, FuryProgress progress,
    void *context) {
  engine->error.clear();
  engine->warning.clear();
  fury::messages::clear();
  fury::Source source{path, [=](double part) {
    if (progress) progress(part, context);
  }};
  try {
    if (colormap && *colormap) engine->look.setColormap(colormap);
    fury::MemoryLimit limit(fury::checkReadable(source.path));
    fury::Load load = fury::kind(source.path);
    load(*engine, source);
    engine->warning = fury::messages::firstWarning();
    engine->touch();
  } catch (const std::bad_alloc &) {
    engine->error = source.path + ": there is not enough memory for it, or it is damaged";
  } catch (const std::length_error &) {
    engine->error = source.path + ": it is damaged: it names an impossible size";
  } catch (const std::exception &failure) {
    engine->error = source.path + ": " + failure.what();
  }
  return engine->error.empty();
}
