"""Which clients leave after session one or two?"""

from charts import dropout as dropout_chart
from charts import people as people_chart
from measures import compared, comparison, dropout
from measures.funnel import center
from measures.release import released
from ui import behind, data, figure, frame, headlines, notes, people, period

AFTER = {"Left after session one": "one", "Left after session two": "two"}
HAZARD = ["hazard", "hazard_low", "hazard_high"]
FIRST = ["after_one", "after_one_low", "after_one_high"]
RATES = ["rate", "low", "high"]

chosen = frame.open_page("Early dropout")
months = dropout.early(data.answer("early_dropout_by_month", chosen))
sessions = data.answer("early_dropout_by_session", chosen)
if sessions.empty:
    frame.stop(notes.nothing_known(chosen))

now = data.total(months)
then = data.total(data.answer("early_dropout_by_month", period.before(chosen)))
known = dropout.while_known(dropout.cumulative(sessions))
known = known.assign(dropped=sessions["dropped_out"])
road = known[["session_number", "at_risk", *dropout_chart.ENDINGS]]
hazard = known[["session_number", "at_risk", "dropped", *HAZARD]]
monthly = months[["month", "at_risk_one", "dropped_one", *FIRST]]

left, right = frame.halves()
with left:
    figure.show(
        dropout_chart.hazard(hazard),
        chosen,
        question="early_dropout_by_session",
        headline=headlines.left_by_two(dropout.early(now), dropout.change(now, then)),
        note=notes.dropout(chosen),
        table=hazard,
        rows=behind.clients_after_session(),
        released=lambda: released(hazard, ["dropped"], HAZARD, "at_risk"),
    )
with right:
    figure.show(
        dropout_chart.road(known),
        chosen,
        question="early_dropout_by_session",
        headline=headlines.road(known),
        note=notes.road(dropout.SMALLEST_AT_RISK),
        table=road,
        rows=behind.clients_up_to_session(),
        released=lambda: released(road, ["at_risk"], [*dropout_chart.ENDINGS]),
        key="road",
    )
figure.show(
    dropout_chart.by_month(months, fewest=comparison.SMALLEST_IN_RATE),
    chosen,
    question="early_dropout_by_month",
    headline=headlines.months(monthly, comparison.SMALLEST_IN_RATE),
    note=notes.months(chosen, comparison.SMALLEST_IN_RATE),
    table=monthly.assign(clients=months["clients"]),
    rows=behind.clients_of_month(),
    released=lambda: released(monthly, ["dropped_one"], FIRST, "at_risk_one"),
)

after = AFTER[frame.choose("left_after", AFTER)]
events, total = f"dropped_{after}", f"at_risk_{after}"
counselors = data.answer("early_dropout_by_counselor", chosen)
judged = compared.with_chance(counselors, events=events, total=total)
table = judged[["counselor_id", "counselor", events, total, *RATES]]
figure.show(
    people_chart.dots(
        people.in_figure(judged, total), center=center(judged[events], judged[total])
    ),
    chosen,
    question="early_dropout_by_counselor",
    headline=people.compared(judged),
    note=notes.chance(judged, comparison.SMALLEST_COMPARED),
    table=table.assign(clients=judged["clients"]),
    rows=behind.clients_of_counselor(counselors),
    released=lambda: released(table, [events], RATES, total),
)
