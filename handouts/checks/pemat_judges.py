"""Judges: one small function for each item of the instruments that a program can judge.

Where an instrument gives no measure, the docstring of the judge names ours.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Literal

from handouts.checks.gates.jargon import unexplained
from handouts.checks.gates.reading_ease import AIM_FLESCH_KINCAID, AIM_SMOG
from handouts.checks.gates.style import MOST_ITEMS, MOST_SENTENCES
from handouts.checks.pemat_sheet import JudgedSheet, lists_in, says
from handouts.checks.readability import Scale
from handouts.checks.sentences import Prose, shortened, split, words_in
from handouts.checks.wordlist import Passive, StemmedPhrases, any_of
from handouts.compose.blocks import Bullets, Callout, Heading, IconArray, Paragraph, Table, WriteIn
from handouts.model.text import Text, plain

Met = Literal["yes", "no", "not applicable"]
Verdict = tuple[Met, str]
"""Whether an item is met, and the evidence."""

_MOST_PASSIVE = 0.1  # of all sentences
_FEWEST_YOU = 0.25  # of all sentences
_MOST_WORDS_UNDER_HEADING = 200
_MOST_WORDS_IN_HEAD = 5
_MOST_WORDS_IN_STEP = 40  # two long sentences
_PERCENT = re.compile(r"\d ?%|\bper ?cent\b|(?<![\w/])\d+/\d+(?![\w/])", re.IGNORECASE)
_CALCULATE = re.compile(r"\b(?:calculate|multiply|divide|subtract|add up)\b", re.IGNORECASE)
_YOU = re.compile(r"\byou(?:r|rs|rself)?\b", re.IGNORECASE)


Judge = Callable[[JudgedSheet], Verdict]


def purpose(sheet: JudgedSheet) -> Verdict:
    """A title, and a subtitle below it."""
    title = any(isinstance(block, Heading) and block.level == 1 for block in sheet.blocks)
    line = any(isinstance(block, Paragraph) and block.role == "subtitle" for block in sheet.blocks)
    return _met(title and line), f"title: {_has(title)}, line below it: {_has(line)}"


def plain_words(sheet: JudgedSheet) -> Verdict:
    """Flesch-Kincaid 6 and SMOG 8 at most, without the names of drugs and genes."""
    measured = Scale(sheet.library, sheet.words).measure(sheet.sentences)
    grades = measured.names_out
    return _met(grades.flesch_kincaid <= AIM_FLESCH_KINCAID and grades.smog <= AIM_SMOG), str(measured)


def terms_explained(sheet: JudgedSheet) -> Verdict:
    """No word of our list of jargon without an explanation."""
    scale = Scale(sheet.library, sheet.words)
    prose = [_with_marks(text) for text in sheet.texts]
    found = unexplained(prose, StemmedPhrases(sheet.words.jargon, sheet.words.alike), scale.drugs)
    shown = dict.fromkeys(hit.shown.lower() for _text, hit in found)
    return _met(not shown), f"not explained: {', '.join(shown)}" if shown else "all explained"


def active_voice(sheet: JudgedSheet) -> Verdict:
    """At most one sentence in ten looks passive."""
    passive = Passive(sheet.words)
    count = sum(bool(passive.found(sentence)) for sentence in sheet.sentences)
    return (
        _met(count <= _MOST_PASSIVE * len(sheet.sentences)),
        f"{count} of {len(sheet.sentences)} sentences look passive",
    )


def active_where_it_matters(sheet: JudgedSheet) -> Verdict:
    """No passive voice in the summary and in the tips; questions to ask are the reader's own words."""
    passive = Passive(sheet.words)
    boxes = [kid for kids in sheet.tips() for kid in kids if isinstance(kid, Bullets)]
    matters = (*boxes, *lists_in(sheet.summaries()))
    found = [each for bullets in matters for item in bullets.items for each in passive.found(plain(item))]
    if not matters:
        return "no", "no summary and nothing to do"
    return _met(not found), f"passive: {', '.join(found)}" if found else "all active"


