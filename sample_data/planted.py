"""What is planted in the export: the usual dirt, and the truth about all of it."""

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from sample_data import clinic
from sample_data.cells import label
from sample_data.records import Clients, Counselors, Floats, Ints, Rows, Scores

Dirt = dict[str, Ints]  # the rows of each kind


def soil(rows: Rows, scores: Scores, clients: Clients) -> tuple[Rows, Dirt]:
    """Return rows with a little dirt of every kind, and which rows have which.

    Scores and clients are soiled in place.
    """
    dirt, beyond = chosen(rows, scores)
    unmarked, early = dirt["not_marked"], dirt["before_referral"]
    scores.score[beyond] = np.take(clinic.BEYOND_RANGE, scores.instrument[beyond])
    clients.referral[rows.client[early]] = rows.start[early] // clinic.DAY + 9
    rows.status[dirt["unknown_word"]] = clinic.UNKNOWN
    rows.status[unmarked] = clinic.SCHEDULED
    rows.status[unmarked[::3]] = clinic.EMPTY
    again = np.append(dirt["duplicate_row"], dirt["two_statuses"])
    other = np.arange(len(rows.status) + 1, len(rows.status) + len(again))
    rows = rows.at(np.append(np.arange(len(rows.status)), again))
    rows.status[other] = clinic.NO_SHOW
    return rows, dirt


def chosen(rows: Rows, scores: Scores) -> tuple[Dirt, Ints]:
    """Choose the rows of each kind of dirt, and the scores that go out of range."""
    plain = (rows.status == clinic.ATTENDED) & ~rows.rated & (rows.number > 1)
    recent = rows.start > clinic.NOW - 3 * clinic.WEEK
    old = np.flatnonzero(plain & ~recent)[::97]
    totals = np.flatnonzero(scores.subscale < 0)
    used = scores.instrument[totals]
    beyond = np.append(totals[used == 0][700:701], totals[used == 1][300:301])
    dirt = {
        "unknown_word": old[:3],
        "duplicate_row": old[3:4],
        "two_statuses": old[4:5],
        "not_marked": np.flatnonzero(plain & recent)[:60:5],
        "before_referral": np.flatnonzero(rows.number == 1)[500:501],
        "score_out_of_range": scores.row[beyond],
    }
    return dirt, beyond


def truth(
    rows: Rows, scores: Scores, counselors: Counselors, clients: Clients, dirt: Dirt
) -> pd.DataFrame:
    """Return what is planted: counselors and their parts, ruptures, dirt."""
    parts = counselors.role != ""
    roles = pd.DataFrame({"kind": counselors.role[parts]})
    roles["counselor_id"] = label("K-", counselors.number[parts] + 1, 3)
    where, fate = ruptures(rows, scores, clients)
    broken = located(rows, counselors, where).assign(**fate)
    dirty = [
        located(rows, counselors, which).assign(kind=kind)
        for kind, which in dirt.items()
    ]
    return pd.concat([roles, broken, *dirty], ignore_index=True)


def located(rows: Rows, counselors: Counselors, which: Ints) -> pd.DataFrame:
    """Return the ids of these rows."""
    number = counselors.number[rows.counselor[which]]
    return pd.DataFrame(
        {
            "counselor_id": label("K-", number + 1, 3),
            "client_id": label("C-", rows.id[which], 6),
            "session_id": label("S", rows.session[which], 6),
        }
    )


def ruptures(
    rows: Rows, scores: Scores, clients: Clients
) -> tuple[Ints, dict[str, NDArray]]:
    """Return where the alliance broke, and what followed.

    Only drops the export shows whole: rated just before, and at least DROPS deep.
    """
    held = np.flatnonzero(rows.status == clinic.ATTENDED)
    held = held[np.lexsort((rows.start[held], rows.client[held]))]
    client, repaired = rows.client[held], rows.repair[held]
    total, deep = totals(rows, scores)
    total, deep = total[held], deep[held]
    place = np.flatnonzero(rows.rupture[held])
    shown = client[place] == client[place - 1]
    place = place[shown & (total[place - 1] - total[place] >= deep[place])]
    mended, later = np.zeros(len(place), int), 0
    for sessions in (3, 2, 1):
        then = np.minimum(place + sessions, len(held) - 1)
        same = client[then] == client[place]
        mended[same & repaired[then]] = sessions
        later = later + same
    open_end = clients.in_care[client[place]] & ~clients.leaving[client[place]]
    kind = np.where(open_end & (later < 3), "rupture_open", "rupture_not_repaired")
    kind = np.where(mended > 0, "rupture_repaired", kind)
    fate = {"kind": kind, "before": total[place - 1], "after": total[place]}
    return held[place], fate | {"sessions_to_repair": mended}


def totals(rows: Rows, scores: Scores) -> tuple[Floats, Floats]:
    """Return each row's total score, and how deep a drop counts on its instrument."""
    total = np.full(len(rows.client), np.nan)
    deep = np.full(len(total), np.inf)
    whole = scores.subscale < 0
    row = scores.row[whole]
    total[row] = scores.score[whole]
    deep[row] = np.take(clinic.DROPS, scores.instrument[whole])
    return total, deep
