"""Every option of the terminal is the entry of a selection that it names."""

import json
from dataclasses import fields
from datetime import date

import pandas as pd
import pytest

import queries
from queries import __main__ as terminal

SESSIONS = """
    session_id | client_id | counselor_id | start            | status   | site  | program
    1          | ann       | ruth         | 2026-01-05 10:00 | attended | North | adult
"""
CHOICES = [
    *((one, "a", "a") for one in ("site", "program", "service", "supervisor")),
    *((one, "b", "b") for one in ("site", "program", "service", "supervisor")),
    ("counselor", "a", "Ann Lee"),
    ("counselor", "k1", "Sam Roy"),
    ("counselor", "k2", "Sam Roy"),
]


@pytest.fixture
def served(tmp_path, drawn_stores):
    """Return the folder of a clinic of one session, as the terminal takes it."""
    return str(drawn_stores.publish(tmp_path / "store", {"sessions": SESSIONS}))


@pytest.fixture
def asked(monkeypatch, tmp_path):
    """Return a function that asks with options and returns what was chosen."""
    chosen = []

    def answer(_store, name, filters):
        if name == "choices":
            return pd.DataFrame(CHOICES, columns=["dimension", "value", "label"])
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


@pytest.mark.parametrize(
    ("name", "ids"), [("Ann Lee", ("a",)), ("a", ("a",)), ("Sam Roy", ("k1", "k2"))]
)
def test_a_counselor_may_be_called_by_name(asked, name, ids):
    assert asked("--counselor", name).counselors == ids


@pytest.mark.parametrize(
    ("what", "there"),
    [
        ("site", "North"),
        ("program", "adult"),
        ("counselor", "ruth"),
        ("supervisor", "none"),
        ("service", "none"),
    ],
)
def test_a_name_that_nobody_has_is_said_instead_of_an_empty_answer(
    served, what, there, capsys
):
    option = ["attendance_overall", "--store", served, f"--{what}", "zzz"]

    assert terminal.main(option) == 1
    said = f"No {what} is called 'zzz'. There are: {there}."
    assert capsys.readouterr().err.strip() == said


@pytest.mark.parametrize(("sites", "more"), [(10, False), (11, True)])
def test_ten_names_are_listed_and_others_told_of(
    tmp_path, drawn_stores, sites, more, capsys
):
    lines = [f"a{n} | ruth | 2026-01-05 | attended | s{n:02}" for n in range(sites)]
    drawn = "\n".join(["client | counselor | start | status | site", *lines])
    store = str(drawn_stores.publish(tmp_path / "store", {"sessions": drawn}))
    terminal.main(["attendance_overall", "--store", store, "--site", "zzz"])
    said = capsys.readouterr().err

    assert ("s09 and others." in said) is more
    assert "s10" not in said


def test_a_mistyped_name_is_told_the_nearest(served, capsys):
    option = ["--store", served, "--site", "Nroth"]

    terminal.main(["attendance_overall", *option])
    assert "Near it: North." in capsys.readouterr().err


def test_a_mistyped_question_is_told_the_nearest(capsys):
    with pytest.raises(SystemExit):
        terminal.main(["attendance_overal"])
    assert "did you mean attendance_overall" in capsys.readouterr().err
    with pytest.raises(SystemExit):
        terminal.main(["zzzzzz"])
    assert "no question 'zzzzzz'. Without NAME all are" in capsys.readouterr().err


def test_what_a_question_does_not_ask_about_is_said(asked, capsys):
    asked("--grain", "month", "--site", "a")

    said = capsys.readouterr().err
    assert said == "attendance_overall does not ask about grain.\n"


def test_an_empty_answer_is_no_rows(served, capsys):
    terminal.main(["alliance_by_bin", "--store", served])

    assert capsys.readouterr().out == "No rows.\n"
