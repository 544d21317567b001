"""Pictures of a cancer: the body with the places it spreads to, and the three steps of how it spreads."""

from __future__ import annotations

from handouts.compose.blocks import Block
from handouts.compose.picture_blocks import MarkedPlace, Picture
from handouts.compose.wording import filled, listed, literal
from handouts.model.content import Cancer
from handouts.model.labels import Labels
from handouts.model.text import Text, plain


def body_map(cancer: Cancer, labels: Labels, beside: tuple[Block, ...] = ()) -> Picture | None:
    """The body with the place where a cancer started and those it often spreads to.

    None where the cancer has no picture. `beside` stands to the right of it where there is room, else below.
    """
    picture, words = cancer.picture, labels.pictures
    if picture is None:
        return None
    sites = [name for name in cancer.spread.sites if name != picture.start]
    names = listed([words.places[name] for name in sites], labels.text.joined)
    usual = words.body_example if picture.example else words.body
    started = words.started_example if picture.example else words.started
    alt = filled(
        words.body_marked if cancer.spread.lead else usual,
        cancer=cancer.name,
        start=words.places[picture.start],
        sites=names,
    )
    start = MarkedPlace(place=picture.start, label=literal(started), is_start=True)
    marked = (MarkedPlace(place=name, label=_begun(words.places[name])) for name in sites)
    return Picture(
        kind="body", name=f"body-{picture.body}", alt=plain(alt), places=(start, *marked), beside=beside
    )


def three_steps(cancer: Cancer, labels: Labels) -> Picture | None:
    """How cells travel from where a cancer started to where they grow; None where that does not hold."""
    picture, words = cancer.picture, labels.pictures
    if picture is None or picture.steps is None:
        return None
    start, grew = words.places[picture.start], words.places[picture.steps]
    places = [MarkedPlace(place=picture.steps, label=())]
    if picture.example:
        alt, first = filled(words.steps_example, grew=grew), filled(words.step_started_example)
    else:
        alt, first = filled(words.steps, start=start, grew=grew), filled(words.step_started, start=start)
        places.insert(0, MarkedPlace(place=picture.start, label=(), is_start=True))
    captions = (first, filled(words.step_travelled), filled(words.step_grew))
    return Picture(
        kind="steps", name=f"body-{picture.body}", alt=plain(alt), places=tuple(places), captions=captions
    )


def _begun(name: str) -> Text:
    """A name as a label: it begins with a capital letter."""
    return literal(name[:1].upper() + name[1:])
