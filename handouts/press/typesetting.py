"""Typesetting: a handout in a layout becomes an edition, which holds nothing about any recipient."""

import datetime
from collections import defaultdict
from collections.abc import Iterable
from contextlib import suppress
from typing import NamedTuple

from handouts import __version__
from handouts.compose.handout import Handout
from handouts.errors import ContentError, Fault, UsageError
from handouts.model.clinic import LogoImage
from handouts.model.labels import FurnitureLabels
from handouts.model.layout import Layout, Paper
from handouts.model.selection import PaperName, Selection
from handouts.press.boxes import Box, Place
from handouts.press.edition import Edition
from handouts.press.faces import BOLD, REGULAR, Faces
from handouts.press.furniture import Copies, Furniture, RunningText
from handouts.press.growing import on_paper, sizes
from handouts.press.lines import TooWideError
from handouts.press.pages import DoesNotFitError, FilledPage, column_width, fill_pages, text_width
from handouts.press.pdf.document import Document, Picture
from handouts.press.pdf.fonts import EmbeddedFont, MissingGlyphError
from handouts.press.pdf.identity import Identity
from handouts.press.pdf.structure import Node
from handouts.press.pdf.template import Template
from handouts.press.renderers.people import LOGO
from handouts.press.renderers.registry import render
from handouts.press.setting import Setting, palette
from handouts.press.strips import StripsTooLongError

AUTHOR = "handouts"

FIELD_LETTERS = "".join(
    map(
        chr, [*range(0x20, 0x7F), *range(0xA0, 0x180), 0x2010, 0x2013, 0x2014, 0x2018, 0x2019, 0x201C, 0x201D]
    )
)
"""Letters that every edition with slots can write in its own face: Latin of western and central Europe."""


class Typesetting(NamedTuple):
    """Pages as they are filled, before they are drawn: what the geometry checks look at."""

    pages: tuple[FilledPage, ...]
    paper: Paper
    layout: Layout

    def places(self) -> list[tuple[int, Place]]:
        """Where every text and picture stands, with its page from 0."""
        return [
            (at, place)
            for at, page in enumerate(self.pages)
            for frame in page.frames
            for place in frame.places()
        ]


