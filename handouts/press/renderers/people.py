"""Whose sheet and whom to call: letterhead, recipient, contacts."""

from __future__ import annotations

from msgspec.structs import replace

from handouts.compose.blocks import Contact, Contacts, Letterhead, Logo, Masthead, Recipient
from handouts.compose.blocks import Foot as FootLine
from handouts.model.selection import MOST_LINES, Field
from handouts.model.text import Text, plain
from handouts.pdf.canvas import TaggedCanvas
from handouts.pdf.slots import Slot
from handouts.press.boxes import EPSILON, Box, DrawingBox
from handouts.press.faces import BOLD, REGULAR
from handouts.press.panels import framed, in_panel, quiet_panel, rule_above
from handouts.press.phrases import even_lines
from handouts.press.renderers.band import band, empty_line
from handouts.press.renderers.base import Render
from handouts.press.renderers.little import FILL_IN_LABEL
from handouts.press.setting import Setting
from handouts.press.stacks import Foot, Inset, PointingStack, Row, Stack

_OWN, _ALIGNED = 0.27, 0.34
"""Part of the width that the labels of a person's fields take: as a rule, and at most so that what they are
for begins where the phone numbers below do."""

_BELOW = 1.5
"""Points that keep the last line to write on clear of its frame."""

_APART, _LEAST_APART = 12.0, 8.0
"""Points at the right of labels, and where there is less room."""

LOGO = "Logo"
"""Resource name of the clinic's logo."""


def letterhead(block: Letterhead, setting: Setting, _render: Render) -> list[Box]:
    """Logo, name and address, side by side."""
    scale = setting.layout.type
    indent = 0.0
    cells: list[tuple[float, Box]] = []
    if block.logo is not None:
        mark = _logo(block.logo, setting)
        indent = mark.size[0] + setting.layout.padding
        cells.append((0.0, mark))
    texts = [(block.name, scale.callout), *((line, scale.label) for line in block.lines)]
    boxes = [
        setting.text(text, style, setting.add("P"), width=setting.width - indent, bare=True)
        for text, style in texts
    ]
    cells.append((indent, Stack(boxes=tuple(boxes), width=setting.width - indent)))
    after = scale.body.leading if setting.layout.banner else scale.title.leading * 0.6
    return [Row(cells=tuple(cells), width=setting.width, after=after)]


def masthead(block: Masthead, setting: Setting, render: Render) -> list[Box]:
    """The title at the left, the clinic's head at the right: as wide as it needs, at most half."""
    needed = min(_width_of(block.letterhead, setting), setting.width / 2)
    left = setting.inside(setting.width - needed - setting.layout.padding * 2, setting.node)
    heading, subtitle = block.title
    style = setting.layout.type.subtitle
    above = render(heading, left)
    below = even_lines(subtitle.text, style, setting.add("P"), left, getattr(setting.colours, style.colour))
    boxes = (*above, below)
    right = setting.inside(needed, setting.node)
    head = tuple(replace(box, after=0.0) for box in render(block.letterhead, right))
    places = (
        (0.0, Stack(boxes=boxes, width=left.width)),
        (setting.width - needed, Stack(boxes=head, width=needed)),
    )
    return [Row(cells=places, width=setting.width, after=below.after)]


def _width_of(block: Letterhead, setting: Setting) -> float:
    """How wide a letterhead is with each of its lines whole, in pt."""
    callout, label = setting.layout.type.callout, setting.layout.type.label
    widths = [setting.measure(plain(block.name), callout.size, callout.bold)]
    widths += [setting.measure(plain(line), label.size, label.bold) for line in block.lines]
    beside = _logo_size(block.logo, setting)[0] + setting.layout.padding if block.logo else 0.0
    return beside + max(widths) + 1


def foot(block: FootLine, setting: Setting, _render: Render) -> list[Box]:
    """The clinic's line, below a thin rule."""
    inset = Inset(top=setting.layout.padding * 0.5)
    text = setting.text(block.text, setting.layout.type.label, setting.add("P"), bare=True)
    return [Foot(boxes=(text,), width=setting.width, inset=inset, paint=rule_above(setting))]


def _logo_size(logo: Logo, setting: Setting) -> tuple[float, float]:
    height = setting.layout.type.label.leading * 3
    scale = min(height / logo.height, setting.width / 3 / logo.width)
    return logo.width * scale, logo.height * scale


def _logo(logo: Logo, setting: Setting) -> DrawingBox:
    """The logo, as high as three lines of the letterhead and never wider than a third of the page."""
    width, height = _logo_size(logo, setting)
    node = setting.add("Figure", alt=logo.alt)

    def paint(surface: TaggedCanvas, left: float, top: float) -> None:
        surface.image(LOGO, (left, top - height, width, height))

    return DrawingBox(size=(width, height), paint=paint, node=node)


