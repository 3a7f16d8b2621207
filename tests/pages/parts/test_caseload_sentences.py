"""What the Caseload page and the counselor sheet say of other clinics."""

from datetime import date, timedelta
from math import nan

import pandas as pd
import pytest

from pages.caseload_parts import beside, index, over_time, room, team
from pages.counselor_sheet_parts import lists, measured, sheet
from pages.counselor_sheet_parts import words as sheet_words
from queries import Filters
from ui.figures import marks

LAST = date(2026, 8, 31)
CHOSEN = Filters(start=date(2026, 1, 10), end=LAST, window=45, scope=None)
PEOPLE = pd.DataFrame({"counselor_id": ["K-1"], "counselor": ["Ann"]})


@pytest.fixture(autouse=True)
def the_last_day(monkeypatch):
    monkeypatch.setattr(over_time.data, "through", lambda: LAST)


def plain(text):
    return text.replace("\N{NO-BREAK SPACE}", " ")


BANDS = pd.DataFrame(
    {
        "outcome": "left_early",
        "band": ["below 80%", "80 to 100%", "over 100%"],
        "side": "within",
        "rate": [0.1, 0.2, 0.3],
        "low": [0.05, 0.1, 0.21],
        "high": [0.2, 0.3, 0.4],
        "attended": [1200, 3, 4],
        "counted": [2400, 9, 9],
        "clients": [1, 20, 30],
        "counselors": [1, 5, 6],
    }
)
APART = "10.0% leave after session one where the load is below 80% (5.0–20.0), 30.0% where it is over 100% (21.0–40.0)"


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        (BANDS, APART),
        (
            BANDS.assign(low=[0.05, 0.1, 0.2]),
            f"{APART.replace('21.0', '20.0')}: chance may explain it",
        ),
        (
            BANDS.head(1),
            "Too few counselor quarters to set load beside what happens to clients",
        ),
        (
            BANDS.assign(side=["within", "not compared", "not compared"]),
            "Too few counselor quarters to set load beside what happens to clients",
        ),
        (
            BANDS.assign(outcome="alliance"),
            "Too few counselor quarters to set load beside what happens to clients",
        ),
    ],
)
def test_the_emptiest_band_is_set_beside_the_fullest(rows, said):
    assert beside.headline(rows) == said


@pytest.mark.parametrize(("low", "apart"), [(0.4, False), (0.41, True)])
def test_a_load_that_loses_fewer_is_apart_too(low, apart):
    fewer = BANDS.assign(low=[low, 0.1, 0.21], high=[0.9, 0.3, 0.4])

    assert ("chance may explain it" in beside.headline(fewer)) is not apart


def test_the_hover_says_of_how_many_and_of_whom():
    first, second, third = (
        beside.marked(BANDS.head(1).assign(outcome=outcome)).iloc[0]
        for outcome in ("left_early", "cancelled", "alliance")
    )

    assert first["note"] == (
        "1,200 left of 2,400 clients who began, 1 counselor quarter, 1 counselor"
    )
    assert second["note"].startswith("1,200 cancelled of 2,400 sessions, 1 couns")
    assert third["note"].startswith("2,400 clients rated in sessions 1 to 3, 1 c")
    assert first["label"] == "Left after session one"
    assert marks.parts(first["band_id"]) == ["left_early", "below 80%"]


def test_a_band_leads_to_the_quarters_that_it_counts():
    quarters = pd.DataFrame(
        {"band": ["a", "a", "b"], "left": [1, 0, 1], "known": [1, 0, 4]}
    )
    given = beside.quarters_of_band(quarters, {"left_early": ("left", "known")})
    mark = marks.joined("left_early", "a")

    assert given.behind(CHOSEN, mark).index.tolist() == [0]
    assert given.behind(CHOSEN, mark)["known"].tolist() == [1]
    assert given.named(mark) == "left after session one, a"


YEARS = pd.DataFrame(
    {
        "year_from": [date(2023, 7, 1), date(2024, 7, 1), date(2099, 7, 1)],
        "load_index": [110.4, 120.6, nan],
        "annualized": [False, True, False],
        "clients_seen": [1200, 1300, 5],
        "standard_counselors": [10.91, 9.06, nan],
        "days_covered": [366, 300, 100],
        "counselors": [12, 1, 1],
        "contracted_hours": [1262.0, 218.0, 24.0],
    }
)


@pytest.mark.parametrize(
    ("years", "said"),
    [
        (
            YEARS,
            "121 clients a year for each standard counselor in 2024–25, annualized (1,300 clients, 9.1 standard counselors)",
        ),
        (
            YEARS.head(1),
            "110 clients a year for each standard counselor in 2023–24 (1,200 clients, 10.9 standard counselors)",
        ),
        (YEARS.tail(1), index.UNKNOWN),
    ],
)
def test_the_index_is_that_of_the_last_year_that_is_known(years, said):
    assert index.headline(years) == said


