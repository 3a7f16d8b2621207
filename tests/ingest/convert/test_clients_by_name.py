"""Which texts are names, and the pseudonyms and remarks that they get."""

import hashlib
import hmac
from types import SimpleNamespace

import duckdb
import pytest

import ingest
from ingest.convert import clients
from ingest.convert.clients import Names, first_names, look_like_names, name_key
from ingest.convert.conversion import Conversion
from ingest.merge import remarks
from ingest.read.formats.text import Text
from ingest.recognize.mapping import Mapping, read
from ingest.recognize.recipes import Cell
from ingest.recognize.sources import recognize
from tests import drawing
from tests.ingest.convert.cells import made

KEY = b"k" * 32


@pytest.fixture
def names():
    """Return the names of an import, with a key and a table of the file's rows."""
    with duckdb.connect() as connection:
        connection.execute(
            "create table rows_ (cell varchar, shown varchar, aside varchar)"
        )
        connection.execute("create table read_sessions (client_id varchar)")
        yield Names(connection, lambda: KEY)


def filled(names, *rows):
    names.connection.execute("delete from rows_")
    names.connection.executemany("insert into rows_ values (?, ?, ?)", rows)
    run = names.connection.execute
    return lambda sql: run(sql.replace("{source}", "rows_")).fetchall()


def hashed(name):
    return "client-" + hmac.new(KEY, name.encode(), hashlib.sha256).hexdigest()[:12]


@pytest.mark.parametrize(
    ("text", "is_name"),
    [
        ("Ann Lee", True),
        ("Lee, Ann", True),
        ("Ann  Lee", True),
        ("Ann Mary van der Lee", True),
        ("J. O'Neil-Smith", True),
        ("D’Arcy Émile", True),
        (" Ann Lee ", True),
        ("A B", True),
        ("Ann", False),
        ("Lee,Ann", False),
        ("Lee,, Ann", False),
        ("Ann 3", False),
        ("3 Ann", False),
        ("_a Lee", False),
        ("Ann -Lee", False),
        ("Ann Lee & Bob Orr", True),
        ("Ann Lee & Bob", False),
        ("Ann Lee (1001)", True),
        ("Lee, Ann (SP)", True),
        ("Ann Lee 1990-01-01", True),
        ("Ann Lee 7", False),
        ("Ann (1001)", False),
        ("Ann Lee 1990 b", False),
        ("C-1", False),
        ("", False),
    ],
)
def test_a_name_is_two_words_or_more_that_begin_with_letters(text, is_name):
    assert look_like_names({text}) is is_name


@pytest.mark.parametrize(
    ("texts", "alone"),
    [
        ({"Ann", "Zoë", "Élise", "Bob L.", "Cat M"}, 5),
        ({"Ann", "Bob", "Cat", "Dan", "C-1"}, 4),
        ({"Ann", "Bob", "Cat", "C-1"}, 0),
        ({"ann", "bob"}, 0),
        ({"ANN", "BOB"}, 0),
        ({"Ann Lee", "Bob Orr"}, 0),
        ({"Ann3", "B", "C-1"}, 0),
        ({"A", "B"}, 0),
        (set(), 0),
    ],
)
def test_first_names_alone_are_told_from_ids_and_whole_names(texts, alone):
    assert first_names(texts) == alone


def test_clients_by_first_name_are_remarked_on(tmp_path):
    drawn = "client | counselor | start | status"
    for day, client in enumerate(["Ann", "Bob", "Ann"], start=5):
        drawn += f"\n{client} | ruth | 2026-01-0{day} | attended"
    file = drawing.write(drawn, tmp_path / "sessions.csv")
    report = ingest.publish([file], tmp_path / "store")

    assert [one["rows"] for one in report.remarks if one["key"] == "first_names"] == [2]


@pytest.mark.parametrize(("named", "of", "are"), [(4, 5, True), (3, 4, False)])
def test_four_in_five_must_look_like_names(named, of, are):
    texts = {f"{'ABCDE'[n]}nn Lee" if n < named else f"C{n}" for n in range(of)}

    assert look_like_names(texts) is are


def test_no_text_is_no_name():
    assert not look_like_names(set())


def test_a_pseudonym_is_a_keyed_hash_of_the_name_in_its_usual_order(names):
    assert names.pseudonym("ann lee") == hashed("ann lee")
    assert names.pseudonym("lee, ann") == hashed("ann lee")
    assert names.pseudonym("lee ,  ann") == hashed("ann lee")
    assert names.pseudonym("lee ann") == hashed("lee ann")


def test_without_a_key_of_the_store_the_pseudonyms_are_this_imports_own():
    with duckdb.connect() as one, duckdb.connect() as other:
        first, second = Names(one), Names(other)

        assert len(first.key) == 32
        assert first.pseudonym("ann lee") == first.pseudonym("ann lee")
        assert first.pseudonym("ann lee") != second.pseudonym("ann lee")


def test_spellings_of_one_name_share_a_key():
    spelled = ["Ann  Lee", "ANN LEE ", "ann\u200b lee", None]

    assert made(name_key("cell"), *spelled) == ["ann lee"] * 3 + [None]


