"""A recipe is SQL over a row's cells: its text, the places it reads, what it looks up."""

import duckdb
import msgspec
import pytest

from ingest.recognize.recipes import (
    Cell,
    Lookup,
    Recipe,
    RecipeTable,
    Rule,
    condition,
    made,
    tables_in,
)

HEADINGS = ["ref", "alt", "first", "last", "yes", None, "path"]
ROW = (" R1 ", "", "Ada", " Stone ", "Y", "taken", "Patient/7/")


def recipe(said):
    return msgspec.convert(said, Recipe)


def told(cell, row=ROW):
    """Return the text that a cell's SQL gives for a row."""
    named = ", ".join(f"? as c{place}" for place in range(len(row)))
    asked = f"select {cell.sql} from (select {named})"  # noqa: S608
    return duckdb.execute(asked, list(row)).fetchall()[0][0]


GIVEN = [
    ("Ref", " R1 ", (0,)),
    ("LAST", " Stone ", (3,)),
    (["First"], "Ada", (2,)),
    (["none", "Alt", "Ref"], "", (1,)),
    (["none", {"prefix": "x", "of": "gone"}, "First"], "Ada", (2,)),
    ({"text": "it's"}, "it's", ()),
    ({"first": ["Alt", "Ref", "First"]}, "R1", (1, 0, 2)),
    ({"first": ["First", "Ref"]}, "Ada", (2, 0)),
    ({"join": ["First", "Alt", "Last"]}, "Ada Stone", (2, 1, 3)),
    ({"join": ["First", "none", "Last"], "by": "; "}, "Ada; Stone", (2, 3)),
    ({"join": ["First", "First"], "by": ""}, "AdaAda", (2,)),
    ({"last_after": "/", "of": "Path"}, "7", (6,)),
    ({"last_after": "t", "of": "Path"}, "/7", (6,)),
    ({"prefix": "N-", "of": "Ref"}, "N-R1", (0,)),
    ({"prefix": "N-", "of": "Alt"}, None, (1,)),
    ({"first": [{"prefix": "N-", "of": "Alt"}, "Ref"]}, "R1", (1, 0)),
]


@pytest.mark.parametrize(("said", "text", "places"), GIVEN)
def test_a_recipe_gives_a_text_of_its_places(said, text, places):
    cell = made(recipe(said), HEADINGS)

    assert (told(cell), cell.places, cell.given) == (text, places, places)
    assert (cell.is_name, cell.is_heading, cell.lookups) == (False, False, ())


@pytest.mark.parametrize(
    "said",
    [
        "none",
        ["none", "gone"],
        {"first": ["none"]},
        {"join": ["none", "gone"]},
        {"name": ["none"]},
        {"prefix": "x", "of": "none"},
        {"found": "x", "by": "none", "value": "v"},
        {"rules": [{"when": {"none": "filled"}, "word": "x"}]},
        {"rules": [{"of": "none"}]},
        {"rules": [{"when": {"none": "filled"}, "word": "x"}, {"of": "none"}]},
        {"rules": [{"when": {"yes": "filled"}, "of": "none"}]},
    ],
)
def test_a_recipe_of_which_a_file_has_nothing_gives_no_cell(said):
    assert made(recipe(said), HEADINGS) is None


def test_no_recipe_gives_no_cell():
    assert made(None, HEADINGS) is None


@pytest.mark.parametrize(
    ("cell", "by", "text"),
    [("3000", 60, "50.0"), (" 1.5 ", 0.5, "3.0"), ("5", -2, "-2.5"), ("x", 60, None)],
)
def test_a_number_is_divided(cell, by, text):
    one = made(recipe({"divided": by, "of": "a"}), ["a"])

    assert told(one, (cell,)) == text


def test_a_name_is_joined_by_spaces_and_stays_a_name_inside_another():
    name = {"name": ["First", "Last"]}
    for said in (name, {"first": ["Alt", name]}, {"prefix": "", "of": name}):
        cell = made(recipe(said), HEADINGS)
        assert told(cell) == "Ada Stone"
        assert cell.is_name


def ruled(*rules):
    return made(recipe({"rules": list(rules)}), HEADINGS)


def test_the_first_rule_that_fits_is_told():
    cell = ruled(
        {"when": {"Yes": ["n"]}, "word": "no"},
        {"when": {"Yes": "yes", "Alt": "filled"}, "word": "both"},
        {"when": {"Yes": "yes"}, "of": "First"},
        {"word": "else"},
    )

    assert told(cell) == "Ada"
    assert cell.places == (4, 1, 2)
    assert (cell.asked, cell.given) == ((4, 1), (2,))
    assert told(cell, (*ROW[:4], "N", *ROW[5:])) == "no"
    assert told(cell, (*ROW[:4], "", *ROW[5:])) == "else"


