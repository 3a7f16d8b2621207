"""What the Early dropout page says of other clinics: of one, of none, of very many."""

from datetime import date
from math import nan

import pandas as pd
import pytest

from measures.statistics.overdispersion import Dispersion
from pages.early_dropout_parts import adjusted_words, attribute_names, numbers, words
from pages.early_dropout_parts import rows as behind
from queries import Filters
from ui.figures import marks

CHOSEN = Filters(start=date(2025, 1, 10), end=date(2026, 8, 31), scope=None)
STICKY = "\N{NO-BREAK SPACE}"


@pytest.fixture(autouse=True)
def the_last_day(monkeypatch):
    monkeypatch.setattr(words, "through", lambda: "Data through.")


def plain(text):
    return text.replace(STICKY, " ")


def judged(*sides):
    return pd.DataFrame({"side": list(sides)})


HAZARD = pd.DataFrame(
    {
        "hazard": [0.2, 0.1, 0.9],
        "hazard_low": [0.1, 0.05, 0.8],
        "hazard_high": [0.3, 0.15, 1.0],
        "at_risk": [1042, 80, 70],
    }
)


@pytest.mark.parametrize(
    ("sessions", "said"),
    [
        (1, "20.0% leave after session one (10.0–30.0, n 1,042)"),
        (
            3,
            (
                "20.0% leave after session one (10.0–30.0, n 1,042), 10.0% after session "
                "two (5.0–15.0, n 80)"
            ),
        ),
    ],
)
def test_the_first_two_sessions_are_said(sessions, said):
    assert plain(words.hazard_headline(HAZARD.head(sessions))) == said


@pytest.mark.parametrize(
    ("sides", "said"),
    [
        (["high", "within"], "One of 2 counselors lies outside what"),
        (["high", "low"], "Two of 2 counselors lie outside what"),
        (["within", "within"], "None of 2 counselors lies outside what"),
    ],
)
@pytest.mark.parametrize("differ", [False, True])
def test_one_lies_outside_and_two_lie(sides, said, differ):
    verbs = {
        " lies outside what": " is unusual even",
        " lie outside what": " are unusual even",
    }
    for own, other in verbs.items():
        said = said.replace(own, other) if differ else said
    told = words.outside_headline(judged(*sides), 0.25, differ=differ)

    assert told.startswith(said)
    assert told.endswith("chance alone would give up to 0.2")


LIKELY = pd.DataFrame({"shrunken": [0.2, 0.3], "rate": [0.1, 0.5]})


@pytest.mark.parametrize(
    ("people", "alike", "said"),
    [
        (LIKELY.head(0), False, "A likely share needs two counselors, and clients who"),
        (LIKELY, True, "Once chance is allowed for, all counselors are alike, near 20"),
        (
            LIKELY,
            False,
            (
                "Once chance is allowed for, counselors lie between 20.0% and 30.0%, not "
                "between 10.0% and 50.0%"
            ),
        ),
    ],
)
def test_between_which_shares_counselors_likely_lie(people, alike, said):
    assert words.likely_headline(people, alike).startswith(said)


@pytest.mark.parametrize(
    ("many", "end"),
    [
        (1, ": a"),
        (2, ": a and b"),
        (3, ": a, b and c"),
        (4, ": a, b, c and one more"),
        (5, ": a, b, c and two more"),
    ],
)
def test_three_attributes_are_named_and_the_others_counted(many, end):
    tested = pd.DataFrame({"label": list("ABCDE"), "p": 0.001, "passes": False})
    tested.loc[: many - 1, "passes"] = True

    assert words.attributes_headline(tested).endswith(end)


def test_one_attribute_alone_may_go_with_leaving():
    tested = pd.DataFrame({"label": ["Site"], "p": [0.001], "passes": [True]})

    assert words.attributes_headline(tested) == (
        "One of 1 attribute goes with leaving early: site"
    )


VALUES = pd.DataFrame(
    {
        "value": ["North", "South", "East", "not recorded"],
        "known": [12, 40, 11, 90],
        "by_two": [0.3, 0.1, 0.9, 0.95],
    }
)


