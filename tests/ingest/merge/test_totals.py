"""A total is computed where the instrument says how, and never where one was given."""

import random

import pytest

from ingest import Refused
from ingest.recognize.instruments import Instrument, instruments

PARTS = {"SRS": ("Relationship", "Goals and topics", "Approach", "Overall")}
PARTS["WAI-SR"] = ("Goal", "Task", "Bond")
PARTS["WAI"] = PARTS["WAI-SR"]
PARTS["SOFTA-s"] = ("Engagement", "Connection", "Safety", "Shared purpose")
SCORED = [one for one in instruments([]) if one.total]


def published(clinic, scores, mapping=None):
    """Return the store of these (client, instrument, subscale, rater, score)."""
    clients = sorted({score[0] for score in scores})
    sessions = ["client | counselor | start | status"]
    sessions += [f"{one} | ruth | 2026-01-10 09:00 | attended" for one in clients]
    head = "client | date | instrument | subscale | rater | score"
    rows = [
        f"{client} | 2026-01-10 | {' | '.join(map(str, rest))}"
        for client, *rest in scores
    ]
    tables = {"sessions": "\n".join(sessions), "alliance": "\n".join([head, *rows])}
    return clinic(**tables, mapping=mapping)


def totals(store):
    """Return every rating's total by client and instrument."""
    with store.connection.cursor() as cursor:
        rows = cursor.execute(
            "select client_id, instrument, score_0, is_total_computed from ratings"
            " join clients using (client_key)"
            " join (select distinct instrument_key, instrument from scales)"
            " using (instrument_key)"
        ).fetchall()
    return {(client, name): (score, computed) for client, name, score, computed in rows}


def drawn(seed, ratings=120):
    """Return ratings that bring a total, some subscales, both, or one too few."""
    chance = random.Random(seed)
    scores, expected = [], {}
    for n in range(ratings):
        name = chance.choice(["SRS", "WAI-SR"])
        low, high = (0, 100) if name == "SRS" else (40, 200)
        brought = [part for part in PARTS[name] if chance.random() < 0.85]
        own = [chance.randint(low, high) / 10 for _ in brought]
        scores += [
            (f"c{n}", name, part, "", score)
            for part, score in zip(brought, own, strict=True)
        ]
        if chance.random() < 0.4:
            given = chance.randint(12, 40)
            scores.append((f"c{n}", name, "", "", given))
            expected[f"c{n}", name] = (given, False)
        elif brought:
            whole = len(brought) == len(PARTS[name])
            expected[f"c{n}", name] = (sum(own) if whole else None, whole)
    return scores, expected


@pytest.mark.parametrize("seed", range(3))
def test_a_given_total_never_changes_and_a_missing_one_needs_every_part(clinic, seed):
    scores, expected = drawn(seed)
    found = totals(published(clinic, scores))

    assert found.keys() == expected.keys()
    for rating, (total, computed) in expected.items():
        assert found[rating] == (pytest.approx(total, abs=1e-4), computed)


def test_a_mean_of_items_is_computed_as_a_mean(clinic):
    scores = [
        ("ann", "WAI-SR", part, "", score)
        for part, score in zip(PARTS["WAI-SR"], (3.5, 4.0, 5.0), strict=True)
    ]
    found = totals(published(clinic, scores))

    assert found["ann", "WAI-SR, mean of items"][0] == pytest.approx(12.5 / 3)


def test_the_ratings_of_two_raters_are_not_added_up(clinic):
    first, *others = PARTS["WAI-SR"]
    scores = [("ann", "WAI-SR", first, "client", 10)]
    scores += [("ann", "WAI-SR", part, "therapist", 10) for part in others]

    assert {total for total, _ in totals(published(clinic, scores)).values()} == {None}


def test_two_spellings_of_one_part_are_no_two_parts(clinic):
    spelled = ("Relationship", "Goals", "Goals and topics", "Overall")
    scores = [("ann", "SRS", part, "", 9) for part in spelled]
    scores += [("bob", "SRS", part, "", 9) for part in (*spelled, "Approach")]
    found = totals(published(clinic, scores))

    assert found["ann", "SRS"] == found["bob", "SRS"] == (None, False)


def test_nothing_is_invented_where_the_registry_does_not_say_how(clinic):
    scores = [("ann", "SOFTA-s", part, "", 15) for part in PARTS["SOFTA-s"]]
    store = published(clinic, scores)
    with store.connection.cursor() as cursor:
        parts = cursor.execute("select min(part) from scales").fetchone()

    assert totals(store)["ann", "SOFTA-s"] == (None, False)
    assert parts == (1,)


def test_a_clinic_says_how_its_own_total_is_made(clinic):
    said = """
        [[instrument]]
        name = "House scale"
        subscales = { Warmth = "bond", Plan = "task" }
        total = "mean"
    """
    scores = [("ann", "House scale", part, "", n) for part, n in (("Warmth", 4),)]
    whole = [*scores, ("ann", "House scale", "Plan", "", 7)]

    assert totals(published(clinic, whole, said))["ann", "House scale"] == (5.5, True)
    assert totals(published(clinic, scores, said))["ann", "House scale"][0] is None
    with pytest.raises(Refused, match='total must be "mean" or "sum"'):
        published(clinic, whole, said.replace('"mean"', '"guess"'))


def test_what_was_computed_is_remarked_and_its_rows_are_listed(clinic):
    scores = [("ann", "WAI-SR", part, "", 10) for part in PARTS["WAI-SR"]]
    store = published(clinic, [*scores, ("bob", "WAI-SR", "", "", 40)])
    with store.connection.cursor() as cursor:
        remarks = dict(cursor.execute("select key, rows from remarks").fetchall())

    assert remarks["total_computed"] == 1


@pytest.mark.parametrize("one", SCORED, ids=lambda one: one.name)
def test_a_total_that_is_a_sum_has_the_range_of_its_parts(one):
    ends = one.components * one.subscale_low, one.components * one.subscale_high

    assert one.total == "sum"
    assert (one.low, one.high) == ends


def test_an_instrument_without_subscales_composes_nothing():
    assert not Instrument("own", total="sum").composes("Bond")
