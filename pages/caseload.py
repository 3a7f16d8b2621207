"""Who carries too much?"""

from charts import caseload as caseload_chart
from measures import caseload
from measures.release import released
from ui import behind, data, figure, frame, headlines, notes, people, tables

LOAD = ["active_clients", "caseload_limit", "recently_seen", "only_booked"]
HOURS = ["attended_hours", "weekly_hours", "booked_hours", "utilization"]

chosen = frame.open_page("Caseload")
load = caseload.judged(data.answer("caseload_by_counselor", chosen))
if load.empty:
    frame.nothing_matches()

typical = caseload.typical(load)
table = load[["counselor_id", "counselor", "supervisor", *LOAD, *HOURS]]
figure.show(
    caseload_chart.by_counselor(
        notes.loaded(load.head(people.MOST)),
        medians=dict(zip(typical["measure"], typical["median"], strict=True)),
    ),
    chosen,
    question="caseload_by_counselor",
    headline=headlines.caseload(load, typical),
    note=notes.caseload(chosen) + people.left_out(load, "those in most need"),
    table=table,
    rows=behind.caseload_of_counselor(load),
    released=lambda: released(table, LOAD[:1], [*LOAD[2:], *HOURS]),
)

over = load[load["over_capacity"]]
if not over.empty:
    frame.section("Which limit is passed, and by how much")
    tables.show(
        over[["counselor", "supervisor", "reason"]],
        alt="Counselors over capacity, and which limit each passes",
        key="over_capacity",
    )
