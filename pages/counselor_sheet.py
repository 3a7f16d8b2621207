"""What should this supervision hour be about?"""

from dataclasses import replace

from measures.caseload import judged, rising, with_trend
from pages.counselor_sheet_parts import lists, measured, sheet
from ui import data
from ui.page import choices, frame
from ui.topics import load

TREND = 17

chosen = frame.open_page("Counselor sheet", printed=True)
carried = load.with_whereabouts(
    judged(data.answer("caseload_by_counselor", chosen), data.settings())
)
if carried.empty:
    frame.nothing_matches()
frame.needs_counselors()

with choices.row():
    counselor, since = sheet.choose(carried, chosen), sheet.since()
own = sheet.of(chosen, counselor, since)
weeks = data.answer("caseload_weeks", load.recent(own, weeks=TREND))
trended = with_trend(carried, rising(weeks))

row = trended[trended["counselor_id"] == counselor].iloc[0]
measured.show(own, replace(chosen, since=since), row)
lists.show(own, since)
sheet.footnote(own)
