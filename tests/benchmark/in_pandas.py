"""The Overview's five numbers in plain pandas, as one would write them by hand.

The frames are as `read_csv` loads them; loading is timed apart from the numbers.
"""

from datetime import date
from pathlib import Path

import pandas as pd

WINDOW = 60  # days
COMPLETED = ("planned", "mutual agreement")
OTHER_ENDING = ("transferred", "referred on", "moved", "died")
COUNTED = ("attended", "no_show", "late_cancelled")
KEPT = {
    "sessions": ["client_id", "counselor_id", "start", "minutes", "status"],
    "alliance": ["client_id", "date", "instrument", "subscale", "score"],
    "clients": ["client_id", "referral_date", "discharge_date", "discharge_reason"],
    "counselors": ["counselor_id", "weekly_hours", "caseload_limit"],
}
DATES = {"start", "date", "referral_date", "discharge_date"}


def loaded(export: Path) -> dict[str, pd.DataFrame]:
    """Read the columns that the five numbers need; a session exported twice is one."""
    frames = {}
    for table, columns in KEPT.items():
        key = ["session_id"] if table == "sessions" else []
        frames[table] = pd.read_csv(
            export / f"{table}.csv",
            usecols=[*key, *columns],
            parse_dates=[column for column in columns if column in DATES],
        )
    frames["sessions"] = frames["sessions"].drop_duplicates("session_id", keep="last")
    return frames


def five_numbers(frames: dict, start: date, end: date, through: date) -> dict:
    """Return the five numbers for the sessions of a period, by name."""
    start, end, through = map(pd.Timestamp, (start, end, through))
    sessions, clients = frames["sessions"], frames["clients"]
    day = sessions["start"].dt.normalize()
    numbered = with_number(
        sessions[sessions["status"].eq("attended")], clients, through
    )
    in_period = sessions.loc[day.between(start, end), "status"]
    return {
        **early_dropout(numbered, clients, sessions["start"].min(), start, end),
        "attendance": in_period.eq("attended").sum() / in_period.isin(COUNTED).sum(),
        **alliance(frames["alliance"], numbered, start, end),
        "over capacity": over_capacity(frames, numbered, through),
    }


def with_number(attended, clients, through):
    """Add day, number in the episode, and what followed each attended session."""
    attended = attended[attended["start"].dt.normalize().le(through)]
    attended = attended.sort_values(["client_id", "start"], kind="stable")
    ending = clients.loc[clients["discharge_reason"].isin(COMPLETED + OTHER_ENDING)]
    attended = attended.merge(
        ending[["client_id", "discharge_date"]], on="client_id", how="left"
    )
    day, client = attended["start"].dt.normalize(), attended["client_id"]
    before = day.shift().where(client.eq(client.shift()))
    after = day.shift(-1).where(client.eq(client.shift(-1)))
    left = attended["discharge_date"]
    begins = before.isna() | (day - before).dt.days.gt(WINDOW)
    begins |= left.ge(before) & left.lt(day)
    episode = begins.cumsum()
    return attended.assign(
        day=day,
        number=episode.groupby(episode).cumcount() + 1,
        is_first=begins.groupby(client).cumsum().eq(1),
        ended=left.ge(day) & (after.isna() | left.lt(after)),
        returned=(after - day).dt.days.le(WINDOW),
        mature=(through - day).dt.days.ge(WINDOW),
    )


def early_dropout(numbered, clients, first, start, end):
    """Return the share that leaves after session one, and after session two."""
    known = clients.set_index("client_id")["referral_date"].lt(first.normalize())
    early = numbered["day"].lt(first.normalize() + pd.Timedelta(days=90))
    cut_off = numbered["client_id"].map(known).fillna(False) & early
    is_first, in_period = numbered["is_first"], numbered["day"].between(start, end)
    stays = numbered[is_first]
    begun = numbered[is_first & numbered["number"].eq(1) & ~cut_off & in_period]
    mature = stays[stays["client_id"].isin(begun["client_id"]) & stays["mature"]]
    dropped = ~mature["ended"] & ~mature["returned"]
    by_number = dropped.groupby(mature["number"]).mean()
    return {"left after one": by_number.get(1), "left after two": by_number.get(2)}


def alliance(scores, numbered, start, end):
    """Return the mean of client means of the most used instrument, early and later."""
    totals = scores[scores["subscale"].isna() & scores["date"].between(start, end)]
    placed = totals.merge(
        numbered[["client_id", "day", "number"]].drop_duplicates(["client_id", "day"]),
        left_on=["client_id", "date"],
        right_on=["client_id", "day"],
    )
    early = placed["number"].le(3).rename("early")
    means = placed.groupby(["instrument", early, "client_id"])["score"].mean()
    groups = means.groupby(level=["instrument", "early"])
    used = groups.size().groupby(level="instrument").max().idxmax()
    mean = groups.mean()
    return {"alliance early": mean[used, True], "alliance later": mean[used, False]}


def over_capacity(frames, numbered, through):
    """Return how many counselors carry more hours or clients than they have room for."""
    sessions, clients = frames["sessions"], frames["clients"]
    counselors = frames["counselors"].set_index("counselor_id")
    recent = numbered[numbered["day"].gt(through - pd.Timedelta(days=28))]
    hours = recent.groupby("counselor_id")["minutes"].sum() / 60 / 4
    seen = numbered[numbered["day"].ge(through - pd.Timedelta(days=WINDOW))]
    booked = sessions[sessions["status"].eq("scheduled")].sort_values("start")
    last = pd.concat([booked[["client_id", "counselor_id"]][::-1], numbered])
    last = last.drop_duplicates("client_id", keep="last").set_index("client_id")
    gone = clients.loc[clients["discharge_date"].le(through), "client_id"]
    active = last.loc[[*{*seen["client_id"], *booked["client_id"]} - {*gone}]]
    load = active.groupby("counselor_id").size()
    return int(
        (
            hours.reindex(counselors.index).gt(counselors["weekly_hours"])
            | load.reindex(counselors.index).gt(counselors["caseload_limit"])
        ).sum()
    )
