"""Which texts name several people, and whom."""

import duckdb
import pytest

from ingest.convert import separators

KNOWN = {"ann smith", "ben jones", "k-1", "k-2", "omar frost", "ida frost", "lee"}


def known(text):
    return separators.key(text) in KNOWN


@pytest.mark.parametrize(
    ("cell", "people"),
    [
        ("Ann Smith; Ben Jones", ["Ann Smith", "Ben Jones"]),
        ("Ann Smith;Cem Ak", ["Ann Smith", "Cem Ak"]),
        ("X; Y | Z", ["X", "Y", "Z"]),
        ("Dee Poe\nEve Poe", ["Dee Poe", "Eve Poe"]),
        ("Dee Poe\u2028Eve Poe", ["Dee Poe", "Eve Poe"]),
        ("Smith, Ann; Jones, Ben", ["Smith, Ann", "Jones, Ben"]),
        ("Smith, Ann / Jones, Ben", ["Smith, Ann", "Jones, Ben"]),
        ("Ann Smith & Dee Poe", ["Ann Smith", "Dee Poe"]),
        ("Ann Smith and Dee Poe", ["Ann Smith", "Dee Poe"]),
        ("Ann Smith + Dee Poe", ["Ann Smith", "Dee Poe"]),
        ("k-1/k-2", ["k-1", "k-2"]),
        ("Ann Smith with Dee Poe", ["Ann Smith", "Dee Poe"]),
        ("Ann Smith w/ Dee Poe", ["Ann Smith", "Dee Poe"]),
        ("Ann Smith - Ben Jones", ["Ann Smith", "Ben Jones"]),
        ("Ann Smith – Ben Jones", ["Ann Smith", "Ben Jones"]),
        ("Ann Smith x Ben Jones", ["Ann Smith", "Ben Jones"]),
        ("k-1 w/k-2", ["k-1", "k-2"]),
        ("Lee & Ann Smith", ["Lee", "Ann Smith"]),
        ("Ann Smith, Ben Jones", ["Ann Smith", "Ben Jones"]),
        ("Smith, Ann, Jones, Ben", ["Smith, Ann", "Jones, Ben"]),
        ("Ann Smith, Ben Jones and Dee Poe", ["Ann Smith", "Ben Jones", "Dee Poe"]),
        ("Ann Smith, Eve Poe & Dee Poe", ["Ann Smith", "Eve Poe", "Dee Poe"]),
        ("Ida & Omar Frost", ["Ida Frost", "Omar Frost"]),
        ("Ann Smith; Smith, Ann", ["Ann Smith"]),
    ],
)
def test_several_people(cell, people):
    assert separators.people(cell, known) == people


@pytest.mark.parametrize(
    "cell",
    [
        "Ann Smith",
        "Smith, Ann",
        "Smith, Ann, PhD",
        "Poe, Dee",
        "Poe Vane, Dee Ann",
        "Ann Smith, LCSW",
        "Ann Smith;",
        "Smith,\nAnn",
        "Ann\nSmith",
        "2024/0012",
        "k-1/k-3",
        "R&D",
        "Dee & Eve Poe",
        "Frost and Sons",
        "Ann Smith - Intern",
        "Ann Smith - Dee Poe",
        "Ann Smith-Jones",
        "Group with family",
        "Alexander Brand",
        "",
    ],
)
def test_one_person(cell):
    assert separators.people(cell, known) == []


BETWEEN = [
    *("; ", ";", "|", "&", "/", "+", ",", "\r", "\n", "\u2028", " and ", " AND "),
    *(" with ", " With ", " w/ ", " x ", " X ", " - ", " – ", " — ", " -- "),
]