def easy_numbers(sheet: JudgedSheet) -> Verdict:
    """No percent and no fraction."""
    texts = [plain(text) for text in sheet.texts]
    if not any(character.isdigit() for text in texts for character in text):
        return "not applicable", "no numbers"
    found = next((text for text in texts if _PERCENT.search(text)), None)
    return _met(found is None), f'"{shortened(found)}"' if found else "whole numbers only"


def no_calculating(sheet: JudgedSheet) -> Verdict:
    """No word that asks for it; every figure of people counts a hundred."""
    found = next((text for text in map(plain, sheet.texts) if _CALCULATE.search(text)), None)
    return _met(found is None), f'"{shortened(found)}"' if found else "nothing to work out"


def no_calculating_to_show(sheet: JudgedSheet) -> Verdict:
    """Applies only where the reader must calculate."""
    met, evidence = no_calculating(sheet)
    return ("not applicable", evidence) if met == "yes" else ("no", evidence)


def short_pieces(sheet: JudgedSheet) -> Verdict:
    """Paragraphs of at most 4 sentences, lists of at most 7; signs to call about may be more."""
    limit, abbreviations = MOST_SENTENCES, sheet.words.abbreviations
    paragraphs = [plain(text) for text in sheet.texts]
    long = [text for text in paragraphs if len(split(text, abbreviations)) > limit]
    lists = len(sheet.long_lists(signs=False))
    evidence = f"{len(long)} long paragraphs, {lists} long lists"
    if long:
        evidence += f', first "{shortened(long[0])}"'
    return _met(not long and not lists), evidence


def lists(sheet: JudgedSheet) -> Verdict:
    """Lists, none of more than 7 items, whatever is in them."""
    count, long = len(sheet.lists()), sheet.long_lists(signs=True)
    sizes = ", ".join(str(len(bullets.items)) for bullets in long)
    return _met(count > 0 and not long), f"{count} lists" + (f", too long: {sizes} items" if long else "")


def headings(sheet: JudgedSheet) -> Verdict:
    """A heading at least every 200 words; in tables each row has its own."""
    words_under: list[tuple[int, str]] = []
    for block in sheet.blocks:
        if isinstance(block, Heading):
            words_under.append((0, plain(block.text)))
        elif isinstance(block, Callout) and block.title:
            words_under.append((0, plain(block.title)))
        elif words_under and not isinstance(block, Table):
            count, heading = words_under[-1]
            more = sum(len(words_in(plain(text))) for text in block.prose())
            words_under[-1] = (count + more, heading)
    if not words_under:
        return "no", "no headings"
    most, heading = max(words_under)
    evidence = f'{len(words_under)} headings; at most {most} words, under "{heading}"'
    return _met(most <= _MOST_WORDS_UNDER_HEADING), evidence


def summary(sheet: JudgedSheet) -> Verdict:
    """A box that sums up."""
    count = len(sheet.summaries())
    return _met(count > 0), f"{count} boxes that sum up"


def summary_first(sheet: JudgedSheet) -> Verdict:
    """No running text before the box that sums up."""
    for block in sheet.blocks:
        if isinstance(block, Callout) and block.kind == "summary":
            return "yes", "no running text stands before the summary"
        if text := next(block.prose(), None):
            return "no", f'first comes "{shortened(plain(text))}"'
    return "no", "no summary"


def cues(sheet: JudgedSheet) -> Verdict:
    """Boxes and lists."""
    boxes, bullets = len(sheet.every(Callout)), len(sheet.lists())
    return _met(boxes > 0 and bullets > 0), f"{boxes} boxes, {bullets} lists"


