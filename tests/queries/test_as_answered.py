"""Every question answers what it answered: each row, number and order of the answer.

The answers lie in `answered`, a line for each question, for the sample. Where they are
meant to change,
`RAPPORT_SHOWN=write python run.py test tests/queries/test_as_answered.py` writes them anew.
"""

import json
import os
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

import queries
from tests.pages import showing

ANSWERED = Path(__file__).parent / "answered"
EVER = queries.Filters.everything()
TEAM = ("K-001", "K-002", "K-003", "K-010", "K-023")
CHOSEN = {
    "ever": EVER,
    "a year": replace(EVER, start=date(2025, 9, 1), end=date(2026, 8, 31)),
    "narrowed": replace(
        EVER, start=date(2026, 3, 10), end=date(2026, 8, 20), window=30,
        programs=("Recovery",), grain="month",
    ),
    "a team": replace(EVER, scope=TEAM, window=90, since=date(2026, 8, 1)),
    "early scores": replace(EVER, first_number=1, last_number=3, lowest=20.0, highest=36.0),
    "who left": replace(EVER, left_after=(1, 2), states=("left",), length="1-2"),
}  # fmt: skip


@pytest.mark.parametrize("chosen", CHOSEN)
def test_every_question_answers_what_it_answered(sample, chosen):
    told = {
        name: showing.plain(queries.answer(sample, name, CHOSEN[chosen]))
        for name in queries.names()
    }
    told["snapshot"] = {
        name: value for name, value in told["snapshot"].items() if name != "id"
    }
    kept = ANSWERED / f"sample, {chosen}.json"
    if os.environ.get("RAPPORT_SHOWN") == "write":
        kept.parent.mkdir(exist_ok=True)
        lines = [f"{json.dumps(n)}: {json.dumps(a)}" for n, a in told.items()]
        kept.write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")

    expected = json.loads(kept.read_text(encoding="utf-8"))
    assert list(showing.differences(expected, json.loads(json.dumps(told)))) == []