def recipient(block: Recipient, setting: Setting, _render: Render) -> list[Box]:
    """A quiet panel with a slot for each field. What stands in the slots is stamped in later."""
    node, padding = setting.add_list(), setting.layout.padding
    if block.among_lines:
        inner = setting.inside(setting.width, node)
        rows = tuple(_slot_row(field, label, inner, FILL_IN_LABEL) for field, label in block.fields)
        return [Stack(boxes=rows, width=setting.width, keep_together=True, before=padding * 0.6)]
    inset = Inset(padding * 0.9, padding, padding * 0.9, padding)
    inner = setting.inside(setting.width - inset.left - inset.right, node)
    column = _column((*(label for _, label in block.fields), *block.above), _ALIGNED, inner)
    is_aligned = block.above and column < _ALIGNED * inner.width
    share = column / inner.width if is_aligned else _OWN
    rows = tuple(_slot_row(field, label, inner, share) for field, label in block.fields)
    return in_panel(rows, setting, inset, quiet_panel(setting), (0.0, setting.layout.type.body.after * 1.5))


def _column(labels: tuple[Text, ...], most: float, setting: Setting) -> float:
    """How far from the left values begin: as labels need, at most so much of the width; in pt."""
    style = setting.layout.type.body
    widest = max((setting.measure(plain(label), style.size, style.bold) for label in labels), default=0.0)
    return min(widest + _APART + EPSILON, most * setting.width)


def _slot_row(field: Field, label: Text, setting: Setting, share: float) -> Box:
    value, style = setting.layout.type.value, setting.layout.type.label
    item = setting.add("LI", late=field.name)
    item.add("Lbl")
    item.add("LBody")
    indent = setting.width * share
    drop = setting.baseline(value)  # label and value stand on one line, whatever their sizes
    caption = replace(setting.text(label, style, None, width=indent), baseline=drop)

    def paint(surface: TaggedCanvas, left: float, top: float) -> None:
        surface.slots.append(
            Slot(
                name=field.name,
                page=surface.index,
                x=left + indent,
                y=top - drop,
                width=setting.width - indent,
                size=value.size,
                leading=value.leading,
                lines=field.lines,
                font=BOLD if field.name == "name" else REGULAR,
                colour=setting.colours.ink,
                label=surface.operators(caption.placed_lines(left, top)),
                furniture="",
                most=MOST_LINES[field.name],
                least=setting.layout.floor,
            )
        )

    height = max(value.leading * field.lines, caption.height)
    return DrawingBox(size=(setting.width, height), paint=paint, used=tuple(caption.fragments()))


def contacts(block: Contacts, setting: Setting, _render: Render) -> list[Box]:
    """Labels and numbers in a frame; where a number is missing there is a line to write it on."""
    if block.title is not None:
        return band(block, block.title, setting)
    node = setting.add_list()
    padding = setting.layout.padding
    inset = Inset(padding * 0.5, padding, padding * 0.5 + _BELOW, padding)
    inner = setting.inside(setting.width - inset.left - inset.right, node)
    rows = [_contact(contact, block, inner) for contact in block.contacts]
    if block.where:
        rows.append(_where(block.where, setting.inside(inner.width, setting.node)))
    paint, after = framed(setting.colours.accent, 1.5), setting.layout.type.body.after * 1.5
    kind = PointingStack if block.where else Stack
    return [
        kind(
            boxes=tuple(rows), width=setting.width, inset=inset, paint=paint, keep_together=True, after=after
        )
    ]


def _where(text: Text, setting: Setting) -> Box:
    """On which page more is said, below a thin rule."""
    above, paint = setting.layout.padding * 0.35, rule_above(setting)
    words = setting.text(text, setting.layout.type.body, setting.add("P"), bare=True)
    return Stack(boxes=(words,), width=setting.width, inset=Inset(top=above), paint=paint, before=above)


def _contact(contact: Contact, block: Contacts, setting: Setting) -> Box:
    scale = setting.layout.type
    indent = _column(tuple(each.label for each in block.contacts), block.share, setting)
    item = setting.add("LI")
    style = scale.body
    label = setting.text(contact.label, style, item.add("Lbl"), width=indent - _LEAST_APART)
    body = item.add("LBody")
    room = setting.width - indent
    number: Box
    if contact.number and contact.hours:
        lines = ((contact.number, scale.value), (contact.hours, scale.label))
        boxes = tuple(setting.text(text, one, body.add("P"), width=room) for text, one in lines)
        number = Stack(boxes=boxes, width=room)
    elif contact.number:
        number = setting.text(contact.number, scale.value, body, width=room)
    else:
        number = empty_line(block.write_in, contact, setting.inside(room, body))
    drop = setting.baseline(scale.value)  # label and number stand on one line, whatever their sizes
    is_one_line = len(label.lines) == 1
    leading = scale.value.leading if is_one_line else style.leading
    cells = ((0.0, label.on_line(leading, drop)), (indent, number))
    apart = style.leading * (0.2 if is_one_line else 0.45)  # further than a label's own lines
    return Row(cells=cells, width=setting.width, before=apart, after=apart)
