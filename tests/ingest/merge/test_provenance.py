"""A corrected answer gives what the right one would have given at once."""

import random

import duckdb
import pytest

import ingest
from ingest.convert import spellings
from ingest.merge import merging, provenance
from store import snapshots
from tests.ingest.importing import held, imported, remarks, written

HEAD = "client,chart,room,counselor,start,status,notes\n"
DAYS = [f"2026-01-{day:02} 09:00" for day in range(5, 29)]
BY_ROOM = '[columns.sessions]\ncounselor_id = "room"\n'
BY_COUNSELOR = '[columns.sessions]\ncounselor_id = "counselor"\n'
BY_CHART = '[columns.sessions]\nclient_id = "chart"\n'


def rows(days, clients=3):
    return HEAD + "".join(
        f"c{n % clients},h{n},r{n % 2},ruth,{day},Came,Yes\n"
        for n, day in enumerate(days)
    )


CAME = '[statuses]\n"Came" = "{}"\n'


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        (BY_ROOM, BY_COUNSELOR),
        (BY_CHART, ""),
        ("", BY_CHART),
        (CAME.format("attended"), CAME.format("no_show")),
        (CAME.format("no_show"), CAME.format("attended")),
        ('time_zone = "UTC"\n', 'time_zone = "UTC"\nnotice_hours = 48\n'),
        ('[columns.sessions]\nsession_id = "chart"\n', ""),
    ],
)
def test_a_file_read_with_other_answers_replaces_what_it_brought(
    tmp_path, wrong, right
):
    said = CAME.format("attended")
    wrong, right = (one if "Came" in one else one + said for one in (wrong, right))
    file = written(tmp_path, rows(DAYS))
    before = imported(tmp_path, file, rules=wrong)
    after = imported(tmp_path, file, rules=right)
    at_once = imported(tmp_path / "once", file, rules=right)

    assert after["snapshot"] == at_once["snapshot"]
    assert held(tmp_path, "select count(*) from sessions") == [(len(DAYS),)]
    assert after["changes"]["added"] == 0
    back = imported(tmp_path, file, rules=wrong)
    assert back["snapshot"] == before["snapshot"]


def test_it_is_said_how_many_sessions_are_left_out(tmp_path):
    file = written(tmp_path, rows(DAYS[:6]))
    imported(tmp_path, file, rules=BY_ROOM)
    report = imported(tmp_path, file, rules=BY_COUNSELOR)

    assert report["changes"]["corrected"] == 6
    assert report["changes"]["gone"] == 0
    assert remarks(report)["corrected"] == 6
    assert {row["what"] for row in report["changes"]["rows"]} == {"corrected"}
    lines = ingest.Report.from_dict(report).lines()
    assert "  left out, as a file is read anew: 6" in lines
    assert len(snapshots.history(tmp_path / "store")) == 2


def test_a_file_is_known_by_its_content_and_not_by_its_name(tmp_path):
    imported(tmp_path, written(tmp_path, rows(DAYS[:4]), "jan.csv"), rules=BY_ROOM)
    copied = written(tmp_path, rows(DAYS[:4]), "jan (2).csv")
    report = imported(tmp_path, copied, rules=BY_COUNSELOR)

    assert held(tmp_path, "select count(*) from sessions") == [(4,)]
    assert not report["questions"]


def test_the_rows_of_other_files_stay(tmp_path):
    other = written(
        tmp_path,
        "client,counselor,start,status\nzoe,ida,2026-01-02,attended\n",
        "o.csv",
    )
    file = written(tmp_path, rows(DAYS[:4]))
    imported(tmp_path, file, other, rules=BY_ROOM)
    imported(tmp_path, file, rules=BY_COUNSELOR)

    found = held(
        tmp_path, "select counselor_id, count(*) from exported.sessions group by 1"
    )
    assert sorted(found) == [("ida", 1), ("ruth", 4)]


