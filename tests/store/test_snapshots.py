"""Earlier snapshots stay at hand, and a damaged one is found before the first page."""

import json
import random

import pytest

import ingest
import queries
from store import snapshots, verification
from store.errors import StoreError
from tests.depth import times

HEADER = "session_id,client_id,counselor_id,start,status\n"


def published(folder, *sizes):
    """Publish exports of so many sessions, one after the other; return their ids."""
    ids = []
    for size in sizes:
        rows = (f"{n},ann,ruth,2026-01-{n % 28 + 1:02},attended\n" for n in range(size))
        (folder / "a.csv").write_text(HEADER + "".join(rows))
        ids.append(ingest.publish([folder / "a.csv"], folder / "store").snapshot)
    return ids


def sessions(store):
    opened = queries.open_store(store)
    (counted,) = opened.connection.execute("select count(*) from sessions").fetchone()
    opened.close()
    return counted


@pytest.fixture(scope="module")
def three(tmp_path_factory):
    """A store of three snapshots of 3, 6 and 9 sessions, as bytes by file name."""
    folder = tmp_path_factory.mktemp("three")
    ids = published(folder, 3, 6, 9)
    files = {file.name: file.read_bytes() for file in (folder / "store").iterdir()}
    return ids, files


@pytest.fixture
def store(three, tmp_path):
    ids, files = three
    for name, content in files.items():
        (tmp_path / name).write_bytes(content)
    return ids, tmp_path


def test_the_history_says_what_each_snapshot_holds(store):
    ids, folder = store
    kept = snapshots.history(folder)

    assert [one.id for one in kept] == ids[::-1]
    assert [one.sessions for one in kept] == [9, 6, 3]
    assert [one.current for one in kept] == [True, False, False]
    assert {one.data_through[:7] for one in kept} == {"2026-01"}
    assert all(one.published_at.startswith("20") for one in kept)


def test_a_restored_snapshot_is_current_until_the_next_import(tmp_path):
    first, _ = published(tmp_path, 3, 6)
    store = tmp_path / "store"

    assert snapshots.restore(store, first).current
    assert sessions(store) == 3
    assert snapshots.history(store)[0].id == first

    (tmp_path / "b.csv").write_text(HEADER + "99,bob,ruth,2026-01-09,attended\n")
    report = ingest.publish([tmp_path / "b.csv"], store)

    assert (report.files[0].new, sessions(store)) == (1, 4)


def test_what_was_restored_away_can_be_imported_again(tmp_path):
    first, second = published(tmp_path, 3, 6)
    snapshots.restore(tmp_path / "store", first)

    assert published(tmp_path, 6) == [second]
    assert sessions(tmp_path / "store") == 6
    assert [one.id for one in snapshots.history(tmp_path / "store")] == [second, first]


def test_only_what_is_kept_and_sound_can_be_restored(store):
    ids, folder = store
    with pytest.raises(StoreError, match="no snapshot ../secret; kept are: "):
        snapshots.restore(folder, "../secret")
    (folder / f"{ids[0]}.duckdb").unlink()
    with pytest.raises(StoreError, match="its file is missing"):
        snapshots.restore(folder, ids[0])


