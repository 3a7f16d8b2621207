"""The time zone that somebody means who names a city, a state or what a zone is called."""

import re
from zoneinfo import available_timezones

# What people call a zone whose city is not theirs.
ALSO = {
    "America/New_York": "Eastern Time: Boston, Philadelphia, Atlanta, Washington, Miami",
    "America/Chicago": "Central Time: Kansas City, St. Louis, Dallas, Houston, Minneapolis",
    "America/Denver": "Mountain Time: Salt Lake City, Albuquerque",
    "America/Phoenix": "Mountain Time without daylight saving: Arizona",
    "America/Los_Angeles": "Pacific Time: San Francisco, San Diego, Portland, Seattle",
    "America/Anchorage": "Alaska",
    "Pacific/Honolulu": "Hawaii",
    "America/Toronto": "Eastern Time: Ottawa, Montreal",
    "Europe/London": "United Kingdom: Manchester, Birmingham, Edinburgh, Cardiff",
    "Europe/Berlin": "Germany: Hamburg, Munich, Cologne, Frankfurt",
    "Australia/Sydney": "New South Wales, Canberra",
}
# The others are older names of the same zones.
REGIONS = (
    "America/", "Europe/", "Asia/", "Africa/", "Australia/", "Pacific/", "Atlantic/",
    "Indian/",
)  # fmt: skip


def meant_by(name: str) -> str | None:
    """Return the zone of a city ("Chicago"), or of what people call it ("Eastern Time")."""
    wanted = " ".join(re.findall(r"[^\W\d_]+", name.casefold()))
    by_city = {
        zone.rpartition("/")[2].replace("_", " ").casefold(): zone
        for zone in sorted(available_timezones(), reverse=True)
        if zone.startswith(REGIONS)
    }
    called = {
        " ".join(re.findall(r"[^\W\d_]+", one.casefold())): zone
        for zone, names in reversed(ALSO.items())
        for one in re.split("[:,]", names)
    }
    return (called | by_city).get(wanted)
