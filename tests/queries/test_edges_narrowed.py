"""Lists narrowed to a value, a state, a part or a range: what is in, what is out."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

import queries
from tests.queries.rated import FIRST, USUAL, WEEK, drawn

THROUGH = date(2026, 12, 31)
DETAILS = {
    "referral_source": ("court", "self"),
    "mandated": ("yes", "no"),
    "earlier_treatment": ("some", "none"),
    "severity": ("mild", "severe"),
    "expectation": ("high", "low"),
    "payer": ("insurer", "own"),
    "age_band": ("18-25", "26-35"),
}


def test_a_value_of_an_attribute_leads_to_its_clients(clinic, everything):
    """Two clients who differ in everything, and one of whom nothing is recorded."""
    head = " | ".join(DETAILS).replace("_", " ")
    details = [" | ".join(values[n] for values in DETAILS.values()) for n in (0, 1)]
    places = "site | program | format | service"
    # Steady and weekly, or to and fro within a day and every second week.
    slots = {"ann": (7, 0), "bob": (14, 20)}
    own = {
        "ann": "north | adult | video | couple",
        "bob": "south | youth | phone | solo",
    }
    rows = [
        f"{client} | {counselor}"
        f" | {FIRST + timedelta(days=gap * n)} {1 + (swing if n % 2 else 0):02}:00"
        f" | attended | {own[client]}"
        for (client, (gap, swing)), counselor in zip(
            slots.items(), ("ruth", "omar"), strict=True
        )
        for n in range(4)
    ]
    rows.append(f"cem | lena | {FIRST} | attended | | | |")
    rows.append("old | old | 2025-06-02 | no show | | | |")
    store = clinic(
        sessions="\n".join([f"client | counselor | start | status | {places}", *rows]),
        clients="\n".join(
            [
                f"client | referral date | copay | {head}",
                f"ann | {FIRST} | 0 | {details[0]}",
                f"bob | {FIRST - timedelta(days=8)} | 5 | {details[1]}",
            ]
        ),
        through=THROUGH,
    )
    expected = DETAILS | {
        "copay": ("none", "some"),
        "site": ("north", "south"),
        "program": ("adult", "youth"),
        "modality": ("video", "phone"),
        "service_type": ("couple", "solo"),
        "wait": ("0-7 days", "8-14 days"),
        "first_gap": ("0-9 days", "10-16 days"),
        "slot": ("steady slot", "within a day"),
    }
    rates = queries.answer(store, "early_dropout_by_attribute", everything)
    first = rates[rates["session_number"] == 1].set_index(["attribute", "value"])

    for attribute, (ann, bob) in expected.items():
        for value, client in ((ann, "ann"), (bob, "bob"), ("not recorded", "cem")):
            chosen = replace(everything, attribute=attribute, value=value)
            rows = queries.answer(store, "early_dropout_clients", chosen)
            assert rows["client_id"].tolist() == [client], (attribute, value)
            assert first.loc[(attribute, value), "at_risk"] == 1


@pytest.fixture
def ask(clinic, everything):
    def publish(clients, alliance="", through=THROUGH, instrument="SRS"):
        tables = drawn(clients, instrument=instrument)
        tables["alliance"] += alliance
        store = clinic(**tables, through=through)

        def asked(name, **chosen):
            return queries.answer(store, name, replace(everything, **chosen))

        return asked

    return publish


@pytest.mark.parametrize(
    ("lowest", "highest", "scores", "clients"),
    [
        (32.000005, 50, [32, 34], "ab"),
        (32.00005, 50, [34], "ab"),
        (32.0005, 50, [34], "b"),
        (0, 34.000005, [32], "ab"),
        (0, 34.00005, [32, 34], "ab"),
        (0, 33.99995, [32], "ab"),
        (0, 33.9995, [32], "a"),
    ],
)
def test_a_hair_beside_the_end_of_a_range_is_meant_to_be_on_it(
    ask, lowest, highest, scores, clients
):
    asked = ask({"a": [32], "b": [34]})
    chosen = {"lowest": lowest, "highest": highest}

    assert sorted(asked("alliance_scores", **chosen)["score"]) == scores
    rows = asked("early_dropout_alliance_clients", **chosen)
    assert "".join(sorted(rows["client_id"])) == clients


def test_an_end_of_a_bin_that_no_number_holds_exactly_belongs_to_the_upper_bin(ask):
    asked = ask({"a": [14.4]}, instrument="WAI-SR")

    assert asked("alliance_by_bin")["first"].tolist() == [pytest.approx(14.4)]
    assert asked("alliance_scores", lowest=12, highest=14.4).empty
    assert len(asked("alliance_scores", lowest=14.4, highest=16.8)) == 1


@pytest.mark.parametrize(("score", "where"), [(1.99999, 1), (1.9999, 0)])
def test_a_hair_below_a_bin_is_in_it_and_more_is_not(ask, score, where):
    assert ask({"a": [score]})("alliance_by_bin")["bin"].tolist() == [where]


@pytest.mark.parametrize(("cutoff", "below"), [(35.999995, 1), (35.99995, 0)])
def test_a_hair_above_the_cutoff_is_on_it_and_more_is_not(ask, cutoff, below):
    asked = ask({"a": [36]})

    for name in ("alliance_overall", "alliance_early_later"):
        assert asked(name, cutoff=cutoff)["at_or_below_cutoff"].tolist() == [below]


def test_scores_of_a_state_a_length_a_part_and_an_instrument(ask):
    """`open` comes until the last day, `long` left after thirteen sessions."""
    through = FIRST + 30 * WEEK
    clients = {"left": [30], "two": [31, 32], "long": [33] + [None] * 11 + [34]}
    clients["open"] = [None] * 30 + [35]
    more = f"\nleft | {FIRST} | WAI-SR | | 48\nleft | {FIRST} | WAI-SR | Task | 15"
    asked = ask(clients, more, through)

    def scores(**chosen):
        rows = asked("alliance_scores", **({"instruments": ("SRS",)} | chosen))
        return sorted(rows["score"])

    assert scores() == [30, 31, 32, 33, 34, 35]
    assert scores(instruments=None) == [15, 30, 31, 32, 33, 34, 35, 48]
    assert scores(instruments=("WAI-SR",), subscales=("Task",)) == [15]
    assert scores(states=("left",)) == [30, 32, 34]
    assert scores(states=("stayed",)) == [31, 33]
    assert scores(states=("left", "stayed")) == [30, 31, 32, 33, 34]
    assert scores(length="1-2") == [30, 31, 32]
    assert scores(length="9+") == [33, 34]
    assert scores(length="open") == [35]
    assert scores(length="first episode") == [30, 31, 32, 33, 34, 35]

    def first(**chosen):
        rows = asked("early_dropout_alliance_clients", **chosen)
        return sorted(rows["score"])

    assert first() == [30, 31, 33, 48]
    assert first(instruments=("WAI-SR",)) == first(subscales=("total",))[-1:] == [48]
    assert first(subscales=("Task",)) == []
    by_score = asked("early_dropout_by_alliance", instruments=("WAI-SR",))
    assert by_score["score"].tolist() == [48]

    def sessions(*states):
        return len(asked("alliance_unscored_sessions", states=states or None))

    assert sessions() == sessions("scored") + sessions("not scored")
    assert (sessions("scored"), sessions("not scored")) == (4, 11 + 12)


def test_ruptures_of_an_instrument(ask):
    asked = ask(USUAL | {"ann": [36, 36, 36, 36, 10]})

    for instruments, found in ((("SRS",), 1), (("WAI-SR",), 0), (None, 1)):
        for name in ("alliance_ruptures", "alliance_ruptures_by_state"):
            assert len(asked(name, instruments=instruments)) == found


def test_an_instrument_has_a_total_or_parts_alone_and_the_range_of_its_total(ask):
    parts = f"\nb | {FIRST} | Parts | Warmth | 3\nb | {FIRST} | CALPAS-P | Patient | 30"
    part = f"\na | {FIRST} | SRS | Overall | 9"
    rows = ask({"a": [30], "b": [None]}, parts + part)
    told = rows("alliance_yardsticks").set_index("instrument")

    assert told["has_total"].to_dict() == {
        "SRS": True,
        "Parts": False,
        "CALPAS-P": False,
    }
    assert told.loc["SRS", ["low", "high", "cutoff"]].tolist() == [0, 40, 36]
    shown = rows("alliance_instruments")
    assert dict(zip(shown["instrument"], shown["ratings"], strict=True)) == {
        "SRS": 1,
        "Parts": 1,
    }
