"""Which control chart fits a selection of sessions."""

from typing import NamedTuple

from measures.statistics.spc import STABLE_FROM

WEEKS, MONTHS, SINGLE = "Week", "Month", "XmR"
RUN, BETWEEN = "Runs", "Between no-shows"
CHARTS = (WEEKS, MONTHS, SINGLE, RUN, BETWEEN)
FEWEST_A_WEEK = 20
RARE = 5
FEWEST_JUDGED = 8
DAYS_A_MONTH = 365.25 / 12


class Held(NamedTuple):
    """What a selection holds: its days, its sessions in the rate, its no-shows."""

    days: int
    sessions: float
    no_shows: float
    whole_months: int

    @property
    def a_week(self) -> float:
        """Return the sessions of a usual week."""
        return 7 * self.sessions / max(1, self.days)

    @property
    def no_shows_a_month(self) -> float:
        """Return the no-shows of a usual month."""
        return DAYS_A_MONTH * self.no_shows / max(1, self.days)


def fitting(held: Held) -> str:
    """Return the chart that fits: WEEKS, SINGLE, RUN or BETWEEN.

    Laney's p' of WEEKS where a usual week holds FEWEST_A_WEEK sessions or more (the
    clinic). Of fewer (one counselor, a small selection): BETWEEN, a g chart, where no-shows are rare,
    fewer than RARE in a usual month, but enough for STABLE_FROM stretches between
    them; else whole months as single values (XmR), where there are STABLE_FROM; else
    a RUN chart, judged by its runs alone. MONTHS only when asked for.
    """
    if held.a_week >= FEWEST_A_WEEK:
        return WEEKS
    if held.no_shows_a_month < RARE and held.no_shows > STABLE_FROM:
        return BETWEEN
    return SINGLE if held.whole_months >= STABLE_FROM else RUN


def run_unit(held: Held) -> str:
    """Return "month" or "week": the longer one that gives points enough to judge."""
    return "month" if held.whole_months >= FEWEST_JUDGED else "week"
