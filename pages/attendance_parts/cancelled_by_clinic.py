"""Which share of its own sessions does the clinic cancel?"""

import pandas as pd

from charts.people import UNCOMPARED, dots
from measures.peers import without_judgment
from measures.release import Release
from measures.statistics.comparison import SMALLEST_COMPARED
from measures.statistics.rates import RATES, share, with_interval
from pages.attendance_parts import rows, words
from queries import Filters
from ui import data
from ui.figures import figure
from ui.topics import people

QUESTION = "attendance_by_counselor"


def show(chosen: Filters, now: pd.DataFrame) -> None:
    """Draw, for each counselor, what was cancelled of all that was booked."""
    everyone = data.answer(QUESTION, chosen)
    shares = with_interval(everyone, events="clinic_cancelled", total="sessions")
    few = shares["sessions"] < SMALLEST_COMPARED
    shares = shares.assign(low=shares["low"].mask(few), high=shares["high"].mask(few))
    table = shares[
        ["counselor_id", "counselor", "clinic_cancelled", "sessions", *RATES]
    ]
    drawn = without_judgment(people.with_note(shares, "sessions", "session"))
    clinic = share(now["clinic_cancelled"], now["sessions"])[0]
    figure.show(
        dots(
            people.shown(drawn, first=drawn["clinic_cancelled"]),
            center=clinic,
            names=UNCOMPARED,
        ),
        chosen,
        question=QUESTION,
        headline=words.cancelled(shares, now.iloc[0]),
        note=words.cancelling(SMALLEST_COMPARED, shares),
        table=table,
        rows=rows.cancelled_of_counselor(everyone),
        release=Release(["clinic_cancelled"], RATES, "sessions"),
        key="clinic_cancelled",
    )
