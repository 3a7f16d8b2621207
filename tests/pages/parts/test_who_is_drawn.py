"""Who is drawn and who is not, on both sides of each number that decides it."""

from contextlib import nullcontext
from datetime import date
from types import SimpleNamespace

import pandas as pd
import pytest

from clinic.settings import Settings
from measures.statistics import growth
from pages.alliance_parts import counselors as rated
from pages.alliance_parts import leaving, over_sessions
from pages.attendance_parts import between, cancelled_by_clinic, over_time
from pages.attendance_parts import counselors as attendance_part
from pages.caseload_parts import load as load_part
from pages.caseload_parts import over_time as weeks_part
from pages.caseload_parts import room, settings
from pages.early_dropout_parts import attributes, before_one, counselors
from queries import Filters
from ui import data
from ui.figures import figure
from ui.page import choices, frame

CHOSEN = Filters(start=date(2026, 1, 1), end=date(2026, 8, 31), scope=None)
LAST = date(2026, 8, 31)


@pytest.fixture
def shown(monkeypatch):
    """Write down each figure that is shown: its picture and what stands around it."""
    drawn = []
    monkeypatch.setattr(
        figure,
        "show",
        lambda picture, chosen, **around: drawn.append(
            SimpleNamespace(picture=picture, chosen=chosen, **around)
        ),
    )
    monkeypatch.setattr(frame, "halves", lambda: (nullcontext(), nullcontext()))
    monkeypatch.setattr(data, "through", lambda: LAST)
    monkeypatch.setattr(data, "names_counselors", lambda: True)
    return drawn


@pytest.fixture
def answers(monkeypatch):
    """Return the answers to questions, to be filled; `asked` holds their filters."""
    given = {"asked": []}

    def answer(question, chosen):
        given["asked"].append((question, chosen))
        return given[question]

    monkeypatch.setattr(data, "answer", answer)
    return given


def carried(picture):
    """Return what the marks of a picture carry, each once."""
    marks = [trace.customdata for trace in picture.data]
    return {mark[0] for data in marks if data is not None for mark in data}


def people(**columns):
    many = len(next(iter(columns.values())))
    ids = [f"K-{n}" for n in range(many)]
    return pd.DataFrame({"counselor_id": ids, "counselor": ids, **columns})


def test_a_share_of_twelve_booked_sessions_has_an_interval(shown, answers):
    answers["attendance_by_counselor"] = people(
        clinic_cancelled=[1, 1], sessions=[11, 12]
    )
    now = pd.DataFrame({"clinic_cancelled": [2], "sessions": [23]})
    cancelled_by_clinic.show(CHOSEN, now)

    assert shown[0].table["low"].isna().tolist() == [True, False]
    assert shown[0].table["high"].isna().tolist() == [True, False]
    assert shown[0].table["rate"].tolist() == pytest.approx([1 / 11, 1 / 12])


def test_counselors_of_twelve_known_clients_are_compared(shown, answers):
    answers["early_dropout_by_counselor"] = people(
        dropped_one=[1, 3, 9], at_risk_one=[11, 12, 60], clients=[20, 20, 70]
    )
    counselors._counted(CHOSEN, "one", differ=False)
    funnel, likely = shown

    assert carried(funnel.picture) == {"K-1", "K-2"}
    assert funnel.table["counselor_id"].tolist() == ["K-0", "K-1", "K-2"]
    assert likely.table["counselor_id"].tolist() == ["K-1", "K-2"]
    assert "1 counselor with fewer than 12 known clients is not drawn" in funnel.note


TESTED = pd.DataFrame(
    {
        "attribute": ["site", "payer"],
        "label": ["Site", "Payer"],
        "values": 2,
        "clients": 50,
        "p": [0.01, None],
        "q": [0.02, None],
        "statistic": 1.0,
        "freedom": 1,
        "passes": [True, False],
        "begins_at": 1,
    }
).astype({"p": float, "q": float})


def valued(attribute, known, value=None):
    names = value or [f"v{n}" for n in range(len(known))]
    return pd.DataFrame(
        {
            "attribute": attribute,
            "value": names,
            "value_id": names,
            "known": known,
            "dropped": 1,
            **dict.fromkeys(attributes.LIMITS, 0.1),
        }
    )


