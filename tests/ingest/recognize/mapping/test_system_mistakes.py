"""A developer's mistake in a system's file names the file, the export and the entry."""

import pytest

from ingest import Refused
from ingest.recognize import exports, layout
from ingest.recognize.layout import Words
from store.checked import Mistake

SYSTEM = 'name = "Willow"\n'
EXPORT = f'{SYSTEM}[[export]]\nname = "visits"\ntable = "sessions"\nneeds = ["Visit"]\n'
VISITS = "[[export]] 'visits'"
A_RECIPE = "a heading, a list of headings, or a recipe such as { join = [...] }"
WRONG = {
    "nothing": ("", "name is missing."),
    "no export": (SYSTEM, "export is missing."),
    "an export that is no table": (
        f'{SYSTEM}export = "visits"',
        'export must be tables headed [[export]], with double brackets, not "visits".',
    ),
    "no name": (f'{SYSTEM}[[export]]\nneeds = ["a"]', "[[export]] 1: name is missing."),
    "nothing needed": (
        EXPORT.replace('["Visit"]', "[]"),
        f"{VISITS}: needs must be a list that is not empty, not [].",
    ),
    "a need that is no heading": (
        EXPORT.replace('["Visit"]', '["Visit", 3]'),
        f"{VISITS}: needs, item 2, must be a heading or a list of headings, not 3.",
    ),
    "a table of its own": (
        EXPORT.replace('"sessions"', '"visits"'),
        (
            f'{VISITS}: table must be one of "alliance", "clients", "counselors", "outcomes"'
            ' or "sessions", not "visits".'
        ),
    ),
    "an entry of its own": (
        f"{EXPORT}remark = 1",
        f"{VISITS}: unknown entry remark; did you mean remarks?",
    ),
    "a column of its own": (
        f'{EXPORT}[export.columns]\nstrat = "Begins"',
        f"{VISITS}: columns: unknown entry strat; did you mean start or status?",
    ),
    "columns of no table": (
        EXPORT.replace('table = "sessions"\n', "") + '[export.columns]\nstart = "x"',
        f"{VISITS} has columns, and no table that they are of.",
    ),
    "a recipe of its own": (
        f'{EXPORT}[export.columns]\nstart = {{ jion = ["a"] }}',
        f"{VISITS}: columns.start: unknown entry jion; did you mean join?",
    ),
    "a rule that is none": (
        f'{EXPORT}[export.columns.status]\nrules = [{{ word = "a" }}, {{ word = 3 }}]',
        f"{VISITS}: columns.status.rules, item 2, word must be text, not 3.",
    ),
    "a test that is none": (
        f'{EXPORT}[[export.aside]]\nreason = "breaks"\nwhen = {{ Person = "gone" }}',
        (
            f'{VISITS}: aside, item 1, when.Person must be "filled", "empty", "yes", "no",'
            ' "set", a list of words, or { like = "..." }, not "gone".'
        ),
    ),
    "rows set aside for no reason": (
        f'{EXPORT}[[export.aside]]\nwhen = {{ Person = "empty" }}',
        f"{VISITS}: aside, item 1: reason is missing.",
    ),
    "a remark without a key": (
        f'{EXPORT}[[export.remarks]]\nsays = "x"\nwhen = {{ Person = "empty" }}',
        f"{VISITS}: remarks, item 1: key is missing.",
    ),
    "a name that is no recipe": (
        f"{EXPORT}client_name = 3",
        f"{VISITS}: client_name must be {A_RECIPE}, not 3.",
    ),
    "an export that is not there": (
        f'{EXPORT}[export.columns]\nstart = {{ found = "x", by = "a", value = "b" }}',
        f'{VISITS}: columns.start.found must be one of visits, not "x".',
    ),
    "shifts without a day": (
        f'{EXPORT}weekly = {{ of = "a", hours = "b", less = "c" }}',
        f"{VISITS}: weekly: day is missing.",
    ),
    "a status of its own": (
        f'[statuses]\ncame = ["came"]\n{EXPORT}'.replace(SYSTEM, ""),
        (
            "[statuses]: unknown entry came; known are attended, client_cancelled,"
            " clinic_cancelled, late_cancelled, no_show, rescheduled, scheduled, unknown,"
            " unmarked."
        ),
    ),
    "words that are no list": (
        f'{EXPORT}words = {{ attended = "came" }}',
        f'{VISITS}: words.attended must be a list, not "came".',
    ),
    "a flag that is text": (
        f'{EXPORT}first_character = "yes"',
        f'{VISITS}: first_character must be true or false, not "yes".',
    ),
    "an order of days": (
        f'date_order = "year first"\n{EXPORT}',
        'date_order must be "day-month-year" or "month-day-year", not "year first".',
    ),
    "no TOML": (
        "name = Willow",
        (
            "line 1, column 8: this is not TOML: the value cannot be read. Text stands in"
            " straight quotes, and it is true or false in small letters."
        ),
    ),
}


@pytest.mark.parametrize("wrong", WRONG)
def test_a_mistake_is_one_sentence(wrong):
    text, said = WRONG[wrong]
    with pytest.raises(Mistake) as mistake:
        exports.read("willow.toml", text.encode())

    assert str(mistake.value) == f"willow.toml: {said}"


def test_an_import_is_refused_with_the_sentence(tmp_path, monkeypatch):
    (tmp_path / "wrong.toml").write_text(f"{EXPORT}color = 1", encoding="utf-8")
    monkeypatch.setattr(exports, "FOLDER", tmp_path)
    exports.exports.cache_clear()
    with pytest.raises(Refused, match="wrong.toml: .* 'visits': unknown entry color"):
        exports.exports()
    exports.exports.cache_clear()


def test_so_are_the_words_that_ship(tmp_path, monkeypatch):
    (tmp_path / "words.toml").write_text("[statuses]\nhere = []", encoding="utf-8")
    monkeypatch.setattr(layout, "FOLDER", tmp_path)
    with pytest.raises(
        Refused, match=r"^words.toml: \[statuses\]: unknown entry here;"
    ):
        layout.declared("words", Words)
