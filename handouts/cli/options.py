"""The options of `handouts make`, once: for Click, and for the door that need not wait for Click."""

from typing import NamedTuple


class Option(NamedTuple):
    """An option as it is typed, and the name of the value that it gives."""

    names: tuple[str, ...]
    value: str
    metavar: str | None  # None: a flag
    help: str
    many: bool = False  # may be given again; else the last one counts


MAKE: tuple[Option, ...] = (
    Option(("--tip",), "tips", "ID", "Only these tips (may be given again).", many=True),
    Option(("--layout",), "layout", "ID", "How it looks: clear, large, poster ...  [default: clear]"),
    Option(
        ("--country",),
        "country",
        "ID",
        "Whose helplines and words: au, ca, ie, nz, uk, us. [default: the clinic's, else us]",
    ),
    Option(
        ("--paper",),
        "paper",
        "NAME",
        "letter or a4; for a poster tabloid or a3 too. [default: the clinic's, else the country's]",
    ),
    Option(("--numbers",), "numbers", None, "Add a last page with survival numbers."),
    Option(
        ("--fillable",), "fillable", None, "Make lines and cells to write in fields that can be typed in."
    ),
    Option(("--bw",), "bw", None, "Black and white only, with patterns in place of tints."),
    Option(("--qr",), "qr", None, "Add codes to scan beside the websites of helplines."),
    Option(("--for",), "name", "NAME", "Whom it is for."),
    Option(("--date",), "date", "TEXT", "The date, as it shall be printed."),
    Option(("--clinician",), "clinician", "NAME", "The person's doctor or nurse."),
    Option(("--appointment",), "appointment", "TEXT", "The next visit, as it shall be printed."),
    Option(("--note",), "note", "TEXT", "A note for this person."),
    Option(("--event",), "event", "TEXT", "A meeting: what it is (poster, group)."),
    Option(("--when",), "when", "TEXT", "When it is, as it shall be printed."),
    Option(("--where",), "where", "TEXT", "Where it is."),
    Option(("--contact",), "contact", "TEXT", "Whom to ask: a first name and a phone."),
    Option(("--link",), "link", "URL", "A web address, printed with a code to scan."),
    Option(("--copies",), "copies", "NUMBER", "So many copies in one file, for a group; no tags."),
    Option(("--clinic",), "clinic", "FOLDER", "A clinic's folder: head, phones, content."),
    Option(
        ("--allow-overdue",), "allow_overdue", None, "Print content past its review, marked on every page."
    ),
    Option(("-o", "--output"), "output", "FILE", "The file to write; - is standard output."),
)


class Asked(NamedTuple):
    """What was typed after `handouts make`."""

    cancers: tuple[str, ...]
    texts: dict[str, str]  # by the name of the value
    tips: tuple[str, ...] = ()
    numbers: bool = False
    allow_overdue: bool = False
    fillable: bool = False
    bw: bool = False
    qr: bool = False


def read_plain(arguments: tuple[str, ...]) -> Asked | None:
    """Plainly typed arguments: words, `--option value` and flags.

    None for everything else, be it right or wrong: Click reads that. What is read here means what Click
    would have read (a test compares them).
    """
    known = {name: option for option in MAKE for name in option.names}
    cancers: list[str] = []
    tips: list[str] = []
    texts: dict[str, str] = {}
    flags: set[str] = set()
    rest = iter(arguments)
    for word in rest:
        if not word.startswith("-"):
            cancers.append(word)
            continue
        option = known.get(word)
        if option is None:
            return None
        if option.metavar is None:
            flags.add(option.value)
            continue
        value = next(rest, None)
        if value is None or (value.startswith("-") and value != "-"):
            return None
        if option.many:
            tips.append(value)
        else:
            texts[option.value] = value
    return Asked(
        tuple(cancers),
        texts,
        tuple(tips),
        numbers="numbers" in flags,
        allow_overdue="allow_overdue" in flags,
        fillable="fillable" in flags,
        bw="bw" in flags,
        qr="qr" in flags,
    )
