"""Every part of the Caseload page opens, anywhere; marks lead to their rows."""

import shutil
from dataclasses import replace

import pytest

from clinic import settings
from clinic.settings import Settings
from tests.pages.test_every_page import (
    COUNSELORS,
    HOSTILE,
    MANY,
    ONE,
    RENDERED,
    complaints,
)
from tests.pages.test_marks import numbers, selected
from ui.figures import marks

PATH = "pages/caseload.py"
PART = "caseload_part"
FIGURES = {
    "Load": {"caseload_by_counselor": ("active_clients", "counselor_id", {})},
    "Over time": {
        "weeks_active_clients": (None, "counselor_id", {}),
        "weeks_attended_hours": (
            None,
            "counselor_id",
            {"week_measure": "Attended hours"},
        ),
    },
    "Load and clients": {"caseload_beside": ("counselor_quarters", "band_id", {})},
    "Who has room": {"room": ("active_clients", "counselor_id", {})},
    "Team": {"team": (None, "mark_id", {})},
    "Load index": {"clinical_load_index": (None, None, {})},
    "Settings": {},
}
EVERY = [
    (part, figure, *columns)
    for part, figures in FIGURES.items()
    for figure, columns in figures.items()
]

every_part = pytest.mark.parametrize("part", FIGURES)


@every_part
@pytest.mark.parametrize("days", ["Last 3 months", "All"])
def test_opens_on_the_sample(visit, sample_folder, part, days):
    visitor = visit(sample_folder, PATH, period=days, **{PART: part})

    assert complaints(visitor) == []
    assert visitor.header
    assert [number.label for number in visitor.metric] == [
        "Active clients",
        "Hours used",
        "Over capacity",
        "Waiting",
    ]


@every_part
@pytest.mark.parametrize("sessions", [ONE, MANY])
def test_opens_on_one_client_and_on_strange_names(visit, publish, part, sessions):
    store = publish(sessions=sessions, counselors=COUNSELORS)
    visitor = visit(store, PATH, **{PART: part})
    shown = [element for kind in RENDERED for element in visitor.get(kind)]

    assert complaints(visitor) == []
    assert not any(HOSTILE in f"{element.value}" for element in shown)


@every_part
def test_opens_where_no_limit_is_known(visit, publish, part):
    store = publish(sessions=MANY)
    visitor = visit(store, PATH, **{PART: part})

    assert complaints(visitor) == []
    assert visitor.metric[2].value == "\N{EM DASH}"


@pytest.mark.parametrize(
    ("part", "figure", "count", "mark", "state"), [e for e in EVERY if e[2]]
)
@pytest.mark.parametrize("place", [0, -1])
def test_the_rows_are_as_many_as_the_mark_says(
    visit, sample_folder, part, figure, count, mark, state, place
):
    state = {PART: part, "period": "All", **state}
    table = numbers(
        visit(sample_folder, PATH, **state, **{f"{figure}_opened": "Table"})
    )
    expected = min(table[count].iloc[place], marks.MOST_ROWS)

    chosen = selected(marks.text(table[mark].iloc[place]))
    visitor = visit(sample_folder, PATH, **state, **{figure: chosen})

    assert complaints(visitor) == []
    assert f"{expected:,.0f} " in "".join(line.value for line in visitor.text)
    assert expected in [len(rows.value) for rows in visitor.dataframe]


@pytest.mark.parametrize(
    "measure", ["clients", "hours", "attendance", "left", "alliance"]
)
def test_each_measure_of_a_team_leads_to_its_own_rows(visit, sample_folder, measure):
    state = {PART: "Team", "team_opened": "Table"}
    table = numbers(visit(sample_folder, PATH, **state))
    mark = next(m for m in table["mark_id"] if m.startswith(measure))

    visitor = visit(sample_folder, PATH, **{PART: "Team", "team": selected(mark)})

    assert complaints(visitor) == []
    assert len(visitor.dataframe[-1].value)


@pytest.mark.parametrize("panel", ["Table", "Definition", "Query"])
@pytest.mark.parametrize(
    ("part", "figure", "state"), [(part, figure, s) for part, figure, *_, s in EVERY]
)
def test_every_panel_opens(visit, sample_folder, part, figure, state, panel):
    shut = visit(sample_folder, PATH, **{PART: part}, **state)
    closed = len(shut.dataframe) + len(shut.markdown) + len(shut.code)
    opened = {f"{figure}_opened": panel}
    visitor = visit(sample_folder, PATH, **{PART: part}, **state, **opened)

    assert complaints(visitor) == []
    assert len(visitor.dataframe) + len(visitor.markdown) + len(visitor.code) > closed


def test_the_two_who_carry_too_much_are_said_first_with_the_reason(
    visit, sample_folder
):
    visitor = visit(sample_folder, PATH)

    assert visitor.header[0].value.startswith("Two counselors carry more")
    (first, second) = (line.value for line in visitor.text)
    assert first.startswith("Marcus Bell: 24 active clients, limit 20; ")
    assert second.startswith("Oscar Vance: 28 active clients, limit 24; ")
    assert first.endswith("rising for 13 weeks")


@pytest.fixture
def own_store(sample_folder, tmp_path):
    """Return a copy of the sample's store, to be changed."""
    return shutil.copytree(sample_folder, tmp_path / "own")


