import Foundation

/// A small mesh with a number at each point, to be written as any kind of file.
public struct Mesh: Sendable {
  public var points: [SIMD3<Float>]
  public var triangles: [SIMD3<Int32>]

  /// A hilly square of `side` x `side` points, 2 units wide.
  public static func hills(_ side: Int = 14) -> Mesh {
    var mesh = Mesh(points: [], triangles: [])
    for j in 0..<side {
      for i in 0..<side {
        let x = Float(i) / Float(side - 1) * 2 - 1
        let y = Float(j) / Float(side - 1) * 2 - 1
        mesh.points.append(SIMD3(x, y, 0.35 * sin(3 * x) * cos(2 * y)))
      }
    }
    for j in 0..<(side - 1) {
      for i in 0..<(side - 1) {
        let a = Int32(j * side + i)
        let b = a + Int32(side)
        mesh.triangles += [SIMD3(a, a + 1, b + 1), SIMD3(a, b + 1, b)]
      }
    }
    return mesh
  }

  /// Octahedra, one at each centre: pieces that a picture shows apart.
  public static func pieces(_ centers: [SIMD3<Float>], radius: Float) -> Mesh {
    var mesh = Mesh(points: [], triangles: [])
    for center in centers {
      let first = Int32(mesh.points.count)
      for axis in 0..<3 {
        for sign: Float in [1, -1] {
          var point = center
          point[axis] += sign * radius
          mesh.points.append(point)
        }
      }
      for x: Int32 in [0, 1] {
        for y: Int32 in [2, 3] {
          for z: Int32 in [4, 5] {
            let isOdd = (x + y + z) % 2 == 1
            mesh.triangles.append(
              isOdd
                ? SIMD3(first + x, first + z, first + y) : SIMD3(first + x, first + y, first + z))
          }
        }
      }
    }
    return mesh
  }

  var coordinates: String {
    points.map { "\($0.x) \($0.y) \($0.z)" }.joined(separator: "\n")
  }

  var heights: String { points.map { "\($0.z)" }.joined(separator: "\n") }

  /// ASCII STL.
  public var stl: String {
    var text = "solid sample\n"
    for t in triangles {
      text += "facet normal 0 0 0\nouter loop\n"
      for index in [t.x, t.y, t.z] {
        let p = points[Int(index)]
        text += "vertex \(p.x) \(p.y) \(p.z)\n"
      }
      text += "endloop\nendfacet\n"
    }
    return text + "endsolid sample\n"
  }

  /// Wavefront OBJ.
  public var obj: String {
    points.map { "v \($0.x) \($0.y) \($0.z)\n" }.joined()
      + triangles.map { "f \($0.x + 1) \($0.y + 1) \($0.z + 1)\n" }.joined()
  }

  /// ASCII PLY.
  public var ply: String {
    """
    ply
    format ascii 1.0
    element vertex \(points.count)
    property float x
    property float y
    property float z
    element face \(triangles.count)
    property list uchar int vertex_indices
    end_header
    \(coordinates)
    \(triangles.map { "3 \($0.x) \($0.y) \($0.z)" }.joined(separator: "\n"))

    """
  }

  /// Legacy VTK polydata with the scalars `height`.
  public var vtk: String {
    """
    # vtk DataFile Version 3.0
    sample
    ASCII
    DATASET POLYDATA
    POINTS \(points.count) float
    \(coordinates)
    POLYGONS \(triangles.count) \(triangles.count * 4)
    \(triangles.map { "3 \($0.x) \($0.y) \($0.z)" }.joined(separator: "\n"))
    POINT_DATA \(points.count)
    SCALARS height float 1
    LOOKUP_TABLE default
    \(heights)

    """
  }

  /// XML polydata with the scalars `height`.
  public var vtp: String {
    """
    <VTKFile type="PolyData" version="0.1" byte_order="LittleEndian"><PolyData>
    <Piece NumberOfPoints="\(points.count)" NumberOfVerts="0" NumberOfLines="0" NumberOfStrips="0" NumberOfPolys="\(triangles.count)">
    <PointData Scalars="height"><DataArray type="Float32" Name="height" format="ascii">\(heights)</DataArray></PointData>
    <Points><DataArray type="Float32" NumberOfComponents="3" format="ascii">\(coordinates)</DataArray></Points>
    <Polys><DataArray type="Int32" Name="connectivity" format="ascii">\(connectivity)</DataArray>
    <DataArray type="Int32" Name="offsets" format="ascii">\(offsets)</DataArray></Polys>
    </Piece></PolyData></VTKFile>

    """
  }

  /// An XML unstructured grid of the triangles, with a number for each.
  public var vtu: String {
    let kinds = triangles.map { _ in "5" }.joined(separator: " ")
    let numbers = triangles.indices.map { "\($0)" }.joined(separator: " ")
    return """
      <VTKFile type="UnstructuredGrid" version="0.1" byte_order="LittleEndian"><UnstructuredGrid>
      <Piece NumberOfPoints="\(points.count)" NumberOfCells="\(triangles.count)">
      <CellData Scalars="number"><DataArray type="Float32" Name="number" format="ascii">\(numbers)</DataArray></CellData>
      <Points><DataArray type="Float32" NumberOfComponents="3" format="ascii">\(coordinates)</DataArray></Points>
      <Cells><DataArray type="Int32" Name="connectivity" format="ascii">\(connectivity)</DataArray>
      <DataArray type="Int32" Name="offsets" format="ascii">\(offsets)</DataArray>
      <DataArray type="UInt8" Name="types" format="ascii">\(kinds)</DataArray></Cells>
      </Piece></UnstructuredGrid></VTKFile>

      """
  }

  private var connectivity: String {
    triangles.map { "\($0.x) \($0.y) \($0.z)" }.joined(separator: " ")
  }

  private var offsets: String { triangles.indices.map { "\(3 * $0 + 3)" }.joined(separator: " ") }
}
