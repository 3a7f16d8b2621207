"""Which version of an instrument a file holds, and the range of its scores."""

from types import SimpleNamespace

import duckdb
import pytest

from ingest.convert.scales import Scales
from ingest.read.limits import FIRST_ROWS
from ingest.recognize.mapping import Mapping

OUTSIDE = "select part, score from scores{} where {}"


def scales(*scores, more=0):
    """Return the instruments of a file of (instrument, part, score) that were learned.

    `more` are rows of WAI-SR at 3 that stand above all others.
    """
    connection = duckdb.connect()
    connection.execute(
        "create table scores (spelled varchar, part varchar, score double)"
    )
    connection.execute(
        f"insert into scores select 'WAI-SR', null, 3 from range({more})"  # noqa: S608
    )
    connection.executemany("insert into scores values (?, ?, ?)", scores)

    def ask(sql):
        return connection.execute(sql.replace("{source}", "scores")).fetchall()

    made = Scales(
        SimpleNamespace(
            ask=ask,
            connection=connection,
            cell=lambda _column: "spelled",
            numbers={"score": SimpleNamespace(sql="score")},
            mapping=Mapping(),
            items=None,
        )
    )
    return made, ask, {word for word, *_ in scores}


def learned(*scores, more=0):
    """Return the name of the instrument that each word was taken for."""
    made, ask, words = scales(*scores, more=more)
    made.learn(words)
    return dict(ask("select word, instrument from scale_words"))


@pytest.mark.parametrize(
    ("largest", "name"),
    [(5, "WAI-SR, mean of items"), (5.1, "WAI-SR"), (48, "WAI-SR")],
)
def test_no_mean_of_items_is_above_the_highest_answer(largest, name):
    assert learned(("WAI-SR", None, 1), ("WAI-SR", None, largest)) == {"WAI-SR": name}


def test_one_high_score_far_below_settles_it():
    assert learned(("WAI-SR", None, 48), more=FIRST_ROWS) == {"WAI-SR": "WAI-SR"}
    assert learned(("WAI-SR", None, 4), more=FIRST_ROWS) == {
        "WAI-SR": "WAI-SR, mean of items"
    }


def test_without_a_score_it_is_the_sum():
    assert learned(("WAI-SR", None, None)) == {"WAI-SR": "WAI-SR"}


def test_spellings_are_judged_each_on_its_own():
    scores = (
        ("WAI-SR", None, 4),
        ("wai sr", None, 40),
        ("SRS", None, 1),
        ("Ours", None, 2),
    )

    assert learned(*scores) == {
        "WAI-SR": "WAI-SR, mean of items",
        "wai sr": "WAI-SR",
        "SRS": "SRS",
        "Ours": "Ours",
    }


def test_a_word_met_later_is_learned_once():
    made, ask, _ = scales(("SRS", None, 1), ("PHQ-9", None, 1), (None, None, 1))

    assert not made.learn([None, ""])
    assert made.learn(["SRS"])
    assert made.relearn()
    assert not made.relearn()
    assert ask("select count(*) from scale_words") == [(2,)]


def test_scores_outside_of_the_range_of_the_whole_or_the_part():
    # SRS: four scales of 0 to 10
    inside = [("SRS", None, 0), ("SRS", None, 40), ("SRS", "Goals", 10)]
    outside = [("SRS", None, -0.1), ("SRS", None, 40.1), ("SRS", "Goals", 10.1)]
    made, ask, words = scales(*inside, *outside, ("Ours", None, 1e6))
    made.learn(words)

    found = ask(OUTSIDE.format(made.join, made.outside("score", "part")))
    assert found == [(part, score) for _, part, score in outside]
    whole = ask(OUTSIDE.format(made.join, made.outside("score", None)))
    assert whole == [(None, -0.1), (None, 40.1)]