def test_a_year_says_what_its_index_is_made_of_or_why_there_is_none():
    named = index.named(YEARS)

    assert named["label"].tolist() == ["2023–24", "2024–25", "2099–00"]
    assert named["note"].tolist()[:2] == [
        "1,200 clients seen in 366 days; 12 counselors, 1,262 contracted hours a week",
        "1,300 clients seen in 300 days; 1 counselor, 218 contracted hours a week",
    ]
    assert named["short"].tolist() == ["less than half a year"] * 2 + [
        "not all hours known"
    ]


WEEKS = pd.DataFrame({"active_clients": [7, 9, 1200]})
EXPECTED = pd.DataFrame(
    {
        "expected": [1200.0, 1210.4, 1220.6],
        "lowest_expected": [1200.0, 1190.0, 1180.2],
        "highest_expected": [1200.0, 1230.0, 1260.8],
    }
)


def test_how_many_there_are_and_how_many_are_expected():
    one = WEEKS.assign(active_clients=1)

    assert over_time.headline(WEEKS, EXPECTED) == (
        "1,200 active clients; about 1,221 (1,180–1,261) in 2 weeks if clients come and "
        "go as they lately did"
    )
    assert over_time.headline(one, EXPECTED.head(0)) == (
        "1 active client at the end of the last week shown"
    )


@pytest.mark.parametrize(
    ("many", "over", "said"),
    [
        (1, 0, "for 1 counselor, those in most need first; nobody over the limit now"),
        (24, 2, "for 24 counselors, those in most need first; 2 over the limit now"),
        (1200, 25, "for 24 of 1,200, those in most need first; 25 over the limit now"),
    ],
)
def test_whose_weeks_are_drawn(many, over, said):
    people = pd.DataFrame({"over_capacity": [n < over for n in range(many)]})

    assert over_time.rising(people, 24) == f"Week by week {said}"


@pytest.mark.parametrize(
    ("measure", "limit"),
    [
        ("active_clients", "caseload limit"),
        ("attended_hours", "contracted hours a week"),
    ],
)
def test_the_dotted_line_is_that_of_the_measure(measure, limit, monkeypatch):
    monkeypatch.setattr(over_time, "through", str)

    assert f"own {limit}, as it was then" in over_time.panels_note(measure)


@pytest.mark.parametrize(("days", "now"), [(-1, False), (0, True), (1, True)])
def test_a_period_reaches_the_last_day_or_not(days, now):
    until = Filters(start=CHOSEN.start, end=LAST + timedelta(days=days), scope=None)

    assert over_time.ends_now(until) is now


def test_a_week_leads_to_the_counselors_of_its_last_day():
    week = over_time.counselors_of_week()
    found = week.narrow(CHOSEN, "2026-03-08")

    assert (found.start, found.end) == (date(2026, 3, 8), date(2026, 3, 8))
    assert week.named("2026-03-08") == "the week to Mar 8, 2026"
    own = over_time.weeks_of_counselor(PEOPLE)
    assert (own.noun, own.narrow(CHOSEN, "K-1").counselors) == ("week", ("K-1",))


def free(shares, places=nan, hours=nan):
    return pd.DataFrame(
        {"free_share": shares, "free_places": places, "free_hours": hours}
    )


@pytest.mark.parametrize(
    ("people", "said"),
    [
        (
            free([nan, nan]),
            "No capacity is exported or set, so it is not known who has room",
        ),
        (free([0.0, -0.2, nan]), "None of 2 counselors has room"),
        (free([0.0]), "None of 1 counselor has room"),
        (
            free([0.1, 0.0], [3.0, 9.0]),
            "1 of 2 counselors has room: 3 places free together",
        ),
        (
            free([0.1, 0.2, nan], [3.0, nan, 50.0], [2.0, -1.0, 50.0]),
            "2 of 2 counselors have room: 3 places and 2 hours a week free together",
        ),
        (
            free([0.1] * 1200, nan, 1.0),
            "1,200 of 1,200 counselors have room: 1,200 hours a week free together",
        ),
    ],
)
def test_who_has_room_and_how_much_together(people, said):
    assert room.headline(people) == said


@pytest.mark.parametrize(
    ("over", "said"),
    [
        ([False, False], "Nobody of them would then carry more than their limit"),
        ([True, False], "One would then carry more than their limit"),
        ([True, True], "Two would then carry more than their limit"),
    ],
)
def test_what_a_move_would_do(over, said):
    assert room.answered(pd.DataFrame({"over_after": over})) == said


