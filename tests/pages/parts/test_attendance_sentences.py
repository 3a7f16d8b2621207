"""What the Attendance page says of other clinics: of few weeks, one value, very many."""

from datetime import date

import pandas as pd
import pytest

from measures import chart_choice as rule
from measures.statistics.spc import Runs
from pages.attendance_parts import (
    circumstances,
    rows,
    signals,
    slots_and_gaps,
    which_chart,
    words,
)
from queries import Filters
from ui.figures import marks

CHOSEN = Filters(start=date(2026, 1, 10), end=date(2026, 8, 31), scope=None)
CALM = Runs(20, 4, 7, 9, 6)


def plain(text):
    return text.replace("\N{NO-BREAK SPACE}", " ")


def judged(*sides):
    return pd.DataFrame({"side": list(sides)})


@pytest.mark.parametrize(
    ("sides", "differ", "said"),
    [
        (
            ["low", "high", "within"],
            False,
            "2 of 3 counselors lie outside what chance explains; chance alone would put 0.3",
        ),
        (
            ["low", "within"],
            True,
            "1 of 2 counselors lies outside what is usual among them; chance alone",
        ),
        (["within", "within"], True, "Nobody is unusual among 2 counselors who differ"),
        (["within", "within"], False, "Chance explains how 2 counselors differ"),
    ],
)
def test_those_outside_are_counted(sides, differ, said):
    assert words.compared(judged(*sides), 0.3, differ=differ).startswith(said)


@pytest.mark.parametrize(
    ("effect", "said"),
    [
        (1.04, "are hardly alike here (design effect 1.04"),
        (1.05, "limits are those of 95% as many sessions (design effect 1.05"),
        (4.0, "limits are those of 25% as many sessions (design effect 4.00"),
    ],
)
def test_sessions_of_a_client_are_hardly_alike_below_five_percent(effect, said):
    assert said in words.funnel(effect, differ=False, widened=False)


@pytest.mark.parametrize(
    ("differ", "widened", "said"),
    [
        (False, False, "around the clinic's rate. Sessions"),
        (False, True, "around the clinic's rate. Sessions"),
        (
            True,
            True,
            "clinic's rate, widened by how much counselors differ anyway (tau2).",
        ),
        (
            True,
            False,
            "clinic's rate; too few counselors, or too alike, to widen them.",
        ),
    ],
)
def test_the_limits_say_whether_they_are_widened(differ, widened, said):
    assert said in words.funnel(2.0, differ=differ, widened=widened)


@pytest.mark.parametrize(("many", "said"), [(40, "By name."), (41, "in the table.")])
def test_counselors_that_are_not_drawn_are_counted(many, said):
    everyone = pd.DataFrame({"low": [0.1] * many})

    assert words.cancelling(12, everyone).endswith(said)
    assert (" 40 are drawn, the surest" in words.rates(everyone)) is (many > 40)
    assert (" 40 are drawn, those with the" in words.cancelling(12, everyone)) is (
        many > 40
    )


def test_nothing_booked_is_no_share():
    total = pd.Series({"clinic_cancelled": 0, "sessions": 0})

    assert plain(words.cancelled(judged("within"), total)) == (
        "No session is recorded as cancelled by the clinic (n 0 booked, 1 counselor)"
    )


def rates(circumstance, *values, **more):
    rows = pd.DataFrame({"circumstance": circumstance, "value": list(values), **more})
    return circumstances.placed(rows.assign(side="within", counted=10))


@pytest.mark.parametrize(
    ("circumstance", "values", "labels"),
    [
        ("weekday", ["Sunday", "Monday", "Friday"], ["Monday", "Friday", "Sunday"]),
        (
            "lead_time",
            ["29 days and more", "8-14 days", "0-1 days"],
            ["0-1 days", "8-14 days", "29 days and more"],
        ),
        (
            "appointment",
            ["6 and later", "2", "5", "4", "3", "1"],
            [
                "First appointment",
                "Second",
                "Third",
                "Fourth",
                "Fifth",
                "Sixth and later",
            ],
        ),
        ("site", ["South", "North", "1"], ["1", "North", "South"]),
    ],
)
def test_values_stand_in_their_natural_order(circumstance, values, labels):
    found = circumstances.values(rates(circumstance, *values), circumstance)

    assert found["label"].tolist() == labels
    assert "place" not in found


