// Tests see what drives programs on terminals as a part of what supports them.
@_exported public import TerminalLab

/// Why a test's helper could not do its work.
public typealias TestFailure = LabFailure
