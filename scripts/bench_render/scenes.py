"""What is drawn: the same files for FURY and for fury-tui's renderer."""

import numpy as np
import vtk
from vtk.util.numpy_support import numpy_to_vtk, numpy_to_vtkIdTypeArray


def mesh():
    """A ball of 80,000 triangles with normals."""
    source = vtk.vtkSphereSource()
    source.SetThetaResolution(200)
    source.SetPhiResolution(200)
    source.SetRadius(10)
    source.Update()
    return source.GetOutput()


def lines():
    """900 smooth lines of 40 points, coloured by direction."""
    rng = np.random.default_rng(7)
    t = np.linspace(-1, 1, 40)[:, None]
    points, colors = [], []
    for _ in range(6):
        base, d = rng.normal(0, 6, 3), rng.normal(0, 1, (3, 3))
        for _ in range(150):
            line = base + rng.normal(0, 0.6, 3) + 8 * (t * d[0] + t**2 * d[1] * 0.8 + t**3 * d[2] * 0.6)
            way = np.abs(line[-1] - line[0])
            points.append(line)
            colors.append(np.tile(255 * way / np.linalg.norm(way), (40, 1)))
    count = len(points)
    data = vtk.vtkPolyData()
    vertices = vtk.vtkPoints()
    vertices.SetData(numpy_to_vtk(np.vstack(points).astype('float32'), deep=True))
    data.SetPoints(vertices)
    ids = np.arange(count * 40).reshape(count, 40)
    cells = vtk.vtkCellArray()
    cells.SetCells(count, numpy_to_vtkIdTypeArray(
        np.hstack([np.full((count, 1), 40), ids]).ravel().astype('int64'), deep=True))
    data.SetLines(cells)
    rgb = numpy_to_vtk(np.vstack(colors).astype('uint8'), deep=True)
    rgb.SetName('direction')
    data.GetPointData().SetScalars(rgb)
    return data


def write_vtp(data, path):
    writer = vtk.vtkXMLPolyDataWriter()
    writer.SetFileName(path)
    writer.SetInputData(data)
    writer.Write()


def write_stl(path, triangles):
    """A bumpy ball of so many triangles as a binary STL, written without VTK."""
    columns = int(np.sqrt(triangles))
    rows = triangles // (2 * columns)
    u, v = np.meshgrid(np.linspace(0, 2 * np.pi, columns + 1), np.linspace(0.01, np.pi - 0.01, rows + 1))
    radius = 1 + 0.1 * np.sin(9 * u) * np.sin(7 * v)
    grid = np.stack([radius * np.sin(v) * np.cos(u), radius * np.sin(v) * np.sin(u), radius * np.cos(v)], -1)
    a, b, c, d = grid[:-1, :-1], grid[:-1, 1:], grid[1:, 1:], grid[1:, :-1]
    corners = np.concatenate([np.stack([a, d, c], 2).reshape(-1, 3, 3), np.stack([a, c, b], 2).reshape(-1, 3, 3)])
    records = np.zeros(len(corners), np.dtype([('n', '<f4', 3), ('p', '<f4', (3, 3)), ('a', '<u2')]))
    records['p'] = corners
    with open(path, 'wb') as file:
        file.write(bytes(80) + np.uint32(len(corners)).tobytes() + records.tobytes())
    return len(corners)
