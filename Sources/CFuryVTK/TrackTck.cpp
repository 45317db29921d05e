#include <cmath>

#include "TrackBytes.hpp"
#include "TrackFile.hpp"

namespace fury {
namespace {

struct Header {
  size_t offset = 0;
  bool isDouble = false, isBigEndian = false;
};

// Text lines up to END (mrtrix.readthedocs.io, "Tracks file format").
Header header(const Source &source) {
  std::ifstream file(source.path, std::ios::binary);
  std::string line(14, '\0');
  file.read(line.data(), 14);
  if (line.rfind("mrtrix tracks", 0) != 0) throw Unusable("it is no MRtrix tracks file");
  Header header;
  bool hasType = false;
  for (int number = 0; std::getline(file, line) && line.rfind("END", 0) != 0; number++) {
    if (number > 10'000) throw Unusable("its header has no end");
    const auto colon = line.find(':');
    if (colon == std::string::npos) continue;
    std::string value = line.substr(colon + 1);
    value.erase(0, value.find_first_not_of(' '));
    value.erase(value.find_last_not_of(" \r") + 1);
    if (line.rfind("file", 0) == 0) {
      if (value.rfind(". ", 0) != 0) throw Unusable("its data are in another file");
      header.offset = std::strtoul(value.c_str() + 2, nullptr, 10);
    } else if (line.rfind("datatype", 0) == 0) {
      hasType = value == "Float32LE" || value == "Float32BE" || value == "Float64LE"
          || value == "Float64BE";
      if (!hasType) throw Unusable("its data are " + value.substr(0, 20) + ", which no track is");
      header.isDouble = value[5] == '6';
      header.isBigEndian = value[7] == 'B';
    }
  }
  if (!file || !hasType || header.offset == 0) throw Unusable("its header is not complete");
  return header;
}

template <typename Number> vtkSmartPointer<vtkPolyData> points(TrackBytes &bytes) {
  TrackLines lines;
  std::vector<Number> block;
  // A line ends with a triplet of NaN, the data with one of infinity.
  for (bool more = true; more;) {
    if (bytes.left() < 3 * sizeof(Number)) throw Unusable("it ends before its end is marked");
    block.resize(std::min<size_t>(bytes.left() / (3 * sizeof(Number)), 65'536) * 3);
    bytes.read(block.data(), block.size());
    for (size_t i = 0; more && i < block.size(); i += 3) {
      if (std::isinf(block[i])) more = false;
      else if (std::isnan(block[i])) lines.end();
      else lines.add(float(block[i]), float(block[i + 1]), float(block[i + 2]));
    }
  }
  lines.end();
  return lines.polyData();
}

}  // namespace

vtkSmartPointer<vtkPolyData> readTck(const Source &source) {
  const Header head = header(source);
  TrackBytes bytes(source);
  bytes.swapped = head.isBigEndian;  // this project's machines are little-endian, as FURY's memory
  bytes.seek(head.offset);
  return head.isDouble ? points<double>(bytes) : points<float>(bytes);
}

}  // namespace fury
