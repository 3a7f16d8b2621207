"""How do the clients of each counselor rate the alliance, once chance is allowed for?"""

from charts.rows import rows as rows_chart
from measures.release import Release
from measures.statistics import nested
from measures.statistics.comparison import SMALLEST_COMPARED
from pages.alliance_parts import figure_rows, rows, words
from pages.alliance_parts.instrument import About
from ui import data
from ui.figures import figure
from ui.page import frame
from ui.topics import people

FEWEST_RATINGS = 4
LIKELY = ["shrunken", "shrunken_low", "shrunken_high"]
MEANS = ["mean", "sd", "likely", "likely_low", "likely_high", "weight"]
COUNTS = ["rated_clients", "clients", "scores"]


def show(about: About) -> None:
    """Draw each counselor's likely mean beside the counted one, by name."""
    frame.needs_counselors()
    if not about.has_total:
        frame.stop(about.without_total("The comparison of counselors"))
    counselors = data.answer("alliance_by_counselor", about.chosen)
    judged = nested.shrunken(counselors)
    enough = judged[judged["clients"] >= SMALLEST_COMPARED]
    enough = enough[enough["shrunken"].notna()]
    drawn = people.shown(enough)
    table = judged.rename(
        columns={name: name.replace("shrunken", "likely") for name in LIKELY}
    )[["counselor_id", "counselor", *COUNTS, *MEANS]]
    figure.show(
        rows_chart(
            figure_rows.of_counselors(drawn),
            value="%{x:.1f}",
            center=nested.spread(counselors).middle,
            center_name="all together",
            axis="Score",
        ),
        about.chosen,
        question="alliance_by_counselor",
        headline=words.counselors_headline(counselors, nested.parts(counselors)),
        note=words.counselors_note(
            SMALLEST_COMPARED,
            FEWEST_RATINGS,
            len(judged) - len(enough),
            people.left_out(enough, "by name"),
        ),
        table=table,
        rows=rows.scores_of_counselor(judged),
        release=Release(COUNTS[:2], [*COUNTS[2:], *MEANS]),
    )
