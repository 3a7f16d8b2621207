"""However the same rows arrive, the same content is published, and no row is lost."""

import csv
import gzip
import io
import json
import tempfile
from datetime import date, timedelta
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import ingest
from ingest.convert import clients as naming
from store import beside, snapshots
from tests.depth import times
from tests.ingest import workbooks

COLUMNS = ("session_id", "client_id", "counselor_id", "start", "status", "booked_at")
CLINIC = settings(
    max_examples=times(3, 300), deadline=None, suppress_health_check=list(HealthCheck)
)
NAMES = st.text(
    st.characters(categories=["L", "N", "Zs"], include_characters="',;\"-&"), min_size=1
).map(lambda text: f"k{text.strip()}")
ONE = 'several_clients = "one"\n'  # no drawn name is two people's
KEY = "5eed" * 16  # clients known by name get the same pseudonyms in every store
# Parts imported at once are judged alike; each import judges anew, so these are ids.
IDS = NAMES.filter(lambda text: not naming.look_like_names({text}))
STATUSES = st.sampled_from(["attended", "no-show", "Late cancel", "booked", "", "odd"])
DAYS = st.integers(0, 200).map(lambda days: date(2026, 1, 1) + timedelta(days=days))


@st.composite
def tables(draw, least=1, clients=NAMES):
    """Draw the rows of a session export: all text, each id once."""
    people = draw(st.lists(clients, min_size=1, max_size=4, unique=True))
    rows = draw(
        st.lists(
            st.tuples(
                st.sampled_from(people), st.sampled_from("ab"), DAYS, STATUSES, DAYS
            ),
            min_size=least,
            max_size=25,
        )
    )
    return [
        [f"{number:05}", who, by, f"{day} 09:00", word, str(booked)]
        for number, (who, by, day, word, booked) in enumerate(rows)
    ]


def text(rows, columns=COLUMNS, **dialect):
    stream = io.StringIO()
    writer = csv.writer(stream, **{"lineterminator": "\n"} | dialect)
    writer.writerows([columns, *rows])
    return stream.getvalue()


class Clinic:
    """A folder with exports and a store, for one example."""

    def __init__(self):
        self.folder = tempfile.TemporaryDirectory()
        self.path = Path(self.folder.name)

    def publish(self, *contents, store="store"):
        """Import files of these contents at once; return the report."""
        for number, content in enumerate(contents):
            raw = content if isinstance(content, bytes) else content.encode()
            (self.path / f"{number}.csv").write_bytes(raw)
        files = [self.path / f"{number}.csv" for number in range(len(contents))]
        (self.path / store).mkdir(exist_ok=True)
        (self.path / store / beside.KEY).write_text(KEY)
        (self.path / "mapping.toml").write_text(ONE)
        report = ingest.publish(
            files, self.path / store, mapping=self.path / "mapping.toml"
        )
        assert all(file.adds_up() for file in report.files)
        return report


def snapshot(*contents):
    """Return the id of what these files are published as, in a clinic of their own."""
    clinic = Clinic()
    with clinic.folder:
        return clinic.publish(*contents).snapshot


@CLINIC
@given(tables(), st.randoms(use_true_random=False))
def test_rows_and_columns_may_stand_in_any_order_and_others_beside(rows, chance):
    order = list(range(len(COLUMNS)))
    chance.shuffle(order)
    turned = [[row[place] for place in order] + ["x", "1"] for row in rows]
    chance.shuffle(turned)
    headings = [COLUMNS[place].replace("_", " ").title() for place in order]

    assert snapshot(text(rows)) == snapshot(text(turned, [*headings, "Zz", "Yy"]))


@CLINIC
@given(tables(), st.integers(0, 5), st.randoms(use_true_random=False))
def test_the_parts_of_an_export_are_the_whole(rows, by, chance):
    parts = {}
    for row in rows:
        key = {0: row[3][:7], 1: row[2], 2: row[1]}.get(by, chance.randrange(3))
        parts.setdefault(key, []).append(row)
    files = [text(part) for part in parts.values()]
    chance.shuffle(files)

    assert snapshot(*files) == snapshot(text(rows))