def damages(content):
    """Return damaged states of a file's bytes: cut, with a bit flipped, with holes."""
    chance = random.Random(7)
    for _ in range(times(12, 125)):
        cut = content[: chance.randrange(len(content))]
        flipped, hole = bytearray(content), bytearray(content)
        flipped[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
        start = chance.randrange(len(content) // 4096) * 4096
        hole[start : start + 4096] = b"\xff" * 4096
        yield from (cut, bytes(flipped), bytes(hole), content + b"\0")


def test_any_damage_is_found_and_the_snapshot_before_is_shown(store):
    ids, folder = store
    file = folder / f"{ids[2]}.duckdb"
    for content in damages(file.read_bytes()):
        file.write_bytes(content)
        served = queries.served(folder)
        assert served.snapshot == ids[1]
        assert "its file is damaged" in served.notice
        assert f"--restore {ids[1]}" in served.notice
        with pytest.raises(queries.Damaged):
            queries.open_store(folder, ids[2])
        assert sessions(folder) == 6


def test_a_missing_file_or_a_stray_change_is_damage(store):
    ids, folder = store
    (folder / f"{ids[2]}.duckdb.wal").write_bytes(b"garbage")
    assert ".wal" in queries.served(folder).notice
    (folder / f"{ids[2]}.duckdb.wal").unlink()
    assert queries.served(folder) == queries.Served(ids[2])
    (folder / f"{ids[2]}.duckdb").unlink()
    (folder / f"{ids[1]}.duckdb").unlink()
    served = queries.served(folder)

    assert served.snapshot == ids[0]
    assert "its file is missing" in served.notice
    (folder / f"{ids[0]}.duckdb").unlink()
    with pytest.raises(queries.Damaged, match="import all exports again"):
        queries.served(folder)


def test_an_import_does_not_forget_what_a_damaged_snapshot_held(store, tmp_path):
    ids, folder = store
    (folder / f"{ids[2]}.duckdb").write_bytes(b"")
    file = tmp_path / "more.csv"
    file.write_text(HEADER + "99,bob,ruth,2026-01-09,attended\n")
    with pytest.raises(ingest.Refused, match=f"--restore {ids[1]}"):
        ingest.publish([file], folder)
    snapshots.restore(folder, ids[1])

    assert queries.served(folder) == queries.Served(ids[1])
    assert ingest.publish([file], folder).files[0].new == 1


@pytest.mark.parametrize(
    "content", [None, b"", b"{", b"\xff\xfe", b"[]", b'{"snapshot": 1}', b'{"a": 1}']
)
def test_a_pointer_that_cannot_be_read_is_said_and_healed(store, content):
    ids, folder = store
    pointer = folder / "current.json"
    pointer.unlink() if content is None else pointer.write_bytes(content)
    served = queries.served(folder)

    assert served.snapshot == ids[2]
    assert "cannot be read" in served.notice
    assert sessions(folder) == 9
    snapshots.restore(folder, ids[2])
    assert queries.served(folder) == queries.Served(ids[2])


def test_a_store_of_the_first_version_is_still_read(store):
    ids, folder = store
    sha256 = snapshots.history(folder)[0].sha256
    pointer = {
        "snapshot": ids[2],
        "sha256": sha256,
        "kept": ids,
        "report": {"files": []},
    }
    (folder / "current.json").write_text(json.dumps(pointer))
    (folder / "current-copy.json").unlink()
    (folder / f"{ids[2]}.json").unlink()

    assert [one.id for one in snapshots.history(folder)] == ids[::-1]
    assert ingest.last_report(folder)["files"] == []
    assert queries.served(folder) == queries.Served(ids[2])
    (folder / f"{ids[2]}.duckdb").write_bytes(b"")
    assert queries.served(folder).snapshot == ids[1]


def test_two_are_served_without_being_read_twice(store, monkeypatch):

    ids, folder = store
    read = []
    real = verification.digest
    monkeypatch.setattr(
        verification, "digest", lambda file: read.append(file) or real(file)
    )
    for _ in range(3):
        assert queries.served(folder).snapshot == ids[2]
    assert len(read) == 1


def test_a_kept_snapshot_is_written_anew_only_where_it_is_damaged(tmp_path):
    store, built = tmp_path / "store", tmp_path / "built.duckdb"
    store.mkdir()

    def published(content):
        built.write_text(content, encoding="utf-8")
        facts = {"id": content, "data_through": "2026-01-31", "sessions": 1}
        snapshots.publish(store, built, facts, {})

    published("one")
    published("two")
    published("one")
    assert built.exists()  # what is kept and sound is only pointed at

    snapshots.path(store, "two").write_text("spoiled", encoding="utf-8")
    published("two")
    assert snapshots.path(store, "two").read_text(encoding="utf-8") == "two"
    assert not built.exists()
