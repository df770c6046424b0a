"""A page of lines, Arabic and Latin side by side, at most as wide as the terminal."""

import io

from rich.console import Console
from rich.text import Text

from tawthiq.arabic.bidi import FSI, LRM, PDI, RLI
from tawthiq.view.labels import LABELS

MAX_WIDTH = 110
"""Lines longer than this are hard to read, however wide the terminal is."""

_LABEL, _ENGLISH, _INDENT = 9, 9, 4


class Page:
    """Lines of at most a width, written from the top."""

    def __init__(self, width: int, color_system: str | None) -> None:
        self._lines: list[Text] = []
        self._file = io.StringIO()
        self.width = max(40, min(width, MAX_WIDTH))
        self._console = Console(
            file=self._file,
            width=self.width,
            color_system=color_system,  # type: ignore[arg-type]
            force_terminal=color_system is not None,
            no_color=color_system is None,
            legacy_windows=False,
            highlight=False,
            markup=False,
            emoji=False,
        )

    def text(self) -> str:
        """All that was written, once it is whole."""
        if self._console.no_color:
            return "".join(f"{line.plain}\n" for line in self._lines)
        self._console.print(Text("\n").join(self._lines), soft_wrap=True)
        return self._file.getvalue()

    def line(self, text: Text) -> None:
        """One line as it is."""
        self._lines.append(text)

    def wrapped(self, text: Text, lead: Text) -> None:
        """A text behind a lead, over as many lines as it needs.

        Isolates are closed at the end of each line and opened again in the next, as each line is ordered alone.
        """
        depth = 0
        for piece in text.wrap(self._console, max(20, self.width - lead.cell_len)):
            piece.rstrip()
            opened = depth
            depth = max(0, depth + piece.plain.count(FSI) - piece.plain.count(PDI))
            self.line(Text.assemble(lead, FSI * opened, piece, PDI * depth))
            lead = Text(LRM + " " * lead.cell_len)

    def arabic(self, text: Text, indent: str, style: str = "") -> None:
        """A paragraph of Arabic, each line ordered from right to left."""
        for piece in text.wrap(self._console, max(20, self.width - len(indent))):
            piece.rstrip()
            self.line(Text.assemble((LRM + indent, style), RLI, piece, PDI))

    def row(self, label: str, value: Text, style: str = "") -> None:
        """A value behind its label in both languages."""
        arabic = LABELS[label]
        pad = " " * max(1, _LABEL - Text(arabic).cell_len)
        lead = Text.assemble(
            LRM + " " * _INDENT, (f"{FSI}{arabic}{PDI}", style), pad, (f"{label:<{_ENGLISH}}", f"dim {style}".strip())
        )
        self.wrapped(value, lead)
