"""How many clients does the clinic see a year for each standard counselor?"""

import pandas as pd

from charts.caseload import by_year
from measures import caseload
from measures.release import Release
from queries import Filters
from ui import data, words
from ui.figures import figure

COUNTS = ["clients_seen", "counselors", "days_covered"]
HOURS = ["contracted_hours", "standard_counselors", "load_index"]
Frame = pd.DataFrame
NOTE = (
    "Clients with at least one attended session from July to June, for each standard "
    "counselor: contracted clinical hours of a week, of everybody who worked in the "
    "year, for the days at work, divided by 24 (Center for Collegiate Mental Health). A year known in part is "
    "annualized by days, from half a year on; care that reaches over its edges makes it "
    "read high. It describes a center over a year. It is not for one counselor, not a "
    "target, and not comparable with centers that count hours otherwise."
)
UNKNOWN = (
    "The index needs every counselor's contracted hours, and they are not all exported"
)


def show(chosen: Filters, carried: pd.DataFrame) -> None:  # noqa: ARG001 every part takes the judged load
    """Draw the clinical load index by year."""
    years = caseload.indexed(data.answer("clinical_load_index", chosen))
    table = years[["year_from", *COUNTS, *HOURS]]
    figure.show(
        by_year(named(years)),
        chosen,
        question="clinical_load_index",
        headline=headline(years),
        note=NOTE,
        table=table,
        release=Release(["clients_seen"], [*COUNTS[1:], *HOURS]),
    )


def headline(years: Frame) -> str:
    """Say the index of the last year that is known."""
    known = years[years["load_index"].notna()]
    if known.empty:
        return UNKNOWN
    last = known.iloc[-1]
    extra = ", annualized" if last["annualized"] else ""
    return (
        f"{words.number(last['load_index'])} clients a year for each standard counselor "
        f"in {_year(last)}{extra} ({words.number(last['clients_seen'])} clients, "
        f"{words.number(last['standard_counselors'], 1)} standard counselors)"
    )


def named(years: Frame) -> Frame:
    """Add label (the year), note (for the hover) and short (why there is no index)."""
    notes = [
        f"{words.number(row['clients_seen'])} clients seen in {row['days_covered']} days; "
        f"{words.count(row['counselors'], 'counselor')}, "
        f"{words.number(row['contracted_hours'])} contracted hours a week"
        for _, row in years.iterrows()
    ]
    short = [
        "not all hours known" if pd.isna(standard) else "less than half a year"
        for standard in years["standard_counselors"]
    ]
    labels = [_year(row) for _, row in years.iterrows()]
    return years.assign(label=labels, note=notes, short=short)


def _year(row: pd.Series) -> str:
    first = row["year_from"].year
    return f"{first}{words.DASH}{(first + 1) % 100:02d}"
