"""A clinic in which everyone's alliance rises, and the mean of who is left falls."""

import pytest

import queries
from measures import trajectories
from measures.statistics import growth
from tests.queries.rated import FIRST, WEEK, drawn

LENGTHS = {2: "1-2", 4: "3-4", 7: "5-8", 11: "9+"}
START = {
    2: 37.0,
    4: 34.0,
    7: 31.0,
    11: 28.0,
}  # the lower the start, the later they leave


@pytest.fixture(scope="module")
def clinic_of_survivors(tmp_path_factory):
    import ingest
    from tests import drawing

    clients = {
        f"c{length}-{n}": [
            START[length] + n % 4 * 0.5 + 0.3 * session + (n + session) % 2 * 0.2
            for session in range(length)
        ]
        for length in LENGTHS
        for n in range(12)
    }
    folder = tmp_path_factory.mktemp("survivors")
    files = drawing.export(folder / "export", **drawn(clients))
    ingest.publish(files, folder / "store", through=FIRST + 30 * WEEK)
    store = queries.open_store(folder / "store")
    yield store
    store.close()


@pytest.fixture
def by_session(clinic_of_survivors, everything):
    return queries.answer(clinic_of_survivors, "alliance_by_session_number", everything)


def test_the_mean_of_whoever_is_left_falls(by_session):
    naive = trajectories.together(by_session).set_index("session_number")["mean"]

    assert naive[11] < naive[1] - 1
    assert naive[11] == pytest.approx(28.75 + 0.3 * 10 + 0.1, abs=0.11)


def test_the_line_that_follows_clients_rises(clinic_of_survivors, everything):
    patterns = queries.answer(clinic_of_survivors, "alliance_growth", everything)
    _, low, high = growth.by_last(growth.fit(patterns), last=11)

    assert 0 < low < high
    assert patterns["clients"].sum() == 48
    assert len(patterns) == len(LENGTHS)


def test_every_group_of_like_stay_rises(by_session):
    for length in LENGTHS.values():
        own = by_session[by_session["length"].eq(length)]
        means = own.sort_values("session_number")["mean"]
        assert means.is_monotonic_increasing, length
        assert len(means) > 1


def test_those_who_left_are_compared_at_the_same_session(
    clinic_of_survivors, everything
):
    scores = queries.answer(clinic_of_survivors, "alliance_last_score", everything)
    paired = trajectories.left_and_stayed(scores).set_index("session_number")
    gap, low, high = trajectories.overall(paired.reset_index())

    assert list(paired.index) == [2, 4, 7]
    assert (paired["difference"] > 0).all()  # here the higher raters leave
    assert 0 < low < gap < high
