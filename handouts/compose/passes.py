"""What is done to the whole handout once its sections stand: sources, citations, glossary, prompts."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from typing import NamedTuple

import msgspec

from handouts.compose.blocks import Block, Bullets, Label
from handouts.model.content import Glossary, Source
from handouts.model.labels import PlaceLabels
from handouts.model.text import Span, Text
from handouts.reading.markup import plain_text


class PassedBlocks(NamedTuple):
    """The blocks of a section, and what the passes over the whole need to know of them."""

    blocks: tuple[Block, ...]
    sources: tuple[str, ...]  # each once, in reading order
    cited: tuple[str, ...]  # sources that are named by number in the text
    terms: frozenset[str]  # words that are explained here if not further up
    has_terms: bool  # whether a word of the glossary stands anywhere, with an explanation or without


def scanned(blocks: tuple[Block, ...], glossary: Glossary) -> PassedBlocks:
    """Blocks with what a single walk over them finds."""
    walked = tuple(walk(blocks))
    spans = [(block, span) for block in walked for text in block.texts() for span in text]
    terms = {span.term for block, span in spans if span.term and not isinstance(block, Label)}
    return PassedBlocks(
        blocks=blocks,
        sources=tuple(dict.fromkeys(source for block in walked for source in block.sources)),
        cited=tuple(span.cite for _, span in spans if span.cite),
        terms=frozenset(term for term in terms if glossary.terms[term].verified),
        has_terms=any(span.term for _, span in spans),
    )


def number_publishers(used: Iterable[str], sources: dict[str, Source]) -> dict[str, int]:
    """A number for each source: sources of one publisher share it, counted by first use."""
    publishers: dict[str, int] = {}
    return {name: publishers.setdefault(sources[name].publisher, len(publishers) + 1) for name in used}


def cite(blocks: tuple[Block, ...], citations: dict[str, int]) -> tuple[Block, ...]:
    """Write the numbers of sources where they are cited."""

    def numbered(text: Text) -> Text:
        return tuple(
            msgspec.structs.replace(span, text=str(citations[span.cite])) if span.cite else span
            for span in text
        )

    return tuple(block.with_texts(numbered) for block in blocks)


def explain(blocks: tuple[Block, ...], glossary: Glossary, before: Collection[str] = ()) -> tuple[Block, ...]:
    """Put a term's explanation in brackets at its first use; headings and other labels have no room for it.

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
    if span.term not in seen and entry.verified and not isinstance(block, Label):
        seen.add(span.term)
        yield Span(text=f" ({plain_text(entry.means)})")


def walk(blocks: Iterable[Block]) -> Iterator[Block]:
    """Blocks, and after each those that it holds."""
    for block in blocks:
        yield block
        yield from walk(block.children())


def _mapped(block: Block, change: Callable[[Text, Block], Text]) -> Block:
    """The block with every text in it changed, in reading order, by what knows in which block it stands."""
    return block.changed(lambda text: change(text, block), lambda child: _mapped(child, change))


def with_prompts(blocks: tuple[Block, ...], labels: PlaceLabels) -> tuple[Block, ...]:
    """The blocks with what each place to tick or write in asks for on a screen; `{item}` stands beside it."""
    return tuple(_with_prompts(block, labels) for block in blocks)


def _with_prompts(block: Block, labels: PlaceLabels) -> Block:
    if isinstance(block, Bullets) and block.marker == "box":
        return msgspec.structs.replace(block, tick=labels.tick, answer=labels.answer)
    return block.changed(lambda text: text, lambda child: _with_prompts(child, labels))
