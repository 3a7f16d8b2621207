"""How do the counselors of one team stand beside one another?"""

from charts.team import side_by_side as team_chart
from measures.release import released
from measures.team import side_by_side
from pages.caseload_parts import team_words
from ui import data, figure, people

SHOWN = ["counselor", "label"]
SHARES = ["rate", "low", "high"]


def show(chosen, carried):
    """Draw the same few measures of each counselor, by name."""
    by_name = carried.sort_values(["counselor", "counselor_id"], kind="stable")
    rows = team_words.marked(
        side_by_side(
            by_name.head(people.MOST),
            data.answer("attendance_by_counselor", chosen),
            data.answer("early_dropout_by_counselor", chosen),
            data.answer("alliance_early_by_counselor", chosen),
        )
    )
    rows = team_words.noted(rows)
    table = rows.rename(columns={"value": "rate"})[["mark_id", *SHOWN, *SHARES, "n"]]
    figure.show(
        team_chart(rows, titles=team_words.TITLES),
        chosen,
        question="caseload_by_counselor",
        headline=team_words.headline(rows, chosen.supervisors),
        note=team_words.note() + people.left_out(by_name, "the first by name"),
        table=table,
        rows=team_words.Behind(carried),
        released=lambda: released(table.drop(columns="mark_id"), ["n"], SHARES),
        key="team",
    )
