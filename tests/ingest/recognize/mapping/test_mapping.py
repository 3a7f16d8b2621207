"""What a mapping says is read, written and read again as the same."""

from datetime import date
from typing import get_args

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from ingest.recognize import mapping
from ingest.recognize.layout import (
    ID_RULES,
    AppointmentIds,
    DisagreeingStatus,
    Ending,
    Meaning,
    NotContacted,
    PersonId,
    Several,
    TableName,
    tables,
)
from ingest.recognize.mapping import Entries, Mapping
from tests.depth import times

TEXT = some.text(max_size=12) | some.sampled_from(
    ['"', "'", "\\", "a.b c", "\0\x1b\x7f", "]\n[x", "#", "\u2028", "\U0001f600", "'''"]
)
NAMES = TEXT.filter(str.strip)
NUMBERS = some.integers(-(10**9), 10**9) | some.floats(-1e9, 1e9)
HEADINGS = NAMES | some.lists(NAMES, min_size=1, max_size=3)
TESTS = some.dictionaries(
    NAMES,
    some.sampled_from(["filled", "empty", "yes", "no", "set"])
    | some.lists(TEXT, min_size=1, max_size=2)
    | some.sampled_from([{"like": "^a+$"}, {"like": "[é']|\\."}]),
    max_size=2,
)


def table_recipes(recipes):
    """Draw a recipe of each kind around others."""
    several = some.lists(recipes, min_size=1, max_size=3)
    rule = some.fixed_dictionaries({"word": TEXT}, optional={"when": TESTS})
    rule |= some.fixed_dictionaries({"of": recipes}, optional={"when": TESTS})
    required = [
        {"text": TEXT},
        {"first": several},
        {"name": several},
        {"last_after": TEXT.filter(bool), "of": recipes},
        {"prefix": TEXT, "of": recipes},
        {"divided": NUMBERS.filter(bool), "of": recipes},
        {"rules": some.lists(rule, min_size=1, max_size=2)},
    ]
    found = {"found": some.just("Patient"), "by": HEADINGS, "value": HEADINGS}
    return some.one_of(
        some.fixed_dictionaries({"join": several}, optional={"by": TEXT}),
        some.fixed_dictionaries(found, optional={"key": HEADINGS}),
        *map(some.fixed_dictionaries, required),
    )


RECIPES = some.recursive(HEADINGS, table_recipes, max_leaves=4)
COLUMNS = some.one_of(
    some.dictionaries(some.sampled_from(list(table.columns)), RECIPES, max_size=2).map(
        lambda columns, name=name: {name: columns}
    )
    for name, table in tables().items()
)
RANGES = some.lists(NUMBERS, min_size=2, max_size=2, unique=True).map(sorted)


@some.composite
def instruments(draw):
    """Draw what a clinic may say of an instrument."""
    said = {"name": draw(NAMES)}
    for low, high in (
        ("low", "high"),
        ("subscale_low", "subscale_high"),
        ("item_low", "item_high"),
    ):
        if draw(some.booleans()):
            said |= dict(zip((low, high), draw(RANGES), strict=True))
    more = {
        "about": some.sampled_from(["alliance", "outcome"]),
        "names": some.lists(TEXT, max_size=3),
        "items": some.integers(1, 100),
        "turned": some.booleans(),
        "prorate": some.integers(0, 9),
        "unscored": some.lists(some.integers(1, 100), max_size=3),
        "established": some.booleans(),
        "checked": some.booleans(),
        "total_only": some.booleans(),
        "total": some.sampled_from(["sum", "mean"]),
        "better": some.sampled_from(["higher", "lower"]),
        "licence": TEXT,
        "subscales": some.dictionaries(TEXT, TEXT, max_size=3),
    }
    said |= draw(some.fixed_dictionaries({}, optional=more))
    if draw(some.booleans()):
        said |= {"cutoff": draw(NUMBERS), "cutoff_source": draw(NAMES)}
    return said