def test_a_value_of_twelve_clients_is_a_dot_of_a_test_that_was_made(shown):
    values = pd.concat(
        [
            valued("site", [11, 12, 90], ["a", "b", "not recorded"]),
            valued("payer", [50], ["c"]),
        ]
    )
    attributes._spread(TESTED, values, CHOSEN)
    (dots,) = shown[0].picture.data

    assert [mark[1] for mark in dots.customdata] == ["b"]
    assert len(shown[0].table) == 2
    attributes._spread(TESTED, valued("site", [11]), CHOSEN)
    assert shown[1].table.empty


@pytest.mark.parametrize(("many", "drawn"), [(40, 40), (41, 40)])
def test_the_forty_largest_values_are_drawn_and_all_are_in_the_table(
    many, drawn, shown, monkeypatch
):
    monkeypatch.setattr(choices, "pick", lambda *_: "site")
    sizes = [5, *[9] * (many - 1)]
    attributes._values(TESTED, valued("site", sizes), CHOSEN)

    labels = shown[0].picture.layout.yaxis.ticktext
    assert len(labels) == drawn
    assert ("v0<br>" in labels[0]) is (many == 40)
    assert len(shown[0].table) == many


def about(**more):
    usual = {
        "has_total": True,
        "chosen": CHOSEN,
        "cutoff": float("nan"),
        "highest": 40.0,
        "instrument": "SRS",
    }
    return SimpleNamespace(**{**usual, **more})


def followed(numbers, clients):
    return pd.DataFrame(
        {
            "instrument": "SRS",
            "subscale": "total",
            "length": "9+",
            "session_number": numbers,
            "clients": clients,
            "mean": 30.0,
            "sd": 3.0,
            "low": 0.0,
            "high": 40.0,
        }
    )


def test_sessions_of_ten_rated_clients_are_drawn_up_to_the_twelfth(
    shown, answers, monkeypatch
):
    answers["alliance_by_session_number"] = followed([1, 2, 12, 13], [10, 9, 10, 99])
    answers["alliance_growth"] = pd.DataFrame()
    monkeypatch.setattr(growth, "fit", lambda _: None)
    over_sessions.show(about())
    line, groups = shown

    assert line.table["session_number"].tolist() == [1, 12]
    assert groups.table["session_number"].tolist() == [1, 12, 13]


def test_thirds_are_of_thirty_clients(shown, answers, monkeypatch):
    answers["early_dropout_by_alliance"] = pd.DataFrame(
        {
            "begins_at": [1, 1, 2, 2],
            "subscale": ["total", "total", "Tasks", "Tasks"],
            "at_risk_one": [10, 20, 10, 19],
            "third": ["lowest", "highest"] * 2,
            "first": 1.0,
            "last": 2.0,
            "dropped_one": 2,
            "dropped_two": 1,
            "by_two": 0.2,
            "by_two_low": 0.1,
            "by_two_high": 0.3,
        }
    )
    monkeypatch.setattr(leaving.thirds, "thirds", lambda part: part)
    leaving._thirds(about())

    assert shown[0].table["label"].tolist() == ["Total: 1 to 2"] * 2
    assert shown[0].table["dropped"].tolist() == [3, 3]


def test_those_who_left_and_stayed_are_compared_where_ten_of_each_are(
    shown, answers, monkeypatch
):
    both = pd.DataFrame(
        {
            "session_number": [1, 2, 3],
            "clients_left": [10, 9, 40],
            "clients_stayed": [10, 40, 9],
        }
    )
    for name in ("mean", "mean_low", "mean_high"):
        both = both.assign(**{f"{name}_left": 30.0, f"{name}_stayed": 31.0})
    for end in ("", "_low", "_high"):
        both = both.assign(**{f"difference{end}": -1.0})
    answers["alliance_last_score"] = None
    monkeypatch.setattr(leaving.trajectories, "left_and_stayed", lambda _: both)
    leaving._last(about())

    assert shown[0].table["session_number"].tolist() == [1, 1]
    assert "(−1.0 to −1.0; n\N{NO-BREAK SPACE}10 left)" in shown[0].headline


def test_counselors_of_twelve_rated_clients_have_a_likely_mean_drawn(
    shown, answers, monkeypatch
):
    means = people(clients=[11, 12, 40], rated_clients=12, scores=50, mean=30.0, sd=2.0)
    judged = means.assign(
        shrunken=[30.0, 30.0, None], shrunken_low=29.0, shrunken_high=31.0, weight=0.5
    ).astype({"shrunken": float})
    answers["alliance_by_counselor"] = means
    nested = SimpleNamespace(
        shrunken=lambda _: judged,
        spread=lambda _: SimpleNamespace(middle=30.0),
        parts=lambda _: {"counselors": 0.1, "clients": 0.6, "sessions": 0.3},
    )
    monkeypatch.setattr(rated, "nested", nested)
    rated.show(about())

    assert carried(shown[0].picture) == {"K-1"}
    assert len(shown[0].table) == 3
    assert " 2 with fewer are in the table." in shown[0].note