@pytest.mark.parametrize(
    ("limit", "intakes", "said"),
    [
        (nan, 1.0, "With 1 intake a week: about 22 active clients in 8 weeks"),
        (
            20.0,
            0.5,
            "With 0.5 intakes a week: about 22 of 20 active clients in 8 weeks",
        ),
    ],
)
def test_where_intakes_lead(limit, intakes, said):
    after = pd.DataFrame({"caseload_limit": [limit, 1.0], "active_after": [21.6, 1.0]})

    assert room.intakes_headline(after, intakes, 8) == said


def test_what_the_answer_assumes():
    assert "care ends for 3.2% of active clients a week, as in the last 8 weeks" in (
        room.assumed(0.032, 8).replace("{weeks}", "8")
    )


@pytest.mark.parametrize(
    ("supervisors", "said"),
    [
        (None, "2 counselors of the clinic side by side; choose a supervisor for one"),
        (("S-1",), "2 counselors of 1 supervisor side by side"),
        (("S-1", "S-2"), "2 counselors of 2 supervisors side by side"),
    ],
)
def test_who_stands_side_by_side(supervisors, said):
    rows = pd.DataFrame({"counselor_id": ["a", "a", "b"]})

    assert team.headline(rows, supervisors).startswith(said)


@pytest.mark.parametrize(
    ("measure", "n", "said", "label"),
    [
        ("clients", 24.0, "24 active clients", "Clients of limit"),
        ("hours", 17.26, "17.3 attended hours a week", "Hours used"),
        ("attendance", 1200.0, "1,200 sessions in the rate", "Attendance"),
        ("left", 30.0, "30 clients known after session one", "Left after one"),
        ("alliance", 30.0, "30 clients rated in sessions 1 to 3", "Early alliance"),
        ("left", nan, "not known", "Left after one"),
    ],
)
def test_each_measure_of_a_team_says_of_how_many(measure, n, said, label):
    (row,) = team.noted(pd.DataFrame({"measure": [measure], "n": [n]})).to_dict(
        "records"
    )

    assert (row["note"], row["label"]) == (said, label)


@pytest.mark.parametrize(
    ("mark", "question", "start"),
    [
        (None, "caseload_clients", CHOSEN.start),
        ("clients", "caseload_clients", CHOSEN.start),
        ("hours", "attendance_sessions", date(2026, 8, 4)),  # four weeks
        ("attendance", "attendance_sessions", CHOSEN.start),
        ("left", "early_dropout_clients", CHOSEN.start),
        ("alliance", "alliance_scores", CHOSEN.start),
    ],
)
def test_each_measure_of_a_team_leads_to_its_own_rows(
    mark, question, start, monkeypatch
):
    monkeypatch.setattr(marks.data, "answer", lambda *asked: asked)
    behind = team.Behind(PEOPLE)
    carried = None if mark is None else marks.joined(mark, "K-1")
    asked, chosen = behind.behind(CHOSEN, carried)

    assert asked == question
    assert (chosen.start, chosen.end) == (start, LAST)
    assert chosen.counselors == (None if mark is None else ("K-1",))
    if mark == "hours":
        assert chosen.statuses == ("attended",)
    named = behind.sentence(pd.DataFrame({"n": [1]}), carried)
    assert named.endswith("behind the whole figure" if mark is None else "behind Ann")


ROW = pd.Series(
    {
        "whereabouts": "",
        "over_capacity": False,
        "reason": "24 clients, limit 20",
        "excess": 0.85,
        "active_clients": 1200,
        "caseload_limit": nan,
        "only_booked": 3,
        "over_clients": False,
        "attended_hours": 17.26,
        "weekly_hours": 18.0,
        "booked_hours": nan,
        "over_hours": False,
    },
    dtype=object,
)


def changed(**more):
    return pd.Series({**ROW, **more}, dtype=object)


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (ROW, "Within capacity: 85% of the limit in use"),
        (changed(excess=nan), "No limit is known for this counselor"),
        (changed(over_capacity=True), "Over capacity: 24 clients, limit 20"),
        (
            changed(whereabouts="left on Aug 12, 2026"),
            "Left on Aug 12, 2026: no capacity is counted",
        ),
    ],
)
def test_the_sheet_says_how_full_a_counselor_is(row, said):
    assert sheet_words.load(row) == said


def test_the_sheet_sets_clients_and_hours_against_their_limits():
    clients, hours = sheet.clients(ROW), sheet.hours(ROW)
    over = changed(over_clients=True, over_hours=True, caseload_limit=20)

    assert (clients.value, clients.moved) == ("1,200", "on the last day")
    assert clients.sure == "limit —; 3 only booked"
    assert (hours.value, hours.moved) == ("17.3", "mean of four weeks")
    assert hours.sure == "of 18.0 contracted; — booked"
    assert sheet.clients(over).moved == "over the limit"
    assert sheet.clients(over).sure == "limit 20; 3 only booked"
    assert sheet.hours(over).moved == "over the contract"


