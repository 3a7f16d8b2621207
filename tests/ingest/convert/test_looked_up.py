"""Values that one file takes from another, and the file that only serves others."""

from types import SimpleNamespace

import duckdb
import pytest

from ingest.convert import lookups
from ingest.convert.clients import Names
from ingest.recognize.recipes import Cell, Lookup

LOOKUP = Lookup("people", ("number", "code"), ("name",))


def source(folder, text, name, *found, export="people", names=None):
    """Return a file with these cells whose columns look up what was `found`."""
    path = folder / name
    path.write_text(text, encoding="utf-8")
    headings = tuple(text.splitlines()[0].split(","))
    columns = {
        str(n): Cell("found", (n,), lookups=((lookup, by),))
        for n, (lookup, by) in enumerate(found)
    }
    known = SimpleNamespace(name=export, names=names) if export else None
    return SimpleNamespace(
        path=path, name=name, skip=1, delimiter=",", headings=headings,
        columns=columns, export=known,
    )  # fmt: skip


@pytest.fixture
def connection():
    with duckdb.connect() as opened:
        yield opened


def filled(connection, *sources):
    lookups.fill(connection, list(sources))
    sql = f"select * from {LOOKUP.table} order by found_key"  # noqa: S608
    return connection.execute(sql).fetchall()


def test_of_several_values_of_a_key_the_first_by_name_is_taken(connection, tmp_path):
    asks = source(tmp_path, "id\n1\n", "a.csv", (LOOKUP, "c0"), export="other")
    people = "Number,Code,Name\n1,x,Zoe\n1,y,Ann\n ,x,Cat\n2,,Bob \n"
    tells = source(tmp_path, people, "b.csv")
    stranger = source(tmp_path, "Number,Name\n1,Aaa\n", "c.csv", export="strange")
    unknown = source(tmp_path, "Number,Name\n1,Aaa\n", "d.csv", export=None)

    assert filled(connection, asks, tells, stranger, unknown) == [
        ("1", "Ann"),
        ("2", "Bob"),
        ("x", "Cat"),
        ("y", "Ann"),
    ]


def test_two_files_of_one_kind_are_looked_up_together(connection, tmp_path):
    asks = source(tmp_path, "id\n1\n", "a.csv", (LOOKUP, "c0"), (LOOKUP, "c0"))
    files = [
        source(tmp_path, f"Number,Name\n{n},Name{n}\n", f"{n}.csv") for n in (1, 2)
    ]
    assert filled(connection, asks, *files) == [("1", "Name1"), ("2", "Name2")]


def test_where_no_file_tells_nothing_is_found(connection, tmp_path):
    asks = source(tmp_path, "id\n1\n", "a.csv", (LOOKUP, "c0"))
    without = source(tmp_path, "Number,Called\n1,Ann\n", "b.csv")

    assert filled(connection, asks, without) == []


def test_a_lookup_is_joined_once(tmp_path):
    other = Lookup("people", ("number",), ("site",))
    asks = source(
        tmp_path, "a,b,c\n", "a.csv", (LOOKUP, "c0"), (other, "c1"), (LOOKUP, "c0")
    )

    assert lookups.joined(asks) == (
        f" left join {LOOKUP.table} on c0 = {LOOKUP.table}.found_key"
        f" left join {other.table} on c1 = {other.table}.found_key"
    )


def test_what_a_file_lacks_is_named():
    assert lookups.needed("Day", ["staff", "day"]).places == (1,)
    with pytest.raises(LookupError, match="'Hours' is not among the headings"):
        lookups.needed("Hours", ["staff", "day"])


@pytest.mark.parametrize("tells", [True, False])
def test_a_file_that_serves_others_is_set_aside_and_tells_names(
    connection, tmp_path, tells
):
    recipes = SimpleNamespace(client="Number", called="Name") if tells else None
    text = "Number,Name\n1,Ann Lee\n2,\n3,Bob Orr\n"
    people, names = source(tmp_path, text, "b.csv", names=recipes), Names(connection)
    report = lookups.account(connection, people, names)

    assert (report.file, report.read, report.new) == ("b.csv", 3, 0)
    assert report.set_aside == {lookups.SERVES: 3}
    assert report.adds_up()
    assert names.called == ({"1": "Ann Lee", "3": "Bob Orr"} if tells else {})
