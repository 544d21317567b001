"""The smallest pieces of content. A block knows no measures, no colours and no PDF.

It knows its texts: they are found by their type in its fields, in the order in which these are declared.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Literal, Self

from handouts.compose.leaves import leaves, with_leaves
from handouts.model.base import Address, Record
from handouts.model.selection import Field
from handouts.model.signs import Tier
from handouts.model.text import Text

Level = Literal[1, 2, 3, 4]
"""Level of a heading: 1 is the title, 2 a section, 3 a topic, 4 a point."""


class Block(Record, frozen=True, kw_only=True):
    """What a handout is made of, with the sources of what it says."""

    sources: tuple[str, ...] = ()

    def texts(self) -> Iterator[Text]:
        """Its own texts, in the order in which they are read."""
        return (part for part in leaves(self, Block) if not isinstance(part, Block))

    def prose(self) -> Iterator[Text]:
        """Those of its own texts whose sentences are graded: all, where a kind of block does not say else."""
        return self.texts()

    def children(self) -> Iterator[Block]:
        """The blocks that it holds."""
        return (part for part in leaves(self, Block) if isinstance(part, Block))

    def with_texts(self, change: Callable[[Text], Text]) -> Self:
        """The same with every text changed, and those of the blocks that it holds."""
        return self.changed(change, lambda child: child.with_texts(change))

    def changed(self, text: Callable[[Text], Text], block: Callable[[Block], Block]) -> Self:
        """The same with its own texts and the blocks that it holds changed; itself where nothing changes."""
        return with_leaves(self, text, Block, block)


class Label(Block, frozen=True, kw_only=True):
    """Names and labels rather than sentences: not graded, and no word is explained in them."""

    def prose(self) -> Iterator[Text]:
        """None."""
        return iter(())


class Heading(Label, frozen=True, kw_only=True):
    """A heading. Level 1 is the title, 2 a section, 3 a topic, 4 a point."""

    text: Text
    level: Level
    as_title: bool = False  # set like the title: it begins pages that are taken by themselves
    name: str = ""  # by which another block says on which page it stands


class Paragraph(Block, frozen=True, kw_only=True):
    """Running text. `small` is for sources and dates, `point` names what follows."""

    text: Text
    role: Literal["body", "subtitle", "small", "caption", "point"] = "body"
    keep_with_next: bool = False  # it introduces what follows, and so stands above it

    def prose(self) -> Iterator[Text]:
        """Its text, where that is no subtitle, source or caption."""
        return self.texts() if self.role == "body" else iter(())


class Bullets(Block, frozen=True, kw_only=True):
    """A list. Boxes are to be ticked; steps are numbered. Under each item there may be lines to write on."""

    items: tuple[Text, ...]
    lines: int = 0
    columns: int = 1  # how many items stand side by side where there is room
    marker: Literal["disc", "number", "box"] = "disc"
    role: Literal["body", "small", "tight"] = "body"
    together: int = 1  # fewest items of it at the foot of a page, and at the head of the next
    tick: str = ""  # what a box to tick asks for on a screen: {item}
    answer: str = ""  # what a line below an item asks for on a screen: {item}

    def prose(self) -> Iterator[Text]:
        """Its items, where they are no sources."""
        return self.texts() if self.role != "small" else iter(())


class QrLink(Label, frozen=True, kw_only=True):
    """A code to scan, and its address in words. Of helplines and meetings only, never of a person."""

    address: Address
    words: Text
    lines: tuple[Text, ...] = ()  # what stands beside the code in place of the words; they are read aloud
    large: bool = False  # to be scanned from a step away

    def __post_init__(self) -> None:
        if not self.address.startswith("https://"):
            raise ValueError("a code opens a web address, and nothing else stands in one")


class Table(Block, frozen=True, kw_only=True):
    """A table with a head row; the first cell of each row is its head.

    Without a head it has no columns: each row is an entry, with a name, what that is, and points.
    """

    title: Text = ()  # a heading that is repeated where the table goes on
    head: tuple[Text, ...]
    rows: tuple[tuple[tuple[Text, ...], ...], ...]  # rows of cells of paragraphs
    shares: tuple[float, ...]  # widths of the columns, in parts of the whole
    codes: tuple[QrLink | None, ...] = ()  # for each row, beside its last cell; empty: none
    to_fill: bool = False  # whether its empty cells are to be written in

    def prose(self) -> Iterator[Text]:
        """Its cells."""
        return (text for row in self.rows for cell in row for text in cell)


class Callout(Block, frozen=True, kw_only=True):
    """A box that must be seen: kind gives its sign and colour, the title its words."""

    kind: Literal["summary", "note"] | Tier
    title: Text | None
    level: Level = 3  # of the title
    keep_together: bool = False  # never split; boxes of urgent signs are only where no page holds them
    blocks: tuple[Block, ...]
    more: Text = ()  # below a part of it that is continued elsewhere; seen, not read aloud

    def prose(self) -> Iterator[Text]:
        """None: its title is a heading."""
        return iter(())


class IconArray(Label, frozen=True, kw_only=True):
    """A hundred figures, `count` of them filled."""

    count: int
    alt: str
    caption: Text


class WriteIn(Label, frozen=True, kw_only=True):
    """Ruled lines to write on."""

    lines: int
    label: str  # what a person who cannot see them is told
    name: str = "lines"  # of its fields, where it is filled in on the screen
    fills: bool = False  # so many at least; more where the page has room
    begins: Text = ()  # words that one goes on from, on the line where it has room for both


class GridColumn(Record, frozen=True, kw_only=True):
    """A column of a grid."""

    name: str  # of its fields: "pain"
    title: Text
    said: str  # what is to be written in its cells, as it is read aloud
    share: float  # of the width


class GridRow(Record, frozen=True, kw_only=True):
    """A row of empty cells; a head takes the place of the first."""

    name: str  # of its fields: "day-1"
    head: Text | None
    said: str  # which row it is, as it is read aloud


class Grid(Label, frozen=True, kw_only=True):
    """A table to write in. It stays on one page where that can be."""

    columns: tuple[GridColumn, ...]
    rows: tuple[GridRow, ...]
    lines: int  # of handwriting in a cell
    summary: str  # what a person who cannot see it is told


class Contact(Record, frozen=True, kw_only=True):
    """Whom to call; without a number there is a line to write it on."""

    label: Text
    number: Text | None
    hours: Text | None = None  # when somebody answers


class Contacts(Label, frozen=True, kw_only=True):
    """Whom to call, one below the other or side by side."""

    contacts: tuple[Contact, ...]
    write_in: str  # what a person who cannot see an empty line is told
    share: float = 0.5  # of the width, for the labels
    title: Text | None = None  # the heading of a band over the full width: each has its part of it
    where: Text = ()  # on which page more is said of when to call


class RecipientFields(Label, frozen=True, kw_only=True):
    """The slots for whom the copy is, with their labels; on a card, among lines to fill in."""

    fields: tuple[tuple[Field, Text], ...]
    above: tuple[Text, ...] = ()  # labels of what stands below, so that values begin at one place
    among_lines: bool = False


class LogoImage(Record, frozen=True, kw_only=True):
    """The clinic's picture: its proportions in pixels, and what it says."""

    width: int
    height: int
    alt: str


