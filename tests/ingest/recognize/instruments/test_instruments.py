"""Instruments are told apart by name and range, and a clinic may add its own."""

import pytest

from ingest import Refused
from ingest.recognize.instruments import Instrument, instruments
from ingest.recognize.layout import plain

SESSIONS = """
    client | counselor | start            | minutes | status
    ann    | ruth      | 2026-01-10 09:00 | 50      | attended
    ann    | ruth      | 2026-01-17 09:00 | 50      | attended
"""
NAMES = {one.name: one for one in instruments([])}


@pytest.fixture
def scales(clinic):
    """Return a function: the scales of these scores, by instrument and subscale."""

    def published(*scores, mapping=None):
        head = "client | date | instrument | subscale | rater | score"
        lines = [f"ann | 2026-01-10 | {score}" for score in scores]
        store = clinic(
            sessions=SESSIONS, alliance="\n".join([head, *lines]), mapping=mapping
        )
        with store.connection.cursor() as cursor:
            rows = cursor.execute("from scales order by all").df()
        rows = rows.set_index(["instrument", "subscale"], drop=False)
        return dict(rows.iterrows())

    return published


def test_the_registry_holds_what_is_used_for_alliance():
    alliance = {one.name for one in NAMES.values() if one.about == "alliance"}

    assert alliance >= {
        "SRS", "CSRS", "SRS 13+", "YCSRS", "GSRS", "SRS-10", "WAI-SR", "WAI-S", "WAI",
        "WAI-Bond", "HAq-II", "CALPAS-P", "ARM-5", "B-L RI 64", "B-L RI 40",
        "B-L RI mini", "STAR-P", "STAR-C", "SOFTA-s",
    }  # fmt: skip


@pytest.mark.parametrize("one", NAMES.values(), ids=NAMES)
def test_an_instrument_says_what_it_knows_and_no_more(one):
    assert one.low is None or one.low < one.high
    assert (one.cutoff is None) == (one.cutoff_source is None)
    assert one.checked or one.cutoff is None
    if one.items and one.mean_low is not None:
        ends = one.items * one.mean_low, one.items * one.mean_high
        assert (one.low, one.high) == ends


def test_no_spelling_means_two_instruments():
    spelled = {(plain(n), one.name) for one in NAMES.values() for n in one.names}

    assert len({name for name, _ in spelled}) == len(spelled)


def test_a_mean_of_items_is_told_from_a_sum_by_its_range(scales):
    sums = scales("WAI-SR | | | 12", "WAI-SR | Bond | | 5", "WAI-SR | | | 48")
    means = scales("WAI-SR | | | 4.2", "WAI-SR | Bond | | 5")

    assert sums["WAI-SR", "total"]["high"] == 60
    assert sums["WAI-SR", "Bond"]["high"] == 20
    assert means["WAI-SR, mean of items", "total"]["high"] == 5
    assert means["WAI-SR, mean of items", "Bond"]["high"] == 5
    assert means["WAI-SR, mean of items", "Bond"]["kind"] == "bond"


def test_the_srs_of_ten_items_is_another_instrument(scales):
    found = scales("SRS | | | 40", "SRS-10 | | | 88")

    assert found["SRS", "total"]["high"] == 40
    assert found["SRS-10", "total"].isna()["high"]


def test_a_score_out_of_a_checked_range_is_refused(scales):
    with pytest.raises(Refused, match="outside the range"):
        scales("SRS | | | 41")
    assert not scales("STAR-P | | | 55")["STAR-P", "total"]["is_checked"]


def test_what_the_counselor_rates_is_an_instrument_of_its_own(scales):
    found = scales("SRS | | client | 30", "SRS | | Therapist | 20")

    assert {place for place, _ in found} == {"SRS", "SRS, rated by therapist"}
    assert found["SRS, rated by therapist", "total"]["high"] == 40


def test_subscales_are_of_a_kind_whatever_they_are_called(scales):
    found = scales(
        "SRS | Relationship | | 9",
        "SRS | goals AND topics | | 9",
        "Our own | Tasks | | 9",
        "B-L RI mini | Empathy | | 3",
        "CALPAS-P | Commitment | | 30",
        "Our own | Trust | | 3",
    )

    assert {scale: row["kind"] for (_, scale), row in found.items()} == {
        "Relationship": "bond",
        "goals AND topics": "goal",
        "Tasks": "task",
        "Empathy": "empathy",
        "Commitment": "not shown",
        "Trust": "other",
    }


MAPPING = """
[[instrument]]
name = "House scale"
names = ["house", "hs"]
low = 0
high = 30
subscale_low = 0
subscale_high = 10
cutoff = 20
cutoff_source = "our own talk of it"
subscales = { Warmth = "bond" }

[[instrument]]
name = "STAR-P"
low = 0
high = 60
checked = true
"""


def test_a_clinic_adds_its_own_and_corrects_ours(scales):
    found = scales(
        "hs | | | 12", "House | Warmth | | 4", "STAR-P | | | 55", mapping=MAPPING
    )

    total = found["House scale", "total"]
    assert (total["low"], total["high"], total["cutoff"]) == (0, 30, 20)
    assert found["House scale", "Warmth"]["kind"] == "bond"
    assert found["STAR-P", "total"]["high"] == 60
    with pytest.raises(Refused, match="outside the range"):
        scales("hs | | | 31", mapping=MAPPING)


def test_unknown_instruments_have_no_range(scales):
    assert Instrument("Ours").limits() == [None] * 4
    assert scales("Ours | | | 3")["Ours", "total"].isna()["low"]
