enum PlaceholderPictureFiles {}
