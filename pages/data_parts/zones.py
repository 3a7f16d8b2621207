"""The world's time zones by the names that people look for, the browser's own first."""

from collections.abc import Callable
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
HERE = "{}, the zone of this browser"


def listed(own: str | None) -> list[str]:
    """Return all zones: the browser's `own`, then the others by their cities."""
    others = sorted(available_timezones(), key=city)
    return [own, *(zone for zone in others if zone != own)] if own in others else others


def city(zone: str) -> str:
    """Return a zone's name, the city first: "Chicago (America)"."""
    *region, place = zone.replace("_", " ").split("/")
    about = [", ".join(region)] if region else []
    about += [ALSO[zone]] if zone in ALSO else []
    return f"{place} ({'; '.join(about)})" if about else place


def named(own: str | None) -> Callable[[str], str]:
    """Return what says a zone in a list, where typing a city finds it."""
    return lambda zone: HERE.format(city(zone)) if zone == own else city(zone)