def test_scores_clients_and_counselors_are_replaced_too(tmp_path):
    file = written(tmp_path, rows(DAYS[:4], clients=4))
    scores = written(
        tmp_path,
        "client,chart,date,instrument,score\nc0,h0,2026-01-05,SRS,30\n",
        "scores.csv",
    )
    clients = written(tmp_path, "client,chart,payer\nc1,h1,Self\n", "clients.csv")
    wrong = "".join(
        f'[columns.{table}]\nclient_id = "chart"\n' for table in ("alliance", "clients")
    )
    imported(tmp_path, file, scores, clients, rules=wrong)
    imported(tmp_path, scores, clients)

    assert held(tmp_path, "select client_id from exported.alliance") == [("c0",)]
    assert held(tmp_path, "select client_id from exported.clients") == [("c1",)]
    table = '[files]\n"scores.csv" = "outcomes"\n'
    imported(tmp_path, scores, rules=table)
    assert held(tmp_path, "select count(*) from exported.alliance") == [(0,)]
    assert held(tmp_path, "select client_id from exported.outcomes") == [("c0",)]


def test_the_same_answers_change_nothing(tmp_path):
    file = written(tmp_path, rows(DAYS[:4]))
    first = imported(tmp_path, file, rules=BY_ROOM)
    more = imported(tmp_path, file, rules=BY_ROOM + '[endings]\n"Gone" = "completed"\n')

    assert more["snapshot"] == first["snapshot"]
    assert more["changes"]["corrected"] == 0
    assert more["files"][0]["unchanged"] == 4


@pytest.mark.parametrize(
    ("then", "now", "asks"),
    [
        (BY_ROOM, BY_COUNSELOR, True),
        (BY_CHART, "", True),
        (CAME.format("attended"), CAME.format("no_show"), True),
        ("", CAME.format("attended"), True),  # unknown until it was said
        (CAME.format("attended"), CAME.format("attended"), False),
        ("", '[statuses]\n"Gone" = "no_show"\n', False),
        ("", '[columns.sessions]\nprogram = "room"\n', False),
    ],
)
def test_files_alike_that_were_read_otherwise_are_asked_about(
    tmp_path, then, now, asks
):
    january = written(tmp_path, rows(DAYS[:8]), "first.csv")
    overlapping = written(tmp_path, rows(DAYS[4:]), "second.csv")
    imported(tmp_path, january, rules=then)
    report = imported(tmp_path, overlapping, rules=now)

    asked = [one for one in report["questions"] if one["option"] == "other-answers"]
    assert bool(asked) == asks
    if asks:
        assert asked[0]["says"].startswith("What first.csv brought (last on ")
        both = imported(tmp_path, january, overlapping, rules=now)
        assert not both["questions"]
        once = imported(tmp_path / "once", january, overlapping, rules=now)
        assert both["snapshot"] == once["snapshot"]


def test_a_store_that_does_not_know_its_files_is_added_to():
    connection = duckdb.connect()
    connection.execute(
        "attach ':memory:' as held; create schema held.exported;"
        "create table held.exported.clients as select 'ann' as client_id"
    )
    spellings.declare(connection, {})

    assert provenance.held(connection) == []
    rows = merging.held_rows(connection, "clients", [1])
    found = connection.table(rows).project("client_id, source").fetchall()
    assert found == [("ann", None)]


@pytest.mark.parametrize("seed", range(12))
def test_corrected_in_any_order_gives_what_right_answers_give(tmp_path, seed):
    """Files that overlap, read with one answer and then all of them with another."""
    draw = random.Random(seed)
    answers = [BY_ROOM, BY_COUNSELOR, BY_CHART, "", CAME.format("no_show")]
    spans = [sorted(draw.sample(range(len(DAYS)), 2)) for _ in range(3)]
    files = [
        written(tmp_path, rows(DAYS[first : last + 1]), f"{n}.csv")
        for n, (first, last) in enumerate(spans)
    ]
    wrong, right = draw.sample(answers, 2)
    for file in files:
        imported(tmp_path, file, rules=wrong)
    draw.shuffle(files)
    after = imported(tmp_path, *files, rules=right)
    once = imported(tmp_path / "once", *files, rules=right)

    assert not after["questions"]
    assert after["snapshot"] == once["snapshot"]
