"""Do counselors with a fuller caseload lose more clients? Association only."""

import pandas as pd

from charts.caseload import beside as beside_chart
from measures import load_bands
from measures.caseload import with_groups, with_limits
from measures.release import Release
from measures.statistics.comparison import SMALLEST_IN_RATE, WITHIN
from measures.statistics.rates import RATES
from queries import Filters
from ui import data, words
from ui.figures import figure, marks
from ui.figures.marks import Given
from ui.figures.notes import through
from ui.page import frame

SHOWN = ["band_id", "label", "band", "clients", "counselors", "counted"]
QUARTER = ["counselor", "quarter", "load", "band", "active_clients", "attended_hours"]
Frame = pd.DataFrame
TITLES = {
    "left_early": "Left after<br>session one",
    "cancelled": "Cancelled<br>by the clinic",
    "alliance": "Early alliance,<br>% of range",
}
PLAIN = {name: title.replace("<br>", " ") for name, title in TITLES.items()}
COUNTED = {
    "left_early": ("left", "clients who began"),
    "cancelled": ("cancelled", "sessions"),
    "alliance": ("", "clients rated in sessions 1 to 3"),
}
NOTE = (
    "Each counselor in each quarter of the period stands in one band, by the fuller of "
    "active clients and attended hours against the counselor's own limit as it was then, "
    "less the days on leave. "
    "95% intervals take counselor quarters as the units; below {} of them it is grey "
    "and not compared. Association only: full counselors may differ in other ways, and "
    "a quarter with many cancellations has fewer hours by itself. {}"
)


def show(chosen: Filters, carried: pd.DataFrame) -> None:  # noqa: ARG001 every part takes the judged load
    """Set bands of load beside early dropout, cancellations and early alliance."""
    settings = data.settings()
    quarters = data.answer("caseload_beside", chosen)
    quarters = with_groups(quarters, settings.groups, settings.group_share)
    quarters = load_bands.banded(with_limits(quarters, settings.limits))
    if quarters.empty:
        frame.stop("No counselor's limit is exported or set, so load cannot be banded.")
    rows = marked(load_bands.beside(quarters))
    table = rows[[*SHOWN, *RATES]].rename(columns={"clients": "counselor_quarters"})
    counted = [name for pair in load_bands.OUTCOMES.values() for name in pair]
    figure.show(
        beside_chart(rows, titles=TITLES),
        chosen,
        question="caseload_beside",
        headline=headline(rows),
        note=note(SMALLEST_IN_RATE),
        table=table,
        rows=quarters_of_band(quarters[[*QUARTER, *counted]], load_bands.OUTCOMES),
        release=Release(
            ["counted"],
            [*RATES, "counselor_quarters", "counselors"],
            without=["band_id"],
        ),
    )


def headline(rows: Frame) -> str:
    """Say how many leave after session one in the emptiest and the fullest band."""
    own = rows[(rows["outcome"] == "left_early") & (rows["side"] == WITHIN)]
    if len(own) < 2:
        return "Too few counselor quarters to set load beside what happens to clients"
    first, last = own.iloc[0], own.iloc[-1]
    apart = first["high"] < last["low"] or last["high"] < first["low"]
    return (
        f"{words.percent(first['rate'])} leave after session one where the load is "
        f"{first['band']} ({words.interval(first['low'], first['high'])}), "
        f"{words.percent(last['rate'])} where it is {last['band']} "
        f"({words.interval(last['low'], last['high'])})"
        f"{'' if apart else ': chance may explain it'}"
    )


def marked(rows: Frame) -> Frame:
    """Add band_id, what a mark carries, and note, what the hover says."""
    notes = []
    for _, row in rows.iterrows():
        did, among = COUNTED[row["outcome"]]
        count = f"{words.number(row['attended'])} {did} of " if did else ""
        quarters = words.count(row["clients"], "counselor quarter")
        notes.append(
            f"{count}{words.number(row['counted'])} {among}, {quarters}, "
            f"{words.count(row['counselors'], 'counselor')}"
        )
    ids = marks.of(rows, "outcome", "band")
    return rows.assign(note=notes, band_id=ids, label=rows["outcome"].map(PLAIN))


def note(fewest: int) -> str:
    """Say how load and outcomes are set beside one another."""
    return NOTE.format(fewest, through())


def quarters_of_band(quarters: Frame, columns: dict[str, tuple[str, str]]) -> Given:
    """Lead from a band to the counselor quarters whose counts it is made of."""

    def chosen(table: Frame, mark: str) -> Frame:
        outcome, band = marks.parts(mark)
        counted = table[columns[outcome][1]] > 0
        return table[(table["band"] == band) & counted].reset_index(drop=True)

    def named(mark: str) -> str:
        outcome, band = marks.parts(mark)
        return f"{PLAIN[outcome].lower()}, {band}"

    return Given(quarters, "counselor quarter", "band_id", chosen, named)
