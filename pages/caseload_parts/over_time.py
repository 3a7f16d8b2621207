"""How do caseloads change from week to week, and where do they go?"""

from dataclasses import replace

from charts import caseload_panels, caseload_weeks
from measures import projection
from measures.caseload_settings import with_groups
from measures.release import released
from pages.caseload_parts import week_words
from ui import data, figure, frame, load

FLOW = ["active_clients", "recently_seen", "intakes", "endings", "waiting"]
OWN = ["active_clients", "recently_seen", "intakes", "endings", "attended_hours"]


def show(chosen, carried):
    """Draw everyone together with what is expected, then each counselor."""
    weeks = data.answer("caseload_over_time", chosen)
    if weeks.empty:
        frame.stop("No week of this period is old enough to know who was active.")
    _together(weeks, _expected(chosen), chosen)
    _each(carried, chosen)


def _expected(chosen):
    """Project the next weeks, where the period reaches the last day."""
    learned = data.answer("caseload_over_time", load.recent(chosen))
    if not week_words.ends_now(chosen):
        learned = learned.head(0)
    booked = data.answer("caseload_booked_ahead", chosen)["still_booked"]
    return projection.projected(learned, booked)


def _together(weeks, expected, chosen):
    table = weeks[["week_end", *FLOW]]
    figure.show(
        caseload_weeks.flow(weeks, expected),
        chosen,
        question="caseload_over_time",
        headline=week_words.headline(weeks, expected),
        note=week_words.note(chosen, projection.LEARNED),
        table=table,
        rows=week_words.counselors_of_week(),
        released=lambda: released(table, FLOW[:1], FLOW[1:]),
    )


def _each(carried, chosen):
    measure = week_words.MEASURES[frame.choose("week_measure", week_words.MEASURES)]
    people = carried.head(week_words.MOST_PANELS)
    settings = data.settings()
    weeks = data.answer(
        "caseload_weeks", replace(chosen, counselors=tuple(people["counselor_id"]))
    )
    weeks = with_groups(weeks, settings.groups, settings.group_share)
    table = weeks[["counselor_id", "counselor", "week_end", *OWN]]
    figure.show(
        caseload_panels.counselors(weeks, people, measure=measure),
        chosen,
        question="caseload_weeks",
        headline=week_words.rising(carried, week_words.MOST_PANELS),
        note=week_words.panels_note(measure),
        table=table,
        rows=week_words.weeks_of_counselor(carried),
        released=lambda: released(table, OWN[:1], OWN[1:]),
        key=f"weeks_{measure}",
    )