class Letterhead(Label, frozen=True, kw_only=True):
    """The clinic's head: logo, name and address."""

    name: Text
    lines: tuple[Text, ...]
    logo: LogoImage | None


class Masthead(Label, frozen=True, kw_only=True):
    """The title and what is below it, with the clinic's head at their right."""

    title: tuple[Heading, Paragraph]
    letterhead: Letterhead


class FootLine(Label, frozen=True, kw_only=True):
    """The clinic's line at the foot of the first page; it is read where it stands among the blocks."""

    text: Text


class Banner(Label, frozen=True, kw_only=True):
    """The title, large on a band of colour, and a few words below it. A cover's takes the room left."""

    title: Text
    words: Text
    cover: bool = False


class CardHead(Label, frozen=True, kw_only=True):
    """The title of a card on a band of colour, and whose card it is at the right of it."""

    title: Text
    words: Text | None = None


class Detail(Record, frozen=True, kw_only=True):
    """One thing to know of a meeting; without a text there is a line to write it on."""

    label: Text
    text: Text | None


class Notice(Label, frozen=True, kw_only=True):
    """When, where and with whom: to be read from across a room."""

    details: tuple[Detail, ...]
    write_in: str = ""  # what a person who cannot see a line is told


class Together(Block, frozen=True, kw_only=True):
    """Blocks that must not be split."""

    blocks: tuple[Block, ...]


class Optional(Together, frozen=True, kw_only=True):
    """Blocks that a page of fixed size leaves out where it has no room; the fallback takes their place."""

    priority: int = 0  # the lowest goes first; of equal ones the last on its page
    fallback: tuple[Block, ...] = ()
    omission: str = ""  # what the sheet lacks then, in words; empty: nothing that anybody misses


class FillIn(Label, frozen=True, kw_only=True):
    """Labels, each with ruled lines beside it to write on. Without a label, more lines for the one above."""

    rows: tuple[tuple[Text, int], ...]  # label, and how many lines
    write_in: str  # what a person who cannot see a line is told


class NewPage(Block, frozen=True, kw_only=True):
    """What follows starts on a page of its own."""

    named: bool = True  # whether the recipient's name may stand in the furniture of these pages
    recto: bool = False  # whether it starts on a new sheet: the back of the last one may stay empty
    restart_numbering: bool = False  # whether pages are counted anew from there on
    begins_part: bool = False  # whether another part of the layout begins, with pages of its own
    across: tuple[Block, ...] = ()  # over all columns of the page that begins