def test_settings_are_kept_for_everybody(visit, own_store):
    visitor = visit(own_store, PATH, **{PART: "Settings"})
    visitor.number_input(key="band_low").set_value(60.0)
    visitor.number_input(key="band_high").set_value(85.0)
    visitor.radio(key="groups").set_value("attendee")
    visitor.checkbox(key="reason_missed").uncheck()
    next(b for b in visitor.button if b.label == "Keep these settings").click().run()

    assert complaints(visitor) == []
    assert "Kept with the store" in visitor.success[0].value
    kept = settings.read(own_store)
    assert (kept.band, kept.groups) == ((0.6, 0.85), "attendee")
    assert "missed" not in kept.reasons


@pytest.mark.parametrize("part", ["Load", "Settings"])
def test_settings_that_mean_nothing_are_warned_of_once(visit, own_store, part):
    (own_store / settings.FILE).write_text('{"band": "x"}', encoding="utf-8")
    visitor = visit(own_store, PATH, **{PART: part})
    (warning,) = visitor.warning

    assert complaints(visitor) == []
    assert warning.value.replace("\\", "") == (
        'settings.json: band must be two numbers, not "x".'
        " Until it is corrected, the usual settings are used."
    )


def test_saving_mends_settings_that_mean_nothing(visit, own_store):
    (own_store / settings.FILE).write_text('{"band": "x"}', encoding="utf-8")
    visitor = visit(own_store, PATH, **{PART: "Settings"})
    visitor.number_input(key="band_low").set_value(60.0)
    visitor.number_input(key="band_high").set_value(85.0)
    next(b for b in visitor.button if b.label == "Keep these settings").click().run()

    assert complaints(visitor) == []
    assert settings.read(own_store).band == (0.6, 0.85)


@pytest.mark.parametrize("kept", [{"band": (2.5, 10.0)}, {"group_share": 0.01}])
def test_settings_at_their_limits_open(visit, own_store, kept):
    settings.write(own_store, Settings(**kept))

    assert complaints(visit(own_store, PATH, **{PART: "Settings"})) == []


def test_what_the_clinic_decided_is_what_the_pages_say(visit, own_store):
    settings.write(
        own_store,
        replace(
            Settings(), band=(0.6, 0.85), weights={"severe": 2.0}, reasons=("waiting",)
        ),
    )
    page = visit(own_store, PATH, caseload_by_counselor_opened="Table")
    listed = visit(own_store, "pages/calls.py")

    assert any("60% to 85%" in line.value for line in page.caption)
    table = numbers(page)
    assert (table["weighted_clients"] >= table["active_clients"]).all()
    assert listed.header[0].value.startswith("11 clients need a call")


AWAY = """
    client | counselor | start            | minutes | status
    ann    | ruth      | 2026-08-10 09:00 | 60      | attended
    bob    | omar      | 2026-08-10 10:00 | 60      | attended
    cem    | omar      | 2026-08-10 11:00 | 60      | attended
    dan    | zoe       | 2026-09-10 09:00 | 60      | attended
"""
STAFF = """
    counselor | weekly hours | caseload limit | end date   | leave from | leave until
    ruth      | 12           | 14             | 2026-08-31 |            |
    omar      | 12           | 14             |            | 2026-08-12 | 2026-11-03
    zoe       | 12           | 14             |            |            |
"""


@pytest.mark.parametrize("part", ["Load", "Who has room"])
def test_who_is_away_is_named_with_the_day_and_has_no_room(visit, publish, part):
    store = publish(sessions=AWAY, counselors=STAFF)
    visitor = visit(store, PATH, **{PART: part})

    assert complaints(visitor) == []
    headers = [header.value for header in visitor.header]
    said = "Two counselors are away and have no room; 3 active clients remain"
    assert said in headers
    lines = {line.value for line in visitor.text}
    assert "omar: on leave until Nov 3, 2026; 2 active clients" in lines
    assert "ruth: left on Aug 31, 2026; 1 active client" in lines
    if part == "Who has room":
        (taker,) = [box for box in visitor.selectbox if box.label == "To"]
        assert taker.options == ["zoe"]
        assert any(
            h.startswith("1 of 1 counselor has room: 13 places") for h in headers
        )


def test_the_sheet_of_who_is_on_leave_says_until_when(visit, publish):
    store = publish(sessions=AWAY, counselors=STAFF)
    visitor = visit(store, "pages/counselor_sheet.py", sheet_counselor="omar")

    assert complaints(visitor) == []
    assert any(
        header.value.startswith("On leave until Nov 3, 2026: no capacity")
        for header in visitor.header
    )


@every_part
def test_opens_where_everybody_is_away(visit, publish, part):
    gone = STAFF.replace(
        "zoe       | 12           | 14             |            |",
        "zoe | 12 | 14 | 2026-09-01 |",
    )
    store = publish(sessions=AWAY, counselors=gone)

    assert complaints(visit(store, PATH, **{PART: part})) == []


def test_a_move_is_tried_without_being_made(visit, sample_folder):
    visitor = visit(
        sample_folder, PATH, **{PART: "Who has room"}, moves_from="K-005",
        moves_to="K-024", moves_clients=4, moves_intakes=1.0,
    )  # fmt: skip
    before_after = visitor.dataframe[0].value

    assert complaints(visitor) == []
    assert before_after["active_after"].tolist() == [14, 20]
    assert any(
        "Nobody of them" in t.value or "One would" in t.value for t in visitor.text
    )
