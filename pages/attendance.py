"""Do clients come to the sessions that are booked?"""

from charts import attendance
from charts import people as people_chart
from measures import clustered
from measures.comparison import SMALLEST_IN_RATE
from measures.release import released
from ui import behind, data, figure, frame, headlines, notes, people, period

COUNTS = list(attendance.STATUSES)
RATES = ["rate", "low", "high"]
RATED = [*RATES, "counted", "clients"]

chosen = frame.open_page("Attendance")
overall = data.answer("attendance_overall", chosen)
if not overall["sessions"].sum():
    frame.nothing_matches()

clinic = clustered.with_clustered_rate(overall)
earlier = data.answer("attendance_overall", period.before(chosen))
months = clustered.with_clustered_rate(data.answer("attendance_by_month", chosen))
monthly = months[["month", *RATED[:4], *COUNTS]]
statuses = overall[COUNTS].melt(var_name="status", value_name="sessions")
statuses = statuses[statuses["sessions"] > 0]
statuses["share"] = statuses["sessions"] / statuses["sessions"].sum()

left, right = frame.halves()
with left:
    figure.show(
        attendance.by_month(period.with_partial(months, chosen)),
        chosen,
        question="attendance_by_month",
        headline=headlines.attendance(clinic, clustered.change(overall, earlier)),
        note=notes.attendance(),
        table=monthly,
        rows=behind.sessions_of_month(),
        released=lambda: released(monthly, COUNTS, RATED[:4]),
    )
with right:
    figure.show(
        attendance.by_status(statuses),
        chosen,
        question="attendance_overall",
        headline=headlines.statuses(overall),
        note=notes.statuses(),
        table=statuses,
        rows=behind.sessions_of_status(attendance.STATUSES),
        released=lambda: released(statuses, ["sessions"], ["share"]),
    )

counselors = clustered.with_clustered_rate(
    data.answer("attendance_by_counselor", chosen)
)
table = counselors[["counselor_id", "counselor", *RATED, *COUNTS]]
drawn = people.shown(people.with_note(counselors, "counted", "session"))
figure.show(
    people_chart.dots(
        people.without_judgment(drawn),
        center=clinic["rate"].iloc[0],
        names=people_chart.UNCOMPARED,
    ),
    chosen,
    question="attendance_by_counselor",
    headline=people.spread(counselors, SMALLEST_IN_RATE),
    note=notes.clustered(SMALLEST_IN_RATE) + people.left_out(counselors, "by name"),
    table=table,
    rows=behind.sessions_of_counselor(counselors),
    released=lambda: released(table, [*COUNTS, "clients"], RATED[:4]),
)
