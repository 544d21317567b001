"""Whose sheet and whom to call: letterhead, recipient, contacts."""

from __future__ import annotations

from msgspec.structs import replace

from handouts.compose import blocks
from handouts.compose.blocks import Contact, Contacts, FootLine, Letterhead, Masthead, RecipientFields
from handouts.model.selection import MOST_LINES, Field
from handouts.model.text import Text, plain
from handouts.pdf.canvas import TaggedCanvas
from handouts.pdf.slots import Slot
from handouts.typeset.boxes import EPSILON, Box, DrawingBox
from handouts.typeset.faces import BOLD, REGULAR
from handouts.typeset.panels import framed, in_panel, quiet_panel, rule_above
from handouts.typeset.phrases import even_lines
from handouts.typeset.renderers.band import band, empty_line
from handouts.typeset.renderers.base import Render
from handouts.typeset.ruled import FILL_IN_LABEL
from handouts.typeset.stacks import FootStack, Inset, PointingStack, RowBox, Stack
from handouts.typeset.style_context import StyleContext

_OWN, _ALIGNED = 0.27, 0.34
"""Part of the width that the labels of a person's fields take: as a rule, and at most so that what they are
for begins where the phone numbers below do."""

_BELOW = 1.5
"""Points that keep the last line to write on clear of its frame."""

_APART, _LEAST_APART = 12.0, 8.0
"""Points at the right of labels, and where there is less room."""

LOGO = "Logo"
"""Resource name of the clinic's logo."""


def letterhead(block: Letterhead, context: StyleContext, _render: Render) -> list[Box]:
    """Logo, name and address, side by side."""
    scale = context.layout.type
    mark = _logo(block.logo, context) if block.logo is not None else None
    indent = mark.size[0] + context.layout.padding if mark else 0.0
    room = context.width - indent
    texts = [(block.name, scale.callout), *((line, scale.label) for line in block.lines)]
    boxes = [context.text(text, style, context.add("P"), width=room, bare=True) for text, style in texts]
    words = (indent, Stack(boxes=tuple(boxes), width=room))
    after = scale.body.leading if context.layout.banner else scale.title.leading * 0.6
    return [RowBox(cells=((0.0, mark), words) if mark else (words,), width=context.width, after=after)]


def masthead(block: Masthead, context: StyleContext, render: Render) -> list[Box]:
    """The title at the left, the clinic's head at the right: as wide as it needs, at most half."""
    needed = min(_width_of(block.letterhead, context), context.width / 2)
    left = context.inside(context.width - needed - context.layout.padding * 2, context.node)
    heading, subtitle = block.title
    style = context.layout.type.subtitle
    above = render(heading, left)
    below = even_lines(subtitle.text, style, context.add("P"), left, getattr(context.colours, style.colour))
    right = context.inside(needed, context.node)
    head = tuple(replace(box, after=0.0) for box in render(block.letterhead, right))
    title = Stack(boxes=(*above, below), width=left.width)
    cells = ((0.0, title), (context.width - needed, Stack(boxes=head, width=needed)))
    return [RowBox(cells=cells, width=context.width, after=below.after)]


def _width_of(block: Letterhead, context: StyleContext) -> float:
    """How wide a letterhead is with each of its lines whole, in pt."""
    callout, label = context.layout.type.callout, context.layout.type.label
    widths = [context.measure(plain(block.name), callout.size, callout.bold)]
    widths += [context.measure(plain(line), label.size, label.bold) for line in block.lines]
    beside = _logo_size(block.logo, context)[0] + context.layout.padding if block.logo else 0.0
    return beside + max(widths) + 1


def foot(block: FootLine, context: StyleContext, _render: Render) -> list[Box]:
    """The clinic's line, below a thin rule."""
    inset = Inset(top=context.layout.padding * 0.5)
    text = context.text(block.text, context.layout.type.label, context.add("P"), bare=True)
    return [FootStack(boxes=(text,), width=context.width, inset=inset, paint=rule_above(context))]


def _logo_size(logo: blocks.LogoImage, context: StyleContext) -> tuple[float, float]:
    height = context.layout.type.label.leading * 3
    scale = min(height / logo.height, context.width / 3 / logo.width)
    return logo.width * scale, logo.height * scale


def _logo(logo: blocks.LogoImage, context: StyleContext) -> DrawingBox:
    """The logo, as high as three lines of the letterhead and never wider than a third of the page."""
    width, height = _logo_size(logo, context)
    node = context.add("Figure", alt=logo.alt)

    def paint(surface: TaggedCanvas, left: float, top: float) -> None:
        surface.image(LOGO, (left, top - height, width, height))

    return DrawingBox(size=(width, height), paint=paint, node=node)