def captions(sheet: JudgedSheet) -> Verdict:
    """Every figure has a caption, or follows the sentence that it shows."""
    figures = sheet.every(IconArray)
    if not figures:
        return "not applicable", "no figures"
    led = {id(kid) for kids in sheet.groups() for kid in kids[1:]}
    bare = [figure for figure in figures if not figure.caption and id(figure) not in led]
    return _met(not bare), f"{len(figures)} figures, {len(bare)} without a caption"


def tables(sheet: JudgedSheet) -> Verdict:
    """Heads of at most 5 words, none empty."""
    heads = [plain(head) for table in sheet.every(Table) for head in table.head]
    if not heads:
        return "not applicable", "no tables"
    wrong = [head for head in heads if not 0 < len(words_in(head)) <= _MOST_WORDS_IN_HEAD]
    return _met(not wrong), f"long or empty: {', '.join(wrong)}" if wrong else f"{len(heads)} short heads"


def actions(sheet: JudgedSheet) -> Verdict:
    """Boxes to tick, or a box that says when to call."""
    count = len(sheet.action_lists())
    return _met(count > 0), f"{count} lists of things to do"


def speaks_to_you(sheet: JudgedSheet) -> Verdict:
    """You or your in at least a quarter of the sentences."""
    count, total = sum(bool(_YOU.search(each)) for each in sheet.sentences), len(sheet.sentences)
    return _met(total > 0 and count >= _FEWEST_YOU * total), f"{count} of {total} sentences say you"


def small_steps(sheet: JudgedSheet) -> Verdict:
    """What to do stands in lists of at most 7 items of at most 40 words."""
    found = [block for block in sheet.lists() if block.marker == "box"]
    if not found:
        return "no", "nothing to do in steps"
    wordy = [
        item for block in found for item in block.items if len(words_in(plain(item))) > _MOST_WORDS_IN_STEP
    ]
    long = [block for block in found if len(block.items) > MOST_ITEMS]
    return _met(not wordy and not long), f"{len(found)} lists, {len(long)} long, {len(wordy)} wordy items"


def tool(sheet: JudgedSheet) -> Verdict:
    """Boxes to tick and lines to write on."""
    boxes = any(block.marker == "box" for block in sheet.lists())
    lines = any(isinstance(block, WriteIn) for block in sheet.blocks)
    return _met(boxes and lines), f"boxes to tick: {_has(boxes)}, lines to write on: {_has(lines)}"


def unknowns(sheet: JudgedSheet) -> Verdict:
    """A phrase that says what is not known."""
    pattern = any_of(sheet.words.unknowns)
    found = next((text for text in map(plain, sheet.texts) if pattern.search(text)), None)
    return _met(found is not None), f'"{shortened(found)}"' if found else "it never says what is not known"


def reasons(sheet: JudgedSheet) -> Verdict:
    """Each group with things to do has a paragraph that says why."""
    groups = sheet.tips()
    if not groups:
        return "not applicable", "no tips"
    without = [kids for kids in groups if not any(says(kid) for kid in kids)]
    return _met(not without), f"{len(groups)} tips, {len(without)} without a reason"


def numbers_explained(sheet: JudgedSheet) -> Verdict:
    """Each figure of people stands with a sentence about it."""
    groups = [kids for kids in sheet.groups() if any(isinstance(kid, IconArray) for kid in kids)]
    if not groups:
        return "not applicable", "no numbers of people"
    bare = [kids for kids in groups if not any(says(kid) for kid in kids)]
    return _met(not bare), f"{len(groups)} figures, {len(bare)} without a sentence"


def _met(so: bool) -> Met:
    return "yes" if so else "no"


def _has(so: bool) -> str:
    return "there" if so else "missing"


def _with_marks(text: Text) -> Prose:
    """A text whose glossary words and heads (names) are marked as explained."""
    shown, marked = "", []
    for span in text:
        if span.term or span.head:
            marked.append((len(shown), len(shown) + len(span.text)))
        shown += span.text
    return Prose(shown, (), tuple(marked))
