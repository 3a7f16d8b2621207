"""What does the clinic decide about its own load?"""

from pages.caseload_parts import settings_form
from ui import data, frame

ONLY_WHOLE = "Settings are the whole clinic's; only who may see all of it decides them."


def show(chosen, carried):  # noqa: ARG001 every part takes the judged load
    """Let the clinic set its target, its limits, its weights and its reasons."""
    if chosen.scope is not None:
        frame.stop(ONLY_WHOLE)
    frame.section("What the clinic decides about its own load")
    people = data.answer("caseload_by_counselor", chosen)
    severities = data.answer("caseload_by_severity", chosen)["severity"]
    decided = settings_form.form(people, sorted(severities.dropna().unique()))
    if decided is not None:
        settings_form.say(settings_form.keep(decided))
