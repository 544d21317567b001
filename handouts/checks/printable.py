"""What no text of a handout may hold, wherever it stands and whether a layout happens to set it or not."""

from __future__ import annotations

from handouts.compose.handout import Handout
from handouts.compose.passes import walk
from handouts.model.content import Glossary
from handouts.reading.markup import plain_text
from handouts.typeset.faces import Faces


class BareIdError(ValueError):
    """The id of a glossary word would be printed in place of the word."""

    def __init__(self, term: str) -> None:
        super().__init__(f"the word {{{term}}} of the glossary is printed as '{term}'")


def refuse_unprintable(handout: Handout, glossary: Glossary, faces: Faces) -> None:
    """Raise MissingGlyphError or BareIdError for the first text that must not be printed."""
    for block in walk((*handout.opening, *handout.body, *handout.notes, *handout.back)):
        for span in (span for text in block.texts() for span in text):
            for _ in faces.split(span.text, span.bold or span.head):
                pass
            if span.term and span.text == span.term != plain_text(glossary.terms[span.term].term):
                raise BareIdError(span.term)
