"""The files of a store folder: pointers, keys, names, hashes, what an import leaves."""

import hashlib
import json
import os
import stat

import duckdb
import pytest

from store import beside, database, files, lock, pointer, snapshots, verification
from store.database import FORMAT
from store.errors import Damaged, NoStore, OldStore, StoreError
from store.pointer import Snapshot


def put(folder, name, content):
    text = content if isinstance(content, str) else json.dumps(content)
    (folder / name).write_text(text, encoding="utf-8")


def kept(*ids, **facts):
    return {"snapshot": ids[-1], "snapshots": {one: dict(facts) for one in ids}}


def test_nothing_is_published_in_an_empty_folder(tmp_path):
    assert pointer.pointer(tmp_path) == {} == pointer.last_pointer(tmp_path)
    assert pointer.snapshots(tmp_path) == []
    assert verification.served(tmp_path) == verification.Served(None)
    assert database.current(tmp_path) is None
    assert snapshots.current(tmp_path) is None
    with pytest.raises(NoStore, match="Nothing is published"):
        database.open_store(tmp_path)


def test_the_pointer_goes_before_its_copy(tmp_path):
    put(tmp_path, "current.json", kept("a"))
    put(tmp_path, "current-copy.json", kept("b"))
    assert pointer.pointer(tmp_path) == pointer.last_pointer(tmp_path) == kept("a")

    put(tmp_path, "current.json", "{")
    assert pointer.last_pointer(tmp_path) == kept("b")
    with pytest.raises(Damaged, match="cannot be read"):
        pointer.pointer(tmp_path)

    (tmp_path / "current.json").unlink()
    assert pointer.last_pointer(tmp_path) == kept("b")
    with pytest.raises(Damaged, match="is missing"):
        pointer.pointer(tmp_path)


@pytest.mark.parametrize(
    "entries",
    [
        {"snapshot": "a", "snapshots": {"b": {}}},
        {"snapshot": "../a", "snapshots": {"../a": {}}},
        {"snapshot": "a", "snapshots": {"a": {}, "b.c": {}}},
        {"snapshot": "", "snapshots": {"": {}}},
        {"snapshot": "a", "snapshots": {"a": {"color": 1}}},
        {"snapshot": "a", "snapshots": {"a": 3}},
        {"snapshots": {"a": {}}},
        [],
        3,
        None,
    ],
)
def test_what_is_no_pointer_is_damage(tmp_path, entries):
    put(tmp_path, "current.json", json.dumps(entries))

    assert pointer.last_pointer(tmp_path) == {}
    with pytest.raises(Damaged, match="cannot be read"):
        pointer.pointer(tmp_path)


def test_the_current_snapshot_need_not_be_the_last(tmp_path):
    put(tmp_path, "current.json", kept("a", "b", sessions=3) | {"snapshot": "a"})

    assert pointer.snapshots(tmp_path) == [
        Snapshot("a", sessions=3, current=True),
        Snapshot("b", sessions=3),
    ]


def test_a_pointer_of_the_first_version(tmp_path):
    old = {"snapshot": "b", "published_at": "p", "sha256": "s", "kept": ["a", "b", "c"]}
    put(tmp_path, "current.json", old)
    assert pointer.snapshots(tmp_path) == [
        Snapshot("a"),
        Snapshot("b", published_at="p", sha256="s", current=True),
        Snapshot("c"),
    ]
    put(tmp_path, "current.json", {"snapshot": "b"})
    assert pointer.snapshots(tmp_path) == [Snapshot("b", current=True)]


def test_a_key_is_made_once_and_not_by_a_dry_run(tmp_path):
    assert beside.key(tmp_path, dry_run=True) is None
    made = beside.key(tmp_path, dry_run=False)

    assert len(made) == 32
    assert beside.key(tmp_path, dry_run=True) == made
    assert beside.key(tmp_path, dry_run=False) == made
    assert (tmp_path / "pseudonyms.key").read_text() == made.hex()


def test_names_are_added_and_corrected(tmp_path):
    assert beside.names(tmp_path) == {}
    beside.remember(tmp_path, {})
    assert not list(tmp_path.iterdir())
    beside.remember(tmp_path, {"a": "Ada", "b": "Zoë"})
    beside.remember(tmp_path, {"b": "Bob", "c": "Cat"})

    assert beside.names(tmp_path) == {"a": "Ada", "b": "Bob", "c": "Cat"}
    beside.remember(tmp_path, {"a": "Zoë"})
    assert "Zoë" in (tmp_path / "names.json").read_text(encoding="utf-8")
    put(tmp_path, "names.json", "{")
    assert beside.names(tmp_path) == {}
    beside.forget_names(tmp_path)
    beside.forget_names(tmp_path)
    assert not list(tmp_path.iterdir())


