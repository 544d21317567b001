"""PDF's own notation (ISO 32000-1, 7.3): numbers, strings, names, streams."""

from __future__ import annotations

import zlib
from collections.abc import Sequence

_ESCAPES = str.maketrans({"\\": r"\\", "(": r"\(", ")": r"\)", "\r": r"\r", "\n": r"\n"})


def number(value: float) -> str:
    """A number with at most three decimals: 12, 0.5, -3.125."""
    written = f"{value:.3f}".rstrip("0").rstrip(".")
    return "0" if written == "-0" else written


def numbers(*values: float) -> str:
    """Numbers with spaces between."""
    return " ".join(map(number, values))


def fill(red: float, green: float, blue: float) -> str:
    """The operator that chooses what is painted with (8.6.8); parts of a colour from 0 to 1.

    What has no hue is said as a grey: then a press or a printer takes black ink alone for it. Black as red,
    green and blue becomes all four inks.
    """
    return f"{number(red)} g" if red == green == blue else f"{numbers(red, green, blue)} rg"


def stroke(red: float, green: float, blue: float) -> str:
    """The operator that chooses what lines are drawn with; see `fill`."""
    return f"{number(red)} G" if red == green == blue else f"{numbers(red, green, blue)} RG"


def text_string(text: str) -> bytes:
    """A text string (7.9.2.2): ASCII as it is, everything else as UTF-16 with a byte order mark."""
    if text.isascii():
        return b"(%b)" % (text if _is_plain(text) else text.translate(_ESCAPES)).encode("ascii")
    return b"<FEFF" + text.encode("utf-16-be").hex().upper().encode("ascii") + b">"


def _is_plain(text: str) -> bool:
    """Whether nothing in a string is to be escaped; quicker than trying."""
    return text.isprintable() and "(" not in text and ")" not in text and "\\" not in text


def uri(address: str) -> str:
    """A web address as its bytes: letters beyond ASCII in percent form (RFC 3987, 3.1)."""
    return "".join(chr(byte) if byte < 128 else f"%{byte:02X}" for byte in address.encode())


def reference(number_of_object: int) -> bytes:
    """An indirect reference."""
    return b"%d 0 R" % number_of_object


def references(object_numbers: Sequence[int]) -> bytes:
    """An array of indirect references."""
    return b"[%b]" % b" ".join([b"%d 0 R" % number for number in object_numbers])


def stream(data: bytes | bytearray, entries: bytes = b"", compress: bool = True, level: int = 6) -> bytes:
    """A stream object.

    ISO 19005-2, 6.1.7.1 asks for line ends around its data. The one behind is CR LF: after data that
    end in CR, a lone LF would be taken for half of it.
    """
    if compress:
        data = zlib.compress(data, level)
        entries += b"/Filter/FlateDecode"
    return b"<<%s/Length %d>>stream\n%s\r\nendstream" % (entries, len(data), data)


def is_stream(body: bytes) -> bool:
    """Whether an object is a stream."""
    return body.endswith(b"endstream")
