"""PEMAT-P and the Clear Communication Index: what is judged, and what is left to a person."""

from __future__ import annotations

import msgspec
import pytest

from checks import small
from handouts.checks.pemat import Item, Scores, scores
from handouts.compose.blocks import (
    Block,
    Bullets,
    Callout,
    Heading,
    IconArray,
    Paragraph,
    Table,
    Together,
    WriteIn,
)
from handouts.compose.composer import compose
from handouts.compose.handout import Handout
from handouts.errors import UsageError
from handouts.model.selection import Selection
from handouts.model.text import Span, Text


def text(words: str) -> Text:
    return (Span(text=words),)


def handout(*body: Block) -> Handout:
    """A handout of these blocks under a title."""
    opening = (Heading(text=text("Title"), level=1), Paragraph(text=text("What it is"), role="subtitle"))
    made = compose(
        small.library(), Selection(cancers=("breast",), layout="everything"), small.layout("to-know"), None
    )
    return msgspec.structs.replace(made, opening=opening, body=body)


def judged(*body: Block) -> Scores:
    """The report on a handout of these blocks."""
    return scores(handout(*body), small.library())


def met(found: Scores, instrument: str, number: int) -> str:
    """How one item was judged."""
    (item,) = (each for each in found.items if each.instrument == instrument and each.number == number)
    return item.met


ACTIONS = Bullets(items=(text("Call your nurse."), text("Ask for your results.")), marker="box")
SUMMARY = Callout(kind="summary", title=None, blocks=(Bullets(items=(text("You can get help."),)),))
TIP = Together(blocks=(Heading(text=text("Ask"), level=3), Paragraph(text=text("It helps you.")), ACTIONS))
FIGURE = IconArray(count=34, alt="34 of 100", caption=text("Filled: 34 of 100"))


def test_every_item_is_there_once() -> None:
    found = judged()
    numbers = [item.number for item in found.items if item.instrument == "PEMAT-P"]
    assert numbers == [*range(1, 13), *range(15, 27)]
    assert [item.number for item in found.items if item.instrument == "CCI"] == [*range(1, 21)]
    assert all(item.text for item in found.items)
    assert all(item.evidence for item in found.items if item.met != "for a person")


def test_totals_are_of_what_was_judged() -> None:
    def item(met: str) -> Item:
        return Item(instrument="CCI", number=1, text="x", met=met, evidence="")

    verdicts = ["yes", "yes", "yes", "no", "not applicable", "for a person"]
    found = Scores(title="T", items=tuple(map(item, verdicts)))
    assert found.percent("CCI") == 75
    assert found.percent("PEMAT-P") is None
    assert len(found.of("CCI", "for a person")) == 1


def test_a_good_sheet() -> None:
    found = judged(Heading(text=text("Know"), level=2), SUMMARY, TIP, WriteIn(lines=2, label="Lines"))
    missed = [(item.instrument, item.number) for item in found.items if item.met == "no"]
    assert missed == [("CCI", 11)]


@pytest.mark.parametrize(
    ("block", "instrument", "number"),
    [
        (Paragraph(text=text("Ask about the resection.")), "PEMAT-P", 4),
        (Paragraph(text=text("The drug is given. The drug is stopped now.")), "PEMAT-P", 5),
        (Paragraph(text=text("It helps 30 % of people.")), "PEMAT-P", 6),
        (Paragraph(text=text("It helps 1/3 of people.")), "CCI", 15),
        (Paragraph(text=text("Divide your dose by two.")), "PEMAT-P", 7),
        (Paragraph(text=text("Go. Go. Go. Go. Go.")), "PEMAT-P", 8),
        (Paragraph(text=text("Go on now. " * 100)), "PEMAT-P", 9),
        (Bullets(items=(text("Go"),) * 8), "CCI", 8),
        (IconArray(count=3, alt="3 of 100", caption=()), "PEMAT-P", 17),
        (Together(blocks=(FIGURE,)), "CCI", 16),
        (Together(blocks=(ACTIONS,)), "CCI", 13),
        (Table(head=(text("One two three four five six"),), rows=(), shares=(1.0,)), "PEMAT-P", 19),
        (Together(blocks=(Bullets(items=(text("You will be tested."),), marker="box"),)), "CCI", 6),
    ],
)
def test_what_is_not_met(block: Block, instrument: str, number: int) -> None:
    head = Heading(text=text("Know"), level=2)
    assert met(judged(head, SUMMARY, TIP), instrument, number) != "no"
    assert met(judged(head, SUMMARY, TIP, block), instrument, number) == "no"


def test_the_summary_must_come_first() -> None:
    first = Paragraph(text=text("Before all else."))
    assert met(judged(SUMMARY, first), "CCI", 2) == "yes"
    assert met(judged(first, SUMMARY), "CCI", 2) == "no"
    assert met(judged(), "CCI", 2) == "no"


def test_figures() -> None:
    found = judged(Together(blocks=(Paragraph(text=text("About 34 of 100.")), FIGURE)))
    for instrument, number in (("PEMAT-P", 17), ("CCI", 16), ("CCI", 20)):
        assert met(found, instrument, number) == "yes"
        assert met(judged(), instrument, number) == "not applicable"


def test_signs_may_be_many_for_pemat_but_not_for_the_index() -> None:
    signs = Callout(kind="call-911", title=text("Call"), blocks=(Bullets(items=(text("Pain"),) * 9),))
    found = judged(signs)
    assert met(found, "PEMAT-P", 8) == "yes"
    assert met(found, "CCI", 8) == "no"


def test_it_says_what_is_not_known() -> None:
    assert met(judged(Paragraph(text=text("No one can tell who will."))), "CCI", 11) == "yes"
    assert met(judged(), "CCI", 11) == "no"


def test_a_composed_handout_can_be_judged() -> None:
    library = small.library()
    made = compose(
        library, Selection(cancers=("breast",), layout="everything"), small.layout("to-know", "tips"), None
    )
    found = scores(made, library)
    assert found.title == "Stage 4 breast cancer"
    assert met(found, "PEMAT-P", 11) == "yes"


def test_a_language_without_a_word_list_is_refused() -> None:
    library = small.library()
    labels = msgspec.structs.replace(library.labels, language="xx")
    with pytest.raises(UsageError, match="'xx'"):
        scores(handout(), msgspec.structs.replace(library, labels=labels))