def test_only_circumstances_of_more_than_one_value_are_drawn_and_in_one_order():
    both = pd.concat([rates("site", "b", "a"), rates("weekday", "Friday", "Monday")])
    found = circumstances.grouped(pd.concat([both, rates("modality", "video")]))

    assert found["group"].tolist() == ["Weekday"] * 2 + ["Site"] * 2
    assert found["label"].tolist() == ["Monday", "Friday", "a", "b"]
    assert circumstances.grouped(rates("modality", "video")).empty


def test_a_value_leads_to_itself():
    (place,) = rates("weekday", "Friday")["place_id"]
    cells = pd.DataFrame({"weekday": ["Friday"], "hour": ["09:00"]})
    (cell,) = circumstances.cells(cells)["place_id"]
    narrowed = rows.sessions_of_place().narrow(CHOSEN, place)

    assert (narrowed.attribute, narrowed.value) == ("weekday", "Friday")
    assert marks.parts(cell) == ["weekday_hour", "Friday 09:00"]
    assert rows.sessions_of_place().named(cell) == "weekday hour: Friday 09:00"


def test_days_and_hours_are_those_that_hold_a_session_in_their_order():
    cells = pd.DataFrame({"weekday": ["Friday", "Monday"], "hour": ["10:00", "09:00"]})

    assert circumstances.days_and_hours(cells) == (
        ["Monday", "Friday"],
        ["09:00", "10:00"],
    )


def test_each_group_keeps_a_dozen_those_outside_chance_before_the_largest():
    numbers = range(13)
    sites = pd.DataFrame(
        {
            "group": "Site",
            "place_id": [f"s{n}" for n in numbers],
            "counted": [100 + n for n in numbers],
            "side": ["high", *["within"] * 12],
        }
    )
    other = sites.assign(group="Other", place_id=[f"o{n}" for n in numbers])
    found = circumstances.drawn(pd.concat([sites, other], ignore_index=True))

    assert found["place_id"].tolist() == [
        f"{group}{n}" for group in "so" for n in (0, *range(2, 13))
    ]
    assert circumstances.more(sites, sites.head(12)) == (
        " 1 more values, within chance or smaller, are in the table."
    )


FIRST = pd.DataFrame(
    {
        "label": ["First appointment", "Second", "Third"],
        "rate": [0.6, 0.7, 0.8],
        "low": [0.5, 0.6, 0.7],
        "high": [0.7, 0.8, 0.9],
        "counted": [30, 25, 20],
        "side": ["within", "within", "high"],
    }
)


@pytest.mark.parametrize(
    ("appointments", "said"),
    [
        (FIRST.head(0), "No appointment here was attended or missed"),
        (FIRST.head(1), "60.0% of first appointments take place (50.0–70.0, n 30)"),
        (
            FIRST,
            "60.0% of first appointments take place (50.0–70.0, n 30), 80.0% of the third (70.0–90.0, n 20)",
        ),
        (
            FIRST.assign(side="not compared"),
            "60.0% of first appointments take place (50.0–70.0, n 30)",
        ),
    ],
)
def test_the_first_appointment_is_set_against_the_last_that_is_compared(
    appointments, said
):
    assert plain(circumstances.first_against_later(appointments)) == said


APART = pd.DataFrame({"label": list("abcde"), "rate": 0.5, "side": "low"})


@pytest.mark.parametrize(
    ("many", "said"),
    [
        (1, "One of 2 values lies outside what chance explains: a 50.0%; chance"),
        (2, "Two of 3 values lie outside what chance explains: a 50.0% and b 50.0%; c"),
        (
            3,
            "Three of 4 values lie outside what chance explains: a 50.0%, b 50.0% and c 5",
        ),
        (
            4,
            "Four of 5 values lie outside what chance explains: a 50.0%, b 50.0%, c 50.0% and 1 m",
        ),
        (
            5,
            "Five of 6 values lie outside what chance explains: a 50.0%, b 50.0%, c 50.0% and 2 more; chance alone would put 0.2 there",
        ),
    ],
)
def test_three_values_outside_chance_are_named(many, said):
    inside = pd.DataFrame({"label": ["z"], "rate": 0.5, "side": "within"})
    values = pd.concat([APART.head(many), inside])
    how = (values, 0.2, "value", "values")

    assert circumstances.outside(*how, named=True).startswith(said)
    assert circumstances.outside(*how, named=False).endswith(
        "outside what chance explains; chance alone would put 0.2 there"
    )