def test_a_mapping_is_kept_as_it_is(tmp_path):
    assert beside.kept_mapping(tmp_path) is None
    (tmp_path / "mapping.toml").mkdir()
    assert beside.kept_mapping(tmp_path) is None
    (tmp_path / "mapping.toml").rmdir()
    beside.keep_mapping(tmp_path, "é = 1\n")

    assert beside.kept_mapping(tmp_path).read_bytes() == "é = 1\n".encode()


def test_a_file_is_replaced_in_one_step(tmp_path, monkeypatch):
    file, seen = tmp_path / "a.json", []
    real = files.move
    monkeypatch.setattr(
        files, "move", lambda new, old: seen.append((new, old)) or real(new, old)
    )
    files.replace_file(file, "one")
    files.replace_file(file, "two", unfinished=".part")

    assert file.read_text() == "two"
    assert [old for _, old in seen] == [file, file]
    assert [(new.parent, new.suffix) for new, _ in seen] == [
        (tmp_path, ".new"),
        (tmp_path, ".part"),
    ]
    assert all(new.name.startswith("a.json") for new, _ in seen)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert list(tmp_path.iterdir()) == [file]


def test_a_file_and_its_folder_are_forced_to_the_disk(tmp_path, monkeypatch):
    synced = []
    monkeypatch.setattr(
        os, "fsync", lambda handle: synced.append(os.fstat(handle).st_ino)
    )
    files.replace_file(tmp_path / "a", "x")

    assert synced == [(tmp_path / "a").stat().st_ino, tmp_path.stat().st_ino]


def test_a_folder_is_not_synced_where_the_system_cannot(tmp_path, monkeypatch):
    synced = []
    monkeypatch.setattr(os, "fsync", synced.append)
    (tmp_path / "a").touch()
    monkeypatch.setattr(files.os, "name", "nt")
    files.sync(tmp_path)
    assert synced == []
    files.sync(tmp_path / "a")
    assert len(synced) == 1
    monkeypatch.undo()
    monkeypatch.setattr(os, "fsync", synced.append)
    files.sync(tmp_path)
    files.sync(tmp_path / "a")
    assert len(synced) == 3


def test_what_an_ended_import_left_is_removed_by_the_next(tmp_path):
    left = tmp_path / "work-1"
    left.mkdir()
    for name in ("work-1/x", "a.new", "b.part", "c.duckdb"):
        (tmp_path / name).touch()
    with lock.writing(tmp_path) as work:
        assert work == tmp_path / f"work-{os.getpid()}"
        assert stat.S_IMODE(work.stat().st_mode) == 0o700
        assert (tmp_path / "import.since").read_text().startswith("20")
        assert not left.exists()
        (work / "inner").mkdir()

    assert {file.name for file in tmp_path.iterdir()} <= {
        *("b.part", "c.duckdb", "import.lock"),
    }


def test_the_lock_is_its_owners_and_is_not_waited_for(tmp_path, monkeypatch):
    asked = {}
    real = lock.FileLock

    def spied(*given, **keywords):
        asked.update(keywords)
        return real(*given, **keywords)

    monkeypatch.setattr(lock, "FileLock", spied)
    with lock.writing(tmp_path / "deep" / "store"):
        mode = (tmp_path / "deep" / "store" / "import.lock").stat().st_mode

    assert asked["timeout"] == 0
    assert stat.S_IMODE(mode) == 0o600
    assert stat.S_IMODE((tmp_path / "deep" / "store").stat().st_mode) == 0o700


def test_tidying_removes_only_what_was_left(tmp_path):
    (tmp_path / "a.new").touch()
    lock.tidy(tmp_path)
    assert (tmp_path / "a.new").exists()
    (tmp_path / "work-1").mkdir()
    lock.tidy(tmp_path)
    assert not list(tmp_path.glob("work-*"))


@pytest.mark.parametrize(
    ("since", "said"), [("2026-01-31T09:00", "2026-01-31T09:00"), ("", "a moment"), (None, "a moment")]
)  # fmt: skip
def test_since_when_an_import_runs(tmp_path, since, said):
    with lock.writing(tmp_path):
        (tmp_path / "import.since").unlink()
        if since is not None:
            put(tmp_path, "import.since", since)
        with (
            pytest.raises(StoreError, match=f"An import is running since {said}\\."),
            lock.writing(tmp_path),
        ):
            pass


def built(folder, content):
    file = folder / "built"
    file.write_text(content)
    return file


def published(folder, name, steps=None, **facts):
    facts = {"id": name, "data_through": "2026-01-31", "sessions": 1} | facts
    reached = steps.append if steps is not None else snapshots._ignored
    snapshots.publish(folder, built(folder, name), facts, {"of": name}, reached)


