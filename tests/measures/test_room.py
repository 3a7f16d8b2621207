"""Free places and hours, and a load after clients moved or came, by hand."""

from math import nan

import pandas as pd
import pytest

from measures import room


def load(**people):
    """Draw clients, limit, attended, booked and contracted hours by counselor."""
    columns = ["active_clients", "caseload_limit"]
    columns += ["attended_hours", "booked_hours", "hours_now"]
    frame = pd.DataFrame.from_dict(people, orient="index", columns=columns)
    names = {"counselor_id": frame.index.str[0], "counselor": frame.index}
    return frame.assign(at_work=1.0, **names).reset_index(drop=True)


LOAD = load(
    anna=[6, 10, 9.0, 8.0, 20.0],
    ben=[4, 10, 18.0, 8.0, 20.0],
    cora=[0, 10, 0.0, 0.0, 20.0],
)


def test_the_scarcer_of_places_and_hours_is_the_free_share():
    free = room.room(LOAD).set_index("counselor")

    assert free["free_share"].to_dict() == pytest.approx(
        {"cora": 1, "anna": 0.4, "ben": 0.1}
    )
    assert free.index.to_list() == ["cora", "anna", "ben"]


def test_one_known_limit_is_enough_for_a_share():
    free = room.room(LOAD.assign(caseload_limit=nan)).set_index("counselor")

    assert free["free_share"].to_dict() == pytest.approx(
        {"cora": 1, "anna": 11 / 20, "ben": 0.1}
    )
    assert free["free_places"].isna().all()


def test_equal_room_is_ordered_by_name():
    alike = load(zoe=[5, 10, 5.0, 5.0, 20.0], ada=[5, 10, 5.0, 5.0, 20.0])

    assert room.room(alike)["counselor"].to_list() == ["ada", "zoe"]


def test_who_has_no_clients_is_given_the_usual_hours_of_one():
    hours = room.hours_of_a_client(LOAD)

    assert hours.tolist() == [1.5, 4.5, 3.0]


@pytest.mark.parametrize("other", [[0, 10, 9.0, 0.0, 20.0], [6, 10, 0.0, 0.0, 20.0]])
def test_hours_without_clients_and_clients_without_hours_say_nothing(other):
    hours = room.hours_of_a_client(load(anna=[4, 10, 1.0, 8.0, 20.0], ben=other))

    assert hours.tolist() == [0.25, 0.25]
    assert pd.isna(room.hours_of_a_client(load(ben=other))).all()


def test_a_client_and_less_than_an_hour_already_tell_the_hours_of_one():
    hours = room.hours_of_a_client(load(anna=[1, 10, 0.5, 0.5, 20.0]))

    assert hours.tolist() == [0.5]


def test_the_giver_loses_what_the_taker_gains():
    after = room.moved(LOAD, giver="b", taker="a", clients=1).set_index("counselor")

    assert after["active_after"].to_dict() == {"anna": 7, "ben": 3}
    assert after["hours_after"].to_dict() == {"anna": 13.5, "ben": 13.5}
    assert after["utilization_after"].to_dict() == {"anna": 0.675, "ben": 0.675}


def test_clients_who_leave_everybody_take_the_givers_hours_along():
    after = room.moved(LOAD, giver="a", taker=None, clients=2)

    assert after["counselor"].to_list() == ["anna"]
    assert after["active_after"].to_list() == [4]
    assert after["hours_after"].to_list() == [6]


def test_nobody_carries_less_than_nothing():
    after = room.moved(LOAD, giver="a", taker=None, clients=7).iloc[0]

    assert after["active_after"] == after["hours_after"] == 0
    assert after["utilization_after"] == 0


@pytest.mark.parametrize(("clients", "over"), [(4, False), (5, True)])
def test_a_full_caseload_is_not_over(clients, over):
    after = room.moved(
        LOAD.assign(hours_now=nan), giver=None, taker="a", clients=clients
    )

    assert after["over_after"].to_list() == [over]
    assert after["utilization_after"].isna().all()


@pytest.mark.parametrize(("clients", "over"), [(2, False), (3, True)])
def test_full_hours_are_not_over(clients, over):
    one = load(anna=[6, 100, 6.0, 6.0, 8.0])
    after = room.moved(one, giver=None, taker="a", clients=clients)

    assert after["over_after"].to_list() == [over]


def test_less_than_a_contracted_hour_is_still_contracted():
    one = load(anna=[1, 10, 0.25, 0.25, 0.5])
    after = room.moved(one, giver=None, taker="a", clients=1)

    assert after["utilization_after"].to_list() == [1]


def test_intakes_bring_the_hours_of_the_takers_clients():
    after = room.with_intakes(LOAD, taker="a", intakes=2, ending=0).iloc[0]

    assert after["active_after"] == 6 + 8 * 2
    assert after["hours_after"] == 9 + 16 * 1.5
    assert after["over_after"]


def test_who_came_back_lately_has_the_room_of_a_week_at_work():
    """Nine hours a week over four, of which one was on leave, are twelve in a week."""
    free = room.room(LOAD.assign(at_work=[0.75, 1, 1])).set_index("counselor")

    assert free["free_hours"].to_dict() == {"anna": 8, "ben": 2, "cora": 20}


def test_who_is_away_has_no_room():
    gone = LOAD.assign(caseload_limit=nan, hours_now=nan, at_work=[0.0, 0.5, 0.0])

    assert room.room(gone)[["free_places", "free_hours"]].isna().all(axis=None)


def weeks(active, intakes, endings):
    drawn = {"active_clients": active, "intakes": intakes, "endings": endings}
    return pd.DataFrame(drawn)


@pytest.mark.parametrize(
    ("week", "rate"),
    [
        ((10, 2, 2), 0.2),
        ((0, 0, 3), 1),
        ((1, 2, 3), 1),
        ((0, 0, 0), 0),
        ((1, 1, 1), 1),
        ((0.5, 0.1, 0.1), 0.2),
    ],
)
def test_no_more_end_than_were_there(week, rate):
    assert room.ending_rate(weeks(*([n] for n in week))) == pytest.approx(rate)
