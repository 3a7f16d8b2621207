"""Which instrument is meant, what its scales are called, and in which order."""

from types import SimpleNamespace

import pandas as pd
import pytest

from ui.figures import marks
from ui.topics import scales

RATED = pd.DataFrame(
    {
        "instrument": ["SRS", "SRS", "SRS", "WAI-SR", "WAI-SR", "WAI-SR"],
        "subscale": ["total", "total", "Bond", "total", "total", "Task"],
        "phase": ["early", "later", "early", "early", "later", "early"],
        "ratings": [10, 20, 500, 14, 17, 400],
    }
)


def test_a_total_is_named_by_its_instrument_and_a_subscale_by_both():
    named = scales.named(RATED.iloc[[0, 2]])

    assert named["total"].tolist() == [True, False]
    assert named["scale"].tolist() == ["SRS", "SRS, Bond"]
    assert named["label"].tolist() == ["Total", "Bond"]


def test_a_mark_carries_its_instrument_before_what_else_tells_it_apart():
    (carried,) = scales.marked(RATED.head(1), "subscale", "phase")["scale_id"]

    assert marks.parts(carried) == ["SRS", "total", "early"]


def test_the_main_instrument_has_most_ratings_of_its_total_over_both_phases():
    kept = scales.main(RATED)  # 31 against 30; subscales and one phase alone mislead

    assert kept.index.tolist() == [("WAI-SR", "early"), ("WAI-SR", "later")]
    assert kept["ratings"].tolist() == [14, 17]
    assert scales.main(RATED.replace({"ratings": {17: 15}})).index[0][0] == "SRS"


def test_without_a_total_no_instrument_is_the_main_one():
    assert scales.main(RATED[RATED["subscale"].ne("total")]).empty


def test_a_phase_is_that_of_the_total():
    assert scales.phase(RATED, "early")["ratings"].tolist() == [10, 14]


@pytest.mark.parametrize(
    ("kind", "label", "shown"),
    [
        ("goal", "Direction", "Direction (goal)"),
        ("goal", "Goals", "Goals"),
        ("task", "Approach", "Approach (task)"),
        ("bond", "Relationship", "Relationship (bond)"),
        ("bond", "BOND scale", "BOND scale"),
        ("total", "Everything", "Everything"),
        ("other", "Overall", "Overall"),
    ],
)
def test_a_kind_stands_behind_a_label_that_does_not_say_it(kind, label, shown):
    rows = pd.DataFrame({"kind": [kind], "label": [label]})

    assert scales.by_kind(rows)["label"].tolist() == [shown]


def test_kinds_stand_in_one_order_and_those_of_one_kind_in_their_own():
    rows = pd.DataFrame({"kind": ["bond", "other", "task", "bond", "goal", "total"]})
    rows = rows.assign(label=["Bond B", "O", "Task", "Bond A", "Goal", "T"])
    found = scales.by_kind(rows)

    assert found["label"].tolist() == ["T", "Goal", "Task", "Bond B", "Bond A", "O"]
    assert found.index.tolist() == [0, 1, 2, 3, 4, 5]


@pytest.fixture
def picking(monkeypatch):
    """Return a function that says what a reader picks; it returns what was offered."""
    offered = []

    def pick(answer):
        def selectbox(_label, options, **_how):
            offered.append(list(options))
            return answer

        stub = SimpleNamespace(selectbox=selectbox)
        monkeypatch.setattr(scales, "st", stub)
        monkeypatch.setattr(scales.choices, "st", stub)
        return offered

    return pick


def test_the_first_instrument_is_offered_first_and_the_others_by_name(picking):
    offered = picking("B")

    assert scales.choose(["C", "D", "A", "B"]) == "B"
    assert offered == [["C", "A", "B", "D"]]


def test_what_a_link_asks_for_and_nobody_has_is_the_first(picking):
    picking("gone")

    assert scales.choose(["C", "A"]) == "C"


def test_one_instrument_is_not_asked_for(picking):
    offered = picking("A")

    assert scales.choose(["C"]) == "C"
    assert offered == []


@pytest.mark.parametrize(("picked", "kept"), [("y", ["y"]), ("gone", ["x", "x"])])
def test_one_scale_is_kept_the_first_unless_another_is_picked(picking, picked, kept):
    picking(picked)
    rows = pd.DataFrame({"subscale": ["x", "y", "x"], "label": ["X", "Y", "X"]})

    assert scales.one(rows)["subscale"].tolist() == kept


def test_one_scale_alone_is_not_asked_for(picking):
    offered = picking("x")
    rows = pd.DataFrame({"subscale": ["x", "x"], "label": ["X", "X"]})

    assert len(scales.one(rows)) == 2
    assert offered == []
