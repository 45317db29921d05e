// Tests see what drives programs on terminals as a part of what supports them.
@_exported public import TerminalLab

/// Why this library could not do its work.
public typealias TestFailure = LabFailure
