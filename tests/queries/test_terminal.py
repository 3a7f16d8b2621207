"""Every option of the terminal is the entry of a selection that it names."""

import json
from dataclasses import fields
from datetime import date

import pandas as pd
import pytest

import queries
from queries import __main__ as terminal


@pytest.fixture
def asked(monkeypatch, tmp_path):
    """Return a function that asks with options and returns what was chosen."""
    chosen = []

    def answer(_store, name, filters):
        chosen.append((name, filters))
        return pd.DataFrame({"day": pd.to_datetime(["2026-01-05"]), "rate": [0.5]})

    monkeypatch.setattr(queries, "answer", answer)
    monkeypatch.setattr(queries, "open_store", lambda folder: folder)
    quiet = type("Served", (), {"notice": ""})
    monkeypatch.setattr(queries, "served", lambda _folder: quiet)

    def ask(*options):
        arguments = ["attendance_overall", "--store", str(tmp_path), *options]
        assert terminal.main(arguments) == 0
        name, filters = chosen[-1]
        assert name == "attendance_overall"
        return filters

    return ask


def test_without_options_everything_is_chosen(asked):
    assert asked() == queries.Filters.everything()
    assert asked("--grain", "week", "--window", "60") == queries.Filters.everything()


@pytest.mark.parametrize(
    ("options", "field", "value"),
    [
        (["--start", "2026-01-05"], "start", date(2026, 1, 5)),
        (["--end", "2026-01-06"], "end", date(2026, 1, 6)),
        (["--since", "2026-01-07"], "since", date(2026, 1, 7)),
        (["--window", "30"], "window", 30),
        (["--window", "90"], "window", 90),
        (["--grain", "month"], "grain", "month"),
        (["--site", "a", "--site", "b"], "sites", ("a", "b")),
        (["--program", "a"], "programs", ("a",)),
        (["--service", "a"], "services", ("a",)),
        (["--counselor", "a"], "counselors", ("a",)),
        (["--supervisor", "a"], "supervisors", ("a",)),
        (["--status", "a"], "statuses", ("a",)),
        (["--instrument", "a"], "instruments", ("a",)),
        (["--subscale", "a"], "subscales", ("a",)),
        (["--state", "a"], "states", ("a",)),
        (["--reason", "a"], "reasons", ("a",)),
        (["--left-after", "1", "--left-after", "2"], "left_after", (1, 2)),
        (["--first-number", "3"], "first_number", 3),
        (["--last-number", "4"], "last_number", 4),
        (["--length", "9+"], "length", "9+"),
        (["--attribute", "payer"], "attribute", "payer"),
        (["--value", "self"], "value", "self"),
    ],
)
def test_an_option_sets_one_entry(asked, options, field, value):
    chosen, usual = asked(*options), queries.Filters.everything()

    assert getattr(chosen, field) == value
    others = [one.name for one in fields(chosen) if one.name != field]
    assert all(getattr(chosen, name) == getattr(usual, name) for name in others)


@pytest.mark.parametrize(
    "options",
    [
        ["--window", "45"],
        ["--grain", "day"],
        ["--start", "5.1.2026"],
        ["--format", "x"],
    ],
)
def test_what_means_nothing_is_wrong_usage(asked, options, capsys):
    with pytest.raises(SystemExit) as usage:
        asked(*options)
    assert usage.value.code == 2
    capsys.readouterr()


@pytest.mark.parametrize(
    ("form", "written"),
    [
        ("csv", "day,rate\n2026-01-05,0.5\n\n"),
        ("table", "       day  rate\n2026-01-05   0.5\n"),
    ],
)
def test_an_answer_is_written_without_numbers_of_rows(asked, form, written, capsys):
    asked("--format", form)

    assert capsys.readouterr().out == written


def test_an_answer_as_json_has_one_object_a_row_and_plain_days(asked, capsys):
    asked("--format", "json")

    assert json.loads(capsys.readouterr().out) == [
        {"day": "2026-01-05T00:00:00.000", "rate": 0.5}
    ]


def test_the_usual_selection_leaves_nobody_out_and_waits_sixty_days():
    chosen = queries.Filters.everything(("ruth",))

    assert (chosen.start, chosen.end) == (date(1900, 1, 1), date(2200, 1, 1))
    assert (chosen.scope, chosen.window, chosen.grain) == (("ruth",), 60, "week")
    assert queries.WINDOWS == (30, 60, 90)
    rest = [one.name for one in fields(chosen)][5:]
    assert {getattr(chosen, name) for name in rest} == {None}