def recipient(block: RecipientFields, context: StyleContext, _render: Render) -> list[Box]:
    """A quiet panel with a slot for each field. What stands in the slots is stamped in later."""
    node, padding = context.add_list(), context.layout.padding
    if block.among_lines:
        inner = context.inside(context.width, node)
        rows = tuple(_slot_row(field, label, inner, FILL_IN_LABEL) for field, label in block.fields)
        return [Stack(boxes=rows, width=context.width, keep_together=True, before=padding * 0.6)]
    inset = Inset(padding * 0.9, padding, padding * 0.9, padding)
    inner = context.inside(context.width - inset.left - inset.right, node)
    column = _column((*(label for _, label in block.fields), *block.above), _ALIGNED, inner)
    is_aligned = block.above and column < _ALIGNED * inner.width
    share = column / inner.width if is_aligned else _OWN
    rows = tuple(_slot_row(field, label, inner, share) for field, label in block.fields)
    return in_panel(rows, context, inset, quiet_panel(context), (0.0, context.layout.type.body.after * 1.5))


def _column(labels: tuple[Text, ...], most: float, context: StyleContext) -> float:
    """How far from the left values begin: as labels need, at most so much of the width; in pt."""
    style = context.layout.type.body
    widest = max((context.measure(plain(label), style.size, style.bold) for label in labels), default=0.0)
    return min(widest + _APART + EPSILON, most * context.width)


def _slot_row(field: Field, label: Text, context: StyleContext, share: float) -> Box:
    value, style = context.layout.type.value, context.layout.type.label
    item = context.add("LI", late=field.name)
    item.add("Lbl")
    item.add("LBody")
    indent = context.width * share
    drop = context.baseline(value)  # label and value stand on one line, whatever their sizes
    caption = replace(context.text(label, style, None, width=indent), baseline=drop)

    def paint(surface: TaggedCanvas, left: float, top: float) -> None:
        surface.slots.append(
            Slot(
                name=field.name,
                page=surface.index,
                x=left + indent,
                y=top - drop,
                width=context.width - indent,
                size=value.size,
                leading=value.leading,
                lines=field.lines,
                font=BOLD if field.name == "name" else REGULAR,
                colour=context.colours.ink,
                label=surface.operators(caption.placed_lines(left, top)),
                furniture="",
                most=MOST_LINES[field.name],
                least=context.layout.floor,
            )
        )

    height = max(value.leading * field.lines, caption.height)
    return DrawingBox(size=(context.width, height), paint=paint, used=tuple(caption.fragments()))


def contacts(block: Contacts, context: StyleContext, _render: Render) -> list[Box]:
    """Labels and numbers in a frame; where a number is missing there is a line to write it on."""
    if block.title is not None:
        return band(block, block.title, context)
    node = context.add_list()
    padding = context.layout.padding
    inset = Inset(padding * 0.5, padding, padding * 0.5 + _BELOW, padding)
    inner = context.inside(context.width - inset.left - inset.right, node)
    rows = [_contact(contact, block, inner) for contact in block.contacts]
    if block.where:
        rows.append(_where(block.where, context.inside(inner.width, context.node)))
    kind = PointingStack if block.where else Stack
    stack = kind(boxes=tuple(rows), width=context.width, inset=inset, keep_together=True)
    after = context.layout.type.body.after * 1.5
    return [replace(stack, paint=framed(context.colours.accent, 1.5), after=after)]


def _where(text: Text, context: StyleContext) -> Box:
    """On which page more is said, below a thin rule."""
    above, paint = context.layout.padding * 0.35, rule_above(context)
    words = context.text(text, context.layout.type.body, context.add("P"), bare=True)
    return Stack(boxes=(words,), width=context.width, inset=Inset(top=above), paint=paint, before=above)


def _contact(contact: Contact, block: Contacts, context: StyleContext) -> Box:
    scale = context.layout.type
    indent = _column(tuple(each.label for each in block.contacts), block.share, context)
    item = context.add("LI")
    style = scale.body
    label = context.text(contact.label, style, item.add("Lbl"), width=indent - _LEAST_APART)
    body = item.add("LBody")
    room = context.width - indent
    number: Box
    if contact.number and contact.hours:
        lines = ((contact.number, scale.value), (contact.hours, scale.label))
        boxes = tuple(context.text(text, one, body.add("P"), width=room) for text, one in lines)
        number = Stack(boxes=boxes, width=room)
    elif contact.number:
        number = context.text(contact.number, scale.value, body, width=room)
    else:
        number = empty_line(block.write_in, contact, context.inside(room, body))
    drop = context.baseline(scale.value)  # label and number stand on one line, whatever their sizes
    is_one_line = len(label.lines) == 1
    leading = scale.value.leading if is_one_line else style.leading
    cells = ((0.0, label.on_line(leading, drop)), (indent, number))
    apart = style.leading * (0.2 if is_one_line else 0.45)  # further than a label's own lines
    return RowBox(cells=cells, width=context.width, before=apart, after=apart)
