enum PlaceholderLibsixelEncoder {}
