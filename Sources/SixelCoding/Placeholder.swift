enum PlaceholderSixelCoding {}
