enum PlaceholderFuryWire {}
