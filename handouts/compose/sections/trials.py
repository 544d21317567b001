"""Living longer than expected: what real trials have shown, in words.

Counts of people are survival numbers too. They stand on the numbers page, for those who ask for it.
"""

from __future__ import annotations

from handouts.compose.blocks import Block, Heading, Paragraph
from handouts.compose.section_input import SectionInput, for_each_cancer, verified
from handouts.compose.sections.section import Section
from handouts.compose.wording import cited, filled, literal, words
from handouts.model.content import Cancer


def trials(given: SectionInput) -> tuple[Block, ...]:
    """A paragraph for each trial: who lived longer, and what that cannot say."""
    parts = for_each_cancer(given, _trials)
    if not parts:
        return ()
    labels = given.library.labels
    return (
        Heading(text=literal(labels.sections.trials), level=2),
        Paragraph(text=words(labels.text.trials_lead), keep_with_next=True),
        *parts,
    )


def _trials(cancer: Cancer, given: SectionInput) -> tuple[Block, ...]:
    label = given.library.labels.text.trial_in_words
    return tuple(
        Paragraph(
            text=filled(
                label,
                name=trial.name,
                people=words(trial.people),
                treatment=words(trial.treatment),
                outcome=words(trial.outcome),
                limit=words(trial.limit),
                number=cited(trial.sources[0]),
            ),
            sources=trial.sources,
        )
        for trial in verified(cancer.trials)
    )


SECTIONS = (
    Section(
        "trials",
        "What trials have shown about living longer than expected, in words.",
        trials,
        draws_on=("cancers",),
    ),
)
