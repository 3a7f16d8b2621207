"""What an instrument is called: by code, in words, over a column, with its subscales."""

import pytest

from ingest.recognize import instruments
from ingest.recognize.instruments import (
    Instrument,
    InstrumentEntry,
    check,
    of_questionnaire,
    scored,
)
from store.checked import Mistake, Written

KNOWN = {one.name: one for one in instruments.instruments([])}


@pytest.mark.parametrize(
    ("codes", "own", "words", "name"),
    [
        (["70274-6"], "phq-9", "SRS", "GAD-7"),
        (["x", "70274-6"], "", "", "GAD-7"),
        ([], "phq-9", "GAD-7", "PHQ-9"),
        ([], "", "The PHQ-9 total score", "PHQ-9"),
        ([], "my-gad-7-form", "", "GAD-7"),
        ([], "", "a WAI-SR, patient's form", "WAI-SR"),
        ([], "", "the SRS of today", ""),
        ([], "SRS", "", "SRS"),
        ([], "house-form", "a form of the house", "house-form"),
        ([], "", "", ""),
        ([], "", "PHQ-9 item 1", ""),
        ([], "phq9", "PHQ-9 question 3 score", "phq9"),
        ([], "", "GAD7_7", ""),
        ([], "", "PHQ-9: Little interest or pleasure", ""),
        ([], "", "GAD-7 \u2013 Trouble relaxing", ""),
        ([], "", "PHQ-9: Total", "PHQ-9"),
        ([], "", "GAD-7 - Generalized Anxiety Disorder Scale", "GAD-7"),
        ([], "", "Well-being: PHQ-9", "PHQ-9"),
    ],
)
def test_a_questionnaire_is_an_instrument_by_code_by_name_or_in_words(
    codes, own, words, name
):
    assert of_questionnaire(codes, own, words) == name


def spelled(monkeypatch, names):
    monkeypatch.setattr(instruments, "_spelled", lambda: names)


def test_a_name_of_four_letters_is_looked_for_in_words_and_the_longest_is_meant(
    monkeypatch,
):
    spelled(monkeypatch, {"abc": "Three", "abcd": "Four", "abcde": "Five"})

    assert of_questionnaire([], "own", "x abc y") == "own"
    assert of_questionnaire([], "own", "x abcd y") == "Four"
    assert of_questionnaire([], "own", "x abcd abcde y") == "Five"
    assert of_questionnaire([], "x abcd y", "") == "Four"
    assert of_questionnaire([], "ABC", "abcde") == "Three"
    assert of_questionnaire(["none", "abcd", "abc"], "abc", "abcde") == "Four"


def test_a_version_by_means_is_there_where_a_mean_has_a_range():
    assert KNOWN["SRS"].by_mean() is None
    one = Instrument(
        "Ours",
        about="outcome",
        low=1,
        high=50,
        mean_low=0,
        mean_high=5,
        cutoff=9,
        cutoff_source="s",
        checked=False,
        total_only=True,
        total="sum",
        better="lower",
        subscales={"A": "bond"},
    )

    assert one.by_mean() == Instrument(
        "Ours, mean of items",
        about="outcome",
        low=0,
        high=5,
        subscale_low=0,
        subscale_high=5,
        checked=False,
        total_only=True,
        total="mean",
        better="lower",
        subscales={"A": "bond"},
    )
    assert Instrument("Ours", mean_low=1, mean_high=5).by_mean().total is None


def test_limits_are_those_of_a_checked_range():
    ranges = {"low": 1, "high": 2, "subscale_low": 3, "subscale_high": 4}

    assert Instrument("Ours", **ranges).limits() == [1, 2, 3, 4]
    assert Instrument("Ours", **ranges, checked=False).limits() == [None] * 4


def test_kinds_of_subscales():
    kinds = {"Warmth": "bond", "Trust": "bond", "Aims": "goal", "Other": "other"}
    one = Instrument("Ours", total="sum", subscales=kinds)

    assert one.components == 3
    assert [one.kind(name) for name in ("WARMTH", "tasks", "Bonds", "x")] == [
        *("bond", "task"),
        *("bond", None),
    ]
    assert [one.composes(name) for name in ("trust", "Bond", "Task", "x")] == [
        *(True, True),
        *(False, False),
    ]
    assert not Instrument("Ours", subscales=kinds).composes("Trust")
    assert Instrument("Ours").kind("Goals") == "goal"
    assert Instrument("Ours", subscales={"Goals": "task"}).kind("goals") == "task"


@pytest.mark.parametrize("kind", ["goal", "task", "bond"])
def test_usual_subscales_are_of_their_kind(kind):
    assert [Instrument("Ours").kind(name) for name in (kind, f"{kind}s")] == [kind] * 2


