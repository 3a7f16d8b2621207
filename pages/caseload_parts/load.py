"""Who carries more than they have room for, and why?"""

import pandas as pd

from charts import caseload as caseload_chart
from measures import caseload
from measures.release import Release
from queries import Filters
from ui import data
from ui.figures import behind, figure, notes
from ui.page import frame
from ui.topics import load, people

CLIENTS = ["active_clients", "caseload_limit", "recently_seen", "only_booked"]
HOURS = ["attended_hours", "weekly_hours", "booked_hours", "utilization"]
WEEKS = 17


def show(chosen: Filters, carried: pd.DataFrame) -> None:
    """Say who is over and why, then draw everyone, those in most need first."""
    carried = _with_weights(_with_trend(carried, chosen), chosen)
    if carried["over_capacity"].any():
        frame.section(load.over(carried))
        load.say_who(carried)
    _everyone(carried, chosen)
    if load.away_column(carried):
        frame.section(load.away(carried))
        load.say_away(carried)


def _with_trend(carried: pd.DataFrame, chosen: Filters) -> pd.DataFrame:
    """Say of those who are over for how many weeks they have been rising."""
    over = tuple(carried["counselor_id"][carried["over_capacity"]].head(people.MOST))
    if not over:
        return carried
    weeks = data.answer(
        "caseload_weeks", load.recent(chosen, weeks=WEEKS, counselors=over)
    )
    return caseload.with_trend(carried, caseload.rising(weeks))


def _with_weights(carried: pd.DataFrame, chosen: Filters) -> pd.DataFrame:
    """Add the acuity-weighted caseload where the clinic has set weights."""
    weights = data.settings().weights
    if not weights:
        return carried
    counts = data.answer("caseload_by_severity", chosen)
    weighted = caseload.weighted(counts, weights)
    return carried.merge(weighted, on="counselor_id", how="left")


def _everyone(carried: pd.DataFrame, chosen: Filters) -> None:
    settings, typical = data.settings(), caseload.typical(carried)
    weighted = [name for name in ("weighted_clients",) if name in carried]
    own = ["counselor_id", "counselor", "supervisor"]
    table = carried[[*own, *CLIENTS, *weighted, *HOURS, *load.away_column(carried)]]
    figure.show(
        caseload_chart.by_counselor(
            notes.loaded(carried.head(people.MOST)),
            medians=dict(zip(typical["measure"], typical["median"], strict=True)),
            band=settings.band,
        ),
        chosen,
        question="caseload_by_counselor",
        headline=load.fullest(carried),
        note=load.note(chosen, settings, carried)
        + people.left_out(carried, "those in most need"),
        table=table,
        rows=behind.caseload_of_counselor(carried),
        release=Release(
            CLIENTS[:1],
            [*CLIENTS[2:], *weighted, *HOURS],
            labels=CLIENTS[1:2],
            without=load.away_column(carried),
        ),
    )
