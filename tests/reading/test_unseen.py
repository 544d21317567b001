"""Characters that cannot be seen and say nothing on paper."""

from __future__ import annotations

import pytest

from handouts.errors import RecipientError
from handouts.reading.characters import without_unseen
from handouts.typeset.stamp import clean


@pytest.mark.parametrize(
    "sign", ["\u200b", "\u00ad", "\u200e", "\u200f", "\ufeff", "\u2060", "\u200d", "\u200c"]
)
def test_what_programs_leave_behind_is_dropped(sign: str) -> None:
    assert clean("note", f"Bring{sign} it.{sign}") == "Bring it."


@pytest.mark.parametrize("sign", ["\u202a", "\u202d", "\u202e", "\u2066", "\u2069", "\x07", "\u2028"])
def test_what_turns_text_around_is_refused(sign: str) -> None:
    with pytest.raises(RecipientError, match=f"U\\+{ord(sign):04X}, at place 6"):
        clean("note", f"Bring{sign} it.")


def test_joiners_stay_where_letters_need_them() -> None:
    for text in ("می\u200cخواهم", "ශ්\u200dරී"):
        assert without_unseen(text) == clean("name", text) == text
    assert without_unseen("\u200dمی") == "می"
