"""Which parts of a table may be downloaded: no small numbers, no formulas."""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from measures.release.small_numbers import neutralized, releasable

__all__ = ["Release"]

NUMBERED = "session_number"


@dataclass(frozen=True)
class Release:
    """How a figure's table leaves the building: which columns, and what they are.

    `counts`, `rates` and `total` name columns as `releasable` takes them. `labels` are
    numbers that count nobody, such as a caseload limit; a session number is one without
    being named. `without` names those that stay here, such as what a mark carries.
    Where the table on the screen has another shape than the counts, `instead` holds the
    counts.
    """

    counts: Sequence[str]
    rates: Sequence[str] = ()
    total: str | None = None
    labels: Sequence[str] = ()
    without: Sequence[str] = ()
    instead: pd.DataFrame | None = None

    def of(self, table: pd.DataFrame) -> pd.DataFrame:
        """Return the table as it may leave: suppressed, and safe in a spreadsheet.

        See `releasable` for what goes, and `neutralized` for what could run. Raises
        ValueError for a column of numbers of which nothing is said: it may be a count.
        """
        leaving = table if self.instead is None else self.instead
        leaving = leaving.drop(columns=list(self.without))
        said = {*self.counts, *self.rates, self.total, *self.labels, NUMBERED}
        numbers = leaving.select_dtypes("number").dropna(axis="columns", how="all")
        if unsaid := [name for name in numbers if name not in said]:
            raise ValueError(
                f"Release must say what these numbers are (counts, rates, labels,"
                f" without): {', '.join(map(str, unsaid))}"
            )
        return neutralized(releasable(leaving, self.counts, self.rates, self.total))
