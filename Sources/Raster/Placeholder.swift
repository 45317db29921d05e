enum PlaceholderRaster {}