def test_a_cell_that_is_asked_and_told_is_given():
    cell = ruled({"when": {"First": "filled"}, "of": "First"})

    assert (cell.places, cell.asked, cell.given) == ((2,), (), (2,))
    outer = made(
        recipe(
            {"join": [{"rules": [{"when": {"Ref": "filled"}, "of": "Last"}]}, "Ref"]}
        ),
        HEADINGS,
    )
    assert outer.given == (3, 0)


def test_a_rule_without_a_test_is_always_told():
    assert told(ruled({"word": "x"})) == "x"
    assert ruled({"word": "x"}).places == ()
    assert told(ruled({"when": {"none": "empty"}, "word": "y"}, {"word": "x"})) == "y"
    assert told(ruled({"word": ""})) is None


def passes(cell, wanted):
    when = msgspec.convert({"when": {"A": wanted}, "word": "x"}, Rule).when
    test, cells = condition(when, ["a"])
    assert [one.places for one in cells] == [(0,)]
    return told(Cell(test, ()), [cell])


TESTS = {
    "filled": {"x": True, " ": False, "": False, None: False},
    "empty": {"x": False, " ": True, "": True, None: True},
    "yes": {"Yes": True, " y ": True, "1": True, "no": False, "x": False, None: False},
    "no": {"Yes": False, " y ": False, "0": True, "no": True, "x": True, None: True},
    "set": {"Yes": True, "x": True, "No": False, "0": False, "": False, None: False},
}


@pytest.mark.parametrize("wanted", TESTS)
def test_what_a_row_passes(wanted):
    assert {cell: passes(cell, wanted) for cell in TESTS[wanted]} == TESTS[wanted]


def test_what_passes_a_list_or_an_expression():
    cells = ["North", " NORTH ", "nor", "south", "", None]

    assert [passes(cell, ["north", "x'y"]) for cell in cells] == [
        *(True, True),
        *[False] * 4,
    ]
    assert [passes(cell, {"like": "^no"}) for cell in cells] == [
        *[True] * 3,
        *[False] * 3,
    ]
    assert passes("X'Y", ["North", "x'y"])
    assert passes("it's", {"like": "t's$"})


def test_several_tests_are_all_passed_and_none_is_passed_by_every_row():
    test, cells = condition(
        {"Ref": "filled", "None": "empty", "Alt": "empty"}, HEADINGS
    )

    assert told(Cell(test, ())) is True
    assert [cell.places for cell in cells] == [(0,), (1,)]
    assert condition({}, HEADINGS) == ("true", [])
    lacking, _ = condition({"none": "filled", "ref": "filled"}, HEADINGS)
    assert told(Cell(lacking, ())) is False


@pytest.mark.parametrize(
    ("said", "by", "keys"),
    [
        ({"by": "Ref"}, 0, ("Ref",)),
        ({"by": ["none", "Alt", "Ref"]}, 1, ("Alt",)),
        ({"by": ["Alt", "Ref"], "key": "id"}, 1, ("id",)),
        ({"by": "Ref", "key": ["id", "uuid"]}, 0, ("id", "uuid")),
    ],
)
def test_a_value_is_found_by_the_first_key_that_the_file_has(said, by, keys):
    cell = made(recipe({"found": "people", "value": ["v", "w"], **said}), HEADINGS)
    lookup = Lookup("people", keys, ("v", "w"))

    assert cell.lookups == ((lookup, f"nullif(trim(c{by}), '')"),)
    assert (cell.sql, cell.places) == (f"{lookup.table}.found_value", (by,))
    joined = made(
        recipe({"join": [{"found": "people", "value": ["v", "w"], **said}] * 2}),
        HEADINGS,
    )
    assert joined.lookups == cell.lookups


def test_different_lookups_have_tables_of_their_own():
    named = [
        Lookup("a", ("k",), ("v",)),
        Lookup("b", ("k",), ("v",)),
        Lookup("a", ("l",), ("v",)),
        Lookup("a", ("k",), ("w",)),
    ]

    assert len({one.table for one in named}) == 4
    assert all(one.table.isidentifier() and len(one.table) == 17 for one in named)


