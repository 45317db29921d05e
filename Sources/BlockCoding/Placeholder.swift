enum PlaceholderBlockCoding {}
