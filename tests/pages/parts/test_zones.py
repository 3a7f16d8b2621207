"""Time zones are found by the city that people look for, the browser's first."""

from zoneinfo import available_timezones

import pytest

from pages.data_parts import zones


@pytest.mark.parametrize(
    ("typed", "zone"),
    [
        ("Chicago", "America/Chicago"),
        ("Kansas City", "America/Chicago"),
        ("New York", "America/New_York"),
        ("Indianapolis", "America/Indiana/Indianapolis"),
        ("Pacific Time", "America/Los_Angeles"),
        ("Ho Chi Minh", "Asia/Ho_Chi_Minh"),
    ],
)
def test_typing_a_city_finds_its_zone(typed, zone):
    assert zone in [one for one in zones.listed(None) if typed in zones.city(one)]


@pytest.mark.parametrize(
    ("zone", "named"),
    [
        ("Europe/Paris", "Paris (Europe)"),
        ("America/Argentina/Buenos_Aires", "Buenos Aires (America, Argentina)"),
        ("America/Anchorage", "Anchorage (America; Alaska)"),
        ("UTC", "UTC"),
    ],
)
def test_the_city_comes_first(zone, named):
    assert zones.city(zone) == named


@pytest.mark.parametrize("own", ["Europe/Berlin", "Pacific/Auckland"])
def test_the_zone_of_the_browser_is_proposed_first_and_all_are_there_once(own):
    listed = zones.listed(own)

    assert listed[0] == own
    assert sorted(listed) == sorted(available_timezones())
    assert zones.named(own)(own).endswith(", the zone of this browser")
    assert zones.named(own)("UTC") == "UTC"


@pytest.mark.parametrize("own", [None, "nowhere"])
def test_a_browser_that_names_no_zone_changes_nothing(own):
    assert zones.listed(own) == sorted(available_timezones(), key=zones.city)


def test_what_else_a_zone_is_called_is_said_of_zones_that_there_are():
    assert set(zones.ALSO) <= available_timezones()
