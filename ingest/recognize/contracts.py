"""Contracts that a clinic writes by hand: hours, limits and leave, from day to day."""

from collections.abc import Sequence
from datetime import date
from typing import Annotated

import duckdb
from msgspec import Meta, Struct, field

from store.checked import Path, Written

WEEK, MANY = Meta(gt=0, le=168), Meta(gt=0, le=10_000)


class ContractEntry(
    Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True
):
    """What a file says of a counselor under [[contracts]]; None where it says nothing.

    `from` and `to` are the first and the last day of the hours, the limit or the leave;
    `left` is the last day at the clinic.
    """

    counselor: Annotated[str, Meta(pattern=r"\S", description="a counselor")]
    from_: date | None = field(default=None, name="from")
    to: date | None = None
    hours: Annotated[int, WEEK] | Annotated[float, WEEK] | None = None
    limit: Annotated[int, MANY] | None = None
    leave: bool | None = None
    left: date | None = None


def check(written: Written, contracts: Sequence[ContractEntry]) -> None:
    """Refuse contracts that say nothing or two things at once. Raises Mistake."""
    for number, one in enumerate(contracts):
        path: Path = ("contracts", number)
        if not (one.hours or one.limit or one.leave or one.left):
            raise written.mistake("says none of hours, limit, leave and left", path)
        if one.leave and (one.hours or one.limit):
            raise written.mistake("is a leave, which has no hours and no limit", path)
        if one.leave and one.from_ is None:
            raise written.mistake("is a leave and needs the day it is from", path)
        if one.left and (one.from_ or one.to or one.hours or one.limit or one.leave):
            says = (
                "says when somebody left, so nothing but the counselor stands beside it"
            )
            raise written.mistake(says, path)
        if one.from_ and one.to and one.to < one.from_:
            raise written.mistake("ends before it begins", path)


def lay_out(
    connection: duckdb.DuckDBPyConnection,
    contracts: Sequence[ContractEntry],
    stays: dict[str, str],
) -> None:
    """Write the contracts into `contracts_by_hand`, which the build reads.

    `stays` leads from other names of counselors to the one that stays.
    """
    connection.execute(
        "create temp table contracts_by_hand (place integer, counselor varchar,"
        " from_day date, to_day date, weekly_hours double, caseload_limit double,"
        " is_leave boolean, left_day date)"
    )
    for place, one in enumerate(contracts, start=1):
        counselor = one.counselor.strip()
        connection.execute(
            "insert into contracts_by_hand values (?, ?, ?, ?, ?, ?, ?, ?)",
            [
                *(place, stays.get(counselor, counselor), one.from_, one.to),
                *(one.hours, one.limit, bool(one.leave), one.left),
            ],
        )
