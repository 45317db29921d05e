enum PlaceholderViewerCore {}
