"""Suppress counts below SMALLEST_RELEASED, and whatever would let a reader derive one."""

import unicodedata
from collections.abc import Sequence

import numpy as np
import pandas as pd

from measures.release.suppression import SMALLEST_RELEASED, UNKNOWN, Table
from measures.statistics.columns import floats

__all__ = ["SMALLEST_RELEASED", "SUPPRESSED", "neutralized", "releasable"]

SUPPRESSED = "*"
FORMULA = frozenset("=+-@")
CONTROL = frozenset("\t\r\n")
QUOTES = frozenset("'\"`\u2018\u2019\u201c\u201d")


def releasable(
    frame: pd.DataFrame,
    counts: Sequence[str],
    rates: Sequence[str] = (),
    total: str | None = None,
    *,
    summed: bool = True,
) -> pd.DataFrame:
    """Replace small counts, and what would give them away, by SUPPRESSED.

    A cell of 1 to SMALLEST_RELEASED - 1 goes; 0 may stay. `total` names the column
    of which the counts are separate parts; what they leave over counts as a cell
    though it is not shown (45 of 50 tells of 5). `summed`: the columns' sums stand
    somewhere, as on our pages they do. The smallest further cells go until nothing
    hidden can be derived, and no sum of what is hidden is itself small. All
    `rates` of a row with a hidden cell go. A column named nowhere passes through:
    name every one that is a count or comes from one. NaN stays. CMS cell size
    policy (ResDAC). Raises ValueError when the counts exceed their total.
    """
    parts = [name for name in counts if name != total]
    shown = parts if total is None else [*parts, total]
    hidden = _hidden(frame, parts, total, summed=summed and len(frame) > 1)
    answer = frame.copy()
    for position, name in enumerate(shown):
        answer[name] = _blanked(frame[name], hidden[:, position])
    for name in rates:
        answer[name] = _blanked(frame[name], np.any(hidden, axis=1))
    return answer


def neutralized(frame: pd.DataFrame) -> pd.DataFrame:
    """Put an apostrophe before text that a spreadsheet would run as a formula.

    Cells and column names beginning with = + - @, tab or line end, in any width of
    the character and behind quotes, spaces or invisible characters. Numbers and
    dates stay what they are. After OWASP, CSV injection.
    """
    answer = frame.copy()
    for position, kind in enumerate(frame.dtypes):
        if not pd.api.types.is_numeric_dtype(kind):
            cells = frame.iloc[:, position].astype(object).map(_neutral)
            if not cells.equals(frame.iloc[:, position].astype(object)):
                answer.isetitem(position, cells.array)
    return answer.set_axis([_neutral(name) for name in frame.columns], axis=1)


def _hidden(
    frame: pd.DataFrame, parts: list[str], total: str | None, *, summed: bool
) -> np.ndarray:
    """Return the mask of hidden cells: one column per part, then the margins."""
    columns = [floats(frame, name) for name in parts]
    margins = _margins(frame, columns, total)
    cells = np.column_stack([*columns, *margins])
    if not summed:
        cells = np.vstack([cells, np.full(cells.shape[1], UNKNOWN)])
    margin = np.arange(cells.shape[1]) - len(parts)
    sums = (margin == 0) & (total is not None)
    table = Table(cells, sums=sums, unseen=(margin >= 0) & ~sums)
    hidden = table.close() & (cells != UNKNOWN)
    return hidden[: len(frame)]


def _margins(
    frame: pd.DataFrame, columns: list[np.ndarray], total: str | None
) -> list[np.ndarray]:
    """Return the total and what its parts leave over, or UNKNOWN without a total."""
    if total is None:
        return [np.full(len(frame), UNKNOWN)]
    whole = floats(frame, total)
    rest = whole - np.nansum([np.zeros(len(frame)), *columns], axis=0)
    if np.any(rest < 0):
        raise ValueError(f"The counts must be separate parts of {total}.")
    return [whole, rest] if np.any(rest > 0) else [whole]


def _blanked(column: pd.Series, hidden: np.ndarray) -> pd.Series:
    if not hidden.any():
        return column
    return column.astype(object).where(~hidden, SUPPRESSED)


def _neutral(cell: object) -> object:
    if not isinstance(cell, str) or not cell:
        return cell
    return f"'{cell}" if cell[0] in CONTROL or _starts_formula(cell) else cell


def _starts_formula(text: str) -> bool:
    """Tell whether the first character that shows is a formula's, in any width."""
    for character in text:
        unseen = unicodedata.category(character)[0] in "CZ"
        if not unseen and character not in QUOTES:
            return unicodedata.normalize("NFKC", character)[0] in FORMULA
    return False
