"""An import runs beside the pages, one at a time, and ends with a sentence."""

import logging
import time

import ingest
from pages.data_parts import import_job
from tests import drawing
from tests.pages.test_every_page import ONE


def ended(job):
    deadline = time.monotonic() + 60
    while not job.ended:
        assert time.monotonic() < deadline
        time.sleep(0.02)
    return job


def test_a_second_import_says_since_when_the_first_runs(tmp_path):
    files, store = drawing.export(tmp_path, sessions=ONE), tmp_path / "store"
    first = import_job.start(files, store, None, dry_run=False)
    second = import_job.start(files, store, None, dry_run=False)
    running = import_job.running(store)
    ended(first)

    assert running is first
    assert second.ended
    assert f"running since {first.started:%H:%M}" in second.refusal
    assert first.report.published
    assert import_job.running(store) is None


def test_an_import_says_how_far_it_is(tmp_path):
    steps = []
    job = import_job.Job(
        drawing.export(tmp_path, sessions=ONE), tmp_path / "store", None, dry_run=True
    )
    job.at = lambda step, done: steps.append((step, done))
    job.run()

    assert len(steps) > 2
    assert [done for _, done in steps] == sorted(done for _, done in steps)


def test_a_refusal_is_kept_for_whoever_asked(tmp_path):
    job = ended(import_job.start([tmp_path / "no.csv"], tmp_path, None, dry_run=True))

    assert "no.csv" in job.refusal
    assert job.report is None


def test_an_unforeseen_error_is_a_sentence_and_a_line_without_data(
    tmp_path, caplog, monkeypatch
):
    def broken(*_, **__):
        raise ValueError("Ann Client, born 1980")

    monkeypatch.setattr(ingest, "publish", broken)
    caplog.set_level(logging.ERROR, logger="rapport")
    job = ended(import_job.start([], tmp_path / "other", None, dry_run=True))
    (line,) = (r.getMessage() for r in caplog.records if r.name == "rapport")

    assert line.split(":")[0] in job.refusal
    assert "Ann" not in line + job.refusal
