"""Older names of layouts: they still work, and whoever types one is told the present name."""

from __future__ import annotations

from pathlib import Path

from handouts.model.selection import RENAMED


def present_name(layout: str, clinic_folder: Path | None) -> str:
    """The present name of a layout; a clinic's own of an older name is meant where there is one."""
    is_own = clinic_folder is not None and (clinic_folder / "layouts" / f"{layout}.yaml").is_file()
    return layout if is_own else RENAMED.get(layout, layout)


def renamed_notes(layout: str, clinic_folder: Path | None) -> tuple[str, ...]:
    """A note for whoever asked for a layout by an older name."""
    present = present_name(layout, clinic_folder)
    if present == layout:
        return ()
    return (f"The layout {layout} is called {present} now; both names work.",)
