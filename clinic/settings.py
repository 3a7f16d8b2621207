"""What the clinic decides about its own load: kept with the store, for everybody.

`settings.json` lies beside the snapshots and outlives them. What it leaves
out has its default; nothing here is ever a norm of ours.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from math import isfinite
from pathlib import Path
from typing import Annotated, Any, Literal, get_args

from msgspec import Meta, Struct

from store.checked import Mistake, from_json
from store.files import replace_file

FILE = "settings.json"
Group = Literal["event", "attendee", "share"]
Reason = Literal["early", "missed", "rupture", "rhythm", "waiting", "usual"]
GROUPS: tuple[Group, ...] = get_args(Group)
REASONS: tuple[Reason, ...] = get_args(Reason)
MOST_HOURS, MOST_CLIENTS, MOST_WEIGHT, MOST_SHARE = 168.0, 10_000, 100.0, 10.0

Share = Annotated[float, Meta(gt=0, le=MOST_SHARE)]
Clients = Annotated[float, Meta(gt=0, le=MOST_CLIENTS)]
Hours = Annotated[float, Meta(gt=0, le=MOST_HOURS)]
Weight = Annotated[float, Meta(gt=0, le=MOST_WEIGHT)]
Band = Annotated[tuple[Share, Share], Meta(description="two numbers")]
Limits = Annotated[
    tuple[Clients | None, Hours | None],
    Meta(description="active clients and hours a week, such as [25, null]"),
]


@dataclass(frozen=True)
class Settings:
    """One clinic's decisions.

    `band`: lowest and highest utilization the clinic aims at (shares), or None.
    `groups`: how a group session's hours count: once (event), once per attendee
    (attendee), or `group_share` of its length per attendee (share).
    `limits`: counselor id to (active clients, hours a week), each None where not set;
    used where the export has none. `weights`: severity to acuity weight.
    `reasons`: which reasons put a client on the call list.
    """

    band: tuple[float, float] | None = None
    groups: Group = "event"
    group_share: float = 0.5
    limits: dict[str, tuple[float | None, float | None]] = field(default_factory=dict)
    weights: dict[str, float] = field(default_factory=dict)
    reasons: tuple[Reason, ...] = REASONS[:-1]


class Entries(Struct, frozen=True, forbid_unknown_fields=True):
    """What settings.json says, entry by entry; what it leaves out has its default."""

    band: Band | None = None
    groups: Group = Settings.groups
    group_share: Annotated[float, Meta(gt=0, le=1)] = Settings.group_share
    limits: dict[str, Limits] = {}
    weights: dict[str, Weight] = {}
    reasons: tuple[Reason, ...] = Settings.reasons


def read(store: Path) -> Settings:
    """Return the settings kept with a store; the defaults where there are none.

    Raises Mistake, which names the invalid entry.
    """
    try:
        content = (store / FILE).read_bytes()
    except FileNotFoundError:
        return Settings()
    except OSError as problem:
        raise Mistake(f"{FILE}: cannot be read ({problem.strerror}).") from None
    kept = from_json(FILE, content).checked(Entries)
    return checked({name: getattr(kept, name) for name in kept.__struct_fields__})


def write(store: Path, settings: Settings) -> None:
    """Keep settings with a store in one step, readable by its owner alone."""
    entries = asdict(checked(asdict(settings)))
    replace_file(store / FILE, json.dumps(entries, indent=1), unfinished=".part")


def checked(kept: Mapping[str, Any]) -> Settings:
    """Return what can be used of what a form holds; an empty or a zero cell is none."""
    usual = Settings()
    share = _number(kept.get("group_share"), 1)
    chosen = _items(kept.get("reasons", usual.reasons))
    return Settings(
        band=_band(_items(kept.get("band"))),
        groups=next((one for one in GROUPS if one == kept.get("groups")), usual.groups),
        group_share=usual.group_share if share is None else share,
        limits=_limits(kept.get("limits")),
        weights=_weights(kept.get("weights")),
        reasons=tuple(reason for reason in REASONS if reason in chosen),
    )


def _band(kept: list[Any]) -> tuple[float, float] | None:
    """Return two shares, the lower one first; None for anything else."""
    shares = [_number(share, MOST_SHARE) for share in kept]
    usable = sorted(share for share in shares if share is not None)
    return (usable[0], usable[1]) if len(usable) == len(kept) == 2 else None


def _limits(kept: Any) -> dict[str, tuple[float | None, float | None]]:
    found = {}
    for counselor, pair in (kept if isinstance(kept, dict) else {}).items():
        clients, hours, *_ = [*_items(pair), None, None]
        both = (_number(clients, MOST_CLIENTS), _number(hours, MOST_HOURS))
        if both != (None, None):
            found[str(counselor)] = both
    return found


def _weights(kept: Any) -> dict[str, float]:
    pairs = (kept if isinstance(kept, dict) else {}).items()
    read = {str(value): _number(weight, MOST_WEIGHT) for value, weight in pairs}
    return {value: weight for value, weight in read.items() if weight is not None}


def _items(value: Any) -> list[Any]:
    return list(value) if isinstance(value, list | tuple) else []


def _number(value: Any, most: float) -> float | None:
    """Return a positive number of at most so much, or None."""
    usable = isinstance(value, int | float) and not isinstance(value, bool)
    if not usable or not isfinite(value) or not 0 < value <= most:
        return None
    return float(value)
