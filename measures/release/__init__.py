"""Which parts of a table may be downloaded: no small numbers, no formulas."""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from measures.release.small_numbers import neutralized, releasable

__all__ = ["Release"]


@dataclass(frozen=True)
class Release:
    """How a figure's table leaves the building: which columns, and what they are.

    `counts`, `rates` and `total` name columns as `releasable` takes them. `without`
    names those that stay here, such as what a mark carries. Where the table on the
    screen has another shape than the counts, `instead` holds the counts.
    """

    counts: Sequence[str]
    rates: Sequence[str] = ()
    total: str | None = None
    without: Sequence[str] = ()
    instead: pd.DataFrame | None = None

    def of(self, table: pd.DataFrame) -> pd.DataFrame:
        """Return the table as it may leave: suppressed, and safe in a spreadsheet.

        See `releasable` for what goes, and `neutralized` for what could run.
        """
        leaving = table if self.instead is None else self.instead
        leaving = leaving.drop(columns=list(self.without))
        return neutralized(releasable(leaving, self.counts, self.rates, self.total))