@pytest.mark.parametrize(
    ("rows", "passes", "said"),
    [
        (VALUES, True, "Site: from 10.0% (South) to 30.0% (North) leave early"),
        (
            VALUES,
            False,
            "Site: from 10.0% (South) to 30.0% (North) leave early; chance may explain it",
        ),
        (
            VALUES.assign(known=[11, 40, 11, 90]),
            True,
            "Site: too few clients to compare its values",
        ),
    ],
)
def test_values_of_few_and_those_not_recorded_are_not_compared(rows, passes, said):
    about = pd.Series({"label": "Site", "passes": passes})

    assert words.values_headline(rows, about, 12) == said


DEFINED = pd.DataFrame(
    {
        "rate": [0.3, nan, 0.4, 0.05],
        "low": [0.2, 0.25, 0.3, 0.01],
        "high": [0.35, 0.6, 0.5, 0.99],
        "leaving": [True, True, True, False],
    }
)


def test_definitions_lie_between_their_shares_or_the_bounds_of_missing_endings():
    assert words.definitions_headline(DEFINED).startswith("Between 25.0% and 60.0% of")
    known = DEFINED.drop(index=1)
    assert words.definitions_headline(known).startswith("Between 30.0% and 40.0% of")


@pytest.mark.parametrize(
    ("known", "said"),
    [
        (0, "It is not known yet whether anyone never came"),
        (1200, "20.0% never came to a first session (10.0–30.0, n 1,200)"),
    ],
)
def test_who_never_came_is_said_once_it_is_known(known, said):
    total = pd.DataFrame({"known": [known], "rate": 0.2, "low": 0.1, "high": 0.3})

    assert plain(words.never_came_headline(total)) == said


def test_never_coming_is_known_after_two_windows():
    said = words.never_came_note(45, 2)

    assert "referred or booked 90 days or more before the data ends" in said
    assert "no appointment for 45 days" in said


@pytest.mark.parametrize(
    ("sides", "said"),
    [
        (["within", "high"], "below 30 clients. Not adjusted"),
        (
            ["within", "not compared"],
            "1 counselor with fewer than 12 known clients is not drawn. Not adjusted",
        ),
        (
            ["not compared", "not compared"],
            "2 counselors with fewer than 12 known clients are not drawn. Not adjusted",
        ),
    ],
)
def test_who_is_not_drawn_is_counted(sides, said):
    spread = Dispersion(center=0.2, phi=1.0, tau2=0.0, groups=2)

    assert said in words.funnel_note(judged(*sides), 12, differ=False, spread=spread)


@pytest.mark.parametrize(
    ("differ", "groups", "tau2", "said"),
    [
        (False, 24, 0.1, "Asks: who differs from the clinic's own share"),
        (True, 9, 0.1, "Counselors compared: 9; below 10 it cannot be told"),
        (True, 10, 0.0, "Counselors differ no more than chance explains. The lines"),
        (True, 10, 0.1, "Asks: who is unusual among counselors who differ anyway?"),
    ],
)
def test_the_funnel_says_which_question_it_answers(differ, groups, tau2, said):
    spread = Dispersion(center=0.2, phi=2.34, tau2=tau2, groups=groups)
    note = words.funnel_note(judged("within"), 12, differ=differ, spread=spread)

    assert note.startswith(said)
    assert ("is 2.3 times that of chance" in note) is (said.endswith("anyway?"))
    assert (words.EXACT in note) is not said.endswith("anyway?")


@pytest.mark.parametrize(
    ("many", "said"),
    [
        (
            40,
            "given. From 12 known clients on, by name. Not adjusted for who the clients are.",
        ),
        (
            1241,
            "are. The 40 drawn are the surest outside chance first; 1,201 more are in the table.",
        ),
    ],
)
def test_likely_shares_that_are_not_drawn_are_counted(many, said):
    note = words.caterpillar_note(pd.DataFrame({"n": range(many)}), 30.0, 12)

    assert note.endswith(said)


@pytest.mark.parametrize(
    ("weight", "said"),
    [
        (0.0, "(all the way, as counselors differ no more than chance)"),
        (1.2, "(as if 1 client of the whole clinic were added)"),
        (29.6, "(as if 30 clients of the whole clinic were added)"),
        (9_999.4, "(as if 9,999 clients of the whole clinic were added)"),
        (10_000.0, "(all the way, as counselors differ no more than chance)"),
        (nan, "(all the way, as counselors differ no more than chance)"),
    ],
)
def test_what_pulls_a_share_is_said_in_clients(weight, said):
    assert said in words.caterpillar_note(pd.DataFrame({"n": [1]}), weight, 12)


