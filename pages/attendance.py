"""Do clients come to the sessions that are booked?"""

from measures.statistics import clustered
from pages.attendance_parts import (
    cancelled_by_clinic,
    counselors,
    over_time,
    steadiness,
    where_and_when,
)
from ui import data
from ui.figures import numbers
from ui.page import frame
from ui.topics import attendance_numbers

PARTS = {
    "Over time": over_time.show,
    "Where and when": where_and_when.show,
    "Counselors": counselors.show,
    "Cancelled by clinic": cancelled_by_clinic.show,
    "Steadiness": steadiness.show,
}

chosen = frame.open_page("Attendance")
overall, earlier = data.now_and_before("attendance_overall", chosen)
if not overall["sessions"].sum():
    frame.nothing_matches()
frame.needs_missed()

now = clustered.with_clustered_rate(overall)
numbers.row(
    attendance_numbers.attended(now, clustered.change(overall, earlier)),
    *attendance_numbers.lost(now, earlier),
)
numbers.footnote(attendance_numbers.apart(now))

PARTS[frame.choose("attendance_part", PARTS)](chosen, now)
