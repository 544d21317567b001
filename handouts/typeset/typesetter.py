"""Typesetting: a handout in a layout becomes an edition, which holds nothing about any recipient."""

import datetime
from collections.abc import Iterable, Mapping
from contextlib import suppress
from typing import Any, NamedTuple

from handouts import __version__
from handouts.compose.blocks import Block
from handouts.compose.handout import Handout
from handouts.errors import ContentError, Diagnostic, UsageError
from handouts.model.clinic import LogoImage
from handouts.model.labels import FurnitureLabels, Labels
from handouts.model.layout import Layout, Paper
from handouts.model.pictures import Drawing
from handouts.model.selection import PaperName, Selection
from handouts.pdf.document import Document
from handouts.pdf.fonts import MissingGlyphError
from handouts.pdf.identity import Identity
from handouts.pdf.structure import StructElem
from handouts.pdf.template import Template
from handouts.reading.pictures import Drawings
from handouts.typeset.boxes import Area, Box
from handouts.typeset.cutting import cut_fonts, field_face, late_fonts
from handouts.typeset.edition import Edition, Sheets
from handouts.typeset.faces import Faces
from handouts.typeset.fitting import Compose, fitted
from handouts.typeset.furniture import CopyMarks, FurniturePainter, RunningText
from handouts.typeset.lines import Line, TooWideError
from handouts.typeset.logos import picture_of
from handouts.typeset.page_builder import fill_pages
from handouts.typeset.pages import DoesNotFitError, FilledPage, column_width, text_width
from handouts.typeset.references import with_page_numbers
from handouts.typeset.renderers.people import LOGO
from handouts.typeset.renderers.registry import in_sequence, render
from handouts.typeset.room_left import written_in
from handouts.typeset.strips import StripsTooLongError
from handouts.typeset.style_context import StyleContext, colours_of, unbroken_spaces

AUTHOR = "handouts"


class Typesetting(NamedTuple):
    """Pages as they are filled, before they are drawn: what the geometry checks look at."""

    pages: tuple[FilledPage, ...]
    paper: Paper
    layout: Layout
    omissions: tuple[str, ...] = ()  # what it has no room for, in words

    def places(self) -> list[tuple[int, Area]]:
        """Where every text and picture stands, with its page from 0."""
        return [
            (at, place)
            for at, page in enumerate(self.pages)
            for frame in page.frames
            for place in frame.places()
        ]