def ids(folder):
    return [one.id for one in snapshots.history(folder)]


def test_three_snapshots_are_kept_the_last_published_first(tmp_path):
    for name in ("a", "b", "c", "a", "d", "e"):
        published(tmp_path, name)

    assert ids(tmp_path) == ["e", "d", "a"]
    assert {file.name for file in tmp_path.glob("?.*")} == {
        f"{name}.{ending}" for name in "ade" for ending in ("duckdb", "json")
    }
    assert database.current(tmp_path) == "e"
    assert snapshots.current(tmp_path).id == "e"
    assert snapshots.last_report(tmp_path)["report"] == {"of": "e"}
    assert (tmp_path / "current.json").read_text() == (
        tmp_path / "current-copy.json"
    ).read_text()
    for file in tmp_path.glob("?.*"):
        assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_publishing_tells_how_far_it_is(tmp_path):
    new, again = [], []
    published(tmp_path, "a", new)
    published(tmp_path, "a", again)

    assert new == [0.4, 0.6, 0.7, 0.8, 0.9]
    assert again == [0.7, 0.8, 0.9]


def test_what_is_published_again_is_of_now_and_keeps_its_hash(tmp_path):
    published(tmp_path, "a", sessions=1)
    pointed = json.loads((tmp_path / "current.json").read_text())
    pointed["snapshots"]["a"]["published_at"] = "long ago"
    put(tmp_path, "current.json", pointed)
    published(tmp_path, "a", sessions=2)
    (one,) = snapshots.history(tmp_path)

    assert one.published_at.startswith("20")
    assert one.sha256 == hashlib.sha256(b"a").hexdigest()
    assert one.sessions == 2


def test_what_is_not_kept_cannot_be_restored(tmp_path):
    for listed in ("none", "a, b"):
        with pytest.raises(StoreError) as error:
            snapshots.restore(tmp_path, "x")
        assert str(error.value) == f"There is no snapshot x; kept are: {listed}."
        published(tmp_path, "a")
        published(tmp_path, "b")


def test_a_snapshot_without_a_hash_is_written_anew(tmp_path):
    published(tmp_path, "a")
    put(tmp_path, "current.json", kept("a"))
    steps = []
    published(tmp_path, "a", steps)

    assert steps[0] == 0.4
    assert snapshots.history(tmp_path)[0].sha256 == hashlib.sha256(b"a").hexdigest()


def test_after_a_lost_pointer_no_file_is_dropped(tmp_path):
    for name in ("a", "b"):
        published(tmp_path, name)
    (tmp_path / "current.json").unlink()
    (tmp_path / "current-copy.json").unlink()
    published(tmp_path, "c")
    assert {file.stem for file in tmp_path.glob("*.duckdb")} == {"a", "b", "c"}

    for name in ("a", "c"):
        (tmp_path / f"{name}.duckdb.wal").touch()
    published(tmp_path, "d")
    assert {file.name for file in tmp_path.glob("*.duckdb*")} == {
        *("c.duckdb", "c.duckdb.wal"),
        "d.duckdb",
    }
    assert not (tmp_path / "a.json").exists()


def test_the_best_earlier_snapshot_stands_in(tmp_path):
    for name in ("a", "b", "c"):
        published(tmp_path, name)
    snapshots.restore(tmp_path, "b")
    put(tmp_path, "current.json", kept("a", "b", "c") | {"snapshot": "b"})
    (tmp_path / "b.duckdb").unlink()
    assert verification.served(tmp_path).snapshot == "a"
    (tmp_path / "a.duckdb").unlink()
    assert verification.served(tmp_path).snapshot == "c"


def test_of_several_others_the_nearest_before_and_then_the_nearest_after(tmp_path):
    names = "abcdef"
    put(tmp_path, "current.json", kept(*names) | {"snapshot": "c"})
    for name in names:
        (tmp_path / f"{name}.duckdb").touch()
    seen = []
    for _ in names:
        seen.append(verification.served(tmp_path).snapshot)
        (tmp_path / f"{seen[-1]}.duckdb").unlink()

    assert seen == ["c", "b", "a", "d", "e", "f"]
    with pytest.raises(Damaged) as damaged:
        verification.served(tmp_path)
    assert str(damaged.value) == verification.NOTHING_SOUND.format(
        "its file is missing"
    )


def test_what_is_shown_instead_is_said(tmp_path):
    put(
        tmp_path,
        "current.json",
        {
            "snapshot": "b",
            "snapshots": {
                "a": {"published_at": "p", "data_through": "d"},
                "b": {"sha256": "x"},
            },
        },
    )
    for name in "ab":
        (tmp_path / f"{name}.duckdb").touch()

    assert verification.served(tmp_path).notice == verification.FALLEN_BACK.format(
        "at an unknown time", "its file is damaged", "p", "d", "a"
    )