@pytest.mark.parametrize(("many", "figures"), [(0, 0), (1, 0), (2, 1)])
def test_sessions_are_counted_between_two_no_shows(
    many, figures, shown, answers, monkeypatch
):
    sections = []
    monkeypatch.setattr(frame, "section", sections.append)
    answers["attendance_between_no_shows"] = pd.DataFrame(
        {
            "number": [2, 0],
            "began": pd.to_datetime(["2026-01-05", "2026-02-05"]),
            "ended": pd.to_datetime(["2026-01-05", None]),
            "between_no_shows": [3, 4],
            "sessions": [4, 4],
        }
    ).head(many)
    monkeypatch.setattr(
        between.between_no_shows,
        "charted",
        lambda rows, **_: rows.assign(
            center=3.0, limit_high=9.0, above=False, part=0, stable=True
        ),
    )
    monkeypatch.setattr(between.between_no_shows, "judged", lambda _: None)
    monkeypatch.setattr(between.signals, "between", lambda *_: "")
    between.show(CHOSEN, "", None)

    assert (len(shown), len(sections)) == (figures, 1 - figures)
    if figures:  # the stretch that goes on stands on the last day of the period
        assert shown[0].table["day"].tolist() == [
            pd.Timestamp("2026-01-05"),
            pd.Timestamp(CHOSEN.end),
        ]
        assert shown[0].table["most"].tolist() == [9.0, 9.0]


def test_the_chart_that_fits_is_told_how_much_a_selection_holds(shown, monkeypatch):
    held, drawn = [], []
    monkeypatch.setattr(
        over_time.chart_choice, "fitting", lambda one: held.append(one) or "Month"
    )
    picked = iter([None, "Runs", "XmR", "Between no-shows"])
    monkeypatch.setattr(
        over_time.which_chart, "controls", lambda *_: (next(picked), date(2026, 2, 1))
    )
    monkeypatch.setattr(over_time.rates, "show", lambda *how: drawn.append(how[1:4]))
    monkeypatch.setattr(over_time.between, "show", lambda *how: drawn.append(how[2:]))
    monkeypatch.setattr(over_time.which_chart, "why", lambda *_: "")
    counts = dict.fromkeys(over_time.STATUSES, 0) | {"attended": 30, "no_show": 10}
    now = pd.DataFrame([{**counts, "counted": 40, "rescheduled": 10}])
    for _ in range(4):
        over_time.show(CHOSEN, now)
    day = date(2026, 2, 1)

    assert held[0] == (243, 40, 10, 8)
    assert drawn == [
        (over_time.control.LANEY, "month", day),
        (over_time.control.RUNS, "month", day),
        (over_time.control.XMR, "month", day),
        (day,),
    ]
    assert shown[0].table["status"].tolist() == ["attended", "no_show", "rescheduled"]
    assert shown[0].table["share"].tolist() == [0.6, 0.2, 0.2]


def test_who_never_came_is_known_of_those_booked_two_windows_ago(
    shown, answers, monkeypatch
):
    monkeypatch.setattr(frame, "choose", lambda *_: "By month")
    answers["never_attended_by_month"] = pd.DataFrame(
        {
            "month": pd.to_datetime(["2026-01-01"]),
            "clients": [20],
            "never_came": [5],
            "came": [15],
            "waiting": [0],
            "still_waiting": [0],
            "not_come": [5],
            "known": [20],
        }
    )
    monkeypatch.setattr(before_one.cohorts, "grouped", lambda months, **_: months)
    began = pd.DataFrame({"began": pd.to_datetime(["2026-01-01"]), "clients": 20})
    began = began.assign(not_come=5, known=20, never_came=5, whole=True)
    began = began.assign(rate=0.25, low=0.1, high=0.4)
    monkeypatch.setattr(before_one.cohorts, "never_came", lambda *_: began)
    before_one.show(CHOSEN)
    (_, booked), (_, known) = answers["asked"]

    assert booked == CHOSEN
    assert (known.start, known.end) == (CHOSEN.start, date(2026, 5, 3))
    assert shown[0].headline.startswith("25.0% never came")


