"""Text as spans: what the small markup of the content turns into."""

from handouts.model.base import Record


class Span(Record, frozen=True, kw_only=True):
    """A run of text with one look and one meaning."""

    text: str
    bold: bool = False  # emphasis, in the layout's way
    head: bool = False  # a name that heads what follows: bold in every layout
    link: str | None = None  # address
    term: str | None = None  # id of a glossary term
    cite: str | None = None  # id of a source; the text becomes its number on the handout
    page: str = ""  # name of a heading; the text becomes the number of its page


Text = tuple[Span, ...]


def plain(text: Text) -> str:
    """The words alone."""
    return "".join(span.text for span in text)
