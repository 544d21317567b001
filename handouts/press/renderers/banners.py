"""What is read from across a room: the title on a band of colour, and when and where."""

from __future__ import annotations

from msgspec.structs import replace

from handouts.compose.blocks import Banner, CardHead, Notice
from handouts.model.text import Text, plain
from handouts.pdf.canvas import TaggedCanvas
from handouts.press.boxes import Box, DrawingBox, TextBox
from handouts.press.panels import filled, in_panel
from handouts.press.phrases import even_lines, whole_phrases
from handouts.press.renderers.base import Render
from handouts.press.renderers.covers import cover
from handouts.press.setting import WHITE, Setting
from handouts.press.stacks import Inset, Row

_LINE = 1.0


def banner(block: Banner, setting: Setting, _render: Render) -> list[Box]:
    """White letters on the accent colour, which is dark enough for them in every layout."""
    if block.cover:
        return cover(block, setting)
    scale, padding = setting.layout.type, setting.layout.padding
    inset = Inset(padding * 1.3, padding * 1.5, padding * 1.5, padding * 1.5)
    room = setting.width - inset.left - inset.right
    inner = setting.inside(room, setting.node)
    title = even_lines(block.title, scale.title, setting.add("H1"), inner, WHITE)
    words = even_lines(block.words, scale.subtitle, setting.add("P"), inner, WHITE)
    title = replace(title, bookmark=setting.bookmark(block.title, 1))
    paint = filled(setting.colours.accent, padding / 2)
    return in_panel([title, words], setting, inset, paint, (0.0, scale.subtitle.after))


def card_head(block: CardHead, setting: Setting, _render: Render) -> list[Box]:
    """One line: the title, and at the right whose card it is, or below where that is too long."""
    scale, padding = setting.layout.type, setting.layout.padding
    inset = Inset(padding, padding * 2, padding, padding * 2)
    room = setting.width - inset.left - inset.right
    title = setting.text(block.title, scale.title, setting.add("H1"), colour=WHITE, width=room, bare=True)
    title = replace(title, bookmark=setting.bookmark(block.title, 1))
    boxes: tuple[Box, ...] = (title,)
    if block.words:
        words = setting.text(
            block.words, scale.subtitle, setting.add("P"), colour=WHITE, width=room, bare=True
        )
        boxes = _side_by_side(title, words, room, setting)
    paint = filled(setting.colours.accent, padding)
    return in_panel(boxes, setting, inset, paint, (0.0, scale.title.after))


def _side_by_side(title: TextBox, words: TextBox, room: float, setting: Setting) -> tuple[Box, ...]:
    """On one baseline where both are one line and there is room between them."""
    used = title.lines[0].width + setting.layout.type.title.size + words.lines[0].width
    if len(title.lines) > 1 or len(words.lines) > 1 or used > room:
        return (title, words)
    words = replace(words, leading=title.leading, baseline=title.baseline)
    return (Row(cells=((0.0, title), (room - words.lines[0].width, words)), width=room),)


def notice(block: Notice, setting: Setting, _render: Render) -> list[Box]:
    """A row for each detail: a quiet label at the left, and large words that say it."""
    node = setting.add_list()
    scale = setting.layout.type
    widest = max(
        setting.measure(plain(detail.label), scale.point.size, bold=True) for detail in block.details
    )
    indent = widest + setting.layout.padding * 1.5
    rows: list[Box] = []
    for detail in block.details:
        item = setting.inside(setting.width, node.add("LI"))
        drop = setting.baseline(scale.value)  # label and words stand on one line, whatever their sizes
        label = setting.text(detail.label, scale.point, item.add("Lbl"), width=indent)
        label = label.on_line(scale.value.leading, drop)
        room = setting.width - indent
        words = _words(detail.text, block.write_in, setting.inside(room, item.add("LBody")))
        rows.append(
            Row(
                cells=((0.0, label), (indent, words)),
                width=setting.width,
                before=scale.value.before,
                after=scale.value.after,
            )
        )
    return rows


def _words(text: Text | None, write_in: str, setting: Setting) -> Box:
    """The words, or a line to write them on."""
    style = setting.layout.type.value
    if text:
        held = whole_phrases(text, style, setting.width, setting)
        return setting.text(held, style, setting.node, bare=True)
    drop = setting.baseline(style)

    def paint(surface: TaggedCanvas, left: float, top: float) -> None:
        surface.line((left, top - drop), (left + setting.width, top - drop), setting.colours.quiet, _LINE)

    node = setting.add("Figure", alt=write_in)
    return DrawingBox(size=(setting.width, style.leading), paint=paint, node=node)
