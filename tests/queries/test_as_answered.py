"""Every question answers what it answered: each row, number and order of the answer.

The answers lie in `answered`, a line for each question, for the sample and for a small
clinic with what the sample lacks. Where they are meant to change,
`RAPPORT_SHOWN=write python run.py test tests/queries/test_as_answered.py` writes them anew.
"""

import json
import os
from dataclasses import replace
from datetime import date
from pathlib import Path
from zlib import crc32

import pytest

import queries
from tests.pages import showing

WRITES = "write them anew with RAPPORT_SHOWN=write, and read the difference"
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


def spoil(file: str, row: dict) -> None:
    """Change a row of the sample into what a less tidy export has."""
    kind = crc32(f"{file} {sorted(row.items())}".encode()) % 7
    if file == "clients" and kind < 2:
        row["discharge_date"] = ""
    if file == "clients" and kind == 3:
        row["referral_date"], row["severity"] = "", "none"
    if file in ("alliance", "outcomes") and kind < 3 and not row.get("subscale"):
        row["instrument"] = "House form"
    if file == "sessions":
        for column, when in (
            ("minutes", 0),
            ("site", 1),
            ("booked_at", 2),
            ("status", 3),
        ):
            row[column] = "" if kind == when else row[column]
        row["service_type"] = "group" if kind == 4 else row["service_type"]
        row["session_id"] = "" if kind == 5 else row["session_id"]
    if file == "counselors" and kind < 4:
        row["caseload_limit"] = row["supervisor"] = ""


@pytest.fixture(scope="module")
def untidy(tmp_path_factory):
    folder = showing.clinic(tmp_path_factory.mktemp("untidy"), 0.2, spoil)
    store = queries.open_store(folder)
    yield store
    store.close()


@pytest.mark.parametrize("chosen", CHOSEN)
@pytest.mark.parametrize("clinic", ["sample", "untidy"])
def test_every_question_answers_what_it_answered(request, clinic, chosen):
    store = request.getfixturevalue(clinic)
    told = {
        name: showing.plain(queries.answer(store, name, CHOSEN[chosen]))
        for name in queries.names()
    }
    told["snapshot"] = {
        name: value for name, value in told["snapshot"].items() if name != "id"
    }
    kept = ANSWERED / f"{clinic}, {chosen}.json"
    if os.environ.get("RAPPORT_SHOWN") == "write":
        kept.parent.mkdir(exist_ok=True)
        lines = [f"{json.dumps(n)}: {json.dumps(a)}" for n, a in told.items()]
        kept.write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")

    expected = json.loads(kept.read_text(encoding="utf-8"))
    found = list(showing.differences(expected, json.loads(json.dumps(told))))
    assert found == [], f"where this is meant: {WRITES}"
