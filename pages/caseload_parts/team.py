"""How do the counselors of one team stand beside one another?"""

from dataclasses import dataclass, replace
from datetime import timedelta

import pandas as pd

from charts.team import side_by_side as team_chart
from measures.release import Release
from measures.team import side_by_side
from queries import Filters
from ui import data, words
from ui.figures import behind, figure, marks
from ui.figures.marks import Rows
from ui.figures.notes import through
from ui.topics import people

SHOWN = ["counselor", "label"]
SHARES = ["rate", "low", "high"]
Frame = pd.DataFrame
TITLES = {
    "clients": "Clients<br>of limit",
    "hours": "Hours<br>used",
    "attendance": "Atten-<br>dance",
    "left": "Left<br>after one",
    "alliance": "Early<br>alliance",
}
PLAIN = {
    name: title.replace("-<br>", "").replace("<br>", " ")
    for name, title in TITLES.items()
}
OF = {
    "clients": "{n:.0f} active clients",
    "hours": "{n:.1f} attended hours a week",
    "attendance": "{n:,.0f} sessions in the rate",
    "left": "{n:,.0f} clients known after session one",
    "alliance": "{n:,.0f} clients rated in sessions 1 to 3",
}
NOTE = (
    "By name; nobody is ranked. Clients and hours are counted on the last day against "
    "the counselor's own limit (dotted), the others over the chosen period with 95% "
    "intervals; grey and without one where too few clients stand behind it (10; 12 for "
    "leaving). Intervals that overlap say that chance may explain the difference. Not "
    "adjusted for who the clients are. {}"
)


def show(chosen: Filters, carried: pd.DataFrame) -> None:
    """Draw the same few measures of each counselor, by name."""
    by_name = carried.sort_values(["counselor", "counselor_id"], kind="stable")
    rows = marked(
        side_by_side(
            by_name.head(people.MOST),
            data.answer("attendance_by_counselor", chosen),
            data.answer("early_dropout_by_counselor", chosen),
            data.answer("alliance_early_by_counselor", chosen),
        )
    )
    rows = noted(rows)
    table = rows.rename(columns={"value": "rate"})[["mark_id", *SHOWN, *SHARES, "n"]]
    figure.show(
        team_chart(rows, titles=TITLES),
        chosen,
        question="caseload_by_counselor",
        headline=headline(rows, chosen.supervisors),
        note=note() + people.left_out(by_name, "the first by name"),
        table=table,
        rows=Behind(carried),
        release=Release(["n"], SHARES, without=["mark_id"]),
        key="team",
    )


BEHIND = {
    "clients": behind.caseload_of_counselor,
    "attendance": behind.sessions_of_counselor,
    "left": behind.clients_of_counselor,
    "alliance": behind.early_scores_of_counselor,
}


@dataclass(frozen=True)
class Behind:
    """The rows behind each measure of each counselor, by the measure's own question."""

    people: Frame
    mark: str = "mark_id"

    def behind(self, chosen: Filters, mark: str | None) -> pd.DataFrame:
        """Return the rows behind a mark, or the active clients of everybody."""
        measure, counselor = _parts(mark)
        narrowed = _lately(chosen) if measure == "hours" else chosen
        return self._of(measure).behind(narrowed, counselor)

    def sentence(self, rows: pd.DataFrame, mark: str | None) -> str:
        """Say how many rows are behind what."""
        measure, counselor = _parts(mark)
        return self._of(measure).sentence(rows, counselor)

    def _of(self, measure: str) -> Rows:
        if measure == "hours":
            return behind.of_counselor(
                *behind.SESSIONS, self.people, whole=behind.attended
            )
        return BEHIND[measure](self.people)


def _parts(mark: str | None) -> tuple[str, str | None]:
    """Return the measure and the counselor of a mark: without one, all clients."""
    if mark is None:
        return "clients", None
    measure, counselor = marks.parts(mark)
    return measure, counselor


def marked(rows: Frame) -> Frame:
    """Add mark_id: a mark is one measure of one counselor."""
    return rows.assign(mark_id=marks.of(rows, "measure", "counselor_id"))


def _lately(chosen: Filters) -> Filters:
    last = data.through()
    return replace(chosen, start=last - timedelta(days=27), end=last)


def headline(rows: Frame, supervisors: tuple[str, ...] | None) -> str:
    """Say who stands side by side."""
    people = words.count(rows["counselor_id"].nunique(), "counselor")
    if supervisors is None:
        return f"{people} of the clinic side by side; choose a supervisor for one team"
    of = words.count(len(supervisors), "supervisor")
    return f"{people} of {of} side by side"


def noted(rows: Frame) -> Frame:
    """Add note, what the hover says, and label, the measure's name."""
    notes = [
        "not known" if pd.isna(n) else OF[measure].format(n=n)
        for measure, n in zip(rows["measure"], rows["n"], strict=True)
    ]
    return rows.assign(note=notes, label=rows["measure"].map(PLAIN))


def note() -> str:
    """Say how the panels are read."""
    return NOTE.format(through())
