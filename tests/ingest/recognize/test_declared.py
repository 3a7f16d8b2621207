"""What the declarations become: words, headings, exports, the clinic's mapping."""

from datetime import date

import pytest

from ingest.recognize import exports, layout, mapping
from ingest.recognize.exports import fitting
from ingest.recognize.instruments import InstrumentEntry, Registry
from ingest.recognize.layout import (
    Column,
    ColumnEntry,
    TableEntry,
    Words,
    plain,
    stored_columns,
    tables,
    words,
)
from ingest.recognize.mapping import Entries, Mapping
from ingest.recognize.recipes import RecipeTable
from ingest.refusals import Refused
from store.checked import Mistake, Written


@pytest.mark.parametrize(
    ("text", "reduced"),
    [
        ("Client ID", "clientid"),
        (" client_id:", "clientid"),
        ("Straße", "strasse"),
        ("\uff33\uff32\uff33", "srs"),
        ("e\u0301", "é"),
        ("é", "é"),
        ("No. 1/2", "no12"),
        (" @ ", "@"),
        ("--", "--"),
        ("", ""),
    ],
)
def test_a_word_is_its_letters_and_digits(text, reduced):
    assert plain(text) == reduced


def test_a_columns_own_name_is_its_first_heading():
    assert tables()["counselors"].columns["counselor_id"].headings[0] == "counselorid"
    assert all(
        column.headings[0] == plain(name)
        for table in tables().values()
        for name, column in table.columns.items()
    )


def test_a_table_keeps_its_columns_by_type(monkeypatch):
    kinds = ("id", "text", "moment", "time", "number", "status")
    columns = {f"a_{kind}": Column(kind, ()) for kind in kinds}
    columns |= {"time": Column("time", ()), "end": Column("moment", ())}
    table = layout.Table("visits", (), columns)
    monkeypatch.setattr(layout, "tables", lambda: {"visits": table})

    assert stored_columns("visits") == {
        "a_id": "varchar",
        "a_text": "varchar",
        "a_moment": "timestamp",
        "a_time": "varchar",
        "a_number": "double",
        "word": "varchar",
    }


def test_a_meaning_is_a_word_for_itself():
    assert words("statuses")["noshow"] == "no_show"
    assert words("statuses")["dna"] == "no_show"
    assert words("yes_no") == {
        **dict.fromkeys(["yes", "y", "true", "t", "1"], "yes"),
        **dict.fromkeys(["no", "n", "false", "f", "0"], "no"),
    }
    assert words("endings")["otherending"] == "other_ending"
    assert layout.missing_words()[:4] == ("", "-", "--", "n/a")


SYSTEM = """
name = "Willow"
date_order = "day-month-year"
[statuses]
attended = ["Came in", "Both"]
[[export]]
name = "visits"
table = "sessions"
needs = ["Visit No", ["Start", "Begins"]]
words = { no_show = ["Both"] }
endings = { completed = ["All Done"] }
client_name = "Called"
first_character = true
count_in_summary = "x"
[export.columns]
start = "Begins"
[[export]]
name = "people"
needs = ["a"]
date_order = "month-day-year"
refusal = "No."
"""


def test_what_a_systems_file_says_of_an_export():
    system = exports.read("willow.toml", SYSTEM.encode())
    visits, people = (exports._export(system, entry) for entry in system.export)

    assert visits.title == "Willow, visits"
    assert visits.needs == (frozenset({"visitno"}), frozenset({"start", "begins"}))
    assert visits.words["camein"] == "attended"
    assert visits.words["both"] == "no_show"
    assert visits.words["noshow"] == "no_show"
    assert visits.said == ("Came in", "Both")
    assert visits.endings == {"alldone": "completed"}
    assert (visits.client_name, visits.table) == ("Called", "sessions")
    assert (visits.first_character, visits.count_in_summary) == (True, "x")
    assert (visits.refusal, visits.date_order) == ("", "day-month-year")
    assert (people.refusal, people.date_order) == ("No.", "month-day-year")
    assert people.table is None
    assert people.words["both"] == "attended"


WHEN = 'when = { a = "empty" }'