class Press:
    """Sets handouts in one layout. Faces are loaded once and shared by all of them."""

    def __init__(self, layout: Layout, labels: FurnitureLabels, logo: LogoImage | None = None) -> None:
        self._layout = layout
        self._labels = labels
        self._logo = logo
        self._faces = Faces(layout.fonts)
        self._colours = palette(layout.colours)

    @property
    def layout(self) -> Layout:
        """The layout that it sets in."""
        return self._layout

    def edition(
        self, handout: Handout, selection: Selection, created: datetime.datetime | None = None
    ) -> Edition:
        """Typeset. Raises ContentError where something cannot be set."""
        try:
            typesetting, root, setting = self._fill(handout, selection)
            template = self._draw(handout, selection, typesetting, root, setting, created)
        except StripsTooLongError as error:
            raise UsageError(f"This cannot be set: {error}. Say it in fewer words.") from None
        except (MissingGlyphError, TooWideError, DoesNotFitError) as error:
            raise ContentError((Fault(f"This handout cannot be set: {error}.", handout.title),)) from None
        return Edition(
            title=handout.title,
            paper=_paper(selection),
            pages=len(typesetting.pages),
            fallback=self._layout.fonts.fallback,
            template=template,
            left_out=handout.left_out,
            review_by=handout.review_by.isoformat(),
            content=handout.content,
        )

    def typesetting(self, handout: Handout, selection: Selection) -> Typesetting:
        """The filled pages alone."""
        return self._fill(handout, selection)[0]

    def _fill(self, handout: Handout, selection: Selection) -> tuple[Typesetting, Node, Setting]:
        if self._layout.grows is None:
            return self._set_in(self._layout, handout, selection)
        for layout in sizes(on_paper(self._layout, _paper(selection))):
            with suppress(DoesNotFitError, TooWideError):
                found = self._set_in(layout, handout, selection)
                if sum(bool(page.frames) for page in found[0].pages) == 1:
                    return found
        raise UsageError(
            f"These words are too many for one page of the layout {self._layout.id}, even in its smallest "
            "type. Say it in fewer words, or take larger paper."
        )

    def _set_in(
        self, layout: Layout, handout: Handout, selection: Selection
    ) -> tuple[Typesetting, Node, Setting]:
        root, paper = Node("Document"), layout.papers[_paper(selection)]
        setting = Setting(layout, self._faces, self._colours, text_width(layout, paper), root)
        opening = _set(handout.opening, setting)
        body = _set(handout.body, setting.inside(column_width(layout, paper), root))
        pages = fill_pages(layout, paper, opening, body)
        if selection.whole_sheets and len(pages) % 2:
            pages = (*pages, FilledPage((), pages[-1].named))  # the back of the last sheet
        return Typesetting(pages, paper, layout), root, setting

    def _draw(
        self,
        handout: Handout,
        selection: Selection,
        typesetting: Typesetting,
        root: Node,
        setting: Setting,
        created: datetime.datetime | None,
    ) -> Template:
        pages, paper = typesetting.pages, typesetting.paper
        furniture = Furniture(setting, paper, _running(handout, self._labels), _copies(selection), len(pages))
        document = Document(
            identity=_identity(handout, created),
            fonts=self._fonts(_all_boxes(pages, furniture), _late_fonts(selection)),
            root=root,
            late_fonts=_late_fonts(selection),
        )
        if self._logo is not None:
            document.pictures[LOGO] = Picture(self._logo.width, self._logo.height, self._logo.rgb)
        for page in pages:
            surface = document.add_page((paper.width, paper.height))
            for filled in page.frames:
                filled.draw(surface)
            furniture.draw(surface, page)
        return document.finish()

    def _fonts(self, boxes: Iterable[Box], late: tuple[str, ...]) -> dict[str, EmbeddedFont]:
        """Each face cut to what is set in it."""
        letters: dict[str, set[str]] = defaultdict(set)
        for box in boxes:
            for fragment in box.fragments():
                letters[fragment.look.font].update(fragment.text)
        for name in late:
            letters[name] |= set(FIELD_LETTERS) - self._faces[name].lacks(FIELD_LETTERS)
        return {name: EmbeddedFont(self._faces[name], letters[name]) for name in sorted(letters)}


def _late_fonts(selection: Selection) -> tuple[str, ...]:
    """The faces that slots are written in."""
    names = {field.name for field in selection.fields}
    bold = "name" in names or selection.short_id
    return (*([BOLD] if bold else []), *([REGULAR] if names - {"name"} else []))


def _paper(selection: Selection) -> PaperName:
    return selection.paper or "letter"


def _running(handout: Handout, labels: FurnitureLabels) -> RunningText:
    titles = (handout.title, handout.short_title)
    return RunningText(titles, labels.page, handout.overdue, handout.trace, labels.back, handout.strip)


def _copies(selection: Selection) -> Copies:
    named = any(field.name == "name" for field in selection.fields)
    return Copies(named, selection.short_id, selection.whole_sheets)


def _set(blocks: Iterable[object], setting: Setting) -> list[Box]:
    return [box for block in blocks for box in render(block, setting)]


def _all_boxes(pages: Iterable[FilledPage], furniture: Furniture) -> list[Box]:
    return [box for page in pages for _, boxes in page.frames for box in boxes] + [*furniture.boxes()]


def _identity(handout: Handout, created: datetime.datetime | None) -> Identity:
    return Identity(
        title=handout.title,
        author=AUTHOR,
        subject=handout.subject,
        language=handout.language,
        producer=f"handouts {__version__}",
        created=created,
    )
