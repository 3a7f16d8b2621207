"""Whom a figure of many counselors has room for, and what they are called."""

import pandas as pd

from ui import people


def counselors(*names, **more):
    ids = [f"K-{n}" for n in range(len(names))]
    return pd.DataFrame({"counselor": names, "counselor_id": ids, **more})


def test_shared_names_end_in_the_id_however_long_they_are():
    told = people.told_apart(counselors("Amara Bell", "Ruth", "Amara Bell", "x" * 40))

    assert told.tolist() == ["Amara Bell K-0", "Ruth", "Amara Bell K-2", "x" * 40]
    long = people.told_apart(counselors("x" * 40, "x" * 40))
    assert long.str.len().tolist() == [people.ROOM] * 2
    assert long.is_unique


def test_the_surest_outside_chance_come_first():
    many = counselors(
        *(f"{n:02}" for n in range(60)),
        level=[0.0] * 40 + [95.0] * 10 + [99.8] * 10,
        known=range(60),
        clients=range(60),
    )
    drawn = people.in_figure(many, "known")

    assert len(drawn) == people.MOST
    assert set(range(40, 60)) <= set(drawn.index)
    assert set(drawn.index) == set(range(20, 60))
    assert drawn["counselor"].is_monotonic_increasing