@CLINIC
@given(tables(clients=IDS), st.randoms(use_true_random=False))
def test_twice_is_once_and_one_after_the_other_is_together(rows, chance):
    clinic = Clinic()
    with clinic.folder:
        half = [row for row in rows if chance.random() < 0.5] or rows
        whole = clinic.publish(text(rows), store="whole")
        for part in (half, rows, half):
            last = clinic.publish(text(part))
        assert last.snapshot == whole.snapshot
        assert not last.published
        assert last.files[0].unchanged == len(half)
        assert len(snapshots.history(clinic.path / "store")) <= 2


def newer(rows, chance):
    """Return the rows as a later export has them: some changed, some booked later."""
    later = [
        [*row[:4], chance.choice(["attended", "no-show"]), row[5]]
        if chance.random() < 0.3
        else row
        for row in rows
    ]
    return [*later, ["z1", "kzoe", "a", "2026-09-01 09:00", "attended", "2026-08-01"]]


@CLINIC
@given(tables(clients=IDS), st.randoms(use_true_random=False))
def test_neither_the_order_of_files_nor_of_imports_matters(rows, chance):
    files = [text(rows), text(newer(rows, chance)), text(rows[: len(rows) // 2 + 1])]
    together = snapshot(*files)
    chance.shuffle(files)
    clinic = Clinic()
    with clinic.folder:
        for file in files:
            last = clinic.publish(file)

    assert last.snapshot == together


@CLINIC
@given(tables(least=20), st.lists(st.integers(0, 5), max_size=6), st.data())
def test_every_row_is_accounted_for_whatever_is_wrong_with_it(rows, spoiled, data):
    good = [[*row[:4], "attended", row[5]] for row in rows] * 8
    good = [[f"{n}", *row[1:]] for n, row in enumerate(good)]
    for kind in spoiled:
        place = data.draw(st.integers(0, len(good) - 1))
        row = good[place]
        good[place] = [
            ["", "", "", "", "", ""],
            [row[0], row[1], row[2], "the other day", *row[4:]],
            row[:3],
            [*row, "too", "many"],
            [row[0], "", *row[2:]],
            ["Total", "", "", "", "", str(len(rows))],
        ][kind]
    clinic = Clinic()
    with clinic.folder:
        (file,) = clinic.publish(text(good)).files

    assert file.read == len(good)
    assert file.new + file.set_aside.total() + file.rejected.total() == file.read
    assert file.rejected.total() == len(file.rejections)
    assert {one.line for one in file.rejections} <= set(range(2, len(good) + 2))


DIALECTS = {
    "semicolon": lambda rows: text(rows, delimiter=";").encode(),
    "tab": lambda rows: text(rows, delimiter="\t").encode(),
    "all quoted": lambda rows: text(rows, quoting=csv.QUOTE_ALL).encode(),
    "windows lines": lambda rows: text(rows, lineterminator="\r\n").encode(),
    "old mac lines": lambda rows: text(rows, lineterminator="\r").encode(),
    "utf-8 with bom": lambda rows: text(rows).encode("utf-8-sig"),
    "utf-16": lambda rows: text(rows).encode("utf-16"),
    "gzip": lambda rows: gzip.compress(text(rows).encode()),
    "zip": lambda rows: workbooks.archive({"export.csv": text(rows)}),
    "xlsx": lambda rows: workbooks.xlsx([COLUMNS, *rows]),
    "parquet": lambda rows: workbooks.as_parquet([COLUMNS, *rows]),
    "ndjson": lambda rows: "\n".join(
        json.dumps(dict(zip(COLUMNS, row, strict=True))) for row in rows
    ).encode(),
}


@settings(CLINIC, max_examples=times(2, 100))
@given(tables(least=2))
def test_the_format_does_not_matter(rows):
    contents = {name: written(rows) for name, written in DIALECTS.items()}
    content = snapshot(text(rows))

    assert {name: snapshot(one) for name, one in contents.items()} == dict.fromkeys(
        contents, content
    )
