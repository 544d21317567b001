"""Questions about a list as a whole. Each can be answered on a terminal, or by an option."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NamedTuple

from handouts.roster.answers import Answers

Kind = Literal["cancer", "name", "vital", "dates", "stage4"]


class Question(NamedTuple):
    """A question about a list that only a person can answer."""

    kind: Kind
    text: str  # a sentence that asks
    options: tuple[str, ...]  # what to write on the command line, for each answer
    choices: tuple[str, ...] = ()  # the answers, as they are shown; none: yes or no
    stops: bool = True  # whether nothing can be printed before it is answered

    @property
    def sentence(self) -> str:
        """The question, and how to answer it by an option."""
        return f"{self.text} Answer with {' or '.join(self.options)}."


def which_cancer(heads: Sequence[str]) -> Question:
    """Which column of free text is to be read for the cancer."""
    shown = " or ".join(f"'{head}'" for head in heads)
    return Question(
        "cancer",
        f"No column names the cancer; {shown} is what staff wrote about the visit. "
        "Is the cancer to be read there?",
        tuple(f"--column cancer='{head}'" for head in heads),
        tuple(heads),
    )


def which_name(heads: Sequence[str]) -> Question:
    """Which column holds the names of the people."""
    choices = tuple(heads[:5])
    return Question(
        "name",
        "No column is known to hold the names of the people. Which one is it?",
        (*(f"--column name='{head}'" for head in choices), "--no-names"),
        (*choices, "no names"),
    )


def what_vital(value: str) -> Question:
    """What a figure or a code in the column on deaths means."""
    return Question(
        "vital",
        f"The column on deaths says {value[:12]}, which means dead in some systems and alive in others. "
        "Which is it here?",
        tuple(f"--vital {value}={said}" for said in ("alive", "dead")),
        tuple(f"{value} means {said}" for said in ("alive", "dead")),
    )


def which_order(head: str) -> Question:
    """Whether month or day comes first."""
    return Question(
        "dates",
        f"The dates in '{head}' can be read in two ways. Does the month come first, or the day?",
        ("--dates mdy", "--dates dmy"),
        ("the month", "the day"),
        stops=False,
    )


def has_stage4() -> Question:
    """Whether everybody has stage 4, where no column tells."""
    return Question(
        "stage4",
        "No column tells the stage, and codes do not tell it. Does everybody on this list have stage 4?",
        ("--stage4-confirmed",),
        stops=False,
    )


def answered(answers: Answers, question: Question, choice: int) -> Answers:
    """The answers with one more: the choice of a question, counted from 0 (yes or no: 0 is yes)."""
    match question.kind:
        case "cancer":
            return answers._replace(columns=(*answers.columns, ("cancer", question.choices[choice])))
        case "name":
            if choice == len(question.choices) - 1:
                return answers._replace(names=False)
            return answers._replace(columns=(*answers.columns, ("name", question.choices[choice])))
        case "vital":
            value, _, said = question.options[choice].removeprefix("--vital ").partition("=")
            return answers._replace(vital=(*answers.vital, (value, "dead" if said == "dead" else "alive")))
        case "dates":
            return answers._replace(dates="mdy" if choice == 0 else "dmy")
        case "stage4":
            return answers._replace(stage4_confirmed=choice == 0)
