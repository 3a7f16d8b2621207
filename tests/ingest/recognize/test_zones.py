"""Which time zone somebody means who names a city, a state or the zone's usual name."""

from zoneinfo import ZoneInfo

import pytest

from ingest.recognize.zones import meant_by


@pytest.mark.parametrize(
    ("name", "zone"),
    [
        ("Chicago", "America/Chicago"),
        ("new york", "America/New_York"),
        ("New_York", "America/New_York"),
        ("Boston", "America/New_York"),
        ("Eastern Time", "America/New_York"),
        ("St. Louis", "America/Chicago"),
        ("Hawaii", "Pacific/Honolulu"),
        ("Kolkata", "Asia/Kolkata"),
        ("Indianapolis", "America/Indiana/Indianapolis"),
        ("Nairobi", "Africa/Nairobi"),
        ("Reykjavik", "Atlantic/Reykjavik"),
        ("Maldives", "Indian/Maldives"),
        ("Auckland", "Pacific/Auckland"),
        ("Perth", "Australia/Perth"),
        ("Mountain Time", "America/Denver"),
        ("mountain time (without daylight saving)", "America/Phoenix"),
        ("Central Time", "America/Chicago"),
        ("Pacific Time", "America/Los_Angeles"),
        ("Montreal", "America/Montreal"),
        ("Mars", None),
        ("Central", None),
        ("Eastern", None),
        ("", None),
    ],
)
def test_a_zone_is_found_by_its_city_and_by_what_people_call_it(name, zone):
    assert meant_by(name) == zone
    assert zone is None or ZoneInfo(zone)


CITIES = {
    "America/New_York": "Boston Philadelphia Atlanta Washington Miami",
    "America/Chicago": "Kansas_City St._Louis Dallas Houston Minneapolis",
    "America/Denver": "Salt_Lake_City Albuquerque",
    "America/Phoenix": "Arizona",
    "America/Los_Angeles": "San_Francisco San_Diego Portland Seattle",
    "America/Anchorage": "Alaska",
    "America/Toronto": "Ottawa",
    "Europe/London": "United_Kingdom Manchester Birmingham Edinburgh Cardiff",
    "Europe/Berlin": "Germany Hamburg Munich Cologne Frankfurt",
    "Australia/Sydney": "New_South_Wales",
}


@pytest.mark.parametrize("zone", CITIES)
def test_a_city_that_no_zone_is_named_after_has_its_zone(zone):
    names = [city.replace("_", " ") for city in CITIES[zone].split()]

    assert [meant_by(name) for name in names] == [zone] * len(names)
