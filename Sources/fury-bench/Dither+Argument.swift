public import ArgumentParser
public import Raster

extension Dither: ExpressibleByArgument {}
