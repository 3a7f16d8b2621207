"""The Overview's five numbers in polars, as one would write them by hand.

The rules are those of in_pandas.py.
"""

from datetime import date, timedelta
from pathlib import Path

import polars as pl

from tests.benchmark.in_pandas import COMPLETED, COUNTED, KEPT, OTHER_ENDING, WINDOW

DAYS = ("date", "referral_date", "discharge_date")
ENDED = (*COMPLETED, *OTHER_ENDING)


def loaded(export: Path) -> dict[str, pl.DataFrame]:
    """Read the columns that the five numbers need; a session exported twice is one."""
    frames = {}
    for table, columns in KEPT.items():
        key = ["session_id"] if table == "sessions" else []
        read = pl.read_csv(export / f"{table}.csv", columns=[*key, *columns])
        frames[table] = read.with_columns(
            pl.col(name).str.to_date(strict=False) for name in columns if name in DAYS
        )
    frames["sessions"] = (
        frames["sessions"]
        .with_columns(pl.col("start").str.to_datetime("%Y-%m-%d %H:%M", strict=False))
        .unique("session_id", keep="last")
    )
    return frames


def five_numbers(frames: dict, start: date, end: date, through: date) -> dict:
    """Return the five numbers for the sessions of a period, by name."""
    sessions = frames["sessions"].with_columns(day=pl.col("start").dt.date())
    numbered = with_number(sessions, frames["clients"], through)
    status = sessions.filter(pl.col("day").is_between(start, end))["status"]
    first = sessions["day"].min()
    return {
        **early_dropout(numbered, frames["clients"], first, start, end),
        "attendance": (status == "attended").sum() / status.is_in(COUNTED).sum(),
        **alliance(frames["alliance"], numbered, start, end),
        "over capacity": over_capacity(frames, sessions, numbered, through),
    }


def with_number(sessions, clients, through):
    """Add number in the episode, and what followed each attended session.

    Rows stand by client and start, so a shift says what a window would say more slowly.
    """
    day, left, window = pl.col("day"), pl.col("discharge_date"), timedelta(days=WINDOW)
    client, row, before = pl.col("client_id"), pl.col("row"), pl.col("before")
    ending = clients.filter(pl.col("discharge_reason").is_in(ENDED))
    after = pl.when(client == client.shift(-1)).then(day.shift(-1))
    begins = before.is_null() | (day - before > window)
    begins |= ((left >= before) & (left < day)).fill_null(False)
    return (
        sessions.filter((pl.col("status") == "attended") & (day <= through))
        .join(ending.select("client_id", "discharge_date"), on="client_id", how="left")
        .sort("client_id", "start")
        .with_row_index("row")
        .with_columns(before=pl.when(client == client.shift()).then(day.shift()))
        .with_columns(
            begun=pl.when(begins).then(row).forward_fill(),
            met=pl.when(before.is_null()).then(row).forward_fill(),
            ended=((left >= day) & (after.is_null() | (left < after))).fill_null(False),
            returned=(after - day <= window).fill_null(False),
            mature=through - day >= window,
        )
        .with_columns(
            number=row - pl.col("begun") + 1, is_first=pl.col("begun") == pl.col("met")
        )
    )


def early_dropout(numbered, clients, first, start, end):
    """Return the share that leaves after session one, and after session two."""
    known = clients.filter(pl.col("referral_date") < first).select("client_id")
    early = pl.col("day") < first + timedelta(days=90)
    begun = numbered.filter(
        pl.col("is_first"), pl.col("number") == 1, pl.col("day").is_between(start, end)
    )
    cut_off = begun.filter(early).join(known, on="client_id", how="semi")
    begun = begun.join(cut_off, on="client_id", how="anti").select("client_id")
    shares = (
        numbered.filter(pl.col("is_first"), pl.col("mature"))
        .join(begun, on="client_id", how="semi")
        .group_by("number")
        .agg(left=(~pl.col("ended") & ~pl.col("returned")).mean())
    )
    by_number = dict(shares.iter_rows())
    return {"left after one": by_number.get(1), "left after two": by_number.get(2)}


def alliance(scores, numbered, start, end):
    """Return the mean of client means of the most used instrument, early and later."""
    placed = numbered.unique(["client_id", "day"], keep="first", maintain_order=True)
    means = (
        scores.filter(
            pl.col("subscale").is_null(), pl.col("date").is_between(start, end)
        )
        .join(
            placed.select("client_id", "day", "number"),
            left_on=["client_id", "date"],
            right_on=["client_id", "day"],
        )
        .group_by("instrument", early=pl.col("number") <= 3, client="client_id")
        .agg(pl.col("score").mean())
        .group_by("instrument", "early")
        .agg(pl.col("score").mean(), clients=pl.len())
    )
    used = means.sort("clients", descending=True)["instrument"][0]
    mean = dict(
        means.filter(pl.col("instrument") == used)["early", "score"].iter_rows()
    )
    return {"alliance early": mean[True], "alliance later": mean[False]}


def over_capacity(frames, sessions, numbered, through):
    """Return how many counselors carry more hours or clients than they have room for."""
    day, minutes = pl.col("day"), pl.col("minutes")
    recent = numbered.filter(day > through - timedelta(days=28))
    hours = recent.group_by("counselor_id").agg(hours=minutes.sum() / 60 / 4)
    seen = numbered.filter(day >= through - timedelta(days=WINDOW))
    booked = sessions.filter(pl.col("status") == "scheduled").sort("start")
    last = pl.concat(
        [booked.reverse()["client_id", "counselor_id"]]
        + [numbered["client_id", "counselor_id"]]
    ).unique("client_id", keep="last", maintain_order=True)
    gone = frames["clients"].filter(pl.col("discharge_date") <= through)
    active = pl.concat([seen.select("client_id"), booked.select("client_id")])
    active = active.join(gone, on="client_id", how="anti")
    load = (
        last.join(active, on="client_id", how="semi")
        .group_by("counselor_id")
        .agg(load=pl.len())
    )
    both = frames["counselors"].join(hours, on="counselor_id", how="left")
    both = both.join(load, on="counselor_id", how="left")
    over = (pl.col("hours") > pl.col("weekly_hours")) | (
        pl.col("load") > pl.col("caseload_limit")
    )
    return both.select(over.fill_null(False).sum()).item()
