"""Small reports for tests of fusion: a text, its outlet and its day, read as any other."""

from tawthiq.ingest.layout import lay_out
from tawthiq.ingest.raw import Given, RawReport
from tawthiq.model import Reading
from tawthiq.reading import read_report


def tell(text: str, source: str = "report", outlet: str | None = None, published: str | None = None) -> Reading:
    """The reading of a text."""
    return read_report(lay_out(RawReport(source, text), Given(published, outlet)))
