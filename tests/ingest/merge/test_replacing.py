"""An export in the place of all that was held: a wrong import is put right at once."""

import ingest
from ingest import __main__ as terminal
from store import snapshots
from tests.ingest.importing import held, imported, remarks, written

HEAD = "client,room,counselor,start,status\n"
ROWS = "".join(f"c{n},r{n},ruth,2026-01-{n + 5:02} 09:00,attended\n" for n in range(3))
WRONG = '[columns.sessions]\ncounselor_id = "room"\n'


def test_a_corrected_answer_gives_what_the_right_one_would_have_given(tmp_path):
    file = written(tmp_path, HEAD + ROWS)
    imported(tmp_path, file, rules=WRONG)
    right = imported(tmp_path / "right", file)
    rules = written(tmp_path, "", "right.toml")
    report = ingest.publish([file], tmp_path / "store", mapping=rules, replace=True)

    assert held(tmp_path, "select count(*) from sessions") == [(3,)]
    assert report.snapshot == right["snapshot"]
    assert len(snapshots.history(tmp_path / "store")) == 2
    assert report.changes["replaced"]
    assert report.changes["gone"] == 3


def test_it_says_what_is_gone_and_tries_out_like_any_import(tmp_path):
    imported(tmp_path, written(tmp_path, HEAD + ROWS))
    less = written(tmp_path, HEAD + ROWS.partition("c1")[0])
    tried = ingest.publish([less], tmp_path / "store", replace=True, dry_run=True)
    added = ingest.publish([less], tmp_path / "store", dry_run=True)

    assert tried.changes["gone"] == 2
    assert remarks(tried.as_dict())["replaced"] == 2
    assert not added.changes["replaced"]
    assert held(tmp_path, "select count(*) from sessions") == [(3,)]


def test_who_is_not_to_be_contacted_stays_so(tmp_path):
    file = written(tmp_path, HEAD + ROWS)
    clients = written(tmp_path, "client,do not contact\nc1,yes\n", "clients.csv")
    imported(tmp_path, file, clients)
    ingest.publish([file], tmp_path / "store", replace=True)

    asked = "select client_id from clients where not_called_for is not null"
    assert held(tmp_path, asked) == [("c1",)]


def test_the_terminal_replaces(tmp_path):
    imported(tmp_path, written(tmp_path, HEAD + ROWS))
    less = written(tmp_path, HEAD + ROWS.partition("c2")[0])
    code = terminal.main([str(less), "--store", str(tmp_path / "store"), "--replace"])

    assert code == terminal.PUBLISHED
    assert held(tmp_path, "select count(*) from sessions") == [(2,)]
