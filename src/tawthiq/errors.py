"""Every error that tawthiq raises on purpose.

TawthiqError
├── CaseError                   a case that cannot be opened, read or written
├── DeskError                   a desk that may not be opened so
├── LexiconError(path, line)    a fault in the project's own word lists
├── PlacesError(path, line)     a fault in a gazetteer or in a list of places to be imported
└── IngestError(source, code)   an input that cannot be read
"""


class TawthiqError(Exception):
    """Base of all errors with a message meant for the user."""


class CaseError(TawthiqError):
    """A case that cannot be opened, read or written, and what to do about it where that is known."""


class DeskError(TawthiqError):
    """A desk that may not be opened as asked for, and why."""


class LexiconError(TawthiqError):
    """A fault in a data file: where it is and what is wrong."""

    def __init__(self, path: str, line: int, message: str) -> None:
        super().__init__(f"{path}:{line}: {message}")
        self.path, self.line, self.message = path, line, message


class PlacesError(TawthiqError):
    """A file of places that cannot be read or written: which, the line where there is one, and what is wrong."""

    def __init__(self, path: str, line: int, message: str) -> None:
        super().__init__(f"{path}:{line}: {message}" if line else f"{path}: {message}")
        self.path, self.line, self.message = path, line, message


class IngestError(TawthiqError):
    """An input that cannot be read; `code` is an issue code such as `undecodable` or `empty`."""

    def __init__(self, source: str, code: str, message: str) -> None:
        super().__init__(f"{source}: {message}")
        self.source, self.code, self.message = source, code, message
