"""What has become slower or faster since the results that the repository holds."""

import re

WORTH_SAYING = 1.25  # these machines are noisy
NUMBER = re.compile(r"[\d,]+(?:\.\d+)?")


def changes(before: str, after: str) -> list[str]:
    """Return a line for each number of two benchmark pages that moved by a quarter."""
    old = _numbers(before)
    moved = {
        place: (old[place], now, now / old[place])
        for place, now in _numbers(after).items()
        if old.get(place)
    }
    return [
        f"{' / '.join(place)}: {was:,g} -> {now:,g} (x {times:.2f})"
        for place, (was, now, times) in moved.items()
        if not 1 / WORTH_SAYING < times < WORTH_SAYING
    ]


def sections(page: str) -> dict[str, str]:
    """Return what stands under each heading of a benchmark page."""
    parts = (f"\n{page}").split("\n## ")[1:]
    return {
        heading: text.strip()
        for heading, _, text in (part.partition("\n") for part in parts)
    }


def page(opening: str, found: dict[str, str]) -> str:
    """Lay out a benchmark page: `sections` of it are these again."""
    parts = [f"## {heading}\n\n{text}" for heading, text in found.items()]
    return "\n\n".join([opening.strip(), *parts]) + "\n"


def _numbers(page: str) -> dict[tuple[str, str, str], float]:
    """Return the first number of every cell by section, row and column.

    A row goes by its first cell, and by its second where that is words.
    """
    found, section, header = {}, "", []
    for line in page.splitlines():
        if line.startswith("## "):
            section = line.removeprefix("## ")
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if not line.startswith("|"):
            header = []
        elif not header:
            header = cells
        else:
            row = cells[0] if _number(cells[1]) is not None else " ".join(cells[:2])
            for name, cell in zip(header[1:], cells[1:], strict=False):
                if (number := _number(cell)) is not None:
                    found[section, row, name] = number
    return found


def _number(cell: str) -> float | None:
    number = NUMBER.match(cell.removeprefix("x "))
    return float(number[0].replace(",", "")) if number else None
