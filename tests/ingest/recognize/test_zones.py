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
        ("Mars", None),
        ("Central", None),
        ("", None),
    ],
)
def test_a_zone_is_found_by_its_city_and_by_what_people_call_it(name, zone):
    assert meant_by(name) == zone
    assert zone is None or ZoneInfo(zone)
