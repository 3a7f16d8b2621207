"""What a download hands over: small numbers gone, formulas disarmed."""

import pandas as pd

from measures.release.small_numbers import neutralized, releasable


def released(
    frame: pd.DataFrame, counts: list[str], rates: list[str], total: str | None = None
) -> pd.DataFrame:
    """Return a table of counts and their rates as it may leave the building.

    See `releasable` for what goes, and `neutralized` for what a spreadsheet may run.
    """
    return neutralized(releasable(frame, counts, rates, total))
