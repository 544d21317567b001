"""Writes a sign-off into the text of clinic.yaml. Every other byte stays: the text is the clinic's own.

A value is replaced where the parser finds it; a new sign-off follows the last one. The caller reads the
result back, and refuses what cannot be edited in this way (a file in one pair of braces).
"""

from __future__ import annotations

import json
import re
from typing import Final, NamedTuple

import yaml
from yaml.nodes import CollectionNode, MappingNode, Node, ScalarNode, SequenceNode

from handouts.model.clinic import SignOff

_BYTE_ORDER_MARK: Final = "\ufeff"
_LINE_END = re.compile(r"\r\n|\r|\n")


class _Change(NamedTuple):
    """New text in place of what stands from `start` to `end`."""

    start: int
    end: int
    text: str


def with_signoff(text: str, signoff: SignOff) -> str:
    """The text of a faultless clinic.yaml with this sign-off, in place of earlier ones of the record."""
    if text.startswith(_BYTE_ORDER_MARK):  # the parser does not count it
        return _BYTE_ORDER_MARK + with_signoff(text[1:], signoff)
    root = yaml.compose(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    assert isinstance(root, MappingNode)  # the text has been read strictly
    signed = _value(root, "signed")
    newline = (_LINE_END.search(text) or ["\n"])[0]
    if signed is None:
        return _with_block(text, signoff, newline, root.start_mark.column)
    assert isinstance(signed, SequenceNode)
    earlier = [item for item in signed.value if _said(item, "record") == signoff.record]
    if earlier:
        return _changed(text, [change for item in earlier for change in _renewed(item, signoff, newline)])
    return _changed(text, [_added(text, signed, signoff, newline)])


def _with_block(text: str, signoff: SignOff, newline: str, column: int) -> str:
    """The first sign-off, at the end of the file."""
    indent = " " * column
    end = "" if not text or text[-1] in "\r\n" else newline
    item = _item(signoff, newline, column + 2)
    return f"{text}{end}{indent}signed:{newline}{indent}  {item}{newline}"


def _added(text: str, signed: SequenceNode, signoff: SignOff, newline: str) -> _Change:
    """A sign-off after the last one."""
    if not signed.value:  # signed: []
        start = len(text[: signed.start_mark.index].rstrip(" "))
        return _Change(start, signed.end_mark.index, f"{newline}  {_item(signoff, newline, 2)}")
    if signed.flow_style:
        at = _end(text, signed.value[-1])
        return _Change(at, at, f", {_in_braces(signoff)}")
    rest = _LINE_END.search(text, _end(text, signed.value[-1]))
    at, column = rest.start() if rest else len(text), signed.start_mark.column
    return _Change(at, at, f"{newline}{' ' * column}{_item(signoff, newline, column)}")


def _renewed(item: MappingNode, signoff: SignOff, newline: str) -> list[_Change]:
    """New values in a sign-off that is there; comments in it stay."""
    changes = []
    for key, written in _fields(signoff).items():
        value = _value(item, key)
        if value is not None:
            kept = "\n" if isinstance(value, ScalarNode) and value.style in ("|", ">") else ""
            changes.append(_Change(value.start_mark.index, value.end_mark.index, written + kept))
        elif item.flow_style:
            at = item.start_mark.index + 1
            changes.append(_Change(at, at, f"{key}: {written}, "))
        else:
            at, indent = item.start_mark.index, " " * item.start_mark.column
            changes.append(_Change(at, at, f"{key}: {written}{newline}{indent}"))
    return changes


def _changed(text: str, changes: list[_Change]) -> str:
    for change in sorted(changes, reverse=True):
        text = text[: change.start] + change.text + text[change.end :]
    return text


def _fields(signoff: SignOff) -> dict[str, str]:
    """The fields as YAML. In quotes, whatever they hold: a hash of digits alone is no number."""
    return {
        "record": signoff.record,
        "by": json.dumps(signoff.by, ensure_ascii=False),
        "on": signoff.on.isoformat(),
        "content": json.dumps(signoff.content),
    }


def _item(signoff: SignOff, newline: str, column: int) -> str:
    """An item of a list with its hyphens in `column`; it begins at its hyphen."""
    lines = [f"{key}: {written}" for key, written in _fields(signoff).items()]
    return "- " + f"{newline}{' ' * (column + 2)}".join(lines)


def _in_braces(signoff: SignOff) -> str:
    return "{" + ", ".join(f"{key}: {written}" for key, written in _fields(signoff).items()) + "}"


def _value(mapping: Node, key: str) -> Node | None:
    """The value of a key."""
    return next((value for name, value in mapping.value if name.value == key), None)


def _said(item: Node, key: str) -> str | None:
    value = _value(item, key)
    return value.value if isinstance(value, ScalarNode) else None


def _end(text: str, node: Node) -> int:
    """Where the text of a node ends, without the comments and empty lines that the parser gives a block."""
    if isinstance(node, CollectionNode) and not node.flow_style and node.value:
        last = node.value[-1]
        return _end(text, last[1] if isinstance(node, MappingNode) else last)
    return node.start_mark.index + len(text[node.start_mark.index : node.end_mark.index].rstrip())