@pytest.mark.parametrize(
    ("p", "q", "said"),
    [
        (0.0009, 0.0008, "log-rank p below 0.001, below 0.001 after"),
        (0.001, 0.001, "log-rank p 0.001, 0.001 after"),
        (0.0234, 0.5, "log-rank p 0.023, 0.500 after"),
    ],
)
def test_a_test_is_said_with_what_is_left_of_it(p, q, said):
    about = pd.Series({"p": p, "q": q, "begins_at": 1})

    assert said in words.values_note(about, pd.Series([12]), 12)


@pytest.mark.parametrize(("begins", "said"), [(1, False), (2, True), (4, True)])
def test_what_exists_from_a_later_session_on_is_followed_from_there(begins, said):
    about = pd.Series({"p": 0.5, "q": 0.5, "begins_at": begins}, dtype=object)
    note = words.values_note(about, pd.Series([12]), 12)

    assert (f"Followed from session {begins} on" in note) is said


@pytest.mark.parametrize(
    ("sizes", "said"),
    [
        ([12] * 40, "tested. Intervals are 95%. Data"),
        (
            [12] * 40 + [3],
            "tested. 1 smaller values are in the table. Intervals are 95%. Data",
        ),
        (
            [3] + [12] * 39 + [2] * 1201,
            (
                "tested. 1,201 smaller values are in the table. Intervals are 95%. Grey, "
                "without an interval: fewer than 12 clients. Data"
            ),
        ),
    ],
)
def test_only_the_largest_values_are_drawn_and_explained(sizes, said):
    about = pd.Series({"p": 0.5, "q": 0.5, "begins_at": 1})

    assert said in words.values_note(about, pd.Series(sizes), 12)


FOUND = pd.DataFrame(
    {
        "side": ["high", "low", "within"],
        "before": ["high", "within", "within"],
        "rate": [0.2, 0.3, 0.4],
        "counted_share": [0.21, 0.25, 0.41],
    }
)


@pytest.mark.parametrize(
    ("enough", "said"),
    [
        (FOUND.head(0), "No counselor has clients enough to be compared"),
        (FOUND.head(1), "One counselor has clients enough, and there is nobody to"),
        (
            FOUND,
            (
                "Adjusted for who the clients are, two of 3 counselors lie outside what "
                "chance explains (one before); chance alone would give up to 0.1"
            ),
        ),
        (
            FOUND.assign(side=["high", "within", "within"]),
            (
                "Adjusted for who the clients are, one of 3 counselors lies outside what "
                "chance explains (as many as before); chance alone would give up to 0.1"
            ),
        ),
        (
            FOUND.assign(side="within"),
            (
                "Adjusted for who the clients are, none of 3 counselors lies outside what "
                "chance explains (one before); chance alone would give up to 0.1"
            ),
        ),
    ],
)
def test_adjusting_says_who_lies_outside_and_who_did_before(enough, said):
    assert adjusted_words.outside(enough).startswith(said)


def test_one_in_twenty_lies_outside_by_chance():
    many = pd.concat([FOUND] * 20)

    assert adjusted_words.outside(many).endswith("would give up to 3.0")


def test_adjusting_moves_shares_by_so_many_points():
    assert adjusted_words.moved(FOUND) == (  # 1, 5 and 1 points
        "Adjusting moves a counselor's share by 1.0 points as a rule, by 5.0 at most"
    )
    assert adjusted_words.moved(FOUND.head(0)) == (
        "No counselor has clients enough for an adjusted share"
    )


@pytest.mark.parametrize(
    ("many", "said"),
    [(40, ""), (41, " 40 are drawn, the surest outside chance first; 1")],
)
def test_adjusted_shares_that_are_not_drawn_are_counted(many, said):
    note = adjusted_words.beside(pd.DataFrame({"n": range(many)}))

    assert f"is expected of a counselor's clients is taken as given.{said}" in note
    assert note.endswith("in the table." if said else "given.")


def test_what_is_adjusted_for_is_named():
    said = adjusted_words.named(("severity", "quarter", "referral_source"))

    assert said == "severity at intake, quarter of intake and referral source"
    note = adjusted_words.funnel(("severity",), 12)
    assert note.startswith("Adjusted for severity at intake; not for")
    assert note.endswith("Fewer than 12: not compared.")


