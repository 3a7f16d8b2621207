"""Who carries too much, who has room, and how does that change?"""

from measures.caseload import judged
from pages.caseload_parts import beside, index, over_time, room, settings, team
from pages.caseload_parts import load as load_part
from ui import data
from ui.figures import numbers
from ui.page import frame
from ui.topics import load

PARTS = {
    "Load": load_part.show,
    "Over time": over_time.show,
    "Load and clients": beside.show,
    "Who has room": room.show,
    "Team": team.show,
    "Load index": index.show,
    "Settings": settings.show,
}

chosen = frame.open_page("Caseload")
carried = load.with_whereabouts(
    judged(data.answer("caseload_by_counselor", chosen), data.settings())
)
if carried.empty:
    frame.nothing_matches()
frame.needs_counselors()

weeks = data.answer("caseload_over_time", load.recent(chosen))
numbers.row(*load.numbers(carried, weeks))

PARTS[frame.choose("caseload_part", PARTS)](chosen, carried)