@pytest.mark.parametrize(("many", "asked"), [(24, 24), (25, 24)])
def test_two_dozen_counselors_have_a_panel(many, asked, shown, answers, monkeypatch):
    monkeypatch.setattr(frame, "choose", lambda *_: "Attended hours")
    monkeypatch.setattr(data, "settings", Settings)
    carried_by = people(
        over_capacity=[False] * many, caseload_limit=9.0, weekly_hours=9.0
    )
    answers["caseload_weeks"] = pd.DataFrame(
        {
            "counselor_id": ["K-0"],
            "counselor": ["K-0"],
            "week_end": pd.to_datetime(["2026-06-01"]),
            **dict.fromkeys([*weeks_part.OWN, "weekly_hours"], 1),
            "caseload_limit": 9.0,
        }
    )
    monkeypatch.setattr(weeks_part, "with_groups", lambda rows, *_: rows)
    weeks_part._each(carried_by, CHOSEN)

    assert len(answers["asked"][0][1].counselors) == asked
    assert shown[0].key == "weeks_attended_hours"


@pytest.mark.parametrize(("end", "learned"), [(LAST, 3), (date(2026, 8, 30), 0)])
@pytest.mark.usefixtures("shown")
def test_only_a_period_up_to_the_last_day_is_projected(
    end, learned, answers, monkeypatch
):
    answers["caseload_over_time"] = pd.DataFrame({"active_clients": [1, 2, 3]})
    answers["caseload_booked_ahead"] = pd.DataFrame({"still_booked": [7, 6]})
    monkeypatch.setattr(
        weeks_part.projection,
        "projected",
        lambda weeks, booked: (len(weeks), booked.tolist()),
    )
    until = Filters(start=CHOSEN.start, end=end, scope=None)

    assert weeks_part._expected(until) == (learned, [7, 6])


@pytest.mark.parametrize(("over", "asked"), [(0, None), (2, 2), (41, 40)])
@pytest.mark.usefixtures("shown")
def test_the_trend_is_asked_of_those_over_their_limit(
    over, asked, answers, monkeypatch
):
    answers["caseload_weeks"] = "weeks"
    monkeypatch.setattr(load_part.caseload, "rising", lambda weeks: weeks)
    monkeypatch.setattr(load_part.caseload, "with_trend", lambda *both: both[1])
    carried_by = people(over_capacity=[n < over for n in range(45)])
    trended = load_part._with_trend(carried_by, CHOSEN)

    if asked is None:
        assert trended is carried_by
        assert answers["asked"] == []
    else:
        ((_, chosen),) = answers["asked"]
        assert len(chosen.counselors) == asked
        assert chosen.start == date(2026, 5, 4)  # 17 weeks before the last day


@pytest.mark.parametrize(
    ("low", "high", "band"),
    [
        (60.0, 85.0, (0.6, 0.85)),
        (0.0, 85.0, None),
        (60.0, 0.0, None),
        (0.0, 0.0, None),
    ],
)
def test_a_target_has_two_ends_that_are_shares(low, high, band, monkeypatch):
    values = iter([low, high])
    begun = []

    def number(_label, _least, _most, value, _step, **_how):
        begun.append(value)
        return next(values)

    stub = SimpleNamespace(
        subheader=lambda *_, **__: None,
        caption=str,
        container=lambda **_: nullcontext(),
        number_input=number,
    )
    monkeypatch.setattr(settings, "st", stub)

    assert settings._band(Settings(band=(0.5, 0.75))) == {"band": band}
    assert begun == [50.0, 75.0]


def limited(monkeypatch, edits):
    offered = []
    stub = SimpleNamespace(subheader=lambda *_, **__: None, caption=str)
    monkeypatch.setattr(settings, "st", stub)

    def edited(rows, _numbers):
        offered.append(rows)
        return edits(rows)

    monkeypatch.setattr(settings, "_edited", edited)
    return offered


def test_a_limit_is_asked_of_those_without_one_of_both(monkeypatch):
    offered = limited(monkeypatch, lambda rows: rows.assign(hours=[1.5, None, None]))
    exported = people(
        caseload_limit=[None, 9.0, None, 9.0, None],
        hours_now=[9.0, None, None, 9.0, None],
        away=[None, None, None, None, "left"],
    )
    now = Settings(limits={"K-0": (20, None), "K-9": (7, 7)})
    found = settings._limits(exported, now)

    assert offered[0]["counselor"].tolist() == ["K-0", "K-1", "K-2"]
    assert offered[0]["clients"].iloc[0] == 20
    assert found == {
        "K-9": (7, 7),
        "K-0": (20, 1.5),
        "K-1": (None, None),
        "K-2": (None, None),
    }
    full = people(caseload_limit=[9.0], hours_now=[9.0], away=[None])
    assert settings._limits(full, now) == now.limits


