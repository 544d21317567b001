def is_figure(v: str) -> bool:
    return v.strip().isdigit() and len(v.strip()) < 3


def death_of(cell: str, vital) -> str:
    c = cell.casefold()
    if c in ("dead", "deceased", "yes", "died") or any(x.isdigit() for x in c):
        return "dead"
    return "alive"