@pytest.mark.parametrize("between", BETWEEN)
def test_whatever_separates_two_people_is_doubtful_and_the_store_finds_it(between):
    cell = f"Ann Smith{between}Ben Jones"
    found = "select regexp_matches($1, $2)"
    with duckdb.connect() as connection:
        answer = connection.execute(found, [cell, separators.SEPARATED]).fetchall()

    assert separators.people(cell, known) == ["Ann Smith", "Ben Jones"]
    assert separators.is_doubtful(cell)
    assert answer == [(True,)]


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("Ann Smith w/ Ben Jones", ["Ann Smith", "Ben Jones"]),
        ("Ann Smith With Ben Jones", ["Ann Smith", "Ben Jones"]),
        ("Ann Smith and Ben Jones", ["Ann Smith", "Ben Jones"]),
        ("Ann; Ben|Cat/Dan & Eve+Fay", ["Ann", "Ben", "Cat", "Dan", "Eve", "Fay"]),
        ("Smith, Ann", ["Smith, Ann"]),
        ("Ann Smith-Jones", ["Ann Smith-Jones"]),
        ("Alexander Withers", ["Alexander Withers"]),
    ],
)
def test_the_names_beside_ids_stand_apart_by_what_stands_between(cell, names):
    apart = "select string_split_regex($1, $2)"
    with duckdb.connect() as connection:
        answer = connection.execute(apart, [cell, separators.BETWEEN_NAMES]).fetchall()

    assert answer == [(names,)]


@pytest.mark.parametrize(
    ("cell", "others", "people"),
    [
        ("Lee & Ann Smith", {"lee smith"}, ["Lee", "Ann Smith"]),
        ("Ann Ida & Omar Frost", {"ann ida frost"}, ["Ann Ida", "Omar Frost"]),
        ("Ida & Frost, Omar", {"ida omar"}, []),
        (
            "Poe Vane, Dee Ann & Ben Jones",
            {"dee ann poe vane", "dee ann"},
            ["Poe Vane, Dee Ann", "Ben Jones"],
        ),
    ],
)
def test_who_is_known_so_keeps_the_name_as_it_is_written(cell, others, people):
    """Nobody is given another's last name, or taken apart at a comma of her own name."""
    assert separators.people(cell, lambda text: key_in(text, others)) == people


def key_in(text, others):
    return separators.key(text) in KNOWN | others


def test_a_text_that_stands_for_one_elsewhere_is_one():
    assert separators.people("Ann Smith & Ben Jones", lambda _: True) == []


@pytest.mark.parametrize(
    ("cell", "people"),
    [
        ("Ann Smith; Ben Jones", ["Ann Smith", "Ben Jones"]),
        ("Ann Smith; Ben Jones & Dee Poe", ["Ann Smith"]),
        ("Ann Smith; Ben Jones with Dee Poe | K-1/2", ["Ann Smith"]),
        ("Ann Smith - Intern; Poe, Dee", ["Ann Smith - Intern", "Poe, Dee"]),
        ("Ann Smith", []),
        ("Ann Smith & Ben Jones", []),
    ],
)
def test_a_part_that_may_be_two_is_not_certain(cell, people):
    assert separators.certain(cell) == people


def test_spellings_of_one_name_have_one_key():
    assert separators.key("Smith,  ANN") == separators.key("ann smith") == "ann smith"


@pytest.mark.parametrize("space", [" ", "\n", " \n", "; ", "& "])
def test_a_long_cell_takes_no_longer_than_it_is_long(space):
    cell = f"Ann{space * 300_000}Smith"

    assert separators.pieces(cell)[0].startswith("Ann")
    assert separators.people(cell, known) in ([], ["Ann", "Smith"])


@pytest.mark.parametrize(
    ("cell", "is_doubtful"),
    [
        ("Ann Smith", False),
        ("Smith, Ann", True),
        ("Ann\u2028Smith", True),
        ("a;b", True),
        ("a and b", True),
        ("a/b", True),
    ],
)
def test_what_may_be_several_people(cell, is_doubtful):
    assert separators.is_doubtful(cell) is is_doubtful
