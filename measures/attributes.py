"""Test which client attributes go with leaving early."""

import re

import numpy as np
import pandas as pd

from measures.dropout import early
from measures.statistics.columns import floats
from measures.statistics.comparison import SMALLEST_COMPARED
from measures.statistics.multiplicity import FALSE_DISCOVERY_RATE, benjamini_hochberg
from measures.statistics.survival import log_rank

UNRECORDED = "not recorded"
BEGINS_AT = {"first_gap": 2, "slot": 4}
ORDER = (
    *("none", "no", "low", "mild", "medium", "moderate", "some", "yes", "high"),
    *("severe", "steady slot", "within a day", "no steady slot"),
)
COUNTS = {"dropped_out": "dropped", "completed": "completed", "other_ending": "other"}
TESTED = ["attribute", "begins_at", "values", "clients", "statistic", "freedom", "p"]


def recorded(by_session: pd.DataFrame) -> pd.DataFrame:
    """Keep what may be looked at: counts by attribute, value and session number.

    An attribute of which nothing or only one value is recorded goes. One that
    exists only for clients who came more often (BEGINS_AT) is followed from that
    session on: before it, nobody could leave. Adds begins_at.
    """
    begins = by_session["attribute"].map(BEGINS_AT).fillna(1).astype(int)
    known = by_session["value"] != UNRECORDED
    kept = (by_session["session_number"] >= begins) & (known | (begins == 1))
    rows = by_session.assign(begins_at=begins)[kept]
    several = rows[rows["value"] != UNRECORDED].groupby("attribute")["value"].nunique()
    return rows[rows["attribute"].isin(several[several > 1].index)]


def tested(rows: pd.DataFrame) -> pd.DataFrame:
    """Test each attribute once, over its values of SMALLEST_COMPARED clients or more.

    Takes `recorded` rows. Returns attribute, begins_at, values and clients in the
    test, statistic, freedom, p (log-rank; rival endings leave the risk set), q
    (Benjamini-Hochberg over the attributes) and passes (q within
    FALSE_DISCOVERY_RATE), by rising q.
    """
    found = [_tested(str(name), part) for name, part in rows.groupby("attribute")]
    answer = pd.DataFrame(found, columns=TESTED)
    answer["q"] = benjamini_hochberg(answer["p"].to_numpy(dtype=float))
    answer["passes"] = answer["q"] <= FALSE_DISCOVERY_RATE
    apart = -answer["statistic"] / answer["freedom"].where(answer["freedom"] > 0)
    ordered = answer.assign(apart=apart).sort_values(["q", "p", "apart", "attribute"])
    return ordered.drop(columns="apart").reset_index(drop=True)


def by_value(rows: pd.DataFrame) -> pd.DataFrame:
    """Return one row per attribute and value, in the order of meaning.

    Takes `recorded` rows. Adds, beside the counts of the two sessions from
    begins_at on, what `dropout.early` says of them: here "one" is the first
    session at which the value is known.
    """
    place = rows["session_number"] - rows["begins_at"]
    names = ["attribute", "value", "begins_at"]
    answer = rows[names].drop_duplicates().set_index(names)
    for offset, ordinal in enumerate(("one", "two")):
        counted = rows[place == offset].set_index(names)
        answer[f"at_risk_{ordinal}"] = counted["at_risk"]
        for column, name in COUNTS.items():
            answer[f"{name}_{ordinal}"] = counted[column]
    answer = early(answer.fillna(0).reset_index())
    order = answer["value"].map(_meaning)
    return answer.iloc[sorted(range(len(answer)), key=lambda place: order.iloc[place])]


def _tested(name: str, part: pd.DataFrame) -> tuple:
    part = part[part["value"] != UNRECORDED]
    first = part[part["session_number"] == part["begins_at"]]
    enough = first[first["at_risk"] >= SMALLEST_COMPARED]
    part = part[part["value"].isin(enough["value"])]
    table = part.pivot_table(
        index="value",
        columns="session_number",
        values=["at_risk", "dropped_out"],
        fill_value=0,
    )
    counts = (
        [np.asarray(table[kind], float) for kind in ("at_risk", "dropped_out")]
        if len(part)
        else [np.empty((0, 0))] * 2
    )
    clients = int(np.sum(floats(enough, "at_risk")))
    about = name, int(first["begins_at"].max()), len(enough), clients
    return *about, *log_rank(*counts)


def _meaning(value: str) -> tuple:
    """Order values by their first number, by their rank in ORDER, by their letters."""
    number = re.search(r"\d+", value)
    rank = ORDER.index(value) if value in ORDER else len(ORDER)
    first = int(number.group()) - value.startswith("under") if number else 0
    return value == UNRECORDED, number is None, first, rank, value