LEFT = {"at_risk_one": 30.0, "dropped_one": 6, "rate": 0.2, "low": 0.1, "high": 0.3}


@pytest.mark.parametrize(
    ("side", "said"),
    [
        ("within", "chance explains the difference to all together"),
        ("low", "fewer than chance explains"),
        ("high", "more than chance explains"),
        ("not compared", "too few clients to compare"),
    ],
)
def test_the_sheet_says_where_a_counselor_lies(side, said):
    row = pd.Series({**LEFT, "side": side}, dtype=object)

    assert sheet_words.position(row) == (
        f"6 of 30 clients left after session one (20.0%, 10.0–30.0): {said}"
    )


@pytest.mark.parametrize("row", [None, pd.Series({**LEFT, "at_risk_one": 0})])
def test_the_sheet_says_that_nothing_is_known_yet(row):
    assert sheet_words.position(row).startswith("No first session of this period")


@pytest.mark.parametrize(
    ("days", "said"),
    [
        ([], "Nobody needs a call this week"),
        ([7], "1 client may need a call, 1 within a week"),
        ([3, 7, 8], "3 clients may need a call, 2 within a week"),
    ],
)
def test_the_sheet_counts_those_who_need_a_call(days, said):
    assert sheet_words.calls(pd.DataFrame({"days_left": days})) == said


@pytest.mark.parametrize(
    ("many", "said"),
    [
        (0, "No possible rupture of the last four weeks is unrepaired"),
        (1, "1 possible rupture of the last four weeks, not repaired: check with"),
    ],
)
def test_the_sheet_counts_possible_ruptures(many, said):
    assert sheet_words.dips(pd.DataFrame({"n": range(many)})).startswith(said)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ([], "Nothing is recorded since Aug 17, 2026"),
        (
            ["new client", "discharged: moved", "discharged: done"],
            "Since Aug 17, 2026: 2 discharged and 1 new client",
        ),
    ],
)
def test_the_sheet_counts_what_changed_by_kind(changes, said):
    rows = pd.DataFrame({"change": changes}, dtype=str)

    assert sheet_words.changes(rows, date(2026, 8, 17)) == said


@pytest.mark.parametrize(
    ("many", "said"),
    [
        (20, []),
        (21, ["1 more are not on the sheet."]),
        (1220, ["1,200 more are not on the sheet."]),
    ],
)
def test_the_sheet_has_room_for_twenty_rows_and_counts_the_others(
    many, said, monkeypatch
):
    captions, shown = [], []
    monkeypatch.setattr(sheet.st, "caption", captions.append)
    monkeypatch.setattr(lists.tables, "show", lambda rows, **_: shown.append(len(rows)))
    lists._list(pd.DataFrame({"n": range(many)}), "", "k")

    assert captions == said
    assert shown == [20]


def test_an_empty_list_is_not_drawn(monkeypatch):
    shown = []
    monkeypatch.setattr(lists.tables, "show", lambda rows, **_: shown.append(rows))
    lists._list(pd.DataFrame({"n": []}), "", "k")

    assert shown == []


@pytest.mark.parametrize(
    ("chosen", "place"),
    [(None, 0), (("K-2",), 1), (("K-1", "K-2"), 0), (("K-9",), 0)],
)
def test_the_sheet_opens_with_the_one_counselor_of_the_filters(
    chosen, place, monkeypatch
):
    offered = []
    monkeypatch.setattr(
        sheet.st,
        "selectbox",
        lambda _, names, first, **__: offered.append(names[first]),
    )
    people = pd.DataFrame({"counselor_id": ["K-2", "K-1"], "counselor": ["Zoe", "Ann"]})
    sheet.choose(people, Filters(CHOSEN.start, LAST, scope=None, counselors=chosen))

    assert offered == [["K-1", "K-2"][place]]


def test_supervision_was_two_weeks_ago_unless_said_otherwise(monkeypatch):
    monkeypatch.setattr(sheet.st, "date_input", lambda _, day, **how: (day, how))
    day, how = sheet.since()

    assert day == date(2026, 8, 17)
    assert how["max_value"] == LAST
    own = sheet.of(CHOSEN, "K-1", day)
    assert (own.counselors, own.since) == (("K-1",), day)


def test_a_counselor_without_clients_has_no_place_in_the_funnel(monkeypatch):
    judged = pd.DataFrame({"counselor_id": ["K-1", "K-2"], "dropped_one": [1, 2]})
    monkeypatch.setattr(measured.data, "answer", lambda *_: judged)
    monkeypatch.setattr(measured.peers, "with_chance", lambda rows, **_: rows)
    found = [
        measured._in_the_funnel(
            Filters(CHOSEN.start, LAST, scope=None, counselors=own), CHOSEN
        )
        for own in (("K-2",), ("K-9",), None)
    ]

    assert found[0]["dropped_one"] == 2
    assert found[1:] == [None, None]