def test_a_value_carries_its_mark_and_counts_those_who_left():
    values = pd.DataFrame(
        {
            "attribute": ["slot"],
            "value": ["a\u200bb"],
            "begins_at": [4],
            "dropped_one": [3.0],
            "dropped_two": [2.0],
            "at_risk_one": [40.0],
        }
    )
    (row,) = attribute_names.marked(values).to_dict("records")

    assert marks.parts(row["value_id"]) == ["slot", "a\u200bb", "4"]
    assert (row["value"], row["known"], row["dropped"]) == ("ab", 40, 5)


TOTALS = pd.DataFrame(
    {
        "after_one": [0.1],
        "after_one_low": 0.05,
        "after_one_high": 0.15,
        "after_two": 0.2,
        "after_two_low": 0.15,
        "after_two_high": 0.25,
        "by_two": 0.3,
        "by_two_low": 0.2,
        "by_two_high": 0.4,
        "at_risk_one": 1000,
        "at_risk_two": 900,
    }
)


@pytest.mark.parametrize(
    ("measure", "value", "sure"),
    [
        ("after_one", "10.0%", "5.0–15.0, n 1,000 with session one known"),
        ("after_two", "20.0%", "15.0–25.0, n 900 with session two known"),
        ("by_two", "30.0%", "20.0–40.0, n 1,000 with session one known"),
    ],
)
def test_each_number_is_of_those_whose_session_is_known(measure, value, sure):
    change = pd.DataFrame({"difference": [0.1], "low": [0.05], "high": [0.15]})
    number = numbers.left(measure, TOTALS, change)

    assert (number.value, plain(number.sure)) == (value, sure)
    assert number.moved == "up 10.0 points (+5.0 to +15.0)"


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ((0.05, nan, nan), "too few in the period before"),
        ((0.05, 0.0, 0.1), "no clear change, +0.0 to +10.0 points"),
        ((-0.05, -0.1, 0.0), "no clear change, −10.0 to +0.0 points"),
        ((-0.05, -0.1, -0.01), "down 5.0 points (−10.0 to −1.0)"),
    ],
)
def test_a_share_moves_only_beyond_chance(change, said):
    rows = pd.DataFrame([change], columns=["difference", "low", "high"])

    assert numbers.moved(rows) == said


def test_dropout_within_two_sessions_is_a_share_of_all_dropout():
    share = pd.DataFrame({"rate": [0.6], "low": 0.5, "high": 0.7, "dropped": 1200})
    number = numbers.within_two(share, 0.55, 18)

    assert number.value == "60.0%"
    assert plain(number.sure) == (
        "50.0–70.0, n 1,200 who left; 55.0% if everyone were followed to session 18"
    )


@pytest.mark.parametrize(
    ("first", "start", "end"),
    [
        ("2025-10-01", date(2025, 10, 1), date(2025, 12, 31)),
        ("2025-01-01", date(2025, 1, 10), date(2025, 3, 31)),
        ("2026-07-01", date(2026, 7, 1), date(2026, 8, 31)),
        ("2025-04-01", date(2025, 4, 1), date(2025, 6, 30)),
    ],
)
def test_a_quarter_is_three_months_within_the_period(first, start, end):
    narrowed = behind.clients_of_cohort(quarters=True).narrow(CHOSEN, first)

    assert (narrowed.start, narrowed.end) == (start, end)


def test_a_month_leads_to_its_own_and_those_who_wait_to_theirs():
    month = behind.clients_of_cohort(quarters=False)
    waiting = behind.waiting_of_cohort(quarters=False)

    assert month.narrow(CHOSEN, "2026-02-01").end == date(2026, 2, 28)
    assert month.named("2026-02-01") == "February 2026"
    assert (month.mark, waiting.mark) == ("began", "began")
    assert month.question != waiting.question


@pytest.mark.parametrize(
    ("mark", "window", "value"),
    [("ours, 30 days", 30, behind.OURS), ("closed cases", 60, "closed cases")],
)
def test_our_definition_is_asked_at_its_window_and_others_by_name(mark, window, value):
    rows = behind.clients_of_definition({"ours, 30 days": 30})
    narrowed = rows.narrow(CHOSEN, mark)

    assert (narrowed.window, narrowed.value) == (window, value)
    assert rows.named(mark) == mark