@pytest.mark.parametrize(
    "entry",
    [
        "color = 1",
        f'aside = [{{ reason = "x", {WHEN}, color = 1 }}]',
        f'remarks = [{{ key = "x", says = "y", {WHEN}, color = 1 }}]',
        "names = { client = 'x', called = 'y', color = 1 }",
        "weekly = { of = 'a', day = 'b', hours = 'c', less = 'd', color = 1 }",
    ],
)
def test_an_entry_that_a_systems_file_does_not_have_is_unknown(entry):
    head = 'name = "W"\n[[export]]\nname = "v"\nneeds = ["a"]\n'
    assert exports.read(
        "a.toml",
        (head + entry.replace(", color = 1", "").replace("color = 1", "")).encode(),
    )
    with pytest.raises(Mistake, match="unknown entry color"):
        exports.read("a.toml", (head + entry).encode())
    with pytest.raises(Mistake, match="unknown entry color"):
        exports.read("a.toml", ("color = 1\n" + head).encode())


DECLARED = [
    (
        Words,
        {
            "statuses": {},
            "endings": {},
            "yes_no": {},
            "consent": {},
            "flagged": {},
            "missing": {},
            "flags": {},
        },
    ),
    (TableEntry, {"required": [], "columns": {}}),
    (ColumnEntry, {"kind": "id", "headings": []}),
    (Registry, {"instrument": []}),
    (InstrumentEntry, {"name": "x"}),
]


@pytest.mark.parametrize(("kind", "said"), DECLARED)
def test_an_entry_that_our_own_files_do_not_have_is_unknown(kind, said):
    assert Written("a.toml", said).checked(kind)
    with pytest.raises(Mistake, match="unknown entry color"):
        Written("a.toml", said | {"color": 1}).checked(kind)


FOUND = '{{ found = "{}", by = "a", value = "b" }}'


@pytest.mark.parametrize(
    ("entry", "where"),
    [
        ("client_name = {}", "client_name.found"),
        ('client_name = ["x", {}]', "client_name, item 2, found"),
        ("names = {{ client = {}, called = 'x' }}", "names.client.found"),
        ("names = {{ client = 'x', called = {} }}", "names.called.found"),
        (
            "columns = {{ start = {{ prefix = 'a', of = {} }} }}",
            "columns.start.of.found",
        ),
    ],
)
def test_what_another_export_holds_is_looked_for_among_the_systems_own(entry, where):
    head = (
        'name = "Willow"\n[[export]]\nname = "other"\nneeds = ["a"]\n'
        '[[export]]\nname = "visits"\nneeds = ["b"]\ntable = "sessions"\n'
    )
    exports.read("a.toml", (head + entry.format(FOUND.format("other"))).encode())
    with pytest.raises(Mistake) as mistake:
        exports.read("a.toml", (head + entry.format(FOUND.format("gone"))).encode())

    assert str(mistake.value) == (
        f"a.toml: [[export]] 'visits': {where} must be one of other, visits,"
        ' not "gone".'
    )


def test_the_export_that_needs_most_is_the_closest(monkeypatch):
    needs = [[["a"]], [["a"], ["b", "c"]], [["a"], ["d"], ["e"]], [["f", "a"]]]
    all_ = tuple(
        exports.Export("S", str(n), None, tuple(map(frozenset, one)))
        for n, one in enumerate(needs)
    )
    monkeypatch.setattr(exports, "exports", lambda: all_)

    assert [one.name for one in fitting(["a", "c"])] == ["1", "0", "3"]
    assert [one.name for one in fitting(["a", "b", "d", "e"])] == ["2", "1", "0", "3"]
    assert fitting(["b"]) == []


def read(text):
    return mapping.meant(mapping.parsed("a.toml", text.encode()))


def test_without_a_mapping():
    none = Mapping()

    assert (none.time_zone, none.notice_hours) == ("UTC", 24)
    assert (none.day_zero, none.decimal, none.date_order) == ("1899-12-30", None, None)
    assert (none.invented, none.client_names, none.through) == (False, None, None)
    assert none.endings == words("endings")
    assert none.columns == none.statuses == none.files == {}


def test_what_a_mapping_means():
    said = read(
        "day_numbers_from = 1904\nnotice_hours = 0\ninvented = false\nthrough = 2026-01-31\n"
        '[statuses]\n"Was There!" = "attended"\n'
        '[endings]\n"All done" = "completed"\nDied = "unplanned"\n'
        '[columns.clients]\nclient_id = { text = "x" }\n'
    )

    assert said.day_zero == "1904-01-01"
    assert read("day_numbers_from = 1900").day_zero == "1899-12-30"
    assert (said.notice_hours, said.invented) == (0, False)
    assert said.through == date(2026, 1, 31)
    assert said.statuses == {"wasthere": "attended"}
    assert said.endings == words("endings") | {
        "alldone": "completed",
        "died": "unplanned",
    }
    assert said.columns == {"clients": {"client_id": RecipeTable(text="x")}}