def test_each_name_is_learned_once_and_is_called_as_it_was_first_shown(names):
    rows = [("Ann Lee", "Lee, A.", None), ("ann lee", "Ann Lee", None)]
    rows += [("Total", None, "totals rows"), (None, "Nobody", None)]
    names.learn(filled(names, *rows), "cell", "shown", "aside")
    ask = filled(names, ("ANN LEE", "A. Lee", None), ("Bob Orr", "Bob", None))
    names.learn(ask, "cell", "shown", "aside")

    kept = names.connection.execute("select * from pseudonyms order by 1").fetchall()
    assert kept == [("ann lee", hashed("ann lee")), ("bob orr", hashed("bob orr"))]
    assert names.called == {hashed("ann lee"): "Ann Lee", hashed("bob orr"): "Bob"}


def test_a_name_is_called_by_its_cell_where_nothing_else_is_shown(names):
    names.learn(filled(names, ("Ann Lee", "x", "totals rows")), "cell", None)

    assert names.called == {hashed("ann lee"): "Ann Lee"}


def test_two_orders_of_one_name_are_one_client(names):
    rows = [("Lee, Ann", None, None), ("Ann Lee", None, None)]
    names.learn(filled(names, *rows), "cell", None)

    ((pseudonyms,),) = names.connection.execute(
        "select count(distinct pseudonym) from pseudonyms"
    ).fetchall()
    assert pseudonyms == 1


@pytest.mark.parametrize(("first", "then"), [("Lee, Ann", "Ann Lee"), ("A B", "B, A")])
def test_of_two_orders_of_one_name_the_client_is_called_as_the_first(
    names, first, then
):
    for one in (first, then):
        names.learn(filled(names, (one, None, None)), "cell", None)

    assert [*names.called.values()] == [first]


@pytest.mark.parametrize("said", ["", "client_names = false", "client_names = true"])
def test_clients_by_first_name_are_remarked_on_whatever_is_said_of_them(tmp_path, said):
    drawn = "client | counselor | start | status"
    for client in ("Ann", "Bob"):
        drawn += f"\n{client} | ruth | 2026-01-05 | attended"
    file = drawing.write(drawn, tmp_path / "sessions.csv")
    (tmp_path / "rules.toml").write_text(said, encoding="utf-8")
    source = recognize(Text("a.csv", "a.csv", file), Mapping())
    with duckdb.connect() as connection:
        known = Names(connection, lambda: KEY)
        known.look([source])
        mapping = read(tmp_path / "rules.toml")
        conversion = Conversion(connection, source, mapping, known)

    assert (conversion.first_names, conversion.like_names) == (2, 0)


def test_the_last_name_told_of_a_client_is_kept(names):
    rows = [("c1", "Ann Lee", None), ("c1", "Zoe Lee", None), ("c2", None, None)]
    names.tell(filled(names, *rows, (None, "Nobody", None)), "cell", "shown")
    assert names.called == {"c1": "Zoe Lee"}

    names.tell(filled(names, ("c1", "Bea Lee", None)), "cell", "shown")
    assert names.called == {"c1": "Bea Lee"}

    names.tell(filled(names, ("c2", "Cat Lee", None)), "cell", "shown")
    assert names.called == {"c1": "Bea Lee", "c2": "Cat Lee"}


@pytest.mark.parametrize(
    ("called", "rows"),
    [
        (["Ann Lee", "Bob Orr"], []),
        (["Ann Lee", "ANN LEE"], [1]),
        (["Ann Lee"] * 3, [1]),
        (["Ann Lee", "Ann Lee", "Bob Orr", "Bob Orr", "Cat"], [2]),
    ],
)
def test_names_that_clients_share_are_counted(names, called, rows):
    names.called = {str(n): name for n, name in enumerate(called)}

    assert said(names, "name_shared") == rows


@pytest.mark.parametrize(
    ("before", "told", "rows"),
    [
        ({}, [["Ann Lee", "Zoe Orr"]], [1]),
        ({}, [["Ann Lee", "ann  lee", "Lee, Ann"]], []),
        ({}, [["Ann Lee"], ["Zoe Orr"]], [1]),
        ({}, [["Ann Lee"], ["Lee, Ann"]], []),
        ({}, [["Ann Lee", "Zoe Orr"], ["Zoe Orr"]], [1]),
        ({"c1": "Ann Orr"}, [["Ann Lee"]], [1]),
        ({"c1": "LEE, Ann"}, [["Ann Lee"]], []),
        ({"c2": "Ann Orr"}, [["Ann Lee"]], []),
    ],
)
def test_an_id_beside_two_names_is_remarked_on(names, before, told, rows):
    names.before = before
    for one in told:
        names.tell(
            filled(names, *(("c1", name, None) for name in one)), "cell", "shown"
        )

    assert said(names, "name_differs") == rows


