"""The rule finds every rupture planted in the sample, and few others."""

import pandas as pd
import pytest

import queries
from sample_data import make

FALSE = 20  # of 8,283 pairs of neighboring ratings: ordinary ups and downs


@pytest.fixture(scope="module")
def planted():
    truth = make.planted()
    return truth[truth["kind"].str.startswith("rupture")]


@pytest.fixture(scope="module")
def found(sample):
    """Every possible rupture, beside the session in which it shows."""
    with sample.connection.cursor() as cursor:
        return cursor.execute(
            "select clients.client_id, sessions.session_id, fallen.* from"
            " dips_followed(60) as fallen inner join clients using (client_key)"
            " inner join sessions on fallen.client_key = sessions.client_key"
            " and fallen.day = sessions.day and sessions.status = 'attended'"
        ).df()


@pytest.fixture(scope="module")
def matched(planted, found):
    keys = ["client_id", "session_id"]
    return planted.merge(found, on=keys, how="outer", indicator="where")


def test_all_planted_ruptures_are_found(matched, planted):
    assert len(planted) == 110
    assert matched["where"].eq("left_only").sum() == 0


def test_few_others_are_marked(matched):
    assert matched["where"].eq("right_only").sum() == FALSE


def test_repairs_are_found_in_the_session_in_which_they_came(matched):
    mended = matched[matched["kind"].eq("rupture_repaired")]

    assert len(mended) == 66
    assert set(mended["state"]) == {"repaired"}
    assert (mended["repaired_after"] == mended["sessions_to_repair"]).all()


def test_what_was_not_repaired_is_not_said_to_be(matched):
    rest = matched[matched["kind"].isin(["rupture_not_repaired", "rupture_open"])]
    silent = rest[rest["kind"].eq("rupture_not_repaired") & rest["state"].eq("open")]

    assert "repaired" not in set(rest["state"])
    assert len(silent) == 1  # who left, and whose silence is not 60 days old yet
    through = pd.Timestamp("2026-08-31")
    assert (through - silent["day"] < pd.Timedelta(days=60)).all()


def test_the_list_for_a_call_holds_those_of_the_last_four_weeks(
    sample, everything, matched
):
    listed = queries.answer(sample, "alliance_dips", everything)
    recent = matched["day"] > pd.Timestamp("2026-08-31") - pd.Timedelta(days=28)
    waiting = matched[recent & matched["state"].isin(["open", "unrepaired"])]

    assert sorted(listed["client_id"]) == sorted(waiting["client_id"].unique())
    assert len(listed) == 3