@pytest.mark.parametrize(
    ("text", "is_said"),
    [
        ("notice_hours = 0", True),
        ("notice_hours = 8760", True),
        ("notice_hours = 8760.5", False),
        ("notice_hours = -0.5", False),
        ('time_zone = "America/New_York"', True),
        ('time_zone = "America/new york"', False),
        ('time_zone = "../UTC"', False),
        ('time_zone = ""', False),
        ('[[instrument]]\nname = " "', False),
        ('[[instrument]]\nname = "x"\nlow = -1000000000\nhigh = 1000000000', True),
        ('[[instrument]]\nname = "x"\nlow = -1000000001\nhigh = 1', False),
        ('[[instrument]]\nname = "x"\nlow = 0\nhigh = 1000000001', False),
    ],
)
def test_the_edges_of_what_may_be_said(text, is_said):
    if is_said:
        assert mapping.parsed("a.toml", text.encode())
        return
    with pytest.raises(Refused):
        mapping.parsed("a.toml", text.encode())


def test_the_mapping_given_goes_before_the_one_that_is_kept(tmp_path):
    given, store = tmp_path / "given.toml", tmp_path / "store"
    store.mkdir()
    given.write_text('through = 2026-01-31\ntime_zone = "Europe/Berlin"\n')
    assert mapping.declared(store, None) == Mapping()
    assert mapping.declared(store, given).through == date(2026, 1, 31)

    (store / "mapping.toml").write_text(
        'through = 2026-02-28\ntime_zone = "Asia/Kolkata"\n'
    )
    kept = mapping.declared(store, None)
    assert (kept.time_zone, kept.through) == ("Asia/Kolkata", None)
    assert mapping.declared(store, given).time_zone == "Europe/Berlin"


def test_a_heading_that_is_misplaced_is_told_its_place():
    for text, said in (
        ("[clients]", "[clients] must be headed [columns.clients]."),
        (
            '[columns]\nreferral_date = "x"',
            (
                "[columns] referral_date must stand under its table, such as"
                " [columns.sessions]."
            ),
        ),
        ("columns = 3", "columns must be a table, not 3."),
    ):
        with pytest.raises(Refused) as refusal:
            mapping.parsed("a.toml", text.encode())
        assert str(refusal.value) == f"a.toml: {said}"


def test_the_exports_to_look_into_are_named_in_order():
    text = '[columns.sessions]\nstart = { prefix = "a", of = { found = "x", by = "a", value = "b" } }'
    names = sorted({export.name for export in exports.exports()})
    with pytest.raises(Refused) as refusal:
        mapping.parsed("a.toml", text.encode())

    assert str(refusal.value) == (
        "a.toml: [columns.sessions] start.of.found must be one of the exports"
        f' {", ".join(names)}, not "x".'
    )


def test_nothing_said_is_an_empty_text():
    assert mapping.text(Entries()) == f"{mapping.OPENING}\n"


@pytest.mark.parametrize(
    "name",
    [
        *("time_zone", "date_order", "day_numbers_from", "decimal", "notice_hours"),
        *("through", "client_names", "invented"),
    ],
)
def test_an_entry_of_the_file_does_not_stand_in_a_table(name):
    with pytest.raises(Refused) as refusal:
        mapping.parsed("a.toml", f"[columns.sessions]\n{name} = 'x'".encode())

    assert str(refusal.value) == (
        f"a.toml: [columns.sessions]: {name} belongs at the top of the file, before the"
        " first [table]."
    )


@pytest.mark.parametrize(
    "group", ["statuses", "endings", "yes_no", "consent", "flagged"]
)
def test_no_word_has_two_meanings(group):
    meanings = getattr(layout.declared("words", Words), group)
    of: dict[str, set[str]] = {}
    for meaning, spellings in meanings.items():
        for word in (meaning, *spellings):
            of.setdefault(plain(word), set()).add(meaning)

    assert {word: found for word, found in of.items() if len(found) > 1} == {}


@pytest.mark.parametrize("table", tables())
def test_no_heading_means_two_columns_but_a_start_in_two_parts(table):
    """A "Start time" is the start, or the time of a start whose day stands beside it."""
    headings = [
        heading
        for column in tables()[table].columns.values()
        for heading in {*map(plain, column.headings)}
    ]
    twice = {heading for heading in headings if headings.count(heading) > 1}

    assert twice <= {"starttime"}
