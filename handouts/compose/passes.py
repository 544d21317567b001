"""What is done to the whole handout once its sections stand: sources, citations, glossary."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator

import msgspec

from handouts.compose.blocks import Block, Bullets, Callout, Heading, NewPage, Paragraph, Table, Together
from handouts.model.content import Glossary, Source
from handouts.model.text import Span, Text
from handouts.reading.markup import plain_text


def sources_used(blocks: Iterable[Block]) -> tuple[str, ...]:
    """Ids of the sources of what is said, each once, in reading order."""
    return tuple(dict.fromkeys(source for block in walk(blocks) for source in block.sources))


def number_publishers(used: Iterable[str], sources: dict[str, Source]) -> dict[str, int]:
    """A number for each source: sources of one publisher share it, counted by first use."""
    publishers: dict[str, int] = {}
    return {name: publishers.setdefault(sources[name].publisher, len(publishers) + 1) for name in used}


def cited_in(blocks: Iterable[Block]) -> tuple[str, ...]:
    """Ids of the sources that are cited in the text itself."""
    return tuple(span.cite for _, text in _texts(blocks) for span in text if span.cite)


def terms_in(blocks: Iterable[Block], glossary: Glossary) -> frozenset[str]:
    """Ids of the terms that have an explanation, wherever one may stand."""
    found = {
        span.term
        for block, text in _texts(blocks)
        for span in text
        if span.term and not isinstance(block, Heading)
    }
    return frozenset(term for term in found if glossary.terms[term].verified)


def has_terms(blocks: Iterable[Block]) -> bool:
    """Whether a word of the glossary stands anywhere, with an explanation or without."""
    return any(span.term for _, text in _texts(blocks) for span in text)


def cite(blocks: tuple[Block, ...], citations: dict[str, int]) -> tuple[Block, ...]:
    """Write the numbers of sources where they are cited."""

    def numbered(text: Text, _block: Block) -> Text:
        return tuple(
            msgspec.structs.replace(span, text=str(citations[span.cite])) if span.cite else span
            for span in text
        )

    return tuple(_mapped(block, numbered) for block in blocks)


def explain(blocks: tuple[Block, ...], glossary: Glossary, before: Collection[str] = ()) -> tuple[Block, ...]:
    """Put a term's explanation in brackets at its first use; headings are left alone.

    `before` are the terms that are explained already, further up.
    """
    seen = set(before)

    def explained(text: Text, block: Block) -> Text:
        return tuple(part for span in text for part in _explained(span, block, glossary, seen))

    return tuple(_mapped(block, explained) for block in blocks)


def _explained(span: Span, block: Block, glossary: Glossary, seen: set[str]) -> Iterator[Span]:
    if span.term is None:
        yield span
        return
    entry = glossary.terms[span.term]
    shown = plain_text(entry.term) if span.text == span.term else span.text
    yield msgspec.structs.replace(span, text=shown)
    if span.term not in seen and entry.verified and not isinstance(block, Heading):
        seen.add(span.term)
        yield Span(text=f" ({plain_text(entry.means)})")


def walk(blocks: Iterable[Block]) -> Iterator[Block]:
    """Blocks, and after each those that it holds."""
    for block in blocks:
        yield block
        if isinstance(block, Callout | Together):
            yield from walk(block.blocks)
        if isinstance(block, NewPage):
            yield from walk(block.across)


def _texts(blocks: Iterable[Block]) -> Iterator[tuple[Block, Text]]:
    """Every text that may be changed, with its block."""
    for block in walk(blocks):
        match block:
            case Heading() | Paragraph():
                yield block, block.text
            case Bullets():
                yield from ((block, item) for item in block.items)
            case Table():
                yield from ((block, text) for text in block.head)
                yield from ((block, text) for row in block.rows for cell in row for text in cell)
            case Callout():
                yield block, block.title or ()


def _mapped(block: Block, change: Callable[[Text, Block], Text]) -> Block:
    """The block with every text in it changed, in reading order."""

    def each(texts: tuple[Text, ...]) -> tuple[Text, ...]:
        return tuple(change(text, block) for text in texts)

    replace = msgspec.structs.replace
    if isinstance(block, Heading | Paragraph):
        return replace(block, text=change(block.text, block))
    if isinstance(block, Bullets):
        return replace(block, items=each(block.items))
    if isinstance(block, Table):
        rows = tuple(tuple(each(cell) for cell in row) for row in block.rows)
        return replace(block, head=each(block.head), rows=rows)
    if isinstance(block, Callout):
        title = change(block.title, block) if block.title else None
        return replace(block, title=title, blocks=tuple(_mapped(kid, change) for kid in block.blocks))
    if isinstance(block, Together):
        return replace(block, blocks=tuple(_mapped(kid, change) for kid in block.blocks))
    return block