@pytest.mark.parametrize(
    ("called", "ids", "rows"),
    [
        (["Unknown", "Ann Lee"], [], [1]),
        (["Walk-in", "ANONYMOUS", "New Client"], [], [3]),
        ([], ["unknown", "TEST CLIENT", "c1", "unknown"], [2]),
        (["Unknown"], ["Walk-In"], [2]),
        ([], ["Walk in", "tbd"], [2]),
        (["Anna Unknown"], ["unknown1", "client-ab12"], []),
    ],
)
def test_clients_called_by_a_word_for_nobody_are_remarked_on(names, called, ids, rows):
    names.called = {f"client-{n}": name for n, name in enumerate(called)}
    for one in ids:
        names.connection.execute("insert into read_sessions values (?)", [one])

    assert said(names, "name_of_nobody") == rows


def said(names, key):
    return [one["rows"] for one in remarks.of_called(names) if one["key"] == key]


MET = [
    # what a system's export gives, what the file has, what the clinic says: is a name
    (False, None, False, None, True),
    (False, "shown", False, None, True),
    (True, None, False, None, True),
    (True, "shown", False, None, False),
    (True, "shown", True, None, True),
    (True, "shown", False, True, True),
    (False, None, False, False, False),
    (False, None, True, False, False),
]


@pytest.mark.parametrize(("export", "shown", "is_name", "declared", "expected"), MET)
def test_a_column_of_clients_holds_names_or_ids(
    names, export, shown, is_name, declared, expected, monkeypatch
):
    """The texts of the column look like names, whatever it is said to be."""
    ask = filled(names, ("Ann Lee", "Lee, A.", None), ("Total", None, "totals rows"))
    monkeypatch.setattr(clients.set_aside, "aside", lambda _conversion: "aside")
    conversion = SimpleNamespace(
        source=SimpleNamespace(
            client_name=shown and SimpleNamespace(trimmed=shown),
            columns={"client_id": SimpleNamespace(is_name=is_name)},
            heading=lambda column: {"client_id": "Client"}[column],
            export=export,
        ),
        mapping=SimpleNamespace(client_names=declared),
        cell=lambda column: {"client_id": "cell"}[column],
        ids={"client_id": SimpleNamespace(alike="cell")},
        ask=ask,
        joins="",
    )
    names.seen["client"] = {"Ann Lee"}

    assert clients.meet(conversion, names) is expected
    assert bool(conversion.joins) is expected
    called = {hashed("ann lee") if expected else "Ann Lee": shown and "Lee, A."}
    if expected and not shown:
        called = {hashed("ann lee"): "Ann Lee"}
    assert names.called == (called if expected or shown else {})
    kept_as_written = declared is None and not expected
    assert conversion.like_names == (1 if kept_as_written else 0)
    assert conversion.first_names == 0


def file_of_clients(folder, name, heading, *cells, lookup=(), column="client_id"):
    """Return a file whose one column has this heading and these cells."""
    path = folder / name
    path.write_text("\n".join([heading, *cells]) + "\n", encoding="utf-8")
    cell = Cell("met.found_value" if lookup else "c0", (0,), lookups=lookup)
    return SimpleNamespace(
        path=path, skip=1, delimiter=",", headings=(heading,), columns={column: cell},
        heading=lambda column: {"client_id": heading}[column],
    )  # fmt: skip


def test_the_parts_of_one_export_are_seen_together(names, tmp_path, monkeypatch):
    monkeypatch.setattr(clients, "FIRST_ROWS", 3)
    names.connection.execute(
        "create table met as select 'n1' as found_key, 'Eve Fox' as found_value"
    )
    lookup = SimpleNamespace(table="met")
    files = [
        file_of_clients(
            tmp_path, "a.csv", "Client", "Ann Lee", '""', " Bob Orr ", "Cat"
        ),
        file_of_clients(tmp_path, "b.csv", "client", "Dan Poe", "Dan Poe"),
        file_of_clients(tmp_path, "c.csv", "Name", "n1", lookup=((lookup, "c0"),)),
        file_of_clients(tmp_path, "d.csv", "Client", "Zoe Zed", column="counselor_id"),
        file_of_clients(tmp_path, "e.csv", "Client", "gone"),
    ]
    files[4].path.unlink()
    names.look(files)

    assert names.seen == {
        "client": {"Ann Lee", "Bob Orr", "Dan Poe"},
        "name": {"Eve Fox"},
    }


@pytest.mark.parametrize(
    ("said", "rows"),
    [("", [3]), ("client_names = false", []), ("client_names = true", [])],
)
def test_ids_of_which_some_look_like_names_are_remarked_on(tmp_path, said, rows):
    """Three of ten: too few for a column of names, and shown as they are."""
    clients_ = ["Ann Lee", "Bob Orr", "Lee, Cat", *(f"C-{n}" for n in range(7))]
    lines = [f"{client!r} | ruth | 2026-01-05 | attended" for client in clients_]
    drawn = "\n".join(["client | counselor | start | status", *lines]).replace("'", "")
    file = drawing.write(drawn, tmp_path / "sessions.csv")
    rules = tmp_path / "rules.toml"
    rules.write_text(said, encoding="utf-8")
    report = ingest.publish([file], tmp_path / "store", mapping=rules)

    assert [one["rows"] for one in report.remarks if one["key"] == "like_names"] == rows