def test_a_lost_pointer_is_said(tmp_path):
    put(tmp_path, "current-copy.json", kept("a"))
    (tmp_path / "a.duckdb").touch()
    served = verification.served(tmp_path)

    assert served.snapshot == "a"
    assert served.notice == verification.LOST_POINTER.format("unknown", "a")
    put(tmp_path, "current-copy.json", kept("a", data_through="d"))
    assert "data through d." in verification.served(tmp_path).notice


def test_the_fault_of_a_file(tmp_path):
    file = tmp_path / "a.duckdb"
    assert verification.fault(tmp_path, Snapshot("a")) == "its file is missing"
    file.write_text("x")
    sha256 = hashlib.sha256(b"x").hexdigest()
    assert verification.digest(file) == sha256
    assert verification.fault(tmp_path, Snapshot("a")) == ""
    assert verification.fault(tmp_path, Snapshot("a", sha256=sha256)) == ""
    damaged = Snapshot("a", sha256=sha256[::-1])
    assert verification.fault(tmp_path, damaged) == "its file is damaged"
    (tmp_path / "a.duckdb.wal").touch()
    assert ".wal" in verification.fault(tmp_path, Snapshot("a", sha256=sha256))


def test_a_file_that_cannot_be_opened_says_why(tmp_path):
    (tmp_path / "a.duckdb").mkdir()

    assert verification.fault(tmp_path, Snapshot("a")) == (
        "its file cannot be read (Is a directory)"
    )


def test_what_the_last_import_reported(tmp_path):
    assert snapshots.last_report(tmp_path) == {"published_at": None, "report": None}
    put(tmp_path, "current.json", kept("a") | {"published_at": "p", "report": {"x": 1}})
    assert snapshots.last_report(tmp_path) == {"published_at": "p", "report": {"x": 1}}
    put(tmp_path, "a.json", {"published_at": "q", "report": {}})
    assert snapshots.last_report(tmp_path) == {"published_at": "q", "report": {}}


def of_format(folder, sql):
    with duckdb.connect(folder / "a.duckdb") as connection:
        connection.execute(sql)
    put(folder, "current.json", kept("a"))


@pytest.mark.parametrize(
    "sql",
    [
        f"create table snapshot as select {FORMAT - 1} as format",
        f"create table snapshot as select {FORMAT + 1} as format",
        "create table snapshot as select 1 as id",
        f"create table other as select {FORMAT} as format",
    ],
)
def test_a_store_of_another_version_is_told(tmp_path, sql):
    of_format(tmp_path, sql)
    with pytest.raises(OldStore, match="another version of Rapport"):
        database.open_store(tmp_path)


def test_a_store_is_locked_down(tmp_path):
    of_format(tmp_path, f"create table snapshot as select {FORMAT} as format")
    store = database.open_store(tmp_path)
    settings = {
        "lock_configuration": True,
        "enable_external_access": False,
        "allow_community_extensions": False,
        "autoinstall_known_extensions": False,
        "autoload_known_extensions": False,
        "python_enable_replacements": False,
        "max_execution_time": 5000,
        "perfect_ht_threshold": 20,
        "memory_limit": "953.6 MiB",
        "max_temp_directory_size": "3.7 GiB",
    }
    held = {
        name: store.connection.execute(f"select current_setting('{name}')").fetchone()[
            0
        ]
        for name in settings
    }
    spill = store.connection.execute(
        "select current_setting('temp_directory')"
    ).fetchone()[0]
    store.close()

    assert held == settings
    assert "rapport-" in spill
    assert store.snapshot == "a"


def test_a_sound_snapshot_is_opened_whatever_the_others_are(tmp_path):
    of_format(tmp_path, f"create table snapshot as select {FORMAT} as format")
    put(tmp_path, "current.json", kept("gone", "a"))

    assert database.open_store(tmp_path, "a").snapshot == "a"
    with pytest.raises(
        Damaged, match="This snapshot cannot be shown: its file is miss"
    ):
        database.open_store(tmp_path, "gone")


def test_a_text_is_quoted():
    assert database.quoted("it's 'x'") == "'it''s ''x'''"


def test_the_usual_folder_is_beside_the_dashboard(monkeypatch):
    monkeypatch.delenv("RAPPORT_STORE", raising=False)
    assert database.default_folder() == database.ROOT / ".store"
    assert (database.ROOT / "dashboard.py").is_file()
    monkeypatch.setenv("RAPPORT_STORE", "")
    assert database.default_folder() == database.ROOT / ".store"
    monkeypatch.setenv("RAPPORT_STORE", "/elsewhere")
    assert str(database.default_folder()) == "/elsewhere"
