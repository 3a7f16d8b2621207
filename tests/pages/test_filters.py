"""Filters follow across pages; people never stand in the address."""

from datetime import date

import pytest

OLD = """
    session_id | client_id | counselor_id | start            | status   | site
    1          | ann       | ruth         | 2026-01-05 10:00 | attended | North
    2          | bob       | omar         | 2026-01-06 10:00 | attended | South
    3          | cat       | zoe          | 2026-01-07 10:00 | attended | East
"""
NEW = """
    session_id | client_id | counselor_id | start            | status   | site
    4          | dan       | ida          | 2026-02-05 10:00 | attended | West
    5          | eve       | ruth         | 2026-02-06 10:00 | attended | North
"""


def looking_at(visitor):
    return visitor.caption[0].value


def test_a_choice_follows_to_the_next_page(visit, sample_folder):
    visitor = visit(sample_folder)
    visitor.segmented_control(key="window").set_value(90).run()
    visitor.multiselect(key="counselor").set_value(["K-001"]).run()
    visitor.switch_page("pages/attendance.py").run()

    assert visitor.segmented_control(key="window").value == 90
    assert visitor.multiselect(key="counselor").value == ["K-001"]


def test_a_choice_changes_who_is_counted(visit, sample_folder):
    visitor = visit(sample_folder)
    everyone = visitor.metric[2].value, [c.value for c in visitor.caption]
    visitor.multiselect(key="counselor").set_value(["K-001"]).run()

    assert (visitor.metric[2].value, [c.value for c in visitor.caption]) != everyone


@pytest.mark.parametrize("key", ["counselor", "supervisor"])
def test_a_person_never_stands_in_the_address(visit, sample_folder, key):
    visitor = visit(sample_folder)

    assert visitor.multiselect(key=key).proto.query_param_key == ""
    assert visitor.multiselect(key="site").proto.query_param_key == "site"


def test_the_address_chooses(visit, sample_folder):
    visitor = visit(
        sample_folder,
        "pages/early_dropout.py",
        address={"window": "30", "site": ["Elm Street", "Nowhere"], "period": "x"},
    )

    assert not visitor.exception
    assert visitor.segmented_control(key="window").value == 30
    assert visitor.multiselect(key="site").value == ["Elm Street"]
    assert visitor.selectbox(key="period").value == "Last 12 months"


def test_a_period_of_ones_own(visit, sample_folder):
    visitor = visit(sample_folder, period="Custom")
    visitor.date_input(key="dates").set_value((date(2026, 1, 1), date(2026, 1, 31)))
    visitor.run()

    assert not visitor.exception
    assert "Jan 1, 2026 – Jan 31, 2026, against the 31 days before" in looking_at(
        visitor
    )


def test_half_a_period_is_not_one(visit, sample_folder):
    visitor = visit(sample_folder, period="Custom")
    visitor.date_input(key="dates").set_value((date(2026, 1, 1),)).run()

    assert not visitor.exception
    assert "Sep 1, 2025 – Aug 31, 2026" in looking_at(visitor)


def test_a_choice_that_a_new_export_no_longer_knows_breaks_nothing(visit, publish):
    store = publish("old", sessions=OLD)
    visitor = visit(store)
    visitor.multiselect(key="site").set_value(["South"]).run()
    visitor.multiselect(key="counselor").set_value(["omar"]).run()
    publish("new", sessions=NEW)
    visitor.run()

    assert not visitor.exception
    assert not visitor.error


def test_a_new_export_is_seen_at_the_next_interaction(visit, publish):
    visitor = visit(publish("old", sessions=OLD), "pages/data.py")
    before = visitor.header[0].value
    publish("new", sessions=NEW)
    visitor.run()

    assert before.startswith("3 sessions")
    assert visitor.header[0].value.startswith("5 sessions")
