"""What is said of steady slots and of gaps between sessions."""

import pandas as pd
import pytest

from pages.attendance_parts import rows, slots_and_gaps
from queries import Filters
from ui.figures import marks

STEADY = "31.0% of those with a steady slot (20.0–45.0, n 40)"


def roads(*bands):
    rows = pd.DataFrame({"value": list(bands), "session_number": 8, "at_risk": 40})
    return rows.assign(dropped_out=0.31, dropped_out_low=0.2, dropped_out_high=0.45)


def test_too_few_to_compare_are_too_few_of_something():
    nobody = pd.DataFrame({"value": [], "session_number": []})

    assert slots_and_gaps.leaving(nobody, "slots") == (
        "Too few clients to set slots side by side at session 8"
    )


@pytest.mark.parametrize(
    ("bands", "said"),
    [
        (
            ["steady slot"],
            f"By session 8, {STEADY} had left; too few others to set beside",
        ),
        (
            ["steady slot", "no steady slot"],
            f"By session 8, {STEADY} had left, 31.0% of those without a steady slot (20",
        ),
    ],
)
def test_what_became_of_bands_is_said_as_far_as_it_is_known(bands, said):
    found = slots_and_gaps.leaving(roads(*bands), "slots")

    assert found.replace("\N{NO-BREAK SPACE}", " ").startswith(said)


def test_a_band_that_nobody_is_in_is_drawn():
    counts = pd.DataFrame(
        {"band": ["within 1 hour", "within a day"], "clients": [3, 1]}
    )
    drawn = slots_and_gaps.every(
        counts.assign(share=[0.75, 0.25], mean_sessions=5.0), "slot"
    )

    assert drawn["band"].tolist() == slots_and_gaps.BANDS["slot"]
    assert drawn["clients"].tolist() == [3, 0, 1, 0]
    assert drawn["share"].tolist() == [0.75, 0.0, 0.25, 0.0]


def test_a_mark_leads_to_all_of_its_band_who_had_left_by_its_session():
    mark = marks.joined("slot", "within a day", 3)
    chosen = rows.dropouts_of_band().narrow(Filters.everything(), mark)

    assert (chosen.attribute, chosen.value) == ("slot", "within a day")
    assert chosen.left_after == (1, 2, 3)
