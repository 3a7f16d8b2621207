"""Which clients leave after session one or two?"""

from measures import cohorts, dropout
from pages.early_dropout_parts import (
    attributes,
    before_one,
    counselors,
    definitions,
    over_sessions,
    over_time,
)
from pages.early_dropout_parts import numbers as dropout_numbers
from ui import data
from ui.figures import notes, numbers
from ui.page import frame

PARTS = {
    "Over sessions": over_sessions.show,
    "Over time": over_time.show,
    "Counselors": counselors.show,
    "Attributes": attributes.show,
    "Definitions": definitions.show,
    "Before session one": before_one.show,
}

chosen = frame.open_page("Early dropout")
sessions = data.answer("early_dropout_by_session", chosen)
if sessions.empty:
    remarks = data.answer("remarks", chosen)
    left_out = remarks.loc[remarks["key"] == "began_before_export", "rows"].sum()
    frame.stop(notes.nothing_known(chosen, int(left_out)))

now, then = map(data.total, data.now_and_before("early_dropout_by_month", chosen))
known = dropout.while_known(dropout.cumulative(sessions))
early = dropout.early(now)
numbers.row(
    *(
        dropout_numbers.left(measure, early, dropout.change(now, then, measure=measure))
        for measure in dropout_numbers.MEASURES
    ),
    dropout_numbers.within_two(
        cohorts.within_two(sessions), cohorts.within_two_followed(known), len(known)
    ),
)
numbers.footnote(f"{notes.dropout(chosen)} {dropout_numbers.REFERENCES}")

PARTS[frame.choose("early_dropout_part", PARTS)](chosen)