def test_each_table_in_a_recipe_has_its_path():
    inner = {"prefix": "a", "of": "x"}
    said = {
        "first": [
            inner,
            "y",
            {"join": [inner]},
            {"rules": [{"word": "z"}, {"of": inner}]},
        ]
    }
    found = dict(tables_in(recipe([said, "x"]), ("start",)))

    assert set(found) == {
        ("start", 0),
        ("start", 0, "first", 0),
        ("start", 0, "first", 2),
        ("start", 0, "first", 2, "join", 0),
        ("start", 0, "first", 3),
        ("start", 0, "first", 3, "rules", 1, "of"),
    }
    assert found["start", 0, "first", 2, "join", 0] == recipe(inner)
    assert list(tables_in("x")) == [] == list(tables_in(None))


def inside(times, said="x"):
    for _ in range(times):
        said = {"prefix": "a", "of": said}
    return said


@pytest.mark.parametrize("within", ["of", "join", "rules", "first", "name"])
def test_six_recipes_stand_inside_each_other(within):
    def around(inner):
        if within == "rules":
            return {"rules": [{"word": "b"}, {"of": inner}]}
        return (
            {"prefix": "b", "of": inner} if within == "of" else {within: ["y", inner]}
        )

    recipe(around(inside(5)))
    with pytest.raises(
        msgspec.ValidationError, match="more than 6 recipes inside each"
    ):
        recipe(around(inside(6)))


BESIDE = [
    ({"text": "a", "by": "x"}, "has by, which does not go with text"),
    ({"text": "a", "key": "x", "by": "y"}, "has by, which does not go with text"),
    ({"first": ["a"], "of": "x"}, "has of, which does not go with first"),
    ({"name": ["a"], "by": "x"}, "has by, which does not go with name"),
    ({"rules": [{"word": "a"}], "of": "x"}, "has of, which does not go with rules"),
    ({"join": ["a"], "of": "x"}, "has of, which does not go with join"),
    ({"last_after": "/"}, "has last_after without of"),
    ({"divided": 3}, "has divided without of"),
    ({"divided": 3, "of": "x", "key": "k"}, "has key, which does not go with divided"),
    ({"found": "a", "value": "v"}, "has found without by"),
    ({"found": "a", "by": "b"}, "has found without value"),
    ({"found": "a"}, "has found without by"),
    ({"found": "a", "by": "b", "value": "v", "of": "x"}, "has of, which does not go"),
    ({"text": "a", "prefix": "b"}, "it has text and prefix"),
    ({"by": "x"}, "it has none of them"),
    ({"divided": 0, "of": "x"}, "must not be divided by 0"),
    ({"divided": 0.0, "of": "x"}, "must not be divided by 0"),
    ({"join": ["x"], "by": ["a"]}, "has join, for which by must be text"),
    ({"rules": [{}]}, "must have either word or of"),
    ({"rules": [{"word": "a", "of": "b"}]}, "must have either word or of"),
]


@pytest.mark.parametrize(("said", "sentence"), BESIDE)
def test_what_does_not_go_together_is_said(said, sentence):
    with pytest.raises(msgspec.ValidationError, match=sentence):
        recipe(said)


@pytest.mark.parametrize(
    "said",
    [
        {"divided": 1, "of": "x"},
        {"text": ""},
        {"prefix": "", "of": "x"},
        {"found": "a", "by": ["b"], "value": "v"},
        {"found": "a", "by": "b", "value": ["v"], "key": ["k"]},
        {"first": ["x"]},
        {"name": ["x"]},
        {"join": ["x"], "by": ""},
        {"rules": [{"word": ""}]},
    ],
)
def test_what_goes_together_is_a_recipe(said):
    assert isinstance(recipe(said), RecipeTable)


@pytest.mark.parametrize(
    "said",
    [
        {"found": "a", "by": "b", "value": []},
        {"found": "a", "by": "b", "value": "v", "key": []},
        {"first": []},
        {"join": []},
        {"rules": []},
        {"last_after": "", "of": "x"},
        [],
        " ",
        {"rules": [{"when": {"a": []}, "word": "x"}]},
        {"rules": [{"when": {"a": {"like": "x", "of": "y"}}, "word": "x"}]},
        {"rules": [{"word": "x", "color": "y"}]},
        {"rules": [{"when": {" ": "filled"}, "word": "x"}]},
    ],
)
def test_what_is_empty_or_unknown_is_no_recipe(said):
    with pytest.raises(msgspec.ValidationError):
        recipe(said)


def test_no_numbers_beyond_a_billion():
    recipe({"divided": 10**9, "of": "x"})
    for beyond in (10**9 + 1, -(10**9) - 1):
        with pytest.raises(msgspec.ValidationError):
            recipe({"divided": beyond, "of": "x"})
