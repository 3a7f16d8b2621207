"""An import says how far it is: every step by its weight, and how far the step is."""

import time
import tomllib

import duckdb
import pytest

import ingest
from ingest import steps
from ingest.build import building
from tests import drawing
from tests.pages.test_every_page import ONE


@pytest.fixture
def told():
    """Collect what a listener is told meanwhile."""
    said = []
    with steps.told_to(lambda step, done: said.append((step, done))):
        yield said


def test_every_step_of_the_build_has_a_weight_and_a_name_of_its_own():
    told = tomllib.loads(building.SENTENCES.read_text(encoding="utf-8"))

    assert sorted(told) == [step.stem for step in building.STEPS]
    assert len({one["says"] for one in told.values()}) == len(told)
    assert sum(one["weight"] for one in told.values()) == pytest.approx(100, abs=1)


def test_an_import_names_every_step_of_the_build_and_only_goes_on(tmp_path):
    said = []
    ingest.publish(
        drawing.export(tmp_path, sessions=ONE),
        tmp_path / "store",
        progress=lambda step, done: said.append((step, done)),
    )
    done = [share for _, share in said]
    named = dict.fromkeys(step for step, _ in said if step.startswith("Building"))

    assert len(named) == len(building.STEPS)
    assert done == sorted(done)
    assert done[0] == 0
    assert done[-1] > steps.WRITING[0]


def test_steps_take_their_share_by_weight():
    assert steps.shares([1, 0, 3]) == [(0, 0.25), (0.25, 0.25), (0.25, 1)]
    assert steps.shares([0, 0]) == [(0, 0), (0, 0)]


class Running:
    """A connection whose statement is so far, one look after the other."""

    def __init__(self, *percents):
        self.percents = list(percents)

    def query_progress(self):
        return self.percents.pop(0) if self.percents else -1


def test_a_step_is_told_as_far_as_its_statement_is_and_never_back(told, monkeypatch):
    monkeypatch.setattr(steps, "LOOK_SECONDS", 0.01)
    running = Running(-1, 20, 20, 10, 60, 60, 100)
    with steps.followed(running):
        steps.reached("counting", (0.5, 1), 0, 0.4)
        while running.percents:
            time.sleep(0.01)

    assert [round(done, 3) for _, done in told] == [0.5, 0.54, 0.556, 0.636, 0.7]


def test_a_step_that_stands_still_is_not_told_again(told, monkeypatch):
    monkeypatch.setattr(steps, "LOOK_SECONDS", 0.01)
    running = Running(*[30] * 20)
    with steps.followed(running):
        steps.reached("counting", (0, 1), 0, 1)
        while running.percents:
            time.sleep(0.01)

    assert len(told) == 2


def test_a_long_statement_of_the_database_is_followed(told, monkeypatch):
    monkeypatch.setattr(steps, "LOOK_SECONDS", 0.02)
    with duckdb.connect() as connection:
        connection.execute(
            "set enable_progress_bar = true; set enable_progress_bar_print = false;"
            "set progress_bar_time = 0; set threads = 1"
        )
        connection.execute("create table many as select range as n from range(3000000)")
        with steps.followed(connection):
            steps.reached("counting", (0, 1), 0, 1)
            connection.execute("select count(distinct md5(n::varchar)) from many")

    assert any(0 < done < 1 for _, done in told)
