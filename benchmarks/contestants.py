"""Makes one print job in a process of its own, and prints time and memory as JSON.

What is timed: from people to a written file. What is not: imports, reading and composing content, loading
faces, and what is done once for any number of people (ours: typesetting the edition, which is kept; the
peers: writing markup, making styles). Each is warmed with other people before.
"""

from __future__ import annotations

import argparse
import gc
import json
import resource
import sys
import time
from collections.abc import Callable, Sequence
from itertools import islice
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.people import KINDS, Stack, people, stack
from handouts.model.selection import Recipient

Write = Callable[[Path, Sequence[Recipient]], object]


def handouts(given: Stack, _pages: int, tagged: bool) -> Write:
    """Ours: copies of a kept edition."""
    from handouts.pdf.identity import Identity
    from handouts.pdf.job import JobForm
    from handouts.typeset.copies import Copies

    edition = given.typesetter.edition(given.handout, given.resolved)
    identity = Identity("Benchmark", "handouts", "Benchmark", "en-US", "benchmark", None)
    form = JobForm(identity, "DuplexFlipLongEdge", b"benchmark")

    def write(out: Path, recipients: Sequence[Recipient]) -> None:
        letters = "".join(sorted({letter for each in recipients for letter in each.name or ""} - ASCII))
        with out.open("wb", buffering=1 << 20) as file:
            copies = Copies(file, form, letters, tagged=tagged)
            copies.adopt("one", edition)
            for at, recipient in enumerate(recipients, 1):
                copies.add("one", recipient, f"Row {at}")
            copies.finish()

    return write


ASCII = frozenset(map(chr, range(128)))


def typst(given: Stack, pages: int, tagged: bool) -> Write:
    """One document of all copies, by a compiler that is warm."""
    from typst import Compiler, Fonts

    from benchmarks.look import FONTS
    from benchmarks.typst_peer import markup_of_many

    source = given.folder / f"{given.kind}.typ"
    source.write_text(markup_of_many(given.sheet(next(people(1))), pages), encoding="utf-8")
    fonts = Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)])
    compiler = Compiler(str(source), font_paths=fonts)

    def write(out: Path, recipients: Sequence[Recipient]) -> None:
        listed = json.dumps([_values(each) for each in recipients])
        compiler.compile(output=str(out), format="pdf", sys_inputs={"people": listed}, pdf_tags=tagged)

    return write


def reportlab(given: Stack, pages: int, _tagged: bool) -> Write:
    """One document of all copies, each composed and typeset; faces are loaded once."""
    from benchmarks.reportlab_peer import Setter

    setter = Setter(given.sheet(next(people(1))), pages)
    return lambda out, recipients: setter.write(out, [_values(each) for each in recipients])


def weasyprint(given: Stack, _pages: int, _tagged: bool) -> Write:
    """A document for each, their pages in one file; faces are loaded once."""
    from weasyprint import HTML
    from weasyprint.text.fonts import FontConfiguration

    from benchmarks.html_peer import html

    fonts = FontConfiguration()

    def write(out: Path, recipients: Sequence[Recipient]) -> None:
        documents = [HTML(string=html(given.sheet(each))).render(font_config=fonts) for each in recipients]
        documents[0].copy([page for each in documents for page in each.pages]).write_pdf(out)

    return write


CONTESTANTS: dict[str, Callable[[Stack, int, bool], Write]] = {
    "handouts": handouts,
    "typst": typst,
    "reportlab": reportlab,
    "weasyprint": weasyprint,
}
_WARMED_WITH = 64


def _values(recipient: Recipient) -> dict[str, str]:
    return {**{str(name): value for name, value in recipient.values().items()}, "id": recipient.id or ""}


def main() -> None:
    """Make the job that the command line asks for."""
    options = _options()
    write = CONTESTANTS[options.contestant](
        stack(options.kind, options.clinic), options.pages, options.tagged
    )
    everybody = people(options.count + _WARMED_WITH, different=options.different)
    if options.warm:
        write(options.out, list(islice(everybody, min(options.count, _WARMED_WITH))))
    recipients = list(islice(everybody, options.count))
    gc.collect()
    wall, cpu = time.perf_counter(), time.process_time()
    write(options.out, recipients)
    wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    size = options.out.stat().st_size
    print(json.dumps({"count": options.count, "wall": wall, "cpu": cpu, "memory": peak, "size": size}))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Make one print job and say what it took.")
    parser.add_argument("contestant", choices=CONTESTANTS)
    parser.add_argument("kind", choices=KINDS)
    parser.add_argument("count", type=int)
    parser.add_argument("clinic", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--pages", type=int, default=1, help="of a copy; some peers are told")
    parser.add_argument("--tagged", action="store_true")
    parser.add_argument("--different", action="store_true", help="every field differs for everybody")
    parser.add_argument("--warm", action="store_true", help="make other copies first")
    return parser.parse_args()


if __name__ == "__main__":
    main()