class Typesetter:
    """Sets handouts in one layout. Faces are loaded once and shared by all of them."""

    def __init__(
        self,
        layout: Layout,
        labels: Labels,
        logo: LogoImage | None = None,
        pictures: Mapping[str, Drawing] | None = None,
    ) -> None:
        self._layout = layout
        self._labels = labels.furniture
        self._logo = logo
        self._drawings = Drawings(pictures)
        self._faces = Faces(layout.fonts)
        self._colours = colours_of(layout)
        self._unbroken = unbroken_spaces(labels.unbroken)
        self._broken: dict[Any, tuple[Line, ...]] | None = {} if layout.pages_at_most else None
        """Lines of what is tried and then set: where pages are limited, all texts are set more than once."""

    @property
    def layout(self) -> Layout:
        """The layout that it sets in."""
        return self._layout

    @property
    def faces(self) -> Faces:
        """The faces that it sets in."""
        return self._faces

    def fitted(self, compose: Compose, selection: Selection) -> Handout:
        """The handout as the layout's pages hold it. Raises ContentError where they cannot."""
        try:
            return self.tried(compose, selection)
        except (MissingGlyphError, TooWideError, DoesNotFitError) as error:
            raise _refused(error, compose(()).title) from None

    def tried(self, compose: Compose, selection: Selection) -> Handout:
        """As `fitted`. Raises MissingGlyphError, TooWideError, DoesNotFitError."""
        return fitted(compose, *self.measures(selection))

    def measures(self, selection: Selection) -> tuple[StyleContext, Paper]:
        """What a handout is fitted with: how blocks are set, and on which paper."""
        paper = self._layout.papers[_paper(selection)]
        return self._context(self._layout, paper, StructElem("Document")), paper

    def _context(
        self, layout: Layout, paper: Paper, root: StructElem, *, fillable: bool = False
    ) -> StyleContext:
        return StyleContext(
            layout,
            self._faces,
            self._colours,
            text_width(layout, paper),
            root,
            fillable=fillable,
            broken=self._broken,
            drawings=self._drawings,
            unbroken=self._unbroken,
        )

    def edition(
        self, handout: Handout, selection: Selection, created: datetime.datetime | None = None
    ) -> Edition:
        """Typeset. Raises ContentError where it cannot be set, UsageError where nothing can be filled in."""
        try:
            typesetting, root, context = self._fill(handout, selection)
            template = self._draw(handout, selection, typesetting, root, context, created)
        except StripsTooLongError as error:
            raise UsageError(f"This cannot be set: {error}. Say it in fewer words.") from None
        except (MissingGlyphError, TooWideError, DoesNotFitError) as error:
            raise _refused(error, handout.title) from None
        return Edition(
            title=handout.title,
            paper=_paper(selection),
            pages=len(typesetting.pages),
            fallback=self._layout.fonts.fallback,
            template=template,
            empty_sections=handout.empty_sections,
            omissions=tuple(dict.fromkeys((*handout.omissions, *typesetting.omissions))),
            review_by=handout.review_by.isoformat(),
            content=handout.content,
            sheets=self._sheets(handout, selection, template, created),
        )

    def _sheets(
        self,
        handout: Handout,
        selection: Selection,
        template: Template,
        created: datetime.datetime | None,
    ) -> Sheets | None:
        """The pages on sheets to fold or cut, where the layout says so."""
        sheet, paper = self._layout.sheet, _paper(selection)
        if sheet is None:
            return None
        from handouts.pdf.imposition import impose  # few layouts have sheets to fold or cut
        from handouts.typeset.sheet_plans import Small, imposition

        page = self._layout.papers[paper]
        small = Small(template.pages, page.width, page.height)
        planned = imposition(sheet, paper, small, in_stack=selection.whole_sheets)
        identity = _identity(handout, created)._replace(title=handout.for_printing)
        template = impose(template, planned, identity)
        return Sheets(template, len(planned.sides), sheet.scheme, planned.flip, planned.times)

    def typesetting(self, handout: Handout, selection: Selection) -> Typesetting:
        """The filled pages alone."""
        return self._fill(handout, selection)[0]

    def _fill(self, handout: Handout, selection: Selection) -> tuple[Typesetting, StructElem, StyleContext]:
        if self._layout.grows is None or self._layout.sheet:
            return self._set_in(self._layout, handout, selection)
        from handouts.typeset.scaling import on_paper, sizes  # for posters

        for layout in sizes(on_paper(self._layout, _paper(selection))):
            found = self._tried_in(layout, handout, selection)
            if found and sum(bool(page.frames) for page in found[0].pages) == 1:
                return found
        raise UsageError(
            f"These words are too many for one page of the layout {self._layout.id}, even in its smallest "
            "type. Say it in fewer words, or take larger paper."
        )

    def _tried_in(
        self, layout: Layout, handout: Handout, selection: Selection
    ) -> tuple[Typesetting, StructElem, StyleContext] | None:
        with suppress(DoesNotFitError, TooWideError):
            return self._set_in(layout, handout, selection)
        return None

    def _set_in(
        self, layout: Layout, handout: Handout, selection: Selection
    ) -> tuple[Typesetting, StructElem, StyleContext]:
        root, paper = StructElem("Document"), layout.papers[_paper(selection)]
        context = self._context(layout, paper, root, fillable=selection.fillable)
        if layout.sheet and layout.sheet.has_places:
            from handouts.typeset.fixed_pages import set_little_pages  # for cards and leaflets

            little = set_little_pages((*handout.opening, *handout.body), context, paper)
            return Typesetting(little.pages, paper, layout, little.omissions), root, context
        opening = _set(handout.opening, context)
        body = in_sequence(handout.body, context.inside(column_width(layout, paper), root))
        if layout.sheet:
            pages = self._bound(handout, context, paper, opening, body)
        else:
            pages = fill_pages(layout, paper, opening, body)
            pages = written_in(pages, handout.notes, context, paper)
        pages = with_page_numbers(pages)
        if selection.whole_sheets and len(pages) % 2:
            pages = (*pages, FilledPage((), pages[-1].named))  # the back of the last sheet
        return Typesetting(pages, paper, layout), root, context

    def _bound(
        self, handout: Handout, context: StyleContext, paper: Paper, opening: list[Box], body: list[Box]
    ) -> tuple[FilledPage, ...]:
        """The pages of a booklet: with a cover, room for notes and a back."""
        from handouts.typeset.booklets import bound, opening_that_fits

        def page_of(blocks: tuple[Block, ...]) -> FilledPage:
            return fill_pages(self._layout, paper, (), _set(blocks, context))[0]

        opening_fits = opening_that_fits(self._layout, paper, opening, body)
        guide = fill_pages(self._layout, paper, opening_fits, body)
        return bound(guide, lambda: page_of(handout.notes), lambda: page_of(handout.back))

    def _draw(
        self,
        handout: Handout,
        selection: Selection,
        typesetting: Typesetting,
        root: StructElem,
        context: StyleContext,
        created: datetime.datetime | None,
    ) -> Template:
        pages, paper = typesetting.pages, typesetting.paper
        furniture = FurniturePainter(
            context, paper, _running(handout, self._labels), _copies(selection, pages), pages
        )
        late = late_fonts(selection)
        document = Document(
            identity=_identity(handout, created),
            fonts=cut_fonts(_all_boxes(pages, furniture), late, self._faces),
            root=root,
            late_fonts=late,
            field_face=field_face(self._faces) if selection.fillable else None,
        )
        if self._logo is not None:
            document.pictures[LOGO] = picture_of(self._logo, bw=self._layout.bw)
        for page in pages:
            surface = document.add_page((paper.width, paper.height), anew=page.restart_numbering)
            for filled in page.frames:
                filled.draw(surface)
            furniture.draw(surface, page)
        if selection.fillable and not any(surface.fields for surface in document.pages):
            raise UsageError(f"The layout {self._layout.id} has no place to write in. Leave --fillable out.")
        return document.finish()


def _refused(error: ValueError, title: str) -> ContentError:
    return ContentError((Diagnostic(f"This handout cannot be set: {error}.", title),))


def _paper(selection: Selection) -> PaperName:
    return selection.paper or "letter"


def _running(handout: Handout, labels: FurnitureLabels) -> RunningText:
    titles = (handout.title, handout.short_title)
    return RunningText(titles, labels.page, handout.overdue, handout.trace, labels.back, handout.strip)


def _copies(selection: Selection, pages: Iterable[FilledPage]) -> CopyMarks:
    named = any(field.name == "name" for field in selection.fields)
    return CopyMarks(named, selection.short_id, any(not page.frames for page in pages))


def _set(blocks: Iterable[object], context: StyleContext) -> list[Box]:
    return [box for block in blocks for box in render(block, context)]


def _all_boxes(pages: Iterable[FilledPage], furniture: FurniturePainter) -> list[Box]:
    return [*(box for page in pages for box in page.boxes), *furniture.boxes()]


def _identity(handout: Handout, created: datetime.datetime | None) -> Identity:
    return Identity(
        title=handout.title,
        author=AUTHOR,
        subject=handout.subject,
        language=handout.language,
        producer=f"handouts {__version__}",
        created=created,
    )