# Other names are never ones that stay: a name does not stand for itself.
PAIRS = some.dictionaries(
    TEXT.map("old {}".format), TEXT.map("new {}".format), max_size=3
)
COUNSELOR = {"counselor": NAMES}
CONTRACTS = some.fixed_dictionaries(
    COUNSELOR | {"hours": some.floats(0.5, 168) | some.integers(1, 168)},
    optional={"from": some.dates(), "limit": some.integers(1, 99)},
) | some.fixed_dictionaries(
    COUNSELOR | {"leave": some.just(value=True), "from": some.dates()}
) | some.fixed_dictionaries(COUNSELOR | {"left": some.dates()})  # fmt: skip
ENTRIES = {
    "time_zone": some.sampled_from(["UTC", "America/New_York", "Asia/Kolkata"]),
    "date_order": some.sampled_from(["day-month-year", "month-day-year"]),
    "day_numbers_from": some.sampled_from([1900, 1904]),
    "decimal": some.sampled_from([".", ","]),
    "notice_hours": some.floats(0, 8760) | some.integers(0, 8760),
    "through": some.dates(),
    "client_names": some.booleans(),
    "client_numbers": some.just("clinic"),
    "appointment_ids": some.sampled_from(get_args(AppointmentIds)),
    "several_clients": some.sampled_from(get_args(Several)),
    "several_counselors": some.sampled_from(get_args(Several)),
    "disagreeing_status": some.sampled_from(get_args(DisagreeingStatus)),
    "invented": some.booleans(),
    "files": some.dictionaries(
        TEXT, some.sampled_from(get_args(TableName)), max_size=3
    ),
    "statuses": some.dictionaries(
        TEXT, some.sampled_from(get_args(Meaning)), max_size=4
    ),
    "contact": some.dictionaries(TEXT, some.sampled_from(get_args(NotContacted))),
    "statuses_under": some.dictionaries(
        TEXT,
        some.dictionaries(TEXT, some.sampled_from(get_args(Meaning)), max_size=2),
        max_size=2,
    ),
    "answered": some.dictionaries(TEXT, some.dates(), max_size=2),
    "endings": some.dictionaries(TEXT, some.sampled_from(get_args(Ending)), max_size=4),
    "ids": some.dictionaries(
        some.sampled_from(get_args(PersonId)),
        some.lists(some.sampled_from(ID_RULES), max_size=3),
        max_size=2,
    ),
    "columns": COLUMNS,
    "same": some.fixed_dictionaries(
        {}, optional={"clients": PAIRS, "counselors": PAIRS}
    ),
    "instrument": some.lists(instruments(), max_size=1),
    "contracts": some.lists(CONTRACTS, max_size=2),
}


def read(text: str) -> Entries:
    return mapping.parsed("clinic.toml", text.encode())


@settings(
    max_examples=times(50, 2000),
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
@given(some.fixed_dictionaries({}, optional=ENTRIES))
def test_what_is_written_is_what_is_read(said):
    once = read(mapping.tomli_w.dumps(said))
    again = read(mapping.text(once))

    assert again == once
    assert mapping.meant(again) == mapping.meant(once)
    assert mapping.meant(once).statuses.keys() == {*map(mapping.plain, once.statuses)}
    assert {name for name in said if getattr(once, name) != said[name]} <= {
        "columns",  # decoded into recipes
        "instrument",
        "same",
        "contracts",
    }


def test_every_entry_is_drawn():
    assert set(ENTRIES) == set(Entries.__struct_fields__)


def test_the_columns_and_tables_that_may_stand_there_are_those_of_the_layout():
    assert set(get_args(TableName)) == set(tables())


def test_no_mapping_says_nothing():
    assert mapping.entries(None) == Entries()
    assert mapping.read(None) == mapping.meant(Entries()) == Mapping()


def test_an_answer_is_understood_by_the_import(tmp_path):
    file = tmp_path / "mapping.toml"
    said = Entries(statuses={'"Show" \\ #1': "attended"}, time_zone="Europe/Berlin")
    file.write_text(mapping.text(said), encoding="utf-8")

    assert mapping.read(file).statuses["show1"] == "attended"
    assert mapping.read(file).time_zone == "Europe/Berlin"


def test_what_is_said_is_written_even_where_it_is_the_usual():
    said = 'time_zone = "UTC"\nnotice_hours = 24\ninvented = false\n'

    assert mapping.text(read(said)) == f"{mapping.OPENING}\n{said}"


@pytest.mark.parametrize("day", ["2026-01-31", '"2026-01-31"'])
def test_a_last_day_is_a_date_or_its_text(day):
    assert read(f"through = {day}").through == date(2026, 1, 31)