@pytest.mark.parametrize(
    ("side", "said"),
    [
        ("not compared", "No hour of the week has clients enough to be compared"),
        ("within", "Chance explains how 5 hours of the week differ"),
    ],
)
def test_hours_that_chance_explains_or_that_hold_too_few(side, said):
    hours = APART.assign(side=side)

    assert circumstances.outside(hours, 0.2, *circumstances.HOURS, named=False) == said


def points(number, **more):
    return pd.DataFrame({"rate": [0.9 - 0.01 * n for n in range(number)], **more})


def few(number, runs, **how):
    frame = points(number, stable=False)
    return signals.headline(frame, frame.head(0), "week", runs, **how)


@pytest.mark.parametrize(
    ("number", "runs", "how", "said"),
    [
        (1, CALM, {}, "90.0% took place in 1 week: too few for firm limits"),
        (1, CALM, {"limits": False}, "90.0% took place in 1 week"),
        (
            2,
            Runs(7, 2, 6, 3, 2),
            {},
            "Between 89.0% and 90.0% took place in 2 weeks: too few for firm limits or for judging runs",
        ),
        (
            9,
            Runs(8, 2, 6, 3, 2),
            {"limits": False},
            "Between 82.0% and 90.0% took place in 9 weeks; the runs are as chance explains",
        ),
    ],
)
def test_few_weeks_are_said_by_their_range(number, runs, how, said):
    assert few(number, runs, **how) == said


def found(rule, side, number, first="2026-07-06"):
    day = pd.Timestamp(first)
    return pd.DataFrame(
        {"rule": [rule], "side": [side], "points": [number], "first": [day]}
    )


STABLE = points(20, stable=True, center=0.8)


@pytest.mark.parametrize(
    ("unit", "signal", "said"),
    [
        (
            "week",
            found("limits", "low", 1),
            "The week of Jul 6, 2026 lies below the lower",
        ),
        (
            "week",
            found("limits", "high", 1),
            "The week of Jul 6, 2026 lies above the up",
        ),
        (
            "week",
            found("limits", "low", 2),
            "Two weeks in a row below the lower limit, from Jul 6, 2026",
        ),
        (
            "week",
            found("limits", "high", 3),
            "Three weeks in a row above the upper limit, from Jul 6, 2026",
        ),
        ("month", found("limits", "low", 1), "July 2026 lies below the lower limit"),
        (
            "month",
            found("trend", "falling", 7),
            "Seven months in a row falling, from July",
        ),
        (
            "week",
            found("two of three", "high", 2),
            "Two weeks close together near the upper limit, from Jul 6, 2026",
        ),
        (
            "week",
            found("shift", "high", 7),
            "Seven weeks in a row above the mean, from",
        ),
    ],
)
def test_each_signal_has_its_sentence(unit, signal, said):
    assert signals.headline(STABLE, signal, unit, CALM).startswith(said)


@pytest.mark.parametrize(
    ("many", "said"),
    [
        (1, "2026 (20 weeks, mean 80.0%)"),
        (2, "; seven weeks in a row below the mean, from Jul 6, 2026 (20 weeks"),
        (3, "2026; 1 earlier signal (20 weeks"),
        (4, "2026; 2 earlier signals (20 weeks"),
    ],
)
def test_the_two_newest_signals_are_said_and_the_others_counted(many, said):
    every = pd.concat([found("shift", "low", 7)] * many)

    assert said in signals.headline(STABLE, every, "week", CALM)


def test_the_mean_and_the_count_are_those_of_the_last_firm_limits():
    frame = STABLE.assign(
        center=[0.7] * 10 + [0.6] * 5 + [0.1] * 5, stable=[True] * 15 + [False] * 5
    )

    assert signals.headline(frame, frame.head(0), "week", CALM).endswith(
        "(15 weeks, mean 60.0%)"
    )


