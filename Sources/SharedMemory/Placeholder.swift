enum PlaceholderSharedMemory {}
