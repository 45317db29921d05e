"""FURY 0.12 with its stream client, as a FURY program has it."""

import statistics
import time

import vtk


class Fury:
    """An off-screen window on an X server that streams through FURY's own client."""

    def __init__(self, path, size):
        from fury import actor, window
        from fury.stream.client import FuryStreamClient

        reader = vtk.vtkXMLPolyDataReader()
        reader.SetFileName(path)
        mapper = vtk.vtkPolyDataMapper()
        mapper.SetInputConnection(reader.GetOutputPort())
        shape = actor.Actor()
        shape.SetMapper(mapper)
        shape.GetProperty().SetLineWidth(1.5)
        self.scene = window.Scene()
        self.scene.add(shape)
        self.show = window.ShowManager(scene=self.scene, size=size, order_transparent=False)
        self.show.window.SetOffScreenRendering(1)
        self.show.initialize()
        self.scene.ResetCamera()
        self.samples = self.show.window.GetMultiSamples()
        self.stream = FuryStreamClient(self.show, use_raw_array=False)
        self.stream.start()

    def once(self, on):
        """One drawing a frame, or two: by itself FURY's client draws again for the copy."""
        self.stream.window2image_filter.SetShouldRerender(not on)
        self.stream.window2image_filter.SetReadFrontBuffer(not on)

    def measure(self, frames):
        """Milliseconds that a frame in shared memory takes on average."""
        from fury.stream.client import callback_stream_client
        times = []
        for number in range(frames + 3):
            start = time.perf_counter()
            self.scene.azimuth(0.7)
            self.scene.ResetCameraClippingRange()
            self.show.window.Render()
            callback_stream_client(stream_client=self.stream)
            if number >= 3:
                times.append((time.perf_counter() - start) * 1000)
        return statistics.mean(times)

    def close(self):
        self.stream.stop()
        self.stream.cleanup()
