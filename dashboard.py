"""How is the clinic doing, in ten seconds?"""

from charts import caseload
from charts import dropout as dropout_chart
from measures import alliance, dropout
from measures.caseload import judged
from measures.release import Release
from measures.statistics import clustered
from measures.statistics.comparison import SMALLEST_IN_RATE
from ui import data
from ui.figures import behind, figure, headlines, notes
from ui.page import frame
from ui.topics import load, scales, summary

MOST_NEED = 10
FIRST = ["after_one", "after_one_low", "after_one_high"]
LOAD = ["active_clients", "caseload_limit", "attended_hours", "weekly_hours"]

chosen = frame.open_page("Overview")
months, months_before = data.now_and_before("early_dropout_by_month", chosen)
attended, attended_before = data.now_and_before("attendance_overall", chosen)
carried = load.with_whereabouts(
    judged(data.answer("caseload_by_counselor", chosen), data.settings())
)
if months.empty and carried.empty and not attended["sessions"].sum():
    frame.nothing_matches()

now, then = data.total(months), data.total(months_before)
began, monthly = dropout.early(now), dropout.early(months)
moved = {
    session: dropout.change(now, then, measure=f"after_{session}")
    for session in ("one", "two")
}
rated, rated_before = (
    alliance.with_percent(scales.main(rows))
    for rows in data.now_and_before("alliance_overall", chosen)
)
summary.row(
    *(summary.left_after(session, began, moved[session]) for session in moved),
    summary.attended(
        clustered.with_clustered_rate(attended),
        clustered.change(attended, attended_before),
    )
    if data.tells_attendance()
    else summary.NOTHING_MISSED,
    summary.alliance(rated, alliance.change(rated, rated_before)),
    summary.over_capacity(carried),
)

first = monthly[["month", "at_risk_one", "dropped_one", *FIRST, "clients"]]
need = summary.in_need(carried, MOST_NEED)
shown = carried[["counselor_id", "counselor", "reason", *LOAD]]
left, right = frame.halves()
with left:
    figure.show(
        dropout_chart.by_month(monthly, fewest=SMALLEST_IN_RATE),
        chosen,
        question="early_dropout_by_month",
        headline=headlines.left_after_one(began, moved["one"]),
        note=notes.months(chosen, SMALLEST_IN_RATE),
        table=first,
        rows=behind.clients_of_month(),
        release=Release(["dropped_one"], FIRST, "at_risk_one", without=["clients"]),
        key="overview_early_dropout",
    )
with right:
    frame.needs_counselors()
    figure.show(
        caseload.share_of_limit(notes.loaded(need)),
        chosen,
        question="caseload_by_counselor",
        headline=headlines.caseload(carried),
        note=notes.most_need(need, len(carried)),
        table=shown,
        rows=behind.caseload_of_counselor(carried),
        release=Release(LOAD[:1], ["reason", *LOAD[1:]]),
        key="overview_caseload",
    )