def test_a_clinic_changes_only_what_it_says_of_an_instrument():
    added = [
        InstrumentEntry(name="srs", high=50),
        InstrumentEntry(name="Ours", about="outcome"),
        InstrumentEntry(name="OURS", low=3),
    ]
    changed = {one.name: one for one in instruments.instruments(added)}

    assert changed["srs"].high == 50
    assert changed["srs"].names == KNOWN["SRS"].names
    assert changed["srs"].low == KNOWN["SRS"].low == 0
    assert "SRS" not in changed
    assert (changed["OURS"].about, changed["OURS"].low) == ("outcome", 3)
    assert "Ours" not in changed
    assert [*changed][: len(KNOWN)] == ["srs" if n == "SRS" else n for n in KNOWN]


ENTRY = {"name": "Ours"}


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"low": 1}, "needs both low and high"),
        ({"high": 1}, "needs both low and high"),
        ({"subscale_high": 0}, "needs both subscale_low and subscale_high"),
        ({"mean_low": 0}, "needs both mean_low and mean_high"),
        ({"low": 2, "high": 1}, "low must be below high (1), not 2"),
        ({"low": 0, "high": 0}, "low must be below high (0), not 0"),
        (
            {"mean_low": 5, "mean_high": 4.5},
            "mean_low must be below mean_high (4.5), not 5",
        ),
        (
            {"subscale_low": 5, "subscale_high": 5},
            "subscale_low must be below subscale_high (5), not 5",
        ),
        ({"cutoff": 0}, "has a cutoff without a cutoff_source"),
        ({"cutoff": 0, "cutoff_source": ""}, "has a cutoff without a cutoff_source"),
        ({"low": 0, "high": 0.5}, None),
        ({"low": -1, "high": 0}, None),
        ({"cutoff": 3, "cutoff_source": "ours"}, None),
        ({"cutoff_source": "ours"}, None),
    ],
)
def test_what_no_single_entry_of_an_instrument_shows(said, sentence):
    first = {"name": "First"}
    written = Written("a.toml", {"instrument": [first, ENTRY | said]})
    entries = [InstrumentEntry(**first), InstrumentEntry(**ENTRY, **said)]
    if sentence is None:
        check(written, entries)
        return
    with pytest.raises(Mistake) as mistake:
        check(written, entries)
    assert str(mistake.value).startswith("a.toml: [[instrument]] 'Ours'")
    assert sentence in str(mistake.value)


HOUSE = InstrumentEntry(name="House", names=["hs"], subscales={"Warmth": "bond"})
HOUSE_OUTCOME = InstrumentEntry(
    name="Field", about="outcome", names=["fd"], subscales={"Mood": "mood"}
)


@pytest.mark.parametrize("name", ["house", "hs"])
@pytest.mark.parametrize("ending", ["", "score", "total", "totalscore", "sum"])
def test_a_heading_is_an_instrument_with_or_without_an_ending(name, ending):
    one, subscale = scored([HOUSE])[f"{name}{ending}"]

    assert (one.name, subscale) == ("House", None)


@pytest.mark.parametrize("heading", ["housewarmth", "hswarmth", "hswarmthscore"])
def test_a_heading_is_a_subscale(heading):
    one, subscale = scored([HOUSE])[heading]

    assert (one.name, subscale) == ("House", "Warmth")


@pytest.mark.parametrize(
    "heading", ["house2", "housewarmthtotal", "fieldmood", "warmth", "housemean"]
)
def test_other_headings_are_none(heading):
    assert heading not in scored([HOUSE, HOUSE_OUTCOME])


def test_an_outcome_has_a_heading_too():
    one, subscale = scored([HOUSE_OUTCOME])["fdscore"]

    assert (one.name, one.about, subscale) == ("Field", "outcome", None)


@pytest.mark.parametrize(
    "heading", ["alliancescore", "alliance", "alliancetotal", "alliancerating"]
)
def test_an_alliance_without_a_name(heading):
    one, subscale = scored([])[heading]

    assert (one, subscale) == (Instrument("alliance score"), None)


def test_a_total_goes_before_a_subscale_and_both_before_what_has_no_name():
    both = [
        InstrumentEntry(name="A", subscales={"B": "bond"}),
        InstrumentEntry(name="A B"),
        InstrumentEntry(name="Alliance"),
    ]
    known = scored(both)

    assert known["ab"][0].name == "A B"
    assert known["abscore"][0].name == "A B"
    assert known["alliance"][0].name == "Alliance"


def test_an_instrument_of_which_nothing_is_said():
    one = Instrument("Ours")

    assert (one.about, one.better, one.checked) == ("alliance", "higher", True)
    assert (one.established, one.total_only, one.total) == (False, False, None)
    assert (one.names, one.subscales, one.components) == ((), {}, 0)
