enum PlaceholderTerminalInput {}
