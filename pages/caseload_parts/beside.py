"""Do fuller counselors lose more clients? Association only."""

from charts.load_bands import beside as beside_chart
from measures import load_bands
from measures.caseload_settings import with_groups, with_limits
from measures.release import released
from measures.statistics.comparison import SMALLEST_IN_RATE
from pages.caseload_parts import beside_words
from ui import data, figure, frame

SHOWN = ["band_id", "label", "band", "clients", "counselors", "counted"]
RATES = ["rate", "low", "high"]
QUARTER = ["counselor", "quarter", "load", "band", "active_clients", "attended_hours"]


def show(chosen, carried):  # noqa: ARG001 every part takes the judged load
    """Set bands of load beside early dropout, cancellations and early alliance."""
    settings = data.settings()
    quarters = data.answer("caseload_beside", chosen)
    quarters = with_groups(quarters, settings.groups, settings.group_share)
    quarters = load_bands.banded(with_limits(quarters, settings.limits))
    if quarters.empty:
        frame.stop("No counselor's limit is exported or set, so load cannot be banded.")
    rows = beside_words.marked(load_bands.beside(quarters))
    table = rows[[*SHOWN, *RATES]].rename(columns={"clients": "counselor_quarters"})
    counted = [name for pair in load_bands.OUTCOMES.values() for name in pair]
    figure.show(
        beside_chart(rows, titles=beside_words.TITLES),
        chosen,
        question="caseload_beside",
        headline=beside_words.headline(rows),
        note=beside_words.note(SMALLEST_IN_RATE),
        table=table,
        rows=beside_words.quarters_of_band(
            quarters[[*QUARTER, *counted]], load_bands.OUTCOMES
        ),
        released=lambda: released(
            table.drop(columns="band_id"),
            ["counted"],
            [*RATES, "counselor_quarters", "counselors"],
        ),
    )