LIMITED = points(20, stable=True, limit_high=0.9, sigma_z=1.5)


@pytest.mark.parametrize(
    ("frame", "said", "unsaid"),
    [
        (LIMITED.head(0), "", "Whole"),
        (LIMITED, "Whole weeks only. Limits: three sigma", "trials"),
        (
            LIMITED.assign(stable=[True] * 19 + [False]),
            "Limits over fewer than 12 weeks are trials, around the median. Marked",
            "dashed",
        ),
        (
            LIMITED.assign(limit_high=[0.9] * 19 + [None]),
            "Limits: three sigma",
            "run chart",
        ),
        (LIMITED.assign(stable=False), "the dashed limits are trials", "Marked"),
    ],
)
def test_the_note_says_which_limits_are_trials(frame, said, unsaid):
    note = signals.note(frame, "week", 12, chart="Laney's")

    assert said in note
    assert unsaid not in note


def test_sigma_is_that_of_the_newest_firm_limits():
    frame = LIMITED.assign(
        sigma_z=[1.0] * 10 + [2.0] * 5 + [9.0] * 5, stable=[True] * 15 + [False] * 5
    )

    assert "sigma z 2.00" in signals.note(frame, "week", 12, chart="Laney's")


@pytest.mark.parametrize(
    ("a_week", "said"), [(9.94, "9.9"), (9.96, "10.0"), (10.0, "10"), (1234.5, "1,234")]
)
def test_ten_sessions_or_more_a_week_are_whole_numbers(a_week, said):
    held = rule.Held(days=7, sessions=a_week, no_shows=0, whole_months=3)

    assert f"a usual week holds {said} sessions" in which_chart.why(
        rule.RUN, rule.RUN, held
    )


def stretches(number, **more):
    usual = {"ended": pd.Timestamp("2026-01-02"), "above": False, "stable": True}
    frame = pd.DataFrame({"between_no_shows": range(number)})
    return frame.assign(**{**usual, **more})


@pytest.mark.parametrize(
    ("above", "said"),
    [
        ([1], "; once far longer than chance explains, up to 1"),
        ([1, 2], "; two times far longer than chance explains, up to 2"),
    ],
)
def test_stretches_far_longer_than_chance_are_counted(above, said):
    frame = stretches(1300)
    told = signals.between(frame.assign(above=frame.index.isin(above)), CALM)

    assert told.endswith(said)
    assert "comes after 650 sessions as a rule (1,300 stretches" in told


@pytest.mark.parametrize(
    ("frame", "said", "unsaid"),
    [
        (stretches(200), "judged (Anhøj). No download", "newest"),
        (stretches(201), "(Anhøj). The newest 200 no-shows. No download", "trials"),
        (
            stretches(3, stable=[True, True, False]),
            " Limits from fewer than 12 stretches are trials.",
            "newest",
        ),
        (
            stretches(3, ended=[pd.Timestamp("2026-01-02"), None, None]),
            " The hollow mark goes on still.",
            "trials",
        ),
    ],
)
def test_the_note_explains_only_marks_that_are_there(frame, said, unsaid):
    note = signals.between_note(frame, 12)

    assert said in note
    assert unsaid not in note
    assert ("goes on still" in note) is bool(frame["ended"].isna().any())


def test_a_chart_that_fits_is_nobodys_choice(monkeypatch):
    picked = []
    monkeypatch.setattr(which_chart.frame, "choose", lambda *_: picked[-1])
    monkeypatch.setattr(which_chart.data, "through", lambda: CHOSEN.end)
    monkeypatch.setattr(which_chart.st, "date_input", lambda *_, **__: date(2026, 2, 1))
    answers = []
    for one in (which_chart.USUAL, "Week"):
        picked.append(one)
        answers.append(which_chart.controls(["Week"], CHOSEN))

    assert answers == [(None, date(2026, 2, 1)), ("Week", date(2026, 2, 1))]


BANDS = pd.DataFrame(
    {
        "measure": ["slot", "slot", "slot", "gap"],
        "band": ["within 1 hour", "within 6 hours", "no steady slot", "5-9 days"],
        "clients": [10, 20, 70, 1200],
    }
)


