#include <cmath>
#include <cstdint>

#include "TrackBytes.hpp"
#include "TrackFile.hpp"

namespace fury {
namespace {

// What is needed of the header of 1000 bytes (trackvis.org/docs, "fileformat").
struct Header {
  float voxel[3], toRAS[16];
  int16_t scalars, properties;
  bool hasMatrix;
};

Header header(TrackBytes &bytes) {
  Header header;
  char magic[6];
  bytes.read(magic, 6);
  if (std::memcmp(magic, "TRACK", 5) != 0) throw Unusable("it is no TrackVis file");
  bytes.seek(996);
  const int32_t size = bytes.one<int32_t>();
  bytes.swapped = size != 1000;
  if (bytes.swapped && size != int32_t(__builtin_bswap32(1000)))
    throw Unusable("its header is not that of a TrackVis file");
  bytes.seek(12);
  bytes.read(header.voxel, 3);
  bytes.seek(36);
  header.scalars = bytes.one<int16_t>();
  bytes.seek(238);
  header.properties = bytes.one<int16_t>();
  bytes.seek(440);
  bytes.read(header.toRAS, 16);
  bytes.seek(1000);
  header.hasMatrix = header.toRAS[15] != 0;
  if (header.scalars < 0 || header.properties < 0)
    throw Unusable("its header has a negative number of values");
  for (float side : header.voxel)
    if (header.hasMatrix && !(side > 0)) throw Unusable("its voxels have no size");
  return header;
}

}  // namespace

vtkSmartPointer<vtkPolyData> readTrk(const Source &source) {
  TrackBytes bytes(source);
  const Header head = header(bytes);
  TrackLines lines;
  std::vector<float> values;
  while (bytes.left() > 0) {
    const int32_t count = bytes.one<int32_t>();
    const size_t width = 3 + size_t(head.scalars);
    if (count < 0 || size_t(count) > bytes.left() / 4 / width)
      throw Unusable("it ends in the middle of a streamline");
    values.resize(size_t(count) * width + size_t(head.properties));
    bytes.read(values.data(), values.size());
    for (size_t i = 0; i < size_t(count); i++) {
      float p[3] = {values[i * width], values[i * width + 1], values[i * width + 2]};
      if (head.hasMatrix) {
        // Points are in voxel millimetres with the corner of the first voxel as origin.
        float v[3], *m = const_cast<float *>(head.toRAS);
        for (int k = 0; k < 3; k++) v[k] = p[k] / head.voxel[k] - 0.5f;
        for (int k = 0; k < 3; k++)
          p[k] = m[4 * k] * v[0] + m[4 * k + 1] * v[1] + m[4 * k + 2] * v[2] + m[4 * k + 3];
      }
      lines.add(p[0], p[1], p[2]);
    }
    lines.end();
  }
  return lines.polyData();
}

}  // namespace fury
