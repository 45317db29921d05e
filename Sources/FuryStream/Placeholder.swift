enum PlaceholderFuryStream {}