def test_a_share_is_of_the_clients_who_have_the_measure():
    slot = slots_and_gaps.bands(BANDS, "slot")

    assert slot["share"].tolist() == [0.1, 0.2, 0.7]
    assert plain(slots_and_gaps.slots(slot)) == (
        "30.0% of clients come in a steady slot, give or take six hours (n 100 clients)"
    )
    assert plain(slots_and_gaps.gaps(slots_and_gaps.bands(BANDS, "gap"))) == (
        "100.0% of clients come about weekly (n 1,200 clients)"
    )
    nobody = slots_and_gaps.bands(BANDS.assign(clients=0), "gap")
    assert nobody["share"].tolist() == [0]


def test_without_anybody_there_is_no_slot_and_no_gap():
    none = slots_and_gaps.bands(BANDS, "other")

    assert slots_and_gaps.slots(none).startswith("No client here has four sessions")
    assert slots_and_gaps.gaps(none) == "No client here has two sessions yet"


def test_bands_are_set_beside_at_session_eight_with_all_who_began():
    curves = pd.DataFrame(
        {
            "value": ["0-9 days"] * 2 + ["10-16 days"] * 2 + ["17 days and more"] * 2,
            "session_number": [1, 8] * 3,
            "at_risk": [90, 40, 80, 30, 70, 20],
            "dropped_out": [0.1, 0.2, 0.1, 0.3, 0.1, 0.4],
        }
    )
    curves = curves.assign(dropped_out_low=0.1, dropped_out_high=0.5)

    assert plain(slots_and_gaps.leaving(curves, "gaps")) == (
        "By session 8, 20.0% of those back within 9 days (10.0–50.0, n 90) had left, "
        "40.0% of those back after 17 days or more (10.0–50.0, n 70)"
    )
    assert "at session 8" in slots_and_gaps.leaving(
        curves[curves["session_number"] == 1], "gaps"
    )


def test_a_mark_of_a_road_is_named_by_its_attribute_band_and_session():
    curves = pd.DataFrame(
        {"attribute": ["slot"], "value": ["within a day"], "session_number": [3.0]}
    )
    (place,) = slots_and_gaps.named(curves)["place_id"]

    assert marks.parts(place) == ["slot", "within a day", "3"]
    assert rows.dropouts_of_band().named(place) == (
        "those who left by session 3: within a day"
    )


@pytest.mark.parametrize(
    ("asked", "mark", "narrowed", "named"),
    [
        (
            rows.sessions_of("week"),
            "2026-01-05",
            (date(2026, 1, 10), date(2026, 1, 11)),
            "the week of Jan 5, 2026",
        ),
        (
            rows.sessions_of("month"),
            "2026-02-01",
            (date(2026, 2, 1), date(2026, 2, 28)),
            "February 2026",
        ),
    ],
)
def test_a_week_or_a_month_leads_to_the_sessions_of_its_rate(
    asked, mark, narrowed, named
):
    found = asked.narrow(CHOSEN, mark)

    assert (found.start, found.end) == narrowed
    assert asked.named(mark) == named
    assert asked.whole(CHOSEN).statuses == ("attended", "no_show", "late_cancelled")


def test_a_stretch_is_named_by_the_day_that_ends_it():
    days = pd.DataFrame({"number": [0, 3], "day": pd.to_datetime(["2026-08-31"] * 2)})
    between = rows.sessions_between(days)

    assert between.named("0") == "the stretch that goes on"
    assert between.named("3") == (
        "the stretch that ends with the no-show of Aug 31, 2026"
    )
    assert between.narrow(CHOSEN, "3").first_number == 3


def test_a_counselor_leads_to_what_the_clinic_cancelled_and_a_band_to_its_clients():
    people = pd.DataFrame({"counselor_id": ["K-1"], "counselor": ["Ann"]})
    cancelled = rows.cancelled_of_counselor(people)
    band = rows.clients_of_band("slot")
    narrowed = band.narrow(CHOSEN, "within a day")

    assert cancelled.whole(CHOSEN).statuses == ("clinic_cancelled",)
    assert band.whole(CHOSEN).attribute == "any slot"
    assert (narrowed.attribute, narrowed.value) == ("slot", "within a day")
    assert band.named("within a day") == "slot: within a day"
