from pathlib import Path

import pandas as pd
import pytest

from sample_data import clinic, make

SAMPLE = Path(make.__file__).parent
MONTH = pd.Timedelta(weeks=4)


@pytest.fixture(scope="module")
def sessions():
    return pd.read_csv(SAMPLE / "sessions.csv", parse_dates=["start"])


@pytest.fixture(scope="module")
def alliance():
    return pd.read_csv(SAMPLE / "alliance.csv")


@pytest.fixture(scope="module")
def truth():
    return make.planted()


@pytest.fixture(scope="module")
def counselors(sessions):
    """Each counselor, with the attended hours of the last four weeks and before."""
    known = pd.read_csv(SAMPLE / "counselors.csv", index_col="counselor_id")
    held = sessions[sessions["status"] == "attended"]
    held = held.drop_duplicates(["counselor_id", "start"])
    ago = (held["start"].max().normalize() - held["start"].dt.normalize()) // MONTH
    hours = held.assign(ago=ago).pivot_table(
        "minutes", "counselor_id", "ago", aggfunc=lambda minutes: minutes.sum() / 240
    )
    return known.join(hours).assign(use=hours[0] / known["weekly_hours"])


def who(truth, part):
    return truth.loc[truth["kind"] == part, "counselor_id"].tolist()


def dirty(sessions, truth, kind):
    """Return the rows that are dirty in this way; there are some."""
    ids = truth.loc[truth["kind"] == kind, "session_id"]
    assert len(ids)
    return sessions[sessions["session_id"].isin(ids)]


def test_two_counselors_are_over_their_hours_and_nobody_else_is(counselors, truth):
    over = who(truth, "overloaded")
    apart = who(truth, "left") + who(truth, "started")

    assert len(over) == 2
    assert (counselors.loc[over, "use"] > 1.2).all()
    assert (counselors.loc[over, 0] > counselors.loc[over, 3] + 2).all()
    assert counselors.drop(over + apart)["use"].between(0.60, 0.95).all()


def test_two_counselors_have_more_clients_than_their_limit(counselors, sessions, truth):
    through = sessions.query("status == 'attended'")["start"].max().normalize()
    lately = sessions["start"].dt.normalize() >= through - pd.Timedelta(days=60)
    current = sessions[lately & sessions["status"].isin(["attended", "scheduled"])]
    discharged = pd.read_csv(SAMPLE / "clients.csv", index_col="client_id")
    discharged = discharged["discharge_date"].dropna()
    current = current[~current["client_id"].isin(discharged.index)]
    current = current.drop_duplicates("client_id", keep="last")
    active = current["counselor_id"].value_counts()
    over = (active > counselors["caseload_limit"].reindex(active.index)).loc[
        lambda o: o
    ]

    assert sorted(over.index) == sorted(who(truth, "overloaded"))


def test_one_counselor_left_and_one_has_just_started(counselors, sessions, truth):
    (left,), (started,) = who(truth, "left"), who(truth, "started")
    mine = sessions.groupby("counselor_id")["start"]

    assert mine.max()[left] < pd.Timestamp(counselors["end_date"][left]) + MONTH / 28
    assert mine.min()[started] >= pd.Timestamp(counselors["start_date"][started])
    assert sessions.query("counselor_id == @started")["client_id"].nunique() < 15


def test_the_clients_of_one_counselor_stay(sessions, truth):
    (stays,) = who(truth, "clients_stay")
    held = sessions.query("status == 'attended'")
    seen = held.groupby("client_id").agg({"counselor_id": "first", "start": "size"})
    short = (seen["start"] <= 2).groupby(seen["counselor_id"]).mean()

    assert short.idxmin() == stays
    assert short[stays] < short.median() / 2


@pytest.mark.parametrize("fate", ["repaired", "not_repaired", "open"])
def test_a_rupture_shows_in_the_scores(alliance, truth, fate):
    ruptures = truth[truth["kind"] == f"rupture_{fate}"].merge(
        alliance[alliance["subscale"].isna()], on=["client_id", "session_id"]
    )
    drop = ruptures["before"] - ruptures["after"]

    assert len(ruptures) == (truth["kind"] == f"rupture_{fate}").sum() > 0
    assert (ruptures["score"] == ruptures["after"]).all()
    assert (drop >= ruptures["instrument"].map({"SRS": 8, "WAI-SR": 9})).all()
    assert (ruptures["sessions_to_repair"] > 0).all() == (fate == "repaired")


def test_a_third_of_the_questionnaires_was_skipped(alliance, sessions):
    asked = sessions.query("status == 'attended' and service_type != 'group'")

    assert 0.25 < 1 - asked["session_id"].isin(alliance["session_id"]).mean() < 0.35


def test_the_usual_dirt_is_there(sessions, alliance, truth):
    total = alliance[alliance["subscale"].isna()]
    total = total[total["instrument"].map({"SRS": 40, "WAI-SR": 60}) < total["score"]]
    twice = sessions[sessions.duplicated("session_id", keep=False)]
    referred = pd.read_csv(SAMPLE / "clients.csv").set_index("client_id")[
        "referral_date"
    ]
    early = dirty(sessions, truth, "before_referral")
    unmarked = dirty(sessions, truth, "not_marked")

    assert dirty(sessions, truth, "duplicate_row").duplicated(keep=False).all()
    assert dirty(sessions, truth, "two_statuses")["status"].nunique() == 2
    assert len(twice) == 4
    assert {*dirty(sessions, truth, "unknown_word")["status"]} == {clinic.UNKNOWN_WORD}
    assert {*unmarked["status"].fillna("")} == {"scheduled", ""}
    assert (unmarked["start"] < "2026-08-31 20:00").all()
    assert (early["start"] < early["client_id"].map(referred)).all()
    assert {*total["session_id"]} < {*truth["session_id"]}
    assert len(dirty(sessions, truth, "score_out_of_range")) == 2
