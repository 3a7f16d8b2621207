"""A JSON object as one row of cells."""

import json

DEEPEST = 6
LONGEST_LIST = 3


def flat(record: dict, before: str = "", depth: int = 0) -> dict[str, str]:
    """Return the parts of an object by dotted headings; of a list, the first three."""
    parts: dict[str, str] = {}
    for key, part in record.items():
        heading = f"{before}{key}"
        if isinstance(part, list):
            part = {str(place): one for place, one in enumerate(part[:LONGEST_LIST])}
        if isinstance(part, dict) and depth < DEEPEST:
            parts |= flat(part, f"{heading}.", depth + 1)
        else:
            parts[heading] = cell(part)
    return parts


def cell(part: object) -> str:
    """Return a JSON value as text; null is empty."""
    if part is None:
        return ""
    if isinstance(part, bool):
        return "true" if part else "false"
    return part if isinstance(part, str) else json.dumps(part)