def test_weights_are_asked_of_each_severity_and_empty_ones_are_none(monkeypatch):
    offered = limited(monkeypatch, lambda rows: rows.assign(weight=[None, 2.0]))
    now = Settings(weights={"mild": 0.5})

    assert settings._weights(["mild", "severe"], now) == {"severe": 2.0}
    assert offered[0]["weight"].iloc[0] == 0.5
    assert settings._weights([], now) == {"mild": 0.5}


@pytest.mark.parametrize(
    ("giver", "intakes", "tables"),
    [("K-0", 0.0, 0), ("K-1", 0.0, 1), (None, 1.5, 2), ("K-0", 1.5, 0)],
)
@pytest.mark.usefixtures("shown")
def test_a_move_is_from_one_to_another_and_intakes_are_asked_for(
    giver, intakes, tables, answers, monkeypatch
):
    drawn = []
    asked = {"giver": giver, "taker": "K-0", "clients": 2, "intakes": intakes}
    monkeypatch.setattr(room, "question", lambda _: asked)
    answers["caseload_over_time"] = None
    maths = SimpleNamespace(
        ending_rate=lambda _: 0.03,
        moved=lambda *_, **how: ("moved", how),
        with_intakes=lambda *_, **how: ("intakes", how),
        WEEKS_AHEAD=8,
    )
    monkeypatch.setattr(room, "room", maths)
    monkeypatch.setattr(
        room, "_before_and_after", lambda *how, **_: drawn.append(how[0])
    )
    monkeypatch.setattr(frame, "section", str)
    monkeypatch.setattr(room.st, "caption", str)
    room._what_if(people(n=[1, 2]), CHOSEN)

    assert len(drawn) == tables
    if tables:
        assert drawn[0] == ("moved", {"giver": giver, "taker": "K-0", "clients": 2})
    if tables > 1:
        assert drawn[1][1] == {"taker": "K-0", "intakes": 1.5, "ending": 0.03}


APART, ALIKE = [5, 25], [15, 15]  # of 40 clients each


@pytest.mark.parametrize(
    ("events", "differ", "widened"),
    [
        (APART * 5, True, True),  # ten counselors
        (APART * 5, False, False),
        (APART * 4, True, False),
        (ALIKE * 5, True, False),
    ],
)
def test_limits_are_widened_on_request_where_ten_differ(
    events, differ, widened, shown, answers
):
    answers["early_dropout_by_counselor"] = people(
        dropped_two=events, at_risk_two=40, clients=40
    )
    counselors._counted(CHOSEN, "two", differ=differ)

    assert ("anyway" in shown[0].headline) is widened
    assert ("unusual among" in shown[0].note) is widened


@pytest.mark.parametrize(
    ("differ", "enough", "tau2", "widened"),
    [
        (True, True, 0.1, True),
        (False, True, 0.1, False),
        (True, False, 0.1, False),
        (True, True, 0.0, False),
    ],
)
def test_limits_of_attendance_are_widened_on_request_where_ten_differ(
    differ, enough, tau2, widened, shown, monkeypatch
):
    said = []
    stub = SimpleNamespace(
        spread=lambda _: SimpleNamespace(enough=enough, tau2=tau2),
        curve=lambda *_, **__: None,
        effect=lambda _: 1.5,
    )
    monkeypatch.setattr(attendance_part, "design", stub)
    monkeypatch.setattr(
        attendance_part,
        "funnel_chart",
        lambda *_, **__: SimpleNamespace(update_xaxes=dict),
    )
    monkeypatch.setattr(attendance_part, "expected_exactly", lambda *_: 0.1)
    monkeypatch.setattr(
        attendance_part.words, "compared", lambda *_, differ: said.append(differ)
    )
    monkeypatch.setattr(
        attendance_part.words,
        "funnel",
        lambda effect, **how: said.append((effect, how)),
    )
    judged = people(
        **{name: ["within"] for name in ["attended", *attendance_part.JUDGED]}
    )
    attendance_part._funnel(judged, CHOSEN, center=0.8, differ=differ)

    assert said == [widened, (1.5, {"differ": differ, "widened": widened})]
    assert shown[0].key == "funnel"
